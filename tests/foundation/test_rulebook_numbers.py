"""The numbers that ship, against a table written down by hand from the rule book, sections A to L."""

from pathlib import Path

import pytest

from guitu.domain.rules.model import (
    Deadline,
    Freshness,
    Parameter,
    Quota,
    Recurring,
    Rule,
    Streak,
    Threshold,
)
from guitu.foundation.rulebook_files import read_folder

SHIPPED = Path(__file__).resolve().parents[2] / "rulebooks"

# Pack, rule, and the number or numbers it must carry; so no slip in a file goes unseen.
NUMBERS = """
national A-01 36 months
national A-02 36 months
national A-07.infant_age 1 years
national A-07.minor_age 16 years
national A-08 4 items
chongqing A-06.deliver 24 hours
chongqing A-06.notify 3 working_days
chongqing A-07.elderly 60 years
chongqing A-07.pupil_from 16 years
chongqing A-07.pupil_below 18 years
chongqing A-09.agreement 3 days
zhejiang_2011 A-09.agreement 3 days
shandong A-09.agreement 5 working_days
national B-01 15 days
national B-02 15 days
national B-09.remind_days 3,7,12,14 days
national B-09.call_day 12 days
national B-09.review_day 16 days
national B-09.review 0 days
zhejiang_2011 B-01 2 days
zhejiang_2011 B-02 2 days
zhejiang_2011 B-01.max 15 days
yunnan_qujing B-02.goal 0 days
national C-01 3 working_days
national C-04.minimum 1 people
national C-05 1 items
national C-06 4 items
chongqing C-06 6 items
national C-10 30 people_per_worker
national C-10.minimum 1 people
fujian_xianyou_2012 C-10 20 people_per_worker
national C-11 100 percent
national C-11.review 6 months
national C-11.opinion 10 days
national J-06.mentor 12 months
national J-06.supervision 30 days
national J-06.mentees 3 people
national J-06.team 8 people
fujian_xianyou_2012 C-12 6x6
fujian_xianyou_2012 C-12.annual 3x12
hunan_sample D-02 12x1+6x2+4x3
hunan_sample D-03 6x2+4x3+2x6
hunan_sample D-03.two_year 12x2
fujian_xianyou_2012 D-02 12x1+6x2+4x3
fujian_xianyou_2012 D-03 12x1+6x2+4x3
national D-04 28 times
national D-04.random_min 3 times
hunan_sample D-06 7 days
national D-09 2 people
national D-10 6 months
national D-10.clock 6 months
national D-11 3 days
national D-11.police_decide 3 days
national D-11.decide_clock 3 days
national D-11.deliver 3 days
national D-11.deliver_clock 3 days
national D-11.retest_challenge 3 days
national D-15 6 months
national E-01 3 days
hunan_sample E-04 7 items
national F-02 24 hours
national F-03 >=3 times
national F-04 >=3 times
national F-05 >30 days
national F-09 3 days
national F-10.review 60 days
national F-10.lawsuit 6 months
national F-11 7 days
national F-11.channels 3 items
national F-12 0 items
chongqing G-01 3 working_days
chongqing G-01.police 3 working_days
national G-01.letter 3 working_days
national G-02 15 days
national G-04 18 days
zhejiang_2011 G-02 2 days
national G-08 7 days
national H-02 7 days
national H-03.reminder -15 days
national H-03.certificate -1 days
national A-09.help 1 working_days
chongqing H-02.file -7 working_days
chongqing H-02.person 3 working_days
chongqing H-02 7 working_days
national H-04 3 years
shanghai H-05.cases 3 items
shandong H-05.cases 3 items
national H-08.existing 896000 people
national H-08.abstinent 4078000 people
national I-01 2 years
national I-02.early 1 years
national I-02.extension 1 years
national I-03.from 3 months
national I-03.to 6 months
national I-03.max 12 months
national I-04.decide 7 days
national I-04.notify 24 hours
national I-06.answer 3 working_days
national I-06.calendar 7 days
national I-10.from 90 days
national I-10.until 30 days
national I-14.spans 3,7,21 days
national I-05 -3 days
shanghai I-05 -7 working_days
national I-06 3 working_days
shanghai I-06 3 working_days
national I-07 4 items
national I-09.zones 4 items
national I-09.centres 5 items
national I-11.target 100 percent
shaanxi_baoji I-14 7 days
shaanxi_baoji I-14.calls 1 years
national J-01.term 36 months
hunan_sample J-01.term 36 months
hunan_sample J-01 6x6
hunan_sample J-01.grace 30 days
hunan_sample J-02 3,1,1
national J-02.lead 60 days
hunan_sample J-03 10 items
neimenggu_wuhai J-04.days 3 days_per_week
neimenggu_wuhai J-04.officers 1 people
hainan J-05.from 3 months
hainan J-05.to 6 months
national J-06 5 items
hunan_sample J-07 12,24,36
hunan_sample J-07.team 10000 people
hunan_sample J-07.role_model 1000 people
hunan_sample J-07.success 100 people
hunan_sample J-07.from 2017 years
hunan_sample J-07.years 5 years
hunan_sample J-07.book 200 people
hunan_sample J-07.gold 2 people
hunan_sample J-07.silver 4 people
hunan_sample J-07.bronze 8 people
national K-03 11 items
national K-04.employees 3 people
national K-04.bases 3 items
zhejiang_2011 K-05 1 years
national K-07 3 years
zhejiang_2011 K-07.report 1 years
national K-08 4 items
national K-09.experts 9 people
national K-09.pool 71 people
national K-10 4 times
national K-11 24 hours
national K-13 1 items
national K-20.remind_days 7,1 days
national K-20.gift_ceiling 20000000 fen
national GP-08.stale_page 180 days
national K-30.one 1 months
national K-30.three 3 months
national K-30.six 6 months
national L-02 4 items
national L-03.factors 7 items
national L-04 4 levels
national L-06 2 people
national L-07 6 months
national L-08 1 items
sample_profile EX-01.high 36x1
sample_profile EX-01.medium 18x2
sample_profile EX-01.low 12x3
sample_profile EX-01.detox 12x1+6x2+4x3
sample_profile EX-02 2
sample_profile EX-03.high 36x1
sample_profile EX-03.medium 18x2
sample_profile EX-03.low 12x3
sample_profile EX-04 12x3
sample_profile EX-05 6x6
national GP-01 7 days
national GP-02 7 days
national GP-03 3 working_days
national GP-04 90 days
national GP-05.urine 100 days
national GP-05.hair 200 days
national GP-05.reported 200 days
national GP-06 1 days
national GP-08 7 days
national GP-08.first_answer 7 days
national GP-08.next_word 30 days
national GP-40.day 1 days
national GP-40.week 7 days
national GP-41.slice 30 days
national GP-41.answer 3 days
national GP-07.hours 9,20 hours
national GP-07.retry 1,4,12 hours
national GP-07.keep 7 days
national GP-30.open_days 60 days
"""

