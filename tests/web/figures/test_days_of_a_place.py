"""The first contact is counted by the spans of the place's own book, and every page says which they are."""

import shutil
from datetime import timedelta
from pathlib import Path

import pytest
import yaml

from guitu.casework.journal.models import Entry
from guitu.foundation import clock, rulebooks
from guitu.foundation.ids import new_id
from guitu.foundation.metrics import metrics
from tests.workflows.ordered import SHIPPED
from tests.world import COUNTY, World, in_aftercare

FIRST, SECOND, THIRD = (f"handoff_contact_{span}" for span in ("first", "second", "third"))
AGO = 40  # days since release


@pytest.fixture
def spans_of(settings, tmp_path: Path):
    """Put other spans into force at a region."""

    def set_to(region: int, days: list[int]) -> None:
        folder = tmp_path / str(region)
        shutil.copytree(SHIPPED, folder)
        national = yaml.safe_load((folder / "national.yaml").read_text("utf-8"))
        rule = next(rule for rule in national["rules"] if rule["id"] == "I-14.spans")
        rule["parameter"]["value"] = days
        own = {
            "id": "own_spans", "title": {"zh": "本地期限", "en": "Own spans"}, "regions": [region],
            "superseded": False, "rules": [rule],
        }  # fmt: skip
        (folder / "own_spans.yaml").write_text(yaml.safe_dump(own, allow_unicode=True), "utf-8")
        settings.GUITU_RULEBOOKS = str(folder)
        rulebooks.forget()

    yield set_to
    rulebooks.forget()


def met_after(world: World, days: int) -> None:
    """Somebody released forty days ago whom an officer met so many days later."""
    released = clock.today() - timedelta(days=AGO)
    case = in_aftercare(world.station, since=released)
    Entry.objects.create(
        person_id=case.person, held_by=case.held_by, kind="home_visit", outcome="verified",
        compartment="casework", happened_on=released + timedelta(days=days), recorded_at=clock.now(),
        recorded_by=new_id(),
    )  # fmt: skip


@pytest.fixture
def released(world: World) -> World:
    """Five people, met after 2, 4, 6, 12 and 30 days."""
    for days in (2, 4, 6, 12, 30):
        met_after(world, days)
    return world


def cards(client) -> dict:
    page = client.get("/figures/", {"theme": "handoff", "months": 6})
    return {card.metric.id: card for card in page.context["cards"]}


def test_the_national_spans_are_three_seven_and_twenty_one_days(released, browser):
    shown = cards(browser(released.manager))

    assert [shown[name].days for name in (FIRST, SECOND, THIRD)] == [3, 7, 21]
    assert [shown[name].count.counted for name in (FIRST, SECOND, THIRD)] == [1, 3, 4]


def test_a_place_with_other_spans_is_counted_by_them_and_its_pages_say_so(released, browser, spans_of):
    spans_of(COUNTY, [5, 10, 30])
    manager = browser(released.manager)
    shown = cards(manager)
    board = manager.get("/dashboards/")
    api = manager.get("/api/v1/figures").json()["figures"]

    assert [shown[name].days for name in (FIRST, SECOND, THIRD)] == [5, 10, 30]
    assert [shown[name].count.counted for name in (FIRST, SECOND, THIRD)] == [2, 3, 5]
    assert "规定天数：5 天" in manager.get("/figures/", {"theme": "handoff"}).content.decode()
    assert "第一个期限内联系上（5 天）" in board.content.decode()
    assert {one["figure"]: one["days"] for one in api}[FIRST] == 5
    people = browser(released.head).get(f"/figures/{FIRST}/counted/", {"months": 6}).context["list"]
    assert people.total == 2


def test_a_place_that_names_fewer_spans_has_no_further_figure_and_no_nought(released, browser, spans_of):
    spans_of(COUNTY, [5])
    shown = cards(browser(released.manager))

    assert (shown[FIRST].big, shown[SECOND].big, shown[THIRD].big) == ("40.0%", "—", "—")
    assert shown[SECOND].days is None
    assert browser(released.head).get(f"/figures/{THIRD}/all/").context["list"].total == 0


def test_no_figure_of_the_first_contact_has_days_of_its_own():
    for name in (FIRST, SECOND, THIRD):
        assert not any(sign.isdigit() for sign in metrics()[name].name.zh + metrics()[name].counted.zh)
