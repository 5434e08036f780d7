"""A psychologist's hour and a team's decision, on phones: a form begun here and finished there, help first.

Then two forms compared, and a level proposed and confirmed. Every page on the way is checked.
"""

from datetime import timedelta

import pytest
from playwright.sync_api import Page, expect

from guitu.domain.access import Relation, Role
from guitu.foundation import clock
from guitu.foundation.authorization import commands as authorization
from tests.journeys.looking import fits
from tests.web.conftest import AT, Units, make
from tests.web.situations import Kept, in_aftercare

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.usefixtures("kept")]


@pytest.fixture
def kept(officer, units: Units) -> Kept:
    """Chen Jing in aftercare, her psychologist named, and colleagues who can confirm."""
    today = clock.today()
    opened = today - timedelta(days=60)
    found = in_aftercare(
        "陈静", by=officer.viewer, held_by=units.station, released=opened, opened=opened, today=today
    )
    psychologist = make("pei", "咨询师裴", Role.PSYCHOLOGIST, units.station)
    authorization.tie(
        found.id,
        held_by=units.station,
        kind=Relation.TEAM,
        account=psychologist.account.id,
        at=AT,
        by=officer.account.id,
    )
    make("he", "站长何", Role.UNIT_HEAD, units.station)
    make("su", "社工苏", Role.SOCIAL_WORKER, units.station)
    return found


def answer(page: Page, question: str, choice: str, *, exact: bool = False) -> None:
    page.get_by_role("group", name=question, exact=exact).get_by_label(choice, exact=True).check()


def test_a_form_begun_on_one_phone_ends_on_another_with_help_first(phone, kept: Kept):
    visit = phone("pei")
    page = visit.page
    page.goto(f"/people/{kept.id}/")
    page.get_by_role("link", name="量表与评估").click()
    fits(page)
    visit.check()
    page.locator("section", has_text="抑郁自评").get_by_role("link", name="填写").click()
    difficulty = page.get_by_role("group", name="造成了多大的困难")
    expect(difficulty).to_be_hidden()
    with page.expect_response(lambda found: found.url.endswith("/draft") and found.status == 204):
        answer(page, "没有兴趣", "几天")
    expect(difficulty).to_be_visible()
    with page.expect_response(lambda found: found.url.endswith("/draft") and found.status == 204):
        answer(page, "心情低落", "完全不会")
    fits(page)
    visit.check()

    visit = phone("pei")  # another device: nothing was sent but what the page kept by itself
    page = visit.page
    page.goto(f"/people/{kept.id}/forms/")
    page.get_by_role("link", name="接着填草稿").click()
    expect(page.get_by_role("group", name="没有兴趣").get_by_role("radio", name="几天")).to_be_checked()
    page.get_by_role("button", name="完成").click()
    expect(page.get_by_text("还有没填好的地方")).to_be_visible()
    expect(page.get_by_text("这一项还没有填写。")).to_have_count(7)
    visit.wrong.clear()  # the browser logs the 422 that was just asked for
    visit.check()
    for question in ("入睡困难", "感觉疲倦", "食欲不振", "觉得自己很糟", "专注有困难", "动作或说话"):
        answer(page, question, "完全不会")
    answer(page, "不如死掉", "几天")
    page.get_by_role("button", name="完成").click()

    expect(page.get_by_role("heading", name="先帮人")).to_be_visible()
    expect(page.get_by_role("link", name="12356")).to_be_visible()
    words = page.locator("main").inner_text()
    assert words.index("12356") < words.index("总分") < words.index("逐题")
    fits(page)
    visit.check()

    page.goto(f"/people/{kept.id}/forms/phq_9")
    for question in ("没有兴趣", "心情低落", "入睡困难", "感觉疲倦", "食欲不振", "觉得自己很糟"):
        answer(page, question, "一半以上的天数")
    for question in ("专注有困难", "动作或说话", "不如死掉"):
        answer(page, question, "完全不会")
    page.get_by_role("button", name="完成").click()
    page.get_by_role("link", name="看变化").click()
    expect(page.locator(".trend-point")).to_have_count(2)
    expect(page.get_by_role("row")).to_have_count(3)
    fits(page)
    visit.check()

    visit = phone("lin")  # the care team sees the need, and nothing of the form
    page = visit.page
    page.goto(f"/people/{kept.id}/")
    expect(page.locator(".timeline")).to_contain_text("提出需求")
    expect(page.locator("main")).not_to_contain_text("PHQ")


def test_a_level_is_proposed_by_one_and_confirmed_by_two(phone, kept: Kept):
    visit = phone("lin")
    page = visit.page
    page.goto(f"/people/{kept.id}/risk/")
    fits(page)
    visit.check()
    page.get_by_role("link", name="评估并提出等级").click()
    answer(page, "家庭", "没有支持，或有暴力")
    answer(page, "就业", "稳定")
    page.get_by_role("button", name="存草稿，看建议").click()
    expect(page.get_by_text("建议：高")).to_be_visible()
    expect(page.get_by_text("还有 9 项不清楚")).to_be_visible()
    page.get_by_label("本人意见").fill("我想把工作做稳。")
    answer(page, "等级", "中", exact=True)
    page.get_by_label("理由").fill("家里紧张，但工作稳定，愿意来站里。")
    answer(page, "随等级一起给的帮助", "家庭支持")
    page.get_by_label("具体做什么").fill("社工每两周家访一次。")
    fits(page)
    visit.check()
    page.get_by_role("button", name="提出，请同事确认").click()
    expect(page.get_by_text("还要 2 位同事确认")).to_be_visible()
    expect(page.get_by_role("button", name="我看过因素和理由，同意")).to_have_count(0)
    visit.check()

    for username in ("su", "he"):
        visit = phone(username)
        page = visit.page
        page.goto(f"/people/{kept.id}/risk/")
        page.get_by_text("逐项因素、理由").click()
        expect(page.get_by_text("我想把工作做稳。")).to_be_visible()
        visit.check()
        page.get_by_role("button", name="我看过因素和理由，同意").click()
        expect(page.get_by_text("已确认")).to_be_visible()

    visit = phone("lin")
    page = visit.page
    page.goto(f"/people/{kept.id}/risk/")
    held = page.locator("section", has_text="现在的等级")
    expect(held).to_contain_text("中")
    expect(held).to_contain_text("暂定")
    expect(held).to_contain_text("社工苏确认")
    fits(page)
    visit.check()


def test_a_group_opens_with_all_that_is_in_it_and_closes_again(phone, kept: Kept):
    visit = phone("lin")
    page = visit.page
    page.goto(f"/people/{kept.id}/forms/audit")
    glasses = page.get_by_role("group", name="您喝几个")
    expect(glasses).to_be_hidden()
    answer(page, "您多久喝", "每月 2 到 4 次")
    expect(glasses).to_be_visible()
    answer(page, "您喝几个", "3 或 4 杯")
    expect(page.get_by_role("group", name="停不下来")).to_be_visible()
    answer(page, "您多久喝", "从不")
    expect(glasses).to_be_hidden()
    expect(page.get_by_role("group", name="停不下来")).to_be_hidden()
    answer(page, "受伤吗", "没有")
    answer(page, "少喝吗", "没有")
    page.get_by_role("button", name="完成").click()
    expect(page.locator("main")).to_contain_text("第一区")
    expect(page.locator("main")).not_to_contain_text("您喝几个")
    page.emulate_media(media="print")
    expect(page.get_by_role("button", name="打印")).to_be_hidden()
    expect(page.get_by_role("heading", name="逐题")).to_be_visible()
