"""The month's page: what stands on it, that nothing tells, and that giving it is kept."""

from datetime import datetime, time, timedelta

import pytest
from django.test import Client
from django.urls import reverse

from guitu.casework.testing import commands as testing
from guitu.domain.outreach import telling
from guitu.domain.plans.plan import NewLine, Sort
from guitu.domain.support.applications import Next
from guitu.foundation import clock
from guitu.foundation.audit.models import Event
from guitu.foundation.ids import new_id
from guitu.workflows import application, plan, working_group
from tests.web.plans.opened import browser, text
from tests.workflows.planning import FIVE
from tests.world import Case, World, in_rehab, someone, world

__all__ = ["world"]
pytestmark = pytest.mark.django_db


@pytest.fixture
def case(world: World) -> Case:
    made = someone(world.station, name="欧阳安")
    since = clock.today() - timedelta(days=20)
    return in_rehab(world.station, person=made, since=since, worker=world.lin.id)


@pytest.fixture
def lin(world: World) -> Client:
    return browser(world.lin)


def page_of(client: Client, case: Case, **query: str) -> str:
    answer = client.get(reverse("month:month", args=[case.person]), query)
    assert answer.status_code == 200
    return answer.content.decode().split("data-month", 1)[1].split("</section>", 1)[0]


def step(case: Case, world: World, words: str) -> None:
    soon = clock.today() + timedelta(days=3)
    application.begin(
        person=case.person, application=new_id(), kind="medical_insurance", words="", step=Next(
            words, soon, "person"
        ), due_on=soon + timedelta(days=5), by=world.lin, at=clock.now(),
    )  # fmt: skip


def test_the_month_names_what_was_agreed_on_and_whom_to_call(lin: Client, case: Case, world: World):
    step(case, world, "去社区交照片")

    page = page_of(lin, case)
    assert "医保参保、缴费：去社区交照片" in page
    assert "最晚这一天" in page
    assert "林岚" in page
    assert "12348" in page
    assert "去社区交照片" not in page_of(lin, case, which="next") or clock.today().day > 26


def test_nothing_on_it_tells_what_the_office_is_about(lin: Client, case: Case, world: World):
    step(case, world, "去戒毒医院开证明")
    when = datetime.combine(clock.today() + timedelta(days=8), time(14, 30), tzinfo=clock.BEIJING)
    working_group.set_up(
        person=case.person, members=FIVE, gaps={"family_member": "family_declined"}, family_is_safe=False,
        on=clock.today(), entry_id=new_id(), by=world.lin, at=clock.now(),
    )  # fmt: skip
    made = plan.begin(person=case.person, by=world.lin, at=clock.now())
    for line in (
        NewLine(Sort.GOAL, "mood", "不再吸毒"),
        NewLine(Sort.STRENGTH, "", "会木工"),
        NewLine(Sort.NEED, "job", ""),
        NewLine(Sort.ACTION, "policy_help", "去美沙酮门诊", "government", world.lin.id, when.date()),
        NewLine(Sort.ACTION, "policy_help", "去人社局登记", "government", world.lin.id, when.date()),
    ):
        plan.write_line(person=case.person, plan=made, line=line, by=world.lin, at=clock.now())
    plan.propose(person=case.person, plan=made, by=world.lin, at=clock.now())
    plan.approve(person=case.person, plan=made, by=world.head, at=clock.now())

    page = page_of(lin, case)
    assert "去人社局登记" in page
    assert "自己计划里的一件事" in page
    assert telling(page) is None
    assert "欧阳安" not in page


def test_a_time_for_a_test_is_a_time_to_meet(lin: Client, case: Case, world: World):
    day = clock.today() + timedelta(days=8)
    starts_at = datetime.combine(day, time(14, 30), tzinfo=clock.BEIJING)
    testing.book(
        person=case.person, held_by=case.held_by, episode=case.episode, mode="scheduled", sample="urine",
        opens_on=day, due_on=day, starts_at=starts_at, by=world.lin.id, at=clock.now(),
    )  # fmt: skip

    page = page_of(lin, case)
    assert f"{day.month}月{day.day}日" in page
    assert "14:30" in page
    assert "约好见面，带身份证" in page
    assert telling(page) is None


def test_it_prints_only_once_giving_it_was_kept(lin: Client, case: Case):
    address = reverse("month:month", args=[case.person])
    assert "data-print" not in text(lin, address).split("<main", 1)[-1].split("booklet", 1)[0]

    answer = lin.post(address)
    assert answer.status_code == 200
    assert "已登记" in answer.content.decode()
    assert Event.objects.filter(verb="month-plan.given").count() == 1


def test_a_query_that_means_nothing_is_the_coming_month(lin: Client, case: Case):
    assert page_of(lin, case, which="1999-13") == page_of(lin, case)


def test_it_is_not_there_for_others(case: Case, world: World):
    for viewer in (world.mo, world.officer, world.manager):
        answer = browser(viewer).get(reverse("month:month", args=[case.person]))
        assert answer.status_code in {403, 404}
