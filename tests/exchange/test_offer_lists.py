"""Lists of vacancies and courses from files: read whatever their layout, once, and taken back."""

from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import pytest

from guitu.casework.employers import commands
from guitu.casework.employers.models import Batch, BatchRow, Course, Employer, Vacancy
from guitu.casework.employers.queries import batch, batches, courses, open_vacancies, rows_of
from guitu.domain.employers import Wage
from guitu.domain.kernel.errors import DomainError
from guitu.exchange.importers.offers_file import import_file
from guitu.workflows import import_offers as act
from guitu.workflows.import_offers import undo_offers
from tests.exchange.workbooks import save
from tests.world import NOW, TODAY

pytestmark = pytest.mark.django_db

HEADER = (
    "序号",
    "单位名称",
    "岗位名称",
    "招聘人数",
    "任职要求",
    "薪资待遇",
    "工作地点",
    "截止日期",
    "联系电话",
)
PLACE = "长沙市芙蓉区"
WHERE = "湖南省长沙市芙蓉区文艺路街道1号"


def line(n: int, **said: Any) -> tuple[object, ...]:
    values = {
        "employer": "芙蓉演示服装厂",
        "title": f"缝纫工{n}",
        "places": 3,
        "wants": "会平车，吃苦耐劳",
        "wage": "3500-5000元/月",
        "place": WHERE,
        "until": "2026-06-30",
        "contact": "0731-5550100",
        **said,
    }
    return (n, *values.values())


def brought(
    path: Path, world: Any, *rows: tuple[object, ...], at: datetime = NOW, offers: Any = "vacancies"
) -> Any:
    save(path / "list.xlsx", {"岗位": rows})
    return import_file(path / "list.xlsx", offers=offers, by=world.social, at=at)


def fates(made: Any) -> list[tuple[int, str, list[str]]]:
    found = BatchRow.objects.filter(batch_id=made.batch).order_by("sheet", "row")
    return [(row.row, row.state, [reason["code"] for reason in row.reasons]) for row in found]


def test_a_list_becomes_posts(world, tmp_path) -> None:
    made = brought(
        tmp_path, world, HEADER, line(1), line(2, title="保安", wants="无犯罪记录，能上夜班", wage="面议")
    )

    first, second = sorted(open_vacancies(world.lin, on=TODAY), key=lambda v: v.title)
    assert (second.title, second.employer_name, second.region) == ("缝纫工1", "芙蓉演示服装厂", 430102001000)
    assert (second.wage, second.places, second.skills) == (Wage(350_000, 500_000), 3, {"sewing"})
    assert (second.open_until, second.contact, second.kept_by) == (
        date(2026, 6, 30),
        "0731-5550100",
        world.township,
    )
    assert (first.title, first.wage, first.night_work, first.skills) == ("保安", None, True, {"guarding"})
    assert dict(made.counts) == {"rows": 2, "accepted": 2, "employers": 1}


def test_any_layout_is_read(world, tmp_path) -> None:
    brought(
        tmp_path,
        world,
        ("芙蓉区春风行动岗位信息汇总表",),
        ("填报单位：芙蓉区人社局", None, None, "填报日期：2026-03-01"),
        ("企业全称", "工种", "缺工人数", "待遇", None, "上班地点", "工作时间", "用工方式", "有效期至"),
        (None, None, None, "最低工资", "最高工资", None, None, None, None),
        ("长沙演示 物业公司", "保洁员", "约5人", 2800, 3200, "长沙市芙蓉区", "40小时/周", "全职", 46203),
        ("合计", None, 5),
        ("审核人：", None, "负责人："),
    )

    (found,) = open_vacancies(None, on=TODAY)
    assert (found.title, found.places, found.wage) == ("保洁员", 5, Wage(280_000, 320_000))
    assert (found.schedule, found.hours_week, found.region) == ("full_time", 40, 430102000000)
    assert found.open_until == date(2026, 6, 30)
    assert found.skills == {"cleaning"}


def test_a_post_called_like_a_signature_is_no_signature(world, tmp_path) -> None:
    made = brought(tmp_path, world, HEADER, line(1, title="负责人"), line(2, title="说明书排版"))

    assert made.counts["accepted"] == 2


