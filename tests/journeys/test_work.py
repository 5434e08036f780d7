"""From the HR bureau's feed to a job that was kept for three months, on a phone.

A post comes in, suits somebody for reasons that are said, is told to them; the slip waits for their consent
and for their eyes; they begin; after three months somebody asks how it goes. Every page is looked at.
"""

from datetime import date, timedelta

import pytest
from django.urls import reverse
from playwright.sync_api import Page, expect

from guitu.exchange.partners import vacancy_feed
from guitu.foundation import clock
from tests.exchange.partners.feeds import FeedStub, feed, post  # noqa: F401 - a fixture
from tests.journeys.looking import Phone, look
from tests.web.conftest import Units
from tests.web.situations import Kept, in_aftercare, record

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.usefixtures("kept")]

NAME = "周明"
WIDTH = 360


@pytest.fixture
def kept(officer, units: Units, today: date) -> Kept:
    since = today - timedelta(days=60)
    return in_aftercare(
        NAME, by=officer.viewer, held_by=units.station, released=since, opened=since, today=today
    )


def open_work(page: Page, kept: Kept) -> None:
    page.goto(f"/people/{kept.id}/")
    page.get_by_role("link", name="工作：档案、岗位、简况").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("工作")


def test_from_the_feed_to_three_months(
    phone: Phone,
    feed: FeedStub,  # noqa: F811 - the fixture
    officer,
    kept: Kept,
    today: date,
    monkeypatch: pytest.MonkeyPatch,
):
    until = (today + timedelta(days=40)).isoformat()
    feed.publish(
        post("p1", open_until=until),
        post("p2", title="夜班保安", skills=["guarding"], night_work=True, open_until=until),
    )
    assert vacancy_feed.fetch(by=None, at=clock.now()).counts["added"] == 2

    # the work file is written with the person; nights are a condition of theirs
    lin = phone("lin")
    page = lin.page
    open_work(page, kept)
    look(lin, "1-empty")
    page.get_by_role("link", name="写工作档案").click()
    page.get_by_label("缝纫", exact=True).first.check()
    page.get_by_label("做过什么").fill("做过三年车位")
    page.get_by_label("不上", exact=True).check()
    page.get_by_label("不上夜班", exact=True).check()
    look(lin, "2-sheet")
    page.get_by_role("button", name="保存工作档案").click()

    # the match says why; what goes against the condition is not there
    page.get_by_role("link", name="找合适的岗位").click()
    expect(page.get_by_text("会：缝纫")).to_be_visible()
    expect(page.get_by_text("夜班保安")).to_have_count(0)
    look(lin, "3-matches")
    page.get_by_role("button", name="告诉本人").first.click()
    expect(page.get_by_role("heading", level=1)).to_have_text("缝纫工")

    # no slip without consent, none with a word that tells, none before the person read it
    page.get_by_role("link", name="写给用人单位的简况").click()
    expect(page.get_by_text("还没有同意")).to_be_visible()
    record(kept, "consent", today, "given", by=officer.viewer, details={"purpose": "job_referral"})
    page.reload()
    page.get_by_label("工作经历").fill("在康复指导站做过三年车位")
    page.get_by_role("button", name="保存简况").click()
    expect(page.get_by_text("会让人看出不该看出的事")).to_be_visible()
    look(lin, "4-slip-refused")
    page.get_by_label("工作经历").fill("做过三年车位")
    page.get_by_role("button", name="保存简况").click()
    expect(page.get_by_text("还没有给本人看过")).to_be_visible()
    page.get_by_label("本人已经看过").check()
    page.get_by_role("button", name="保存简况").click()
    expect(page.get_by_text("已给简况")).to_be_visible()
    with page.expect_download() as file:
        page.get_by_role("link", name="下载简况").click()
    assert file.value.suggested_filename == "jianli.docx"

    # hired
    page.get_by_label("上岗了", exact=True).check()
    look(lin, "5-placement")
    page.get_by_role("button", name="记下", exact=True).click()
    expect(page.get_by_role("heading", name="已上岗", exact=True)).to_be_visible()
    look(lin, "6-hired")

    # three months later the desk asks, and the answer is written on the page of the job
    monkeypatch.setattr(clock, "_fixed_day", today + timedelta(days=93))
    later = phone("lin")
    page = later.page
    page.goto(f"/people/{kept.id}/")
    expect(page.get_by_text("上岗满三个月，问一问").first).to_be_visible()
    open_work(page, kept)
    page.get_by_role("link", name="缝纫工").click()
    page.get_by_label("满 3 个月").check()
    page.get_by_role("button", name="记下：还在做").click()
    expect(page.get_by_text("还在做（")).to_have_count(1)
    look(later, "7-three-months")
    page.goto(reverse("work:seekers"))
    look(later, "8-seekers")
