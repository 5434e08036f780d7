"""Needs are raised with a visit in one step, each with its own clock, and answered one by one."""

from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse

from guitu.casework.agenda.models import Duty
from guitu.casework.journal.models import Entry
from guitu.foundation import clock
from guitu.foundation.accounts.models import Account
from guitu.foundation.ids import new_id
from tests.world import World, in_aftercare, world

__all__ = ["world"]
pytestmark = pytest.mark.django_db


@pytest.fixture
def today():
    return clock.today()


@pytest.fixture
def case(world: World, today):
    return in_aftercare(world.station, worker=world.lin.id, since=today - timedelta(days=100))


def browser(viewer) -> Client:
    client = Client()
    client.force_login(Account.objects.get(id=viewer.id))
    return client


def visit(case, today, kind="home_visit", **more):
    body = {
        "entry_id": str(new_id()),
        "outcome": "done",
        "happened_on": today.isoformat(),
        "mode": "in_person",
    }
    return reverse("encounters:record", args=[case.person, kind]), {**body, **more}


def kinds():
    return sorted(Entry.objects.values_list("kind", flat=True))


def open_needs():
    found = Duty.objects.filter(kind="need_answered", state="open").order_by("due_on")
    return list(found.values_list("rule", "due_on"))


@pytest.mark.parametrize("kind", ["home_visit", "talk", "follow_up", "phone_call", "in_person_check"])
def test_a_need_is_raised_in_one_step_with_a_visit_a_talk_or_a_call(world, case, today, kind):
    address, body = visit(case, today, kind, needs=["work", "housing"], need_words="想找活干")

    assert browser(world.lin).post(address, body).status_code == 303

    assert kinds() == sorted([kind, "need_raised", "need_raised"])
    due = today + timedelta(days=7)
    assert open_needs() == [("GP-08", due), ("GP-08", due)]


def test_an_urgent_need_wants_somebody_there_within_a_day(world, case, today):
    address, body = visit(case, today, needs=["disaster"], needs_urgent="on")

    browser(world.lin).post(address, body)

    assert open_needs() == [("GP-06", today + timedelta(days=1))]


def test_sending_the_visit_twice_raises_nothing_twice(world, case, today):
    address, body = visit(case, today, needs=["work"])
    lin = browser(world.lin)

    assert [lin.post(address, body).status_code for _ in range(2)] == [303, 303]

    assert kinds() == ["home_visit", "need_raised"]


def test_a_visit_that_is_refused_leaves_no_need_and_a_need_that_is_refused_no_visit(world, case, today):
    lin = browser(world.lin)
    address, body = visit(case, today, needs=["work"], outcome="nonsense")
    assert lin.post(address, body).status_code == 422
    address, body = visit(case, today, needs=["no-such-need"])
    answer = lin.post(address, body)

    assert answer.status_code == 422
    assert kinds() == []


def test_each_need_is_answered_on_its_own_and_help_counts_as_help(world, case, today):
    lin = browser(world.lin)
    lin.post(*visit(case, today, needs=["work", "papers"]))
    page = reverse("referrals:needs", args=[case.person])
    work = Entry.objects.get(kind="need_raised", details__need="work")
    address = reverse("referrals:answer-need", args=[case.person, work.id])
    body = {
        "entry_id": str(new_id()),
        "how": "service_given",
        "service": "job_notice",
        "on": today.isoformat(),
    }

    assert "工作" in lin.get(page).content.decode()
    assert lin.post(address, body).status_code == 303

    assert len(open_needs()) == 1
    assert Entry.objects.get(kind="service").details["service"] == "job_notice"
    answer = Entry.objects.get(kind="need_answered")
    assert answer.details["answers"] == str(work.id)
    again = lin.post(address, {**body, "entry_id": str(new_id())})
    assert again.status_code == 422
    assert "已经答复过" in again.content.decode()


def test_what_cannot_be_done_is_explained(world, case, today):
    lin = browser(world.lin)
    lin.post(*visit(case, today, needs=["debt"]))
    need = Entry.objects.get(kind="need_raised")
    address = reverse("referrals:answer-need", args=[case.person, need.id])
    body = {"entry_id": str(new_id()), "how": "cannot_be_done", "on": today.isoformat()}

    silent = lin.post(address, body)
    early = lin.post(address, {**body, "how": "told_where", "on": (today - timedelta(days=1)).isoformat()})
    told = lin.post(address, {**body, "words": "超出我们的职责，已介绍法律援助"})

    assert (silent.status_code, early.status_code, told.status_code) == (422, 422, 303)
    assert "为什么" in silent.content.decode()
    assert "早于提出需求" in early.content.decode()


def test_a_need_is_ticked_off_at_the_next_visit(world, case, today):
    lin = browser(world.lin)
    lin.post(*visit(case, today, needs=["papers"]))
    need = Entry.objects.get(kind="need_raised")
    address, body = visit(case, today, needs_done=[str(need.id)])

    assert [lin.post(address, body).status_code for _ in range(2)] == [303, 303]

    assert open_needs() == []
    assert Entry.objects.get(kind="need_answered").details["how"] == "visited_them"


@pytest.mark.parametrize("who", ["mo", "officer", "psychologist", "partner", "gate"])
def test_needs_are_nobody_elses(world, case, who):
    answer = browser(getattr(world, who)).get(reverse("referrals:needs", args=[case.person]))

    assert answer.status_code in (403, 404)


def test_a_retracted_need_waits_no_more(world, case, today):
    lin = browser(world.lin)
    lin.post(*visit(case, today, needs=["papers"]))
    need = Entry.objects.get(kind="need_raised")

    lin.post(reverse("encounters:undo", args=[case.person, need.id]))

    assert open_needs() == []
    answer = lin.post(
        reverse("referrals:answer-need", args=[case.person, need.id]),
        {"entry_id": str(new_id()), "how": "told_where", "on": today.isoformat()},
    )
    assert answer.status_code in (404, 422)