CODES = {
    ("national", "K-12.job"): 2,
    ("national", "K-02.work"): 2,
    ("national", "K-02.school"): 2,
    ("national", "K-02.welfare"): 2,
    ("national", "K-01.health"): 1,
    ("national", "K-01.police"): 1,
    ("national", "A-04"): 2,
    ("national", "C-02"): 3,
    ("national", "C-03"): 6,
    ("shandong", "C-03"): 5,
    ("chongqing", "C-03"): 6,
    ("zhejiang_2011", "C-03"): 5,
    ("national", "C-04"): 5,
    ("shanghai", "C-04"): 6,
    ("national", "C-07"): 6,
    ("national", "B-08"): 4,
    ("hunan_sample", "B-10"): 3,
    ("national", "D-07"): 4,
    ("national", "D-08"): 3,
    ("national", "D-14"): 4,
    ("national", "D-16"): 2,
    ("hunan_sample", "F-08"): 4,
    ("national", "G-09"): 4,
    ("national", "I-10"): 3,
    ("national", "I-11"): 5,
    ("shaanxi_baoji", "I-14.items"): 3,
    ("shaanxi_baoji", "J-08"): 2,
    ("national", "L-01"): 3,
    ("national", "L-03.levels"): 4,
}


def numbers_of(rule: Rule) -> str:
    """The numbers of a rule, written as in the table above."""
    body = rule.body
    if isinstance(body, Parameter):
        value = body.value if isinstance(body.value, tuple) else (body.value,)
        return f"{','.join(map(str, value))} {body.unit}"
    if isinstance(body, Deadline):
        lengths = {"days": body.days, "working_days": body.working_days, "months": body.months}
        return " ".join(f"{length} {unit}" for unit, length in lengths.items() if length is not None)
    if isinstance(body, Recurring):
        slots = [((p.to_month - p.after_month) // p.every_months, p.every_months) for p in body.phases]
        return "+".join(f"{times}x{months}" for times, months in slots)
    if isinstance(body, Threshold):
        return f"{'>=' if body.inclusive else '>'}{body.limit} {body.measure}"
    if isinstance(body, Quota):
        return ",".join(str(item.needed) for item in body.items)
    if isinstance(body, Streak):
        return ",".join(map(str, body.months))
    assert isinstance(body, Freshness)
    return f"{body.days} days"


@pytest.fixture(scope="module")
def shipped() -> dict[tuple[str, str], Rule]:
    """Pack and rule → the rule."""
    return {(pack.id, rule.id): rule for pack in read_folder(SHIPPED).values() for rule in pack.rules}


@pytest.mark.parametrize("line", NUMBERS.strip().splitlines())
def test_every_number_of_the_rule_book_is_a_rule_with_that_number(
    line: str, shipped: dict[tuple[str, str], Rule]
) -> None:
    pack, rule_id, numbers = line.split(" ", 2)

    assert numbers_of(shipped[pack, rule_id]) == numbers


def test_every_list_of_the_rule_book_has_its_length(shipped: dict[tuple[str, str], Rule]) -> None:
    found = {key: shipped[key].body for key in CODES}

    assert {key: len(body.value) for key, body in found.items() if isinstance(body, Parameter)} == CODES  # type: ignore[arg-type]  # tuples, as CODES says


def test_every_number_that_ships_is_in_one_of_the_two_tables(shipped: dict[tuple[str, str], Rule]) -> None:
    listed = {tuple(line.split(" ", 2)[:2]) for line in NUMBERS.strip().splitlines()} | set(CODES)
    informing = {
        key
        for key, rule in shipped.items()
        if isinstance(rule.body, Parameter)
        and (rule.body.unit in {"code", "codes", "yes_no"} or rule.body.name.startswith("reference."))
    }

    assert set(shipped) - listed - informing == {
        ("chongqing", "A-07.exceptions"),
        ("yunnan_qujing", "C-11"),
        ("yunnan_qujing", "I-11.target"),
        ("yunnan_qujing", "GP-04.target"),
        ("hainan", "I-11.target"),
        ("neimenggu_wuhai", "J-01.term"),
    }
