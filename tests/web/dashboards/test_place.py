"""The dashboard of a place: the numbers of the registry, each with its list, and no false nought."""

import re
from datetime import date, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from guitu.analytics import recent
from guitu.foundation import clock
from guitu.foundation.audit.commands import note
from guitu.foundation.clock import midnight
from guitu.workflows.record import record_entry
from tests.web.figures.conftest import owe
from tests.world import COUNTY, OTHER_COUNTY, TOWN, in_aftercare

PAGE = "/dashboards/"
NUMBER = re.compile(r'data-number="(\w+)">\s*(?:<a[^>]*>)?\s*([^\s<]+)')


def numbers(page) -> dict[str, str]:
    return dict(NUMBER.findall(page.content.decode()))


def test_the_numbers_are_those_of_the_figures_page(county, browser):
    manager = browser(county.manager)
    page = manager.get(PAGE)
    shown = numbers(page)

    assert page.status_code == 200
    assert len(shown) == 8
    for theme in ("care", "help", "orders"):
        for card in manager.get("/figures/", {"months": 12, "theme": theme}).context["cards"]:
            if card.metric.id in shown:
                assert shown.pop(card.metric.id) == card.big, card.metric.id
    assert not shown


def test_every_number_opens_a_list_as_long_as_itself(county, browser):
    head = browser(county.head)
    page = head.get(PAGE)
    board = page.context["board"]

    opened = 0
    for tile in (*board.tiles, *board.steps):
        count = tile.reading.count
        parts = {
            "all": count.of,
            "counted": count.counted,
            "missing": count.missing,
            "unknown": count.unknown,
        }
        for part, number in parts.items():
            assert head.get(tile.links[part]).context["list"].total == number, (tile.name, part)
            opened += number
    for chart in board.charts:
        for month in chart.months[-2:]:
            assert head.get(month.links["counted"]).context["list"].total == month.point.counted
            assert head.get(month.links["all"]).context["list"].total == month.point.of
            opened += month.point.of
    assert opened > 0


def test_a_region_manager_sees_no_list_and_no_name(county, browser):
    page = browser(county.manager).get(PAGE).content.decode()

    assert not re.search(r'href="/figures/\w+/(all|counted|missing|unknown)', page)
    assert "王小明" not in page


def test_the_parts_of_a_county_add_up_to_it(county, browser):
    board = browser(county.manager).get(PAGE).context["board"]
    parts = [row.part for row in board.rows]

    assert [part.place.name for part in parts] == ["文艺路街道", "朝阳街街道"]
    for name in ("in_care", "visit_completion"):
        assert sum(part.numbers[name].count.of for part in parts) == board.seen.numbers[name].count.of
    whole = board.seen.trends["visit_completion"]
    for n, point in enumerate(whole):
        assert sum(part.trend[n].of for part in parts) == point.of
    assert whole[-1].of + whole[-2].of == 4


def test_a_place_leads_on_to_its_parts_down_to_the_unit(county, browser):
    manager = browser(county.manager)
    row = manager.get(PAGE).context["board"].rows[0]
    town = manager.get(PAGE + row.address)
    unit = manager.get(PAGE + town.context["board"].rows[0].address)

    assert numbers(town)["in_care"] == numbers(unit)["in_care"] == "3"
    assert unit.context["board"].rows == ()


@pytest.mark.parametrize("place", [TOWN, COUNTY, OTHER_COUNTY, 430000000000, 0, 999999999999])
def test_a_place_out_of_reach_sounds_like_one_that_is_not_there(county, browser, place):
    assert browser(county.head).get(PAGE, {"place": place}).status_code == 404


@pytest.mark.parametrize(
    ("code", "words"),
    [
        ("2026-13", "看不懂这个时间"),
        ("x" * 400, "看不懂这个时间"),
        ("2999", "还没有开始"),
        ("1999", "以前没有后续照管"),
    ],
)
def test_a_time_that_cannot_be_is_answered_with_a_sentence(county, browser, code, words):
    page = browser(county.manager).get(PAGE, {"period": code})

    assert page.status_code == 422
    assert words in page.content.decode()


def test_a_place_without_any_record_shows_a_sentence_and_no_nought(world, browser):
    page = browser(world.manager).get(PAGE, {"period": "2012"})

    assert "没有任何记录" in page.content.decode()
    assert numbers(page) == {}


def test_a_month_is_asked_about_that_month_and_what_stands_about_today(world, browser):
    case = in_aftercare(world.station)
    owe(case, state="done")  # due yesterday
    yesterday = clock.today() - timedelta(days=1)
    manager = browser(world.manager)
    before = (yesterday.replace(day=1) - timedelta(days=1)).strftime("%Y-%m")

    then, now = (numbers(manager.get(PAGE, {"period": p})) for p in (before, yesterday.strftime("%Y-%m")))

    assert (then["visit_completion"], now["visit_completion"]) == ("—", "100%")
    assert then["in_care"] == now["in_care"] == "1"


def test_what_was_counted_is_counted_anew_once_anybody_changed_anything(world, browser):
    case = in_aftercare(world.station, worker=world.lin.id)
    manager = browser(world.manager)

    def seen():
        with CaptureQueriesContext(connection) as caught:
            page = manager.get(PAGE)
        return len(caught), page.context["seen"].trends["contacts_made"][-1].of

    first, again = seen(), seen()
    record_entry(
        person=case.person, kind="talk", happened_on=clock.today(), outcome="done",
        details={"mode": "in_person"}, episode=case.episode, by=world.lin, at=clock.now(),
    )  # fmt: skip
    after = seen()

    assert again[0] < first[0] / 2
    assert (first[1], again[1], after[1]) == (0, 0, 1)


def test_a_sign_in_is_no_change_and_an_old_answer_is_none(db, monkeypatch):
    made = []

    def answer() -> int:
        made.append(1)
        return len(made)

    at = midnight(date(2026, 11, 2))
    monkeypatch.setattr("guitu.foundation.clock.now", lambda: at)
    note("sign-in.done", by=None, at=at)
    assert (recent.recent("key", answer), recent.recent("key", answer)) == (1, 1)
    note("sign-in.done", by=None, at=at)
    assert recent.recent("key", answer) == 1
    note("visit.recorded", by=None, at=at)
    assert recent.recent("key", answer) == 2
    monkeypatch.setattr("guitu.foundation.clock.now", lambda: at + recent.MOST)
    assert recent.recent("key", answer) == 3


def test_all_words_are_in_english_too(county, browser, settings):
    client = browser(county.head)
    client.cookies[settings.LANGUAGE_COOKIE_NAME] = "en"

    page = re.sub("王小明|林荫站|站长何|简体中文|湖南省.*?街道", "", client.get(PAGE).content.decode())
    assert re.findall("[\u4e00-\u9fff]+", page) == []
