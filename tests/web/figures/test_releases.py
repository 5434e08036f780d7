"""The page of staying clean: windows together, what they hide beside them, a sentence where no number is."""

from datetime import timedelta

import pytest

from guitu.casework.outcomes.models import Release
from guitu.casework.records.models import Cohort
from guitu.domain.kernel.dates import add_months
from guitu.domain.measures.retention import WINDOWS
from guitu.foundation import clock
from guitu.foundation.ids import new_id
from tests.world import COUNTY, in_aftercare

PAGE = "/figures/"
ASK = {"theme": "retention"}


def out(case, months: int, end: str, *, relapsed: bool = False) -> None:
    """A release so many months ago, every window of which ended alike."""
    day = add_months(clock.today(), -months)
    Release.objects.filter(person_id=case.person).delete()
    Release.objects.create(
        person_id=case.person, held_by=case.held_by, episode_id=case.episode, released_on=day, times=1,
        relapsed_on=day + timedelta(days=90) if relapsed else None, known_on=day + timedelta(days=180),
        **{f"at_{n}": end for n in WINDOWS},
    )  # fmt: skip


def closed(end: str, *, months_ago: int = 13) -> None:
    """What is left of a file that closed in the county."""
    day = add_months(clock.today(), -months_ago)
    Cohort.objects.create(
        id=new_id(), region=COUNTY, kind="aftercare", year=day.year, month=day.month, months=12,
        sex="unknown", age_band=-1, outcome="finished", verified_months=0, relapse="unknown", lost=False,
        released_year=day.year, released_month=day.month, watched_months=12,
        watched_end="relapsed" if end == "relapsed" else "known", **{f"at_{n}": end for n in WINDOWS},
    )  # fmt: skip


@pytest.fixture
def released(world):
    """Three at the station: clean, relapsed and lost, thirteen months after release; one just out."""
    for end in ("strict", "relapsed", "unknown"):
        out(in_aftercare(world.station), 13, end, relapsed=end == "relapsed")
    out(in_aftercare(world.station), 1, "unknown")
    return world


def groups(page):
    return {group.code: group for group in page.context["groups"]}


def cards(page):
    return {card.metric.id: card for card in page.context["cards"]}


def test_the_windows_stand_side_by_side_as_their_cards_say(released, browser):
    page = browser(released.head).get(PAGE, ASK)
    big = {id_: card.big for id_, card in cards(page).items()}

    assert [one.months for one in page.context["windows"]] == list(WINDOWS)
    for one in page.context["windows"]:
        shown = (one.full, one.strict, one.reached, one.reach, one.worst, one.best)
        names = ("full", "strict", "reached", "reach", "worst", "best")
        assert shown == tuple(big[f"retention_{name}_{one.months}"] for name in names)
    assert page.context["windows"][1].full != page.context["windows"][3].full == "—"
    assert browser(released.head).get(PAGE, {"theme": "care"}).context["windows"] == []


def test_one_window_stands_together_and_what_was_reached_beside_its_reach(released, browser):
    page = browser(released.head).get(PAGE, ASK)

    window = groups(page)["12"]
    assert [card.metric.made.rate for card in window.cards] == [
        "full", "strict", "reached", "reach", "worst", "best",
    ]  # fmt: skip
    assert [card.big for card in window.cards] == ["33.3%", "33.3%", "50.0%", "66.7%", "33.3%", "66.7%"]
    assert cards(page)["retention_reached_12"].beside.big == "66.7%"
    assert "另有 1 次出所还没满 12 个月" in page.content.decode()


def test_a_place_smaller_than_a_county_says_that_closed_files_are_not_in_it(released, browser):
    closed("clean")

    page = browser(released.head).get(PAGE, ASK)

    assert "这里比区县小" in page.content.decode()
    assert cards(page)["retention_full_12"].count.of == 3


def test_a_county_counts_closed_files_and_says_how_many_have_no_name(released, browser):
    closed("clean")
    closed("relapsed")

    page = browser(released.manager).get(PAGE, ASK)

    card = cards(page)["retention_full_12"]
    assert (card.count.counted, card.count.of, card.count.sealed.of) == (2, 5, 2)
    assert card.sealed == "保持操守的 1，其余 1"
    assert "其中来自已经封存、没有姓名的档案：保持操守的 1，其余 1" in page.content.decode()
    assert "这里比区县小" not in page.content.decode()


def test_lists_show_the_rest_and_say_what_is_missing_from_them(released, browser):
    head = browser(released.head)
    page = head.get("/figures/retention_full_12/all/")

    assert page.context["list"].total == 3
    assert "已做到" not in page.content.decode()  # a relapse is nothing left undone
    assert page.content.decode().count("<tr data-row>") == 3


def test_nobody_released_and_nothing_passed_yet_are_sentences_and_no_zero(world, browser):
    nobody = browser(world.head).get(PAGE, ASK)
    out(in_aftercare(world.station), 1, "unknown")
    too_soon = browser(world.head).get(PAGE, ASK)

    assert "这里没有出所记录" in nobody.content.decode()
    assert "还没有一次满 6 个月" in too_soon.content.decode()
    for page in (nobody, too_soon):
        assert {card.big for name, card in cards(page).items() if name.startswith("retention_")} == {"—"}


def test_the_usual_figures_say_what_they_hide(released, browser):
    page = browser(released.head).get(PAGE, ASK)

    usual = groups(page)["usual"].cards
    assert [card.metric.id for card in usual] == ["official_kept_3y", "official_kept_1y", "official_no_use"]
    assert [card.big for card in usual] == ["—", "50.0%", "75.0%"]
    assert page.content.decode().count("它没有说的：") == 3


def test_relapse_is_told_by_the_time_that_was_watched(released, browser):
    page = browser(released.head).get(PAGE, ASK)

    card = groups(page)["watched"].cards[0]
    assert (card.count.counted, card.count.of) == (1, 4)
    lately = (clock.today() - add_months(clock.today(), -1)).days  # whoever is just out was seen until today
    assert card.count.days == 90 + 2 * 180 + lately
    assert card.big == f"{100 / card.count.years:.1f}"
    assert "每百人年" in page.content.decode()


def test_the_api_never_gives_what_was_reached_without_its_reach(released, browser):
    found = browser(released.manager).get("/api/v1/figures", {"figure": "retention_reached_12"}).json()

    one, reach = found["figures"]
    assert (one["figure"], one["beside"], reach["figure"]) == (
        "retention_reached_12",
        "retention_reach_12",
        "retention_reach_12",
    )
    assert one["sealed"] == {"counted": 0, "of": 0, "unknown": 0}
