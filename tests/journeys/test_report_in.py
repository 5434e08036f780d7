"""Somebody has not reported in: reminded, asked, in hospital. The reason is written down and nothing counts.

The night and the outbox run as the worker runs them; the officer works on a phone.
"""

from collections.abc import Iterator
from datetime import timedelta

import pytest
from django.db import transaction
from playwright.sync_api import Browser, Page, expect

from guitu.casework.outreach.models import Message
from guitu.foundation import clock
from guitu.foundation.authorization import door
from guitu.workflows.nightly import run_night
from guitu.workflows.send_messages import send_due
from tests.web.conftest import PASSWORD, Units
from tests.web.situations import noon, to_report

pytestmark = [pytest.mark.django_db(transaction=True)]
NAME = "周明"


@pytest.fixture
def kept(officer, units: Units):
    """Somebody who received the order thirteen days ago and has not come yet."""
    received = clock.today() - timedelta(days=13)
    return to_report(NAME, by=officer.viewer, held_by=units.station, received=received)


@pytest.fixture
def page(browser: Browser, live_server, kept) -> Iterator[Page]:
    context = browser.new_context(
        viewport={"width": 360, "height": 740}, locale="zh-CN", base_url=live_server.url
    )
    context.set_default_timeout(15_000)
    yield context.new_page()
    context.close()


def said(kept) -> list[tuple[str, str]]:
    """Kind and state of every message to the person."""
    with transaction.atomic(), door.as_system("test"):
        found = Message.objects.filter(person_id=kept.id, account__isnull=True).order_by("due_on")
        return list(found.values_list("kind", "state"))


def test_a_late_report_with_a_good_reason(page: Page, kept):
    today = clock.today()

    # the night reminds, noon sends
    run_night(on=today)
    send_due(at=noon(today + timedelta(days=1)))
    assert said(kept) == [("come_by", "sent")]

    page.goto("/sign-in")
    page.get_by_label("用户名").fill("lin")
    page.get_by_label("密码").fill(PASSWORD)
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", level=1)).to_contain_text("今天")

    # the officer sees what was said
    page.goto("/outbox/?show=sent")
    expect(page.get_by_text("带身份证到")).to_be_visible()
    page.locator("[data-row]").filter(has_text=NAME).get_by_role("link").click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("消息")
    assert page.evaluate("document.documentElement.scrollWidth <= window.innerWidth")

    # calls, learns of the hospital, and writes the reason down
    page.goto(f"/people/{kept.id}/record/late_report")
    page.get_by_role("radio", name="有正当理由").check()
    page.locator("select[name=because]").select_option("in_hospital")
    page.get_by_role("button", name="保存").click()
    expect(page.get_by_text(f"已记录{NAME}的未按期报到的原因")).to_be_visible()

    # three weeks of nights change nothing about it
    for day in range(1, 22):
        run_night(on=today + timedelta(days=day))
    assert [kind for kind, _ in said(kept)] == ["come_by"]
    page.goto(f"/people/{kept.id}")
    expect(page.locator(".timeline")).to_contain_text("有正当理由")
    expect(page.get_by_text("报到期限已过")).to_have_count(0)
