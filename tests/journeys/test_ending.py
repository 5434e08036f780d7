"""When it goes wrong and when it ends, on a phone: heard and not sent; completed, with a certificate."""

from collections.abc import Iterator
from datetime import date, timedelta

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page, expect

from guitu.casework.journal.models import Entry
from guitu.workflows.nightly import run_night
from tests.journeys.looking import sign_in
from tests.web.conftest import Units
from tests.web.situations import in_rehab, record

pytestmark = [pytest.mark.django_db(transaction=True)]


@pytest.fixture
def page(browser: Browser, live_server, officer) -> Iterator[Page]:
    context = browser.new_context(
        viewport={"width": 360, "height": 740}, locale="zh-CN", base_url=live_server.url
    )
    context.set_default_timeout(15_000)
    yield context.new_page()
    context.close()


def look(page: Page) -> None:
    """Nothing serious for readers by ear, and nothing wider than the phone."""
    found = Axe().run(page).response["violations"]
    assert [rule["id"] for rule in found if rule["impact"] in ("serious", "critical")] == []
    assert page.evaluate("document.documentElement.scrollWidth <= window.innerWidth")


def test_heard_and_not_sent(page: Page, officer, units: Units, today: date):
    kept = in_rehab(
        "王强", by=officer.viewer, held_by=units.station, since=today - timedelta(days=100), today=today
    )
    for n in (60, 40, 20):
        record(kept, "drug_test", today - timedelta(days=n), "refused", by=officer.viewer)
    sign_in(page)
    page.goto(f"/people/{kept.id}/")
    page.get_by_role("link", name="计数说明").click()
    expect(page.get_by_text("逃避或者拒绝检测 3 次")).to_be_visible()
    look(page)

    page.get_by_label("告知了哪些事实").fill("三次约好的检测没有来")
    page.get_by_role("button", name="已告知本人").click()
    page.get_by_label("本人怎么说").fill("上夜班，电话里说过")
    page.get_by_role("button", name="记下本人的说明").click()
    look(page)
    page.get_by_label("有正当理由", exact=True).check()
    page.get_by_role("button", name="听取后不报告").click()

    expect(page.get_by_text("已听取说明，没有报告。")).to_be_visible()
    expect(page.get_by_text("逃避或者拒绝检测 3 次")).to_be_visible()
    assert not Entry.objects.filter(kind="serious_breach_report").exists()
    assert Entry.objects.get(kind="breach_closed").details["why"] == "good_reason"


def test_completed_on_the_day_with_a_certificate(page: Page, officer, units: Units, today: date):
    since = today.replace(year=today.year - 3) + timedelta(days=2)
    kept = in_rehab("周明", by=officer.viewer, held_by=units.station, since=since, today=today)
    sign_in(page)
    page.goto("/endings/")
    row = page.locator("[data-row]").filter(has_text="周明")
    expect(row).to_contain_text("期满证明交给本人")
    look(page)

    row.get_by_role("link", name="期满证明", exact=True).click()
    expect(page.get_by_role("heading", level=1)).to_be_visible()
    page.get_by_label("开始日期").fill(since.isoformat())
    page.get_by_label("结束日期").fill((today + timedelta(days=1)).isoformat())
    page.get_by_role("button", name="预览").click()
    page.get_by_role("button", name="出具").click()
    expect(page.get_by_role("link", name="下载 证书")).to_be_visible()
    page.goto("/endings/")
    expect(page.locator("[data-row]").filter(has_text="周明")).not_to_contain_text("期满证明交给本人")

    run_night(on=today + timedelta(days=2))
    page.goto("/endings/")
    expect(page.get_by_text("六十天内没有人期满")).to_be_visible()
    assert page.goto(f"/people/{kept.id}/").status == 404  # type: ignore[union-attr] # a page was asked for
