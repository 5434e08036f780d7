"""Forty ways into a page, stored everywhere words are kept, looked at in a real browser: none runs.

They come in the way words come in: names by an import, notes and facts by officers. The browser's own policy
is a second wall; here it must not even be reached, so a report of it fails the test as well.
"""

from collections.abc import Iterator
from datetime import date, timedelta
from urllib.parse import quote
from uuid import UUID

import pytest
from django.db import transaction
from django.urls import reverse
from playwright.sync_api import Browser, Page

from guitu.casework.people.commands import NewContact, NewFact, NewPerson, register
from guitu.foundation import clock
from guitu.foundation.ids import new_id
from guitu.workflows.refresh import refresh
from tests import hostile
from tests.journeys.looking import sign_in
from tests.journeys.test_content_security import _LISTEN
from tests.web.conftest import AT, Somebody, Units
from tests.web.situations import in_aftercare, record

pytestmark = [pytest.mark.django_db(transaction=True)]

_RAN = "() => window.ran || []"


@pytest.fixture
def page(browser: Browser, live_server) -> Iterator[Page]:
    context = browser.new_context(base_url=live_server.url, locale="zh-CN")
    context.set_default_timeout(15_000)
    context.add_init_script(_LISTEN)
    opened = context.new_page()
    opened.on("dialog", lambda dialog: dialog.accept())
    yield opened
    context.close()


@pytest.fixture
def full_of_words(officer, units: Units) -> list[UUID]:
    """Sixteen people; two carry five payloads each as name, note, contact and fact."""
    with transaction.atomic():  # as every command and page runs
        return _made(officer, units)


def _made(officer: Somebody, units: Units) -> list[UUID]:
    today: date = clock.today()
    made = []
    for number in range(0, len(hostile.XSS), 5):
        five = hostile.XSS[number : number + 5]
        since = today - timedelta(days=200)
        kept = in_aftercare(
            f"{number:02d}{five[0]}", by=officer.viewer, held_by=units.station, released=since, opened=since,
            today=today, number=number + 1,
        )  # fmt: skip
        for word in five:
            record(kept, "talk", since, by=officer.viewer, details={"mode": "phone"}, note_text=word)
        person = NewPerson(
            id=new_id(), held_by=units.station, name=f"档{number}", sex="male", birth_on=date(1990, 1, 1),
            citizen_id=None, created_at=AT,
            contacts=tuple(NewContact("address", word) for word in five),
            facts=tuple(NewFact("background", "remark", word) for word in five),
        )  # fmt: skip
        register(person)
        refresh((kept.id,), on=today)
        made += [kept.id, person.id]
    return made


def check(page: Page, address: str) -> None:
    page.goto(address)
    page.wait_for_load_state("networkidle")
    assert page.evaluate(_RAN) == [], address
    assert page.evaluate("() => window.broken") == [], address


def test_words_that_were_stored_run_nowhere(page: Page, full_of_words: list[UUID]):
    sign_in(page)
    for window in ("today", "week", "late"):
        check(page, f"/?window={window}&whose=unit")
    for person in full_of_words:
        check(page, reverse("people:person", args=[person]) + "?all=1")
    shown = page.content()
    assert hostile.MARK in shown.replace("&#x27;", "'")  # they are there, as words


SOME = pytest.mark.parametrize(
    "words", [hostile.XSS[::5], pytest.param(hostile.XSS, marks=pytest.mark.full)], ids=["some", "all"]
)


@SOME
def test_words_in_a_form_that_is_refused_run_nowhere(
    page: Page, full_of_words: list[UUID], words: tuple[str, ...]
):
    sign_in(page)
    for word in words:
        page.goto(reverse("people:search"))
        page.get_by_label("查找").fill(word)
        page.keyboard.press("Enter")
        page.wait_for_load_state("networkidle")
        assert page.evaluate(_RAN) == [], word
    for word in words[:10]:
        page.goto(reverse("encounters:record", args=[full_of_words[0], "talk"]))
        page.get_by_text("说明与细节").click()
        page.get_by_role("textbox", name="说明").fill(word)
        page.get_by_role("button", name="保存").click()
        page.wait_for_load_state("networkidle")
        assert page.evaluate(_RAN) == [], word
    assert page.evaluate("() => window.broken") == []


@SOME
def test_words_in_an_address_run_nowhere(page: Page, full_of_words: list[UUID], words: tuple[str, ...]):
    sign_in(page)
    for word in words:
        check(page, f"/?window={quote(word)}&whose={quote(word)}&after={quote(word)}")
        check(page, f"/people/{full_of_words[0]}/record/{quote(word, safe='')}?back={quote(word)}")