def test_each_bad_row_says_why_and_the_others_come_in(world, tmp_path) -> None:
    made = brought(
        tmp_path,
        world,
        HEADER,
        line(1, employer=""),
        line(2, title=""),
        line(3, place="火星基地"),
        line(4, until="2026-02-30"),
        line(5, until="2020-01-01"),
        line(6, places=0),
        line(7, places=123456),
        line(8, title="长" * 90),
        line(9, wage="很高"),
        line(10, wage="-3000"),
        line(11, until="招满为止"),
        line(12, places="若干"),
        line(13, until="2099-01-01"),
        line(14, wants="要求" * 300),
        line(15, places="不知道"),
    )

    assert fates(made) == [
        (2, "rejected", ["employer.name-missing"]),
        (3, "rejected", ["vacancy.title-missing"]),
        (4, "rejected", ["region.not-there"]),
        (5, "rejected", ["date.impossible"]),
        (6, "rejected", ["vacancy.over"]),
        (7, "rejected", ["vacancy.places"]),
        (8, "rejected", ["vacancy.places"]),
        (9, "rejected", ["offer.too-long"]),
        (10, "accepted", ["wage.unreadable"]),
        (11, "accepted", ["wage.amount"]),
        (12, "accepted", []),
        (13, "accepted", []),
        (14, "rejected", ["vacancy.too-far"]),
        (15, "accepted", ["offer.cut"]),
        (16, "accepted", ["vacancy.places-unread"]),
    ]
    cells = {row.row: row.reasons[0]["cell"] for row in BatchRow.objects.filter(row__in=(2, 4, 5, 7))}
    assert cells == {2: "B2", 4: "G4", 5: "H5", 7: "D7"}


def test_a_post_without_a_last_day_stands_for_sixty(world, tmp_path) -> None:
    brought(tmp_path, world, HEADER, line(1, until="招满为止"))

    assert open_vacancies(None, on=date(2026, 5, 1))
    assert not open_vacancies(None, on=date(2026, 5, 2))


def test_twice_is_harmless_also_on_another_day(world, tmp_path) -> None:
    rows = (HEADER, line(1), line(2, until="长期"))
    brought(tmp_path, world, *rows)
    before = list(Vacancy.objects.order_by("id").values())

    again = brought(tmp_path, world, *rows, at=datetime(2026, 3, 9, 1, tzinfo=UTC))

    assert [(state, codes) for _, state, codes in fates(again)] == [
        ("duplicate", ["duplicate.offer-here"])
    ] * 2
    assert list(Vacancy.objects.order_by("id").values()) == before
    assert Employer.objects.count() == 1


def test_the_same_row_twice_in_one_list_is_kept_once(world, tmp_path) -> None:
    made = brought(tmp_path, world, HEADER, line(1), line(2), line(1, employer="芙蓉 演示服装厂"))

    assert fates(made)[2] == (4, "duplicate", ["duplicate.offer-in-file"])
    assert Vacancy.objects.count() == 2


def test_a_newer_list_says_what_changed_and_taking_it_back_says_it_as_before(world, tmp_path) -> None:
    brought(tmp_path, world, HEADER, line(1))
    later = datetime(2026, 3, 9, 1, tzinfo=UTC)

    made = brought(tmp_path, world, HEADER, line(1, places=9, until="2026-08-31"), line(2), at=later)

    assert [state for _, state, _ in fates(made)] == ["changed", "accepted"]
    assert Vacancy.objects.get(title="缝纫工1").places == 9

    closed, stayed = undo_offers(made.batch, by=world.lin, at=later)

    assert (closed, stayed) == (1, 0)
    (found,) = open_vacancies(None, on=TODAY)
    assert (found.title, found.places, found.open_until) == ("缝纫工1", 3, date(2026, 6, 30))


def test_what_was_taken_back_can_be_imported_again(world, tmp_path) -> None:
    made = brought(tmp_path, world, HEADER, line(1))
    undo_offers(made.batch, by=world.social, at=NOW)
    assert open_vacancies(None, on=TODAY) == ()
    assert Employer.objects.get().closed_on == TODAY

    brought(tmp_path, world, HEADER, line(1))

    assert len(open_vacancies(None, on=TODAY)) == 1
    assert Employer.objects.get().closed_on is None


def test_what_somebody_worked_on_since_stays_when_a_list_is_taken_back(world, tmp_path) -> None:
    made = brought(tmp_path, world, HEADER, line(1), line(2))
    filled = Vacancy.objects.get(title="缝纫工1").id
    commands.close_vacancy(filled, reason="filled", on=TODAY, at=datetime(2026, 3, 3, tzinfo=UTC))

    assert undo_offers(made.batch, by=world.social, at=NOW) == (1, 1)
    assert Vacancy.objects.get(id=filled).close_reason == "filled"
    with pytest.raises(DomainError) as refused:
        undo_offers(made.batch, by=world.social, at=NOW)
    assert refused.value.code == "import.undone-already"


