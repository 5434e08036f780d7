"""A doctor, a psychologist and a crisis, on a phone: each page is looked at as it is used.

Nothing from another host, nothing serious that the accessibility rules find, nothing wider than the phone.
"""

from datetime import timedelta

import pytest
from django.urls import reverse
from playwright.sync_api import expect

from guitu.domain.access import Relation, Role
from guitu.foundation import clock
from guitu.foundation.organisations.commands import create_unit
from guitu.workflows import team
from tests.journeys.looking import Visit, look
from tests.web.conftest import Units, make
from tests.web.situations import in_rehab

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.usefixtures("person")]

NAME = "周明"


@pytest.fixture
def person(officer, units: Units) -> object:
    """Somebody under an order at Lin's station; a doctor and a psychologist are named to them."""
    today = clock.today()
    made = in_rehab(
        NAME, by=officer.viewer, held_by=units.station, since=today - timedelta(days=5), today=today, number=1
    )
    head = make("head", "陈站长", Role.UNIT_HEAD, units.station)
    county = units.station // 1000 // 10**6 * 10**6
    create_unit(region=county, type="partner_hospital", name="区第一医院", by=None, at=clock.now())
    for name, shown, role in (
        ("doctor", "钟医生", Role.DOCTOR),
        ("psychologist", "裴咨询师", Role.PSYCHOLOGIST),
    ):
        to = make(name, shown, role, units.station)
        team.name(
            person=made.id, to=to.viewer.id, relation=Relation.TEAM, until=None, by=head.viewer,
            at=clock.now(),
        )  # fmt: skip
    return made.id


def fold(visit: Visit, words: str) -> None:
    visit.page.locator("summary").filter(has_text=words).first.click()


def day(n: int) -> str:
    return (clock.today() + timedelta(days=n)).isoformat()


def test_a_doctor_keeps_the_record_and_sends_somebody_to_hospital(phone, person):
    visit = phone("doctor")
    page = visit.page
    expect(page.get_by_role("heading", name="我的病人")).to_be_visible()
    look(visit, "doctor-start")
    page.locator("#main").get_by_role("link", name=NAME).click()
    look(visit, "health-empty")
    fold(visit, "写一条")
    page.get_by_label("是什么").select_option(label="肝病")
    page.get_by_role("button", name="记下").first.click()
    page.get_by_role("link", name="写健康计划").click()
    page.get_by_label("现在的病情").fill("转氨酶偏高，有点乏力")
    page.get_by_label("用药").fill("保肝药，早晚各一次")
    page.get_by_label("由哪位医生负责").fill("钟医生")
    page.get_by_label("下次复查").fill(day(30))
    look(visit, "health-plan")
    page.get_by_role("button", name="保存，从今天起执行").click()
    page.get_by_role("link", name="转到医院").click()
    page.get_by_label("哪家医院、哪个科").fill("区第一医院消化内科")
    page.get_by_label("为什么去").fill("查肝功能")
    page.get_by_label("肝病").check()
    look(visit, "health-refer")
    page.get_by_role("button", name="写好").click()
    page.locator("li").filter(has_text="交给医院").get_by_role("button", name="本人同意").click()
    fold(visit, "进展")
    page.get_by_role("button", name="已发出，等医院回音").click()
    look(visit, "health")
    page.get_by_role("link", name="打印给本人带去").click()
    expect(page.locator("[data-slip]")).to_contain_text("肝病")
    look(visit, "health-slip")


def test_a_psychologist_sees_somebody_from_the_waiting_list_to_the_first_session(phone, person):
    visit = phone("psychologist")
    page = visit.page
    expect(page.get_by_role("heading", name="我的咨询")).to_be_visible()
    look(visit, "mind-start")
    page.locator("#main").get_by_role("link", name=NAME).click()
    look(visit, "mind-empty")
    page.get_by_label("个别咨询").check()
    page.get_by_label("本人想达到什么").fill("晚上睡得着")
    page.get_by_role("button", name="列入等候名单").click()
    page.get_by_role("button", name="轮到了，开始").click()
    page.get_by_label("哪天").fill(day(0))
    page.get_by_role("button", name="约好").click()
    page.get_by_role("link", name="记录").click()
    page.get_by_label("来了", exact=True).check()
    page.get_by_label("睡眠").check()
    page.get_by_label("咨询记录").fill("说到夜里惊醒。")
    look(visit, "mind-session")
    page.get_by_role("button", name="保存").click()
    expect(page.get_by_text("说到夜里惊醒。")).to_be_visible()
    look(visit, "mind-case")


def test_in_a_crisis_help_is_one_press_away_and_words_go_to_whom_they_are_for(phone, person):
    visit = phone("lin")
    page = visit.page
    page.goto(reverse("people:person", args=[person]))
    look(visit, "person")
    page.get_by_role("link", name="危机：先帮人").first.click()
    expect(page.get_by_role("link", name="120").first).to_be_visible()
    look(visit, "crisis")
    fold(visit, "用药过量")
    look(visit, "crisis-open")
    page.get_by_label("用药过量", exact=True).check()
    page.get_by_label("发生了什么、做了什么").fill("叫不醒，打了120，一起去了医院")
    page.get_by_role("button", name="记下，安排再联系").click()
    expect(page.get_by_text("已告知：钟医生、裴咨询师")).to_be_visible()
    look(visit, "person-after")
    expect(page.get_by_text("危机之后一天内再联系").first).to_be_visible()
    expect(page.get_by_text("叫不醒")).to_have_count(0)
    page.goto(reverse("counselling:shared", args=[person]))
    look(visit, "shared")

    doctor = phone("doctor").page
    doctor.goto(reverse("health:health", args=[person]))
    expect(doctor.get_by_text("叫不醒，打了120")).to_be_visible()
