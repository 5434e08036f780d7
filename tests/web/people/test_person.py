"""A person's page, why a duty is there, and finding somebody."""

import re
from datetime import date, timedelta

import pytest
from django.db import connection
from django.http import HttpResponse
from django.test import Client
from django.test.utils import CaptureQueriesContext

from guitu.domain.access import Role
from guitu.foundation import clock
from guitu.foundation.ids import new_id
from tests.web.conftest import make
from tests.web.situations import Kept, in_aftercare, in_rehab, record

pytestmark = pytest.mark.django_db
TODAY = date(2026, 3, 20)
SINCE = date(2025, 12, 1)


@pytest.fixture(autouse=True)
def _today(monkeypatch):
    monkeypatch.setattr(clock, "_fixed_day", TODAY)


@pytest.fixture
def ming(officer, units) -> Kept:
    return in_rehab("周明", by=officer.viewer, held_by=units.station, since=SINCE, today=TODAY)


def page(client: Client, path: str) -> str:
    return client.get(path).content.decode()


def test_the_page_says_who_what_is_next_and_what_happened(signed_in: Client, officer, ming: Kept):
    record(ming, "talk", TODAY - timedelta(days=3), by=officer.viewer, note_text="在站里谈了半小时。")

    shown = page(signed_in, f"/people/{ming.id}/")

    for words in (
        "周明",
        "社区康复",
        "第 1 年",
        "接下来",
        "负责人 林岚",
        "在站里谈了半小时。",
        "还缺：",
        "12088880001",
    ):
        assert words in shown


def test_the_last_day_of_a_term_begins_no_further_year(signed_in: Client, officer, units):
    since = date(2023, 3, 20)  # aftercare ends on the corresponding day
    kept = in_aftercare(
        "周末", by=officer.viewer, held_by=units.station, released=since, opened=since, today=TODAY
    )

    shown = page(signed_in, f"/people/{kept.id}/")

    assert "第 3 年" in shown
    assert "还有 0 天" in shown
    assert "第 4 年" not in shown


def test_a_corrected_entry_stays_in_its_place(signed_in: Client, officer, ming: Kept):
    day = TODAY - timedelta(days=3)
    wrong = record(ming, "talk", day, by=officer.viewer)
    record(ming, "talk", day, "attempted", by=officer.viewer, supersedes=wrong, reason="wrong_outcome")

    shown = page(signed_in, f"/people/{ming.id}/")

    assert "已更正" in shown
    assert "结果不对" in shown
    assert f'id="entry-{wrong}" class="gone"' in shown


def without_nonce(response: HttpResponse) -> bytes:
    """The page but for the random word that lets its own scripts run."""
    return re.sub(rb'nonce="[^"]*"', b"", response.content)


@pytest.mark.parametrize("path", ["", "why/{episode}/D-03/1", "record/", "record/talk"])
def test_not_yours_reads_the_same_as_not_there(client: Client, units, ming: Kept, path: str):
    neighbour = make("mo", "莫远", Role.POSTED_OFFICER, units.neighbour)
    client.force_login(neighbour.account)
    path = path.format(episode=ming.episode)

    theirs = client.get(f"/people/{ming.id}/{path}")
    nobodys = client.get(f"/people/{new_id()}/{path}")

    assert theirs.status_code == nobodys.status_code == 404
    assert without_nonce(theirs) == without_nonce(nobodys)


def test_why_gives_the_rule_its_source_and_the_dates(signed_in: Client, ming: Kept):
    shown = page(signed_in, "/?window=late")
    start = shown.index(f"/people/{ming.id}/why/")
    address = shown[start : shown.index('"', start)]

    whole = page(signed_in, address)
    fragment = signed_in.get(address, headers={"HX-Request": "true"}).content.decode()

    assert "<html" in whole
    assert "<html" not in fragment
    for answer in (whole, fragment):
        assert "算起" in answer
        assert "条" in answer


def test_two_hundred_entries_cost_as_many_queries_as_two(signed_in: Client, officer, ming: Kept):
    signed_in.get(f"/people/{ming.id}/")
    with CaptureQueriesContext(connection) as few:
        signed_in.get(f"/people/{ming.id}/")
    for days in range(1, 41):
        record(ming, "talk", TODAY - timedelta(days=days), by=officer.viewer)
    with CaptureQueriesContext(connection) as many:
        signed_in.get(f"/people/{ming.id}/")

    assert len(few) == len(many)


@pytest.mark.parametrize("text", ["周明", "zhouming", "zm", "12088880001"])
def test_somebody_is_found_within_ones_own_area(signed_in: Client, ming: Kept, text: str):
    assert "周明" in signed_in.post("/people/", {"q": text}).content.decode()


def test_somebody_elsewhere_is_not_found(client: Client, units, ming: Kept):
    neighbour = make("mo", "莫远", Role.POSTED_OFFICER, units.neighbour)
    client.force_login(neighbour.account)

    found = client.post("/people/", {"q": "周明"}).content.decode()

    assert "没有找到" in found
    assert str(ming.id) not in found


def test_a_manager_of_figures_opens_no_page_of_a_person(client: Client, units, ming: Kept):
    manager = make("gu", "顾宁", Role.REGION_MANAGER, units.county)
    client.force_login(manager.account)

    assert client.get(f"/people/{ming.id}/").status_code == 404
    assert client.get(f"/people/{new_id()}/").status_code == 404
    assert client.post("/people/", {"q": "周明"}).status_code == 403