def test_a_post_that_was_filled_here_is_not_opened_by_the_next_list(world, tmp_path) -> None:
    brought(tmp_path, world, HEADER, line(1))
    commands.close_vacancy(Vacancy.objects.get().id, reason="filled", on=TODAY, at=NOW)

    again = brought(tmp_path, world, HEADER, line(1, places=5))

    assert fates(again) == [(2, "duplicate", ["vacancy.closed-here"])]
    assert open_vacancies(None, on=TODAY) == ()


@pytest.mark.parametrize(
    ("rows", "code"),
    [
        ([("序号", "姓名", "电话"), (1, "某人", "12000000001")], "offers-file.no-header"),
        ([("单位名称", "岗位名称", "人数"), ("厂", "工", 1)], "offers-file.missing-columns"),
        ([], "offers-file.no-header"),
    ],
)
def test_a_file_that_is_no_list_is_refused_whole(world, tmp_path, rows, code) -> None:
    with pytest.raises(DomainError) as refused:
        brought(tmp_path, world, *rows)
    assert refused.value.code == code
    assert Batch.objects.count() == 0


def test_too_many_rows_leave_nothing_behind(world, tmp_path, monkeypatch) -> None:
    monkeypatch.setattr(act, "ROWS_MOST", 3)
    with pytest.raises(DomainError) as refused:
        brought(tmp_path, world, HEADER, *(line(n) for n in range(1, 6)))
    assert refused.value.code == "offers-file.too-many-rows"
    assert (Vacancy.objects.count(), Employer.objects.count(), Batch.objects.count()) == (0, 0, 0)


def test_a_formula_is_refused(world, tmp_path) -> None:
    with pytest.raises(DomainError) as refused:
        brought(tmp_path, world, HEADER, line(1, title="=A1"))
    assert refused.value.code in {"roster-file.formula", "roster-file.active-formula"}


def test_courses_come_in_with_kind_money_and_days(world, tmp_path) -> None:
    header = (
        "培训项目",
        "承训机构",
        "培训类别",
        "开班时间",
        "结业日期",
        "课时",
        "收费",
        "补贴标准",
        "名额",
        "培训地点",
    )
    made = brought(
        tmp_path,
        world,
        header,
        ("电焊（初级）", "学校", "技能", "2026-04-01", "2026-04-30", "120课时", "免费", "1,000", 30, PLACE),
        ("缝纫工", "演示厂", "以工代训", "2026-04-01", "2026-06-30", None, None, "500元/人", None, PLACE),
        ("旧课", "演示学校", "技能", "2025-04-01", "2025-04-30", 10, 0, 0, 1, PLACE),
        ("倒着", "演示学校", "技能", "2026-05-01", "2026-04-30", 10, 0, 0, 1, PLACE),
        ("负数", "演示学校", "适岗培训", "2026-05-01", "2026-05-30", 10, "-5", 0, 1, PLACE),
        offers="courses",
    )  # fmt: skip

    assert fates(made) == [
        (2, "accepted", []),
        (3, "accepted", []),
        (4, "rejected", ["course.over"]),
        (5, "rejected", ["course.backwards"]),
        (6, "accepted", ["course.money-unread"]),
    ]
    found = {course.title: course for course in courses(world.social, on=TODAY)}
    welding, sewing = found["电焊(初级)"], found["缝纫工"]
    assert (welding.kind, welding.skills, welding.hours, welding.cost, welding.subsidy, welding.places) == (
        "skills", {"welding"}, 120, 0, 100_000, 30,
    )  # fmt: skip
    assert (sewing.kind, sewing.subsidy, sewing.open_until) == ("work_for_training", 50_000, date(2026, 4, 1))
    assert found["负数"].kind == "on_the_job"
    undo_offers(made.batch, by=world.social, at=NOW)
    assert courses(world.social, on=TODAY) == ()
    assert Course.objects.count() == 3


def test_only_who_helps_imports_and_only_their_county_sees_how_it_ended(world, tmp_path) -> None:
    made = brought(tmp_path, world, HEADER, line(1))

    assert [b.id for b in batches(world.lin)] == [made.batch]
    assert rows_of(batch(world.mo, made.batch))[0].state == "accepted"
    for viewer in (world.officer, world.admin, world.partner, world.psychologist):
        with pytest.raises(DomainError) as refused:
            import_file(tmp_path / "list.xlsx", offers="vacancies", by=viewer, at=NOW)
        assert refused.value.code == "access.refused"
        with pytest.raises(DomainError):
            open_vacancies(viewer, on=TODAY)
