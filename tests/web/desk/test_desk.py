"""The desk: the counts are the lists, whoever reads them, and a long list costs no more queries."""

import re
from datetime import date, timedelta

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from guitu.domain.access import Role
from guitu.foundation import clock
from tests.web.conftest import make
from tests.web.situations import in_rehab

pytestmark = pytest.mark.django_db
TODAY = date(2026, 3, 20)


@pytest.fixture(autouse=True)
def _today(monkeypatch):
    monkeypatch.setattr(clock, "_fixed_day", TODAY)


def people(count: int, *, officer, station: int) -> None:
    for number in range(1, count + 1):
        since = TODAY - timedelta(days=45 + number)
        in_rehab(
            f"周{'明静强芳'[number % 4]}",
            by=officer.viewer,
            held_by=station,
            since=since,
            today=TODAY,
            number=number,
        )


@pytest.mark.parametrize(
    ("role", "leads_to"), [(Role.REGION_MANAGER, "/figures"), (Role.SYS_ADMIN, "/accounts")]
)
def test_who_reads_no_persons_is_led_on_to_their_own_first_page(client: Client, units, role, leads_to):
    client.force_login(make("gu", "顾宁", role, units.county).account)

    answer = client.get("/")

    assert answer.status_code == 303
    assert answer["Location"].startswith(leads_to)
    assert client.get(answer["Location"]).status_code == 200


def test_an_empty_desk_says_what_will_be_here(signed_in: Client):
    assert "没有要做的事" in signed_in.get("/").content.decode()
    assert "分派给您的人" in signed_in.get("/", {"whose": "mine"}).content.decode()
    assert "没有逾期的事" in signed_in.get("/", {"window": "late"}).content.decode()


def test_a_page_of_the_list_begins_where_the_last_one_ended(signed_in: Client, officer, units):
    for number in range(1, 46):
        since = TODAY - timedelta(days=45 + number)
        in_rehab("陈静", by=officer.viewer, held_by=units.station, since=since, today=TODAY, number=number)
    first = signed_in.get("/", {"window": "late"}).content.decode()
    more = re.search(r'class="more">\s*<a class="btn"\s+href="([^"]+)"', first)[1].replace("&amp;", "&")

    second = signed_in.get("/" + more).content.decode()

    assert rows_of(first) == 50
    assert rows_of(first) + rows_of(second) == count_of(first, "late")
    assert not set(re.findall(r'href="(/people/[^"]+/why/[^"]+)"', first)) & set(
        re.findall(r'href="(/people/[^"]+/why/[^"]+)"', second)
    )


def count_of(page: str, window: str) -> int:
    return int(re.search(rf'id="count-{window}">(\d+)<', page)[1])


def rows_of(page: str) -> int:
    return page.count('<li class="row-duty"')


@pytest.mark.parametrize("whose", ["mine", "unit"])
def test_each_count_is_the_length_of_the_list_it_opens(signed_in: Client, officer, units, whose):
    people(6, officer=officer, station=units.station)

    for window in ("today", "week", "late"):
        page = signed_in.get("/", {"window": window, "whose": whose}).content.decode()
        assert count_of(page, window) == rows_of(page)
    assert count_of(page, "today") + count_of(page, "late") > 0


def test_fifty_rows_cost_as_many_queries_as_one(signed_in: Client, officer, units):
    people(1, officer=officer, station=units.station)
    signed_in.get("/")
    with CaptureQueriesContext(connection) as one:
        first = signed_in.get("/", {"window": "late"}).content.decode()
    for number in range(2, 46):
        since = TODAY - timedelta(days=45 + number)
        in_rehab("陈静", by=officer.viewer, held_by=units.station, since=since, today=TODAY, number=number)
    with CaptureQueriesContext(connection) as many:
        second = signed_in.get("/", {"window": "late"}).content.decode()

    assert rows_of(second) == 50 > rows_of(first) > 0
    assert len(many) == len(one)
