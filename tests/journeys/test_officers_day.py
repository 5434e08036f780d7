"""A station officer's day on a phone: the desk, why, three records from their duties, one corrected, done.

Every page on the way is checked: nothing from another host, under 400 KB and 40 requests, and nothing serious
that the accessibility rules find, light and dark.
"""

import re
from datetime import date, timedelta

import pytest
from playwright.sync_api import Page, expect

from guitu.domain.kernel.dates import add_months
from tests.journeys.looking import Phone, Visit, sign_in
from tests.web.conftest import PASSWORD, Units
from tests.web.situations import in_aftercare, in_rehab

pytestmark = [pytest.mark.django_db(transaction=True)]


@pytest.fixture
def people(officer, units: Units, today: date) -> None:
    """Three people: one to be tested this week, one to be visited by now, one never talked to."""
    by, station = officer.viewer, units.station
    tested_next = add_months(today + timedelta(days=3), -2)
    in_rehab("王强", by=by, held_by=station, since=tested_next, today=today, number=1)
    visited_next = add_months(today - timedelta(days=5), -6)
    in_aftercare(
        "陈静", by=by, held_by=station, released=visited_next, opened=visited_next, today=today, number=2
    )
    in_aftercare(
        "周明",
        by=by,
        held_by=station,
        released=today - timedelta(days=60),
        opened=today - timedelta(days=60),
        today=today,
        number=3,
    )


@pytest.fixture
def visit(phone: Phone, people: None) -> Visit:
    return phone()


def count(page: Page, window: str) -> int:
    return int(page.locator(f"#count-{window}").inner_text())


def row(page: Page, name: str, title: str):
    return page.locator("[data-row]").filter(has_text=name).filter(has_text=title)


def test_an_officers_day(visit: Visit):
    page = visit.page

    # signing in
    page.goto("/sign-in")
    visit.check()
    page.get_by_label("用户名").fill("lin")
    page.get_by_label("密码").fill(PASSWORD)
    page.get_by_role("button", name="登录").click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("今天")
    visit.check()

    # why, in place
    page.locator("a.tab", has_text="逾期").click()
    first_talk = row(page, "周明", "首次联系")
    first_talk.get_by_role("link", name="为什么").click()
    expect(first_talk.locator(".why-box")).to_contain_text("建档之日")
    visit.check()

    # the talk, from its duty; before it, when a worker must report
    late = count(page, "late")
    first_talk.get_by_role("link", name=re.compile("^记录")).click()
    expect(page.get_by_text("谈话之前，请先向对方说明")).to_be_visible()
    visit.check()
    page.get_by_role("radio", name="已完成").check()
    page.get_by_text("说明与细节").click()
    page.get_by_role("textbox", name="说明").fill("谈了找工作的事。")
    page.get_by_role("button", name="保存").click()
    expect(page.get_by_text("已记录周明的谈话")).to_be_visible()
    page.locator("a.tab", has_text="逾期").click()
    assert count(page, "late") == late - 1

    # the visit, in its grace
    page.locator("a.tab", has_text="今天").click()
    due = count(page, "today")
    row(page, "陈静", "半年回访").get_by_role("link", name=re.compile("^记录")).click()
    page.get_by_role("radio", name="未实现").check()
    page.get_by_role("button", name="保存").click()
    expect(page.get_by_text("请在三类原因中选择一类")).to_be_visible()
    visit.wrong.clear()  # the browser logs the 422 that was just asked for
    visit.check()
    page.get_by_role("radio", name="已完成", exact=True).check()
    page.get_by_role("button", name="保存").click()
    expect(page.get_by_text("已记录陈静的回访")).to_be_visible()
    assert count(page, "today") == due - 1

    # the test, this week
    page.locator("a.tab", has_text="本周").click()
    week = count(page, "week")
    row(page, "王强", "定期检测").get_by_role("link", name=re.compile("^记录")).click()
    page.get_by_role("radio", name="阴性", exact=True).check()
    visit.check()
    page.get_by_role("button", name="保存").click()
    expect(page.get_by_text("已记录王强的检测")).to_be_visible()
    page.locator("a.tab", has_text="本周").click()
    assert count(page, "week") == week - 1

    # the person's page shows it, found by initials; one entry is corrected
    page.locator("nav.side").get_by_role("link", name="人员").click()
    page.get_by_label("查找").fill("zm")
    page.keyboard.press("Enter")
    expect(page.locator("#found")).to_contain_text("周明")
    visit.check()
    page.locator("#found").get_by_role("link", name="周明", exact=True).click()
    expect(page.locator(".timeline")).to_contain_text("谈了找工作的事。")
    visit.check()
    page.get_by_role("link", name=re.compile("^更正.*谈话")).click()
    page.get_by_role("radio", name="已联系并核实身份").check()
    page.get_by_role("radio", name="后来知道得更清楚").check()
    visit.check()
    page.get_by_role("button", name="保存").click()
    expect(page.locator(".timeline")).to_contain_text("已更正")
    expect(page.locator(".timeline")).to_contain_text("已联系并核实身份")
    visit.check()

    # the way out
    page.locator(".menu-name").click()
    page.get_by_role("button", name="退出登录").click()
    expect(page.get_by_role("button", name="登录")).to_be_visible()


def test_what_was_typed_stays_when_the_line_drops(visit: Visit):
    page = visit.page
    sign_in(page)
    page.locator("a.tab", has_text="逾期").click()
    row(page, "周明", "首次联系").get_by_role("link", name=re.compile("^记录")).click()
    page.get_by_role("radio", name="已完成").check()
    page.get_by_text("说明与细节").click()
    page.get_by_role("textbox", name="说明").fill("谈了找工作的事。")

    page.context.set_offline(True)
    page.get_by_role("button", name="保存").click()
    expect(page.get_by_text("没有发出去")).to_be_visible()
    expect(page.get_by_role("textbox", name="说明")).to_have_value("谈了找工作的事。")

    page.context.set_offline(False)
    page.get_by_role("button", name="保存").click()
    expect(page.get_by_text("已记录周明的谈话")).to_be_visible()


def test_the_keyboard_moves_through_the_desk(visit: Visit):
    page = visit.page
    sign_in(page)
    page.locator("a.tab", has_text="逾期").click()
    page.wait_for_load_state("networkidle")

    page.keyboard.press("?")
    expect(page.get_by_role("dialog")).to_be_visible()
    page.keyboard.press("Escape")
    page.keyboard.press("j")
    expect(page.locator("[data-row].here")).to_have_count(1)
    page.keyboard.press("e")
    expect(page).to_have_url(re.compile("/record/"))
    page.keyboard.press("/")
    expect(page.get_by_label("查找")).to_be_focused()
