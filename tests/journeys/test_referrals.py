"""A need becomes a referral, is declined, goes to somebody without an account, and is done: on a phone.

Every page on the way is looked at: nothing from another host, nothing serious that the accessibility rules
find, light and dark, and nothing wider than the phone.
"""

from datetime import date, timedelta

import pytest
from playwright.sync_api import Page, expect

from guitu.domain.access import Role
from guitu.domain.outreach import telling
from guitu.foundation.organisations.commands import create_unit
from tests.journeys.looking import Phone, look, open_person
from tests.web.conftest import AT, Units, make
from tests.web.situations import in_rehab

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.usefixtures("cast")]

NAME = "周明"


@pytest.fixture
def cast(officer, units: Units, today: date) -> None:
    """Somebody under an order at Lin's station, and civil affairs of the county."""
    bureau = create_unit(region=430102000000, type="civil_affairs", name="芙蓉区民政局", by=None, at=AT)
    make("wen", "民政温", Role.PARTNER_AGENCY, bureau)
    since = today - timedelta(days=5)
    in_rehab(NAME, by=officer.viewer, held_by=units.station, since=since, today=today, number=1)


def fold(page: Page, words: str) -> None:
    page.locator("summary").filter(has_text=words).click()


def test_from_a_need_over_a_refusal_to_help(phone: Phone, today: date):
    lin = phone("lin")
    page = lin.page

    # a need, in one step with the visit
    open_person(page)
    page.goto(page.url + "record/home_visit")
    page.locator("[name=outcome][value=done]").check()
    fold(page, "本人需要什么")
    page.locator("[name=needs][value=housing]").check()
    page.get_by_label("怎么说的").fill("房租到期，没有地方住")
    look(lin, "1-visit")
    page.get_by_role("button", name="保存").click()
    expect(page.locator("#needs-title")).to_be_visible()
    look(lin, "2-person")
    page.goto("/help/")
    expect(page.get_by_role("link", name=NAME)).to_be_visible()
    look(lin, "3-desk")
    page.get_by_role("link", name=NAME).click()

    # referred to civil affairs; without the person's word nothing is sent, and nothing typed is lost
    page.get_by_role("link", name="转介", exact=True).first.click()
    page.get_by_label("或者：有账号的单位").select_option(label="芙蓉区民政局")
    page.get_by_label("请对方办什么").fill("想申请临时住处")
    page.get_by_role("button", name="发出").click()
    expect(page.get_by_text("请先问本人")).to_be_visible()
    expect(page.get_by_label("请对方办什么")).to_have_value("想申请临时住处")
    look(lin, "4-write")
    page.get_by_label("已经问过本人").check()
    page.get_by_role("button", name="发出").click()
    expect(page.get_by_text("已发出，等对方答复")).to_be_visible()
    look(lin, "5-sent")

    # civil affairs sees its slice, and declines
    wen = phone("wen")
    wen.page.goto("/referrals/")
    look(wen, "6-partner-board")
    wen.page.get_by_role("link", name=NAME).click()
    expect(wen.page.get_by_text("想申请临时住处")).to_be_visible()
    assert "房租" not in wen.page.content()
    wen.page.get_by_role("radio", name="不接收").check()
    wen.page.get_by_label("为什么不接收").select_option(label="名额已满")
    look(wen, "7-partner-reply")
    wen.page.get_by_role("button", name="答复").click()
    expect(wen.page.get_by_text("现在没有人转到我们这里")).to_be_visible()

    # it is back with Lin, and goes to somebody without an account
    page.goto("/help/")
    expect(page.get_by_text("转介回到我们手里")).to_be_visible()
    look(lin, "8-desk-back")
    page.locator("section", has_text="转介回到我们手里").get_by_role("link", name=NAME).click()
    look(lin, "9-declined")
    page.get_by_role("link", name="再转一家").click()
    page.get_by_label("或者：其他单位的名称").fill("爱心旅舍")
    page.get_by_label("已经问过本人").check()
    page.get_by_role("button", name="发出").click()
    page.get_by_role("button", name="给一个链接").click()
    look(lin, "10-given")
    address, code = page.locator("#address").input_value(), page.locator("#code").input_value()

    # the host of the hostel: a neutral page, a code, one answer
    host = phone("")
    host.page.goto(address)
    look(host, "11-code")
    host.page.get_by_label("电话里告诉您的六位号码").fill("000000" if code != "000000" else "111111")
    host.page.get_by_role("button", name="打开").click()
    expect(host.page.get_by_text("这个链接或者号码不能用")).to_be_visible()
    host.page.get_by_label("电话里告诉您的六位号码").fill(code)
    host.page.get_by_role("button", name="打开").click()
    expect(host.page.get_by_text("想申请临时住处")).to_be_visible()
    assert telling(host.page.locator("main").inner_text()) is None
    host.page.get_by_role("radio", name="接收", exact=True).check()
    host.page.get_by_label("和本人约在哪一天").fill((today + timedelta(days=2)).isoformat())
    look(host, "12-linked")
    host.page.get_by_role("button", name="答复").click()
    expect(host.page.get_by_text("谢谢，已经告诉对方")).to_be_visible()
    look(host, "13-thanks")
    host.page.goto(address)
    host.page.get_by_label("电话里告诉您的六位号码").fill(code)
    host.page.get_by_role("button", name="打开").click()
    expect(host.page.get_by_text("这个链接或者号码不能用")).to_be_visible()

    # agreed on this week; then the host calls: it is done
    page.goto("/help/")
    agreed = page.locator("section", has_text="这几天约好的")
    expect(agreed.get_by_text("爱心旅舍")).to_be_visible()
    agreed.get_by_role("link", name=NAME).click()
    page.get_by_role("radio", name="办好了").check()
    page.get_by_label("结果").select_option(label="办成了")
    page.get_by_label("说明").fill("已经住下")
    page.get_by_role("button", name="记下").click()
    expect(page.get_by_text("（办成了）")).to_be_visible()
    look(lin, "14-done")

    # help stands in the file, and nothing waits any more
    open_person(page)
    expect(page.locator(".timeline")).to_contain_text("爱心旅舍：已经住下")
    page.goto("/referrals/")
    expect(page.get_by_text("没有轮到我们的转介")).to_be_visible()
    expect(page.get_by_text("没有在对方手里的转介")).to_be_visible()
    look(lin, "15-board")
