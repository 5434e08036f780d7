"""A relative is written down, asked, kept apart and let go again; a group and who came to it: on a phone."""

from datetime import date, timedelta
from uuid import UUID

import pytest
from django.urls import reverse
from playwright.sync_api import expect

from guitu.casework.groups.models import PeerTeam
from guitu.domain.access import Relation, Role
from guitu.domain.kernel.dates import add_months
from guitu.foundation import clock
from guitu.foundation.authorization import commands as authorization
from guitu.workflows.record import record_entry
from tests.journeys.looking import Phone, look
from tests.web.conftest import Units, make
from tests.web.situations import in_aftercare

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.usefixtures("person")]

STEADY = "周远"
NAME, HUSBAND, PHONE = "周明", "李建国", "12033334444"


@pytest.fixture
def person(officer, units: Units, today: date, settings) -> UUID:
    """Somebody assigned to Lin, with a second colleague on the team."""
    settings.GUITU_DEMO = True  # made-up numbers are taken
    other = make("su", "苏梅", Role.SOCIAL_WORKER, units.station)
    since = today - timedelta(days=30)
    kept = in_aftercare(
        NAME, by=officer.viewer, held_by=units.station, released=since, opened=since, today=today
    )
    for viewer, kind in ((officer.viewer, Relation.ASSIGNED), (other.viewer, Relation.TEAM)):
        authorization.tie(
            kept.id, held_by=units.station, kind=kind, account=viewer.id, at=clock.now(), by=None
        )
    return kept.id


def test_a_relative_from_the_first_word_to_two_colleagues_who_agree(phone: Phone, person: UUID):
    lin = phone("lin")
    page = lin.page
    page.goto(reverse("people:person", args=[person]))
    page.get_by_role("link", name="家庭", exact=True).click()
    look(lin, "1-family-empty")

    # written down; a number that is none is refused and what was typed stays
    page.get_by_role("link", name="写下一位家人").click()
    page.get_by_label("与本人的关系").select_option("spouse")
    page.get_by_label("姓名或者称呼").fill(HUSBAND)
    page.get_by_label("电话").fill("1203")
    page.get_by_role("button", name="保存").click()
    expect(page.get_by_text("电话没有看懂")).to_be_visible()
    look(lin, "2-refused")
    page.get_by_label("电话").fill(PHONE)
    page.get_by_role("button", name="保存").click()

    # his own word, one item at a time
    page.get_by_role("button", name="愿意：可以和我联系", exact=True).click()
    expect(page.get_by_role("link", name=PHONE)).to_be_visible()
    look(lin, "3-relative")

    # kept apart: his number is gone from his page and from the family's
    page.get_by_text("为了安全，限制联系").click()
    page.get_by_label("不说明", exact=True).check()
    page.get_by_label("本人提出", exact=True).check()
    look(lin, "4-apart-form")
    page.get_by_role("button", name="限制联系").click()
    expect(page.get_by_role("heading", name="限制联系")).to_be_visible()
    expect(page.get_by_text(PHONE)).to_have_count(0)
    page.get_by_text("提出解除").first.click()
    page.get_by_label("为什么可以解除").fill("一起谈过了，本人说没事了")
    page.get_by_role("button", name="提出").click()
    expect(page.get_by_role("button", name="同意解除")).to_have_count(0)
    look(lin, "5-asked")
    page.get_by_role("link", name="家庭", exact=True).click()
    expect(page.get_by_text(PHONE)).to_have_count(0)
    look(lin, "6-family")

    # a child, and who cares for whom
    page.get_by_role("link", name="写下一个孩子").click()
    page.get_by_label("孩子的称呼").fill("小红")
    page.get_by_label("上学情况").select_option("primary")
    look(lin, "7-child")
    page.get_by_role("button", name="保存").click()
    expect(page.get_by_text("小红")).to_be_visible()

    # a second colleague agrees
    su = phone("su")
    su.page.goto(reverse("family:family", args=[person]))
    su.page.locator("[data-row]").filter(has_text=HUSBAND).get_by_role("link", name="打开").click()
    look(su, "8-decide")
    su.page.get_by_role("button", name="同意解除").click()
    expect(su.page.get_by_role("link", name=PHONE)).to_be_visible()


