"""Nominated, granted, told on the web and in a book; then consent is withdrawn and nothing public remains.

On a phone; every page on the way is looked at as in the journey of plans.
"""

from datetime import date

import pytest
from playwright.sync_api import Page, expect

from guitu.domain.access import Role
from guitu.domain.kernel.dates import add_months
from tests.journeys.looking import Phone, look, open_person
from tests.web.conftest import Units, make
from tests.web.situations import in_aftercare, record

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.usefixtures("cast")]

NAME, ALIAS = "周明", "阿远"
TOLD = "从前的日子不好过。两年了，我在一家公司开车，回到村里也有人打招呼。"


@pytest.fixture
def cast(officer, units: Units, today: date) -> None:
    """Somebody with fourteen months of negatives at Lin's station, its head, and a colleague."""
    make("head", "陈站长", Role.UNIT_HEAD, units.station)
    make("qiao", "乔同事", Role.POSTED_OFFICER, units.station)
    since = add_months(today, -14)
    kept = in_aftercare(
        NAME, by=officer.viewer, held_by=units.station, released=since, opened=since, today=today
    )
    for month in range(15):
        day = add_months(since, month)
        record(kept, "drug_test", day, "negative", by=officer.viewer, details={"sample": "urine"})


def open_honours(page: Page) -> None:
    open_person(page)
    page.get_by_role("link", name="操守荣誉与故事").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("操守荣誉")


def say_yes(page: Page, purpose: str) -> None:
    """The person agrees to one purpose, on the page of their rights."""
    row = page.locator("[data-row], li, tr, form").filter(has_text=purpose).last
    row.get_by_role("button", name="同意", exact=True).click()
    expect(page.get_by_text("已记下本人的意思")).to_be_visible()


def agree(page: Page, use: str) -> None:
    page.get_by_label("用在哪里").select_option(use)
    page.get_by_label("已经把全文读给本人听").check()
    page.get_by_role("button", name="本人同意用在这一处").click()
    expect(page.get_by_text("只用在这一处")).to_be_visible()


def test_from_the_nomination_until_nothing_public_remains(phone: Phone):
    lin = phone("lin")
    page = lin.page

    # a draft that is Lin's alone
    open_honours(page)
    look(lin, "1-open")
    page.get_by_label("就业创业").check()
    page.get_by_label("具体做了什么").fill("按时上班，照顾母亲")
    page.get_by_role("button", name="存成草稿").click()
    expect(page.get_by_text("本人同意参加以后，才能提交评议")).to_be_visible()
    look(lin, "2-draft")

    # the person agrees, then two others
    page.get_by_role("link", name="登记本人的意思").click()
    say_yes(page, "被提名、评议操守荣誉")
    say_yes(page, "用于宣传、书籍、媒体")
    open_honours(page)
    page.get_by_role("button", name="提交评议").click()
    expect(page.get_by_text("评议中")).to_be_visible()
    for name in ("head", "qiao"):
        other = phone(name)
        other.page.goto("/honours/")
        other.page.get_by_role("link", name=NAME).click()
        other.page.get_by_role("radio", name="同意", exact=True).check()
        other.page.get_by_role("button", name="评议", exact=True).click()
        expect(other.page.get_by_text("已记下您的意见")).to_be_visible()
        look(other, f"3-{name}")
    head = other

    # a story: what gives the person away is refused, with what was typed kept
    open_honours(page)
    expect(page.get_by_text("已授予")).to_be_visible()
    page.get_by_role("link", name="本人的故事").click()
    page.get_by_label("化名").fill(ALIAS)
    page.get_by_role("textbox", name="故事").fill(f"{TOLD}我叫{NAME}。")
    page.get_by_role("button", name="保存").click()
    expect(page.get_by_text("是档案里的真实信息")).to_be_visible()
    look(lin, "4-refused")
    page.get_by_role("textbox", name="故事").fill(TOLD)
    page.get_by_role("button", name="保存").click()
    agree(page, "web")
    agree(page, "book")
    look(lin, "5-told")

    # anybody may read it now, and it goes into the book
    nobody = phone("")
    nobody.page.goto("/stories/")
    expect(nobody.page.get_by_text(TOLD)).to_be_visible()
    expect(nobody.page.get_by_text(NAME)).to_have_count(0)
    look(nobody, "6-public")
    page.goto("/honours/book")
    expect(page.get_by_role("button", name="下载这本书")).to_be_visible()
    look(lin, "7-book")
    page.goto("/honours/")
    expect(page.get_by_role("link", name=NAME)).to_be_visible()
    look(lin, "8-board")

    # the person leaves
    open_honours(page)
    page.get_by_role("button", name="本人不再参加").click()
    expect(page.get_by_text("所有公开的内容都已经撤下")).to_be_visible()
    look(lin, "9-left")

    nobody.page.reload()
    expect(nobody.page.get_by_text("现在没有故事")).to_be_visible()
    nobody.page.go_back()
    nobody.page.go_forward()
    expect(nobody.page.get_by_text(TOLD)).to_have_count(0)
    for address in ("/honours/", "/honours/book"):
        page.goto(address)
        expect(page.get_by_text(NAME)).to_have_count(0)
        expect(page.get_by_text(ALIAS)).to_have_count(0)
    expect(page.get_by_text("没有书可以下载")).to_be_visible()
    open_honours(head.page)
    for word in ("已授予", "评议中", "已结束"):
        expect(head.page.get_by_text(word)).to_have_count(0)
