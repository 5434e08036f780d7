"""Posts and courses as values: what they pay, which skills they name, until when they are open."""

from datetime import date
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from guitu.domain.employers import SKILLS, Base, Vacancy, Wage, skills_in
from guitu.domain.employers.incentive import Incentive
from guitu.domain.employers.wages import CEILING, PERIODS, parse
from guitu.domain.employers.wording import demand_in
from guitu.domain.kernel.errors import DomainError

DAY = date(2026, 3, 2)
SOME = UUID(int=1)


def vacancy(**said: object) -> Vacancy:
    known = {"id": SOME, "employer": SOME, "employer_name": "演示厂", "title": "焊工", "region": 430102000000}
    return Vacancy(**{**known, "open_until": DAY, **said})  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("words", "wage"),
    [
        ("3500-5000元/月", Wage(350_000, 500_000)),
        ("５Ｋ～８Ｋ", Wage(500_000, 800_000)),
        ("3-5千", Wage(300_000, 500_000)),
        ("月薪3,500元", Wage(350_000, 350_000)),
        ("4000以上", Wage(400_000, 400_000)),
        ("200元/天", Wage(20_000, 20_000, "day")),
        ("20元/小时", Wage(2000, 2000, "hour")),
        ("0.5元/件", Wage(50, 50, "piece")),
        ("年薪6万", Wage(500_000, 500_000)),
    ],
)
def test_wages_are_read_the_way_offices_write_them(words: str, wage: Wage) -> None:
    assert parse(words) == wage


@pytest.mark.parametrize("words", ["", "面议", "待遇从优", "工资面谈。"])
def test_a_wage_to_be_agreed_is_no_number(words: str) -> None:
    assert parse(words) is None


@pytest.mark.parametrize(
    ("words", "code"),
    [
        ("-500", "wage.amount"),
        ("0元", "wage.unreadable"),
        ("999999999元", "wage.amount"),
        ("9" * 400, "wage.amount"),
        ("5000-3000", "wage.range"),
        ("底薪2000提成3000", "wage.unreadable"),
        ("很高", "wage.unreadable"),
    ],
)
def test_a_wage_nobody_can_read_is_refused_and_not_guessed(words: str, code: str) -> None:
    with pytest.raises(DomainError) as refused:
        parse(words)
    assert refused.value.code == code


@given(st.integers(100, CEILING // 100), st.integers(0, 1000), st.sampled_from(["元/月", "元", "元每月"]))
def test_what_is_written_down_is_read_back(least: int, more: int, behind: str) -> None:
    most = min(least + more, CEILING // 100)
    assert parse(f"{least}-{most}{behind}") == Wage(least * 100, most * 100)


@given(st.text(max_size=60))
def test_no_words_break_the_reading_of_a_wage(words: str) -> None:
    try:
        wage = parse(words)
    except DomainError as refused:
        assert refused.code.startswith("wage.")  # noqa: PT017 - either answer is fine, anything else is not
    else:
        assert wage is None or (0 < wage.least <= wage.most <= CEILING and wage.per in PERIODS)


def test_skills_are_found_in_the_words_of_a_post() -> None:
    assert skills_in("招电焊工2名", "会开叉车优先") == {"welding", "forklift"}
    assert skills_in("Excelente") == frozenset()  # a Latin word inside another one
    assert skills_in("身体健康，吃苦耐劳") == frozenset()


def test_the_longest_word_counts() -> None:
    assert skills_in("木地板铺装") == {"decorating"}
    assert skills_in("汽车维修") == {"vehicle_repair"}


def test_no_word_stands_for_two_skills() -> None:
    words = [word.lower() for skill in SKILLS.values() for word in skill.words]
    assert len(words) == len(set(words))


@pytest.mark.parametrize(
    "words",
    [
        "无犯罪记录",
        "须提供无犯罪证明",
        "不招吸毒人员",
        "没有前科",
        "需通过背景调查",
        "No criminal record please",
    ],
)
def test_a_demand_for_a_clean_record_is_seen(words: str) -> None:
    assert demand_in(f"18-50岁，{words}，包吃住")


@pytest.mark.parametrize("words", ["无经验要求", "吃苦耐劳，能上夜班", "不限学历", "戒骄戒躁"])
def test_ordinary_demands_are_none(words: str) -> None:
    assert demand_in(words) == ""


def test_a_post_is_open_on_its_last_day_and_not_after() -> None:
    assert vacancy().is_open(DAY)
    assert not vacancy().is_open(date(2026, 3, 3))
    assert not vacancy(closed_on=DAY, close_reason="filled").is_open(DAY)


def test_a_base_ends_before_its_time_on_the_day_it_is_ended() -> None:
    base = Base(SOME, SOME, "演示厂", 430102000000, "1号", 5, date(2026, 1, 1), DAY, 430102000000001)
    assert base.is_in_force(DAY)
    assert not base.is_in_force(date(2026, 3, 3))
    ended = Base(SOME, SOME, "演示厂", 430102000000, "1号", 5, date(2026, 1, 1), DAY, 1, ended_on=DAY)
    assert not ended.is_in_force(DAY)
    assert ended.is_in_force(date(2026, 3, 1))


def test_an_incentive_says_how_many_are_missing() -> None:
    two = Incentive(hired=2, needed=3, is_proposal=True, rule="K-04.employees")
    assert (two.is_reached, two.missing) == (False, 1)
    assert Incentive(hired=4, needed=3, is_proposal=True, rule="K-04.employees").missing == 0