def test_a_group_from_its_opening_to_who_came(phone: Phone, person: UUID):
    lin = phone("lin")
    page = lin.page
    page.goto(reverse("groups:groups"))
    look(lin, "1-groups-empty")
    page.get_by_role("link", name="新开").click()
    page.get_by_label("主题").select_option("education")
    page.get_by_label("名称").fill("周三读书")
    page.get_by_label("地点").fill("活动室")
    look(lin, "2-new-group")
    page.get_by_role("button", name="保存").click()
    page.get_by_role("button", name="排一次").click()
    look(lin, "3-group")

    page.goto(reverse("groups:person", args=[person]))
    page.get_by_text("请本人参加一个").click()
    page.get_by_role("button", name="本人愿意参加 周三读书").click()
    look(lin, "4-person")
    page.get_by_role("link", name="周三读书").click()
    page.get_by_role("link", name="签到").click()
    page.get_by_label(NAME, exact=True).check()
    look(lin, "5-sign-in")
    page.get_by_role("button", name="保存").click()
    expect(page.get_by_text("已签到，新登记 1 人")).to_be_visible()
    page.goto(reverse("groups:match", args=[person]))
    look(lin, "6-match")


def test_a_team_of_peers_from_its_opening_to_a_place_that_is_kept(
    phone: Phone, person: UUID, officer, units: Units, today: date
):
    begun = add_months(today, -14)
    steady = in_aftercare(
        STEADY, by=officer.viewer, held_by=units.station, released=begun, opened=begun, today=today, number=2
    ).id
    authorization.tie(
        steady, held_by=units.station, kind=Relation.ASSIGNED, account=officer.viewer.id, at=clock.now(),
        by=None,
    )  # fmt: skip
    say = {"person": steady, "by": officer.viewer, "at": clock.now()}
    for month in range(1, 15):
        record_entry(
            **say, kind="drug_test", happened_on=add_months(today, month - 14), outcome="negative",
            details={"sample": "urine"},
        )  # fmt: skip
    record_entry(
        **say, kind="consent", happened_on=today, outcome="given",
        details={"purpose": "peer_mentor", "said_by": "person"},
    )  # fmt: skip
    lin = phone("lin")
    page = lin.page
    page.goto(reverse("groups:teams"))
    look(lin, "1-teams-empty")
    page.get_by_role("link", name="新开").click()
    page.get_by_label("名称").fill("千里同行")
    page.get_by_label("地点").fill("二楼活动室")
    look(lin, "2-new-team")
    page.get_by_role("button", name="保存").click()
    expect(page.get_by_text("现在没有同伴辅导员")).to_be_visible()
    look(lin, "3-team-empty")

    # somebody with a verified year becomes a mentor, and joins by the name they like
    page.goto(reverse("groups:person", args=[steady]))
    page.get_by_role("button", name="本人愿意，登记").click()
    look(lin, "4-mentor")
    page.get_by_role("link", name="找一个").click()
    look(lin, "5-offers")
    page.get_by_role("link", name="本人愿意参加 千里同行").click()
    page.get_by_label("同伴辅导员").check()
    page.get_by_label("在小组里怎样称呼").fill("老周")
    look(lin, "6-join")
    page.get_by_role("button", name="保存").click()
    look(lin, "7-place")

    # they met; the sheet for members has no name on it
    page.get_by_role("link", name="千里同行").click()
    page.get_by_label(STEADY, exact=True).check()
    look(lin, "8-team")
    page.get_by_role("button", name="记一次见面").click()
    expect(page.get_by_text("来了 1 人")).to_be_visible()
    look(lin, "9-met")
    page.get_by_role("link", name="给成员看的名单").click()
    expect(page.get_by_text("老周")).to_be_visible()
    expect(page.get_by_text(STEADY)).to_have_count(0)
    look(lin, "10-sheet")

    # a hard time: help first, then rest; the place is kept
    page.goto(reverse("groups:place", args=[steady]))
    page.get_by_text("歇一歇，位置留着").click()
    page.get_by_role("button", name="登记").click()
    expect(page.get_by_text("先陪本人、先帮助")).to_be_visible()
    page.get_by_label("今天先给了本人什么帮助").select_option("counselling")
    look(lin, "11-rest")
    page.get_by_role("button", name="登记").click()
    expect(page.get_by_role("button", name="本人又想来了")).to_be_visible()
    look(lin, "12-rests")
    page.goto(reverse("groups:sheet", args=[PeerTeam.objects.get().id]))
    expect(page.get_by_text("老周")).to_be_visible()

    # somebody who is on nobody's team here reads a number
    su = phone("su")
    su.page.goto(reverse("groups:teams"))
    su.page.get_by_role("link", name="打开").click()
    expect(su.page.get_by_text("另有 1 人")).to_be_visible()
    expect(su.page.get_by_text(STEADY)).to_have_count(0)
    expect(su.page.get_by_text("同伴辅导员")).to_have_count(0)  # nobody else reads that one rests
    look(su, "13-other")
