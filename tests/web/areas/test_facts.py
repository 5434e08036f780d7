"""Facts are entered with their source, corrected by a later entry, and stand apart from what is counted."""

import pytest

from guitu.casework.areas.models import Fact
from tests.world import COUNTY, OTHER_COUNTY, PREFECTURE

GOOD = {
    "kind": "existing_users", "on": "2025-12-31", "basis": "register_all", "value": "1,200",
    "publisher": "演示市公安局", "document": "2025 年统计",
}  # fmt: skip


def enter(client, **changes):
    """Enter a fact about the county."""
    page = client.post(f"/areas/{COUNTY}/facts/new", GOOD | changes)
    assert page.status_code == 303, page.content.decode()


def correct(client, fact, **changes):
    """Correct an entry."""
    said = {"value": fact.value, "publisher": fact.publisher, "document": fact.document, "why": "抄错了"}
    return client.post(f"/areas/facts/{fact.id}/correct", said | changes)


def test_a_fact_stands_with_its_source_its_day_its_basis_and_who_entered_it(levels, browser):
    county = browser(levels.county)
    enter(county)
    page = county.get(f"/areas/{COUNTY}/").content.decode()

    for said in ("1,200", "演示市公安局", "2025 年统计", "登记在册，全部毒品", "主管卢", "不是系统计算的"):
        assert said in page


def test_year_on_year_shows_both_bases_or_says_what_is_missing(levels, browser):
    county = browser(levels.county)
    enter(county)
    assert "缺少一年前的登记数" in county.get(f"/areas/{COUNTY}/").content.decode()

    enter(county, on="2024-12-31", value="1000", document="2024 年统计")
    made = {one.metric.id: one for one in county.get(f"/areas/{COUNTY}/").context["made"]}
    assert made["existing_yoy"].big == "+20.00%"
    assert [line.document for line in made["existing_yoy"].used] == ["2025 年统计", "2024 年统计"]
    assert made["abstinent_3y_yoy"].big == "—"

    enter(county, kind="abstinent_3y", value="3600")
    made = {one.metric.id: one for one in county.get(f"/areas/{COUNTY}/").context["made"]}
    assert made["abstinent_3y_ratio"].big == made["consolidation_rate"].big == "75.0%"


def test_a_correction_keeps_the_earlier_entry_to_be_read(levels, browser):
    county = browser(levels.county)
    enter(county)
    old = Fact.objects.get()

    assert correct(county, old, value="2100").status_code == 303
    page = county.get(f"/areas/{COUNTY}/")
    (line,) = page.context["facts"]
    assert (line.value, line.why, [one.value for one in line.earlier]) == ("2,100", "抄错了", ["1,200"])
    assert Fact.objects.get(id=old.id).value == 1200
    late = correct(county, old, value="7")
    assert late.status_code == 422
    assert "已经有人更正过" in late.content.decode()


def test_what_is_taken_back_is_no_number_and_can_be_entered_again(levels, browser):
    county = browser(levels.county)
    enter(county)
    assert correct(county, Fact.objects.get(), takes_back="on").status_code == 303
    assert county.get(f"/areas/{COUNTY}/").context["facts"] == []

    enter(county, value="8")
    assert [line.value for line in county.get(f"/areas/{COUNTY}/").context["facts"]] == ["8"]
    assert Fact.objects.count() == 3


def test_the_same_key_twice_is_refused_with_what_stands_there(levels, browser):
    county = browser(levels.county)
    enter(county)
    again = county.post(f"/areas/{COUNTY}/facts/new", GOOD | {"value": "7"})

    assert again.status_code == 422
    assert "已经登记为 1200" in again.content.decode()


@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        ({"value": "一千"}, "数字没有看懂"),
        ({"value": "-5"}, "数字没有看懂"),
        ({"value": "99999999999"}, "数字没有看懂"),
        ({"value": ""}, "还没有填写"),
        ({"on": "2999-01-01"}, "还没有到"),
        ({"on": "去年"}, "日期没有看懂"),
        ({"basis": "residents"}, "不用这种口径"),
        ({"kind": "weather"}, "请从选项中选择"),
        ({"document": "  "}, "还没有填写"),
    ],
)
def test_bad_input_gets_a_sentence_and_nothing_typed_is_lost(levels, browser, wrong, said):
    page = browser(levels.county).post(f"/areas/{COUNTY}/facts/new", GOOD | wrong)

    assert page.status_code == 422
    assert said in page.content.decode()
    if "document" not in wrong:
        assert "2025 年统计" in page.content.decode()
    assert Fact.objects.count() == 0


@pytest.mark.parametrize("who", ["neighbour", "guardian", "head", "evaluator"])
def test_nobody_else_enters(levels, browser, world, who):
    viewer = getattr(levels, who, None) or getattr(world, who, world.lin)
    page = browser(viewer).post(f"/areas/{COUNTY}/facts/new", GOOD)

    assert page.status_code in (403, 404)
    assert Fact.objects.count() == 0


def test_a_neighbours_entry_is_not_there(levels, browser):
    enter(browser(levels.county))
    beside = browser(levels.neighbour)

    assert beside.get(f"/areas/facts/{Fact.objects.get().id}/correct").status_code == 404
    assert beside.get(f"/areas/{OTHER_COUNTY}/").context["facts"] == []


def test_a_larger_regions_facts_are_its_own_and_not_a_sum(levels, browser):
    enter(browser(levels.county))

    assert browser(levels.prefecture).get(f"/areas/{PREFECTURE}/").context["facts"] == []
