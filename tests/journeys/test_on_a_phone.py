"""On a narrow phone no page is wider than the screen, however long its words are."""

from collections.abc import Iterator
from datetime import date, timedelta

import pytest
from django.db import transaction
from django.urls import reverse
from playwright.sync_api import Browser, Page

from guitu.domain.access import Role
from guitu.domain.rights import About, Asked
from guitu.foundation import clock
from guitu.workflows.rights import ask
from tests.journeys.looking import sign_in
from tests.web.conftest import Units, make
from tests.web.situations import Kept, in_aftercare

pytestmark = [pytest.mark.django_db(transaction=True)]

WIDTH = 360
OF_A_PERSON = ("people:person", "records:rights", "records:ask", "oversight:who-looked", "team:i-know")
OF_AN_OFFICE = ("records:waiting", "records:openings", "records:ask-to-open", "records:correction")


@pytest.fixture
def kept(officer, units: Units) -> Kept:
    today: date = clock.today()
    since = today - timedelta(days=60)
    with transaction.atomic():
        kept = in_aftercare(
            "周明", by=officer.viewer, held_by=units.station, released=since, opened=since, today=today
        )
        ask(
            person=kept.id, kind=Asked.CORRECTION, words="不是这一天" * 20, of=About.IDENTITY, row=kept.id,
            by=officer.viewer, at=clock.now(),
        )  # fmt: skip
    return kept


@pytest.fixture
def phone(browser: Browser, live_server) -> Iterator[Page]:
    context = browser.new_context(
        viewport={"width": WIDTH, "height": 740}, locale="zh-CN", base_url=live_server.url
    )
    yield context.new_page()
    context.close()


def test_no_page_about_rights_is_wider_than_a_phone(phone: Page, officer, units: Units, kept: Kept) -> None:
    make("he", "何静", Role.UNIT_HEAD, units.station)
    pages = {
        "lin": [reverse(name, args=[kept.id]) for name in OF_A_PERSON],
        "he": [reverse(name) for name in OF_AN_OFFICE],
    }
    for who, addresses in pages.items():
        sign_in(phone, who)
        for address in addresses:
            answer = phone.goto(address)
            assert answer is not None
            assert answer.ok, address
            assert phone.evaluate("document.documentElement.scrollWidth") <= WIDTH, address
        phone.context.clear_cookies()
