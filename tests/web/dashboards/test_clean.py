"""Staying clean over time as a page: curves with tables, and sentences where nothing can be drawn."""

import re
from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from guitu.analytics.curves import LEAST, SPLITS
from guitu.casework.outcomes.models import Release
from guitu.foundation import clock
from guitu.foundation.audit.commands import note
from tests.world import COUNTY, OTHER_COUNTY, TOWN, in_aftercare

PAGE = "/dashboards/clean/"
NAMES = (
    "主管卢", "简体中文", "湖南省", "长沙市", "芙蓉区", "禁毒办", "文艺路街道", "朝阳街街道",
    "林荫站", "朝阳站", "社戒社康办", "芙蓉演示戒毒所",
)  # fmt: skip
POINTS = re.compile(r'<tr data-point="([^"]*)"')


def release(held_by, n=1, *, days=400, relapsed=0, known=390):
    """So many releases that long ago, with a relapse or the last evidence after so many days."""
    out = clock.today() - timedelta(days=days)
    for _ in range(n):
        case = in_aftercare(held_by, since=out)
        Release.objects.filter(person_id=case.person).delete()
        Release.objects.create(
            person_id=case.person, released_on=out, episode_id=case.episode, held_by=held_by, times=1,
            at_6="unknown", at_12="unknown", at_24="unknown", at_36="unknown",
            relapsed_on=out + timedelta(days=relapsed) if relapsed else None,
            known_on=out + timedelta(days=known) if known is not None else None,
        )  # fmt: skip


def words(page) -> str:
    return re.sub(r"\s+", " ", page.content.decode())


def test_a_curve_stands_over_its_table_and_both_say_the_same(world, browser):
    release(world.station, 6, relapsed=40)
    release(world.station, 18)
    page = browser(world.manager).get(PAGE)
    drawing = page.context["seen"].whole

    assert page.status_code == 200
    assert "芙蓉区：操守保持曲线" in words(page)
    rows = POINTS.findall(page.content.decode())
    assert len(rows) == 37
    assert rows[0] == "100.00 100.00 100.00"
    assert {row.split()[0] for row in rows[2:13]} == {"75.00"}
    assert rows[36] == ""
    assert drawing.marks[12].at_risk == 18
    assert "出所满一年时，估计 75.0% 没有已知的复吸（95% 区间 53–88%）；看到那时的还有 18 次。" in words(page)
    assert "每 100 人年（100 个人各看一年）记到" in words(page)
    assert "还没有人看到" not in words(page)


@pytest.mark.parametrize("split", SPLITS)
def test_every_split_is_drawn_and_named(world, browser, split):
    release(world.station, 12)
    release(world.other_station, 11, relapsed=30)
    page = browser(world.manager).get(PAGE, {"split": split})

    assert page.status_code == 200
    shown = page.content.decode()
    assert shown.count('class="card chart curve"') == 1 + len(page.context["seen"].groups)
    if split != "none":
        assert page.context["seen"].groups
        assert 'id="compared"' in shown
    assert "None" not in shown


@pytest.mark.parametrize(
    ("made", "says"),
    [
        ([], "还没有登记任何出所"),
        ([{"n": 3, "known": None}], "什么也不知道，所以不画线"),
        ([{"n": LEAST - 1}], f"看得见的出所不足 {LEAST} 次"),
        ([{"n": LEAST - 1}, {"n": 5, "known": None}], f"看得见的出所不足 {LEAST} 次"),
    ],
)
def test_where_there_is_nothing_to_draw_a_sentence_says_so_and_no_nought(world, browser, made, says):
    for each in made:
        release(world.station, **each)
    for address in (PAGE, "/dashboards/"):
        page = browser(world.lin).get(address)
        assert page.status_code == 200
        if address == PAGE or made:
            assert says in words(page) or "没有任何记录" in words(page)
    page = browser(world.lin).get(PAGE)
    assert "<svg" not in page.content.decode().split("<main")[1] or "curve-whole" not in words(page)
    assert "polyline" not in page.content.decode()


def test_nobody_relapsed_is_said_and_not_drawn_as_certain(world, browser):
    release(world.station, LEAST)
    page = browser(world.lin).get(PAGE)

    assert "没有记到不等于没有发生" in words(page)
    assert "polygon" not in page.content.decode()


def test_groups_of_few_are_named_and_not_drawn(world, browser):
    release(world.station, LEAST, days=400)
    release(world.station, 2, days=900)
    page = browser(world.lin).get(PAGE, {"split": "year"})
    year = (clock.today() - timedelta(days=900)).year

    assert f"不单独画线，合在“其余”里（合起来仍不足的不画）：{year} 年出所。" in words(page)
    assert len(page.context["seen"].groups) == 1


@pytest.mark.parametrize("place", [TOWN, COUNTY, OTHER_COUNTY, 430000000000, 0, 999999999999])
def test_a_place_out_of_reach_sounds_like_one_that_is_not_there(world, browser, place):
    assert browser(world.head).get(PAGE, {"place": place}).status_code == 404


def test_who_reads_no_figures_is_sent_away(world, browser):
    assert browser(world.doctor).get(PAGE).status_code in (403, 404)
    assert browser(world.admin).get(PAGE).status_code in (403, 404)


def test_an_unreadable_split_is_none(world, browser):
    page = browser(world.lin).get(PAGE, {"split": "name'; drop"})
    assert (page.status_code, page.context["seen"].split) == (200, "none")
    page = browser(world.lin).get(PAGE, {"split": "region"})
    assert page.context["seen"].split == "none", "below a station there is no place"


def test_nobodys_name_is_on_the_page(world, browser):
    release(world.station, 12)
    for split in SPLITS:
        assert "王小明" not in browser(world.head).get(PAGE, {"split": split}).content.decode()


def test_every_dashboard_shows_the_whole_curve_and_leads_on(county, browser):
    release(county.station, 12, relapsed=30)
    for place in (COUNTY, TOWN, county.station):
        page = browser(county.manager).get("/dashboards/", {"place": place})
        assert f'href="{PAGE}?place={place}"' in page.content.decode()
        assert "出所以后没有已知复吸的估计比例" in words(page)
    for theme in ("retention", "outcomes"):
        page = browser(county.manager).get("/figures/", {"theme": theme})
        assert f'href="{PAGE}?place={COUNTY}"' in page.content.decode(), theme


def test_what_was_counted_is_counted_anew_once_anybody_changed_anything(world, browser):
    release(world.station, 12)
    manager = browser(world.manager)

    def seen():
        with CaptureQueriesContext(connection) as caught:
            page = manager.get(PAGE)
        return sum("outcomes_release" in q["sql"] for q in caught), page.context["seen"].whole.releases

    first, again = seen(), seen()
    release(world.station)
    note("test.changed", by=None, at=clock.now())

    assert (first, again, seen()) == ((1, 12), (0, 12), (1, 13))


@pytest.mark.parametrize("split", SPLITS)
def test_all_words_are_in_english_too(world, browser, settings, split):
    release(world.station, 12, relapsed=30)
    release(world.station, 3, days=900)
    release(world.station, 2, known=None)
    client = browser(world.manager)
    client.cookies[settings.LANGUAGE_COOKIE_NAME] = "en"

    page = client.get(PAGE, {"split": split}).content.decode()
    names = "|".join(sorted(NAMES, key=len, reverse=True))
    assert re.findall("[\u4e00-\u9fff]+", re.sub(names, "", page)) == []
    assert "95%%" not in page
