"""Rights read, agreement signed, group named, plan written, approved by the head, and reviewed: on a phone.

Every page on the way is looked at: nothing from another host, nothing serious that the accessibility rules
find, light and dark, and nothing wider than the phone.
"""

import re
from datetime import date, timedelta

import pytest
from playwright.sync_api import Page, expect

from guitu.domain.access import Role
from tests.journeys.looking import Phone, look, open_person
from tests.web.conftest import Units, make
from tests.web.situations import in_rehab

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.usefixtures("cast")]

NAME = "周明"


@pytest.fixture
def cast(officer, units: Units, today: date) -> None:
    """Somebody under an order at Lin's station, and the head of the station."""
    make("head", "陈站长", Role.UNIT_HEAD, units.station)
    since = today - timedelta(days=5)
    in_rehab(NAME, by=officer.viewer, held_by=units.station, since=since, today=today, number=1)


def open_plan(page: Page) -> None:
    open_person(page)
    page.get_by_role("link", name="权利、协议与计划").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("计划")


def write(page: Page, section: str, **fields: str) -> None:
    """One line in a section of a draft."""
    card = page.locator(f"#{section}")
    if not card.locator("textarea").is_visible():
        card.get_by_text("写一条").click()
    for name, value in fields.items():
        field = card.locator(f"[name={name}]")
        if field.evaluate("each => each.tagName") == "SELECT":
            field.select_option(value)
        else:
            field.fill(value)
    card.get_by_role("button", name="加上").click()


def test_from_the_rights_to_the_review(phone: Phone, today: date):
    lin = phone("lin")
    page = lin.page

    # nothing is signed before the rights were read
    open_plan(page)
    look(lin, "1-plan-empty")
    page.locator("[data-row]").filter(has_text="协议和自愿文书").get_by_role("link").click()
    expect(page.get_by_text("还不能签")).to_be_visible()
    page.get_by_role("link", name="打开权利告知书").click()
    look(lin, "2-rights")
    page.get_by_label("朗读给本人听").check()
    page.get_by_role("button", name="已经读过").click()

    # the agreement; one signature is not enough
    expect(page.get_by_text("可以签了", exact=False).first).to_be_visible()
    page.locator("[data-row]").filter(has_text="协议").get_by_role("link", name="打开").click()
    page.get_by_role("radio", name="签了", exact=True).check()
    page.get_by_label("本人", exact=True).check()
    page.get_by_label("朗读给本人听").check()
    page.get_by_role("button", name="登记").click()
    expect(page.get_by_text("协议要双方都签")).to_be_visible()
    look(lin, "3-agreement")
    page.get_by_label("康复指导站", exact=True).check()
    page.get_by_role("button", name="登记").click()
    expect(page.get_by_text("已签订")).to_be_visible()

    # the group: a gap needs its reason
    open_plan(page)
    page.locator("[data-row]").filter(has_text="工作小组").get_by_role("link").click()
    for kind in ("full_time_worker", "community_police", "medical_staff"):
        page.locator(f"[name={kind}-words]").fill("某人")
    page.locator("[name=family_member-gap]").select_option("family_not_safe")
    page.get_by_role("button", name="保存").click()
    expect(page.get_by_text("也没有写明原因")).to_be_visible()
    look(lin, "4-group")
    page.locator("[name=volunteer-gap]").select_option("no_volunteer")
    page.get_by_role("button", name="保存").click()

    # the plan
    page.get_by_role("button", name="开始写计划").click()
    write(page, "goal", code="mood", words="晚上能睡个整觉")
    write(page, "strength", words="会木工")
    write(page, "need", code="job")
    write(
        page, "action", code="policy_help", words="陪他去人社局登记", actor="government",
        owner=page.locator("#action [name=owner] option", has_text="林岚").get_attribute("value") or "",
        due_on=(today + timedelta(days=20)).isoformat(),
    )  # fmt: skip
    look(lin, "5-draft")
    page.get_by_role("button", name=re.compile("交负责人批准")).click()
    expect(page.get_by_text("等待单位负责人批准").first).to_be_visible()

    # the head approves
    head = phone("head")
    head.page.goto("/plans/")
    look(head, "6-waiting")
    head.page.get_by_role("link", name=NAME).click()
    look(head, "7-decide")
    head.page.get_by_role("button", name="批准", exact=True).click()
    expect(head.page.get_by_text("计划从今天起执行")).to_be_visible()
    look(head, "8-in-force")

    # the review: never without the person's own view
    open_plan(page)
    page.get_by_role("link", name="和本人一起评估").click()
    page.get_by_label("工作人员的意见").fill("很稳定")
    page.get_by_role("button", name="保存").click()
    expect(page.get_by_text("评估一定要有本人自己的话")).to_be_visible()
    expect(page.get_by_label("工作人员的意见")).to_have_value("很稳定")
    look(lin, "9-review")
    page.get_by_label("本人的看法").fill("比以前踏实")
    page.get_by_role("button", name="保存").click()
    expect(page.get_by_text("已记下这次评估")).to_be_visible()

    # it stands in the person's history
    open_person(page)
    expect(page.locator(".timeline")).to_contain_text("比以前踏实")

    # the safety plan, folded away
    page.get_by_role("link", name="本人的支持图和安全计划").click()
    page.get_by_label("写在哪一栏").select_option("call")
    page.get_by_label("谁、哪里、做什么").fill("姐姐 12088880002")
    page.get_by_role("button", name="写下").click()
    look(lin, "10-support")
    page.get_by_role("link", name="打印给本人带走").click()
    look(lin, "11-safety")
