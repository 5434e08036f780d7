"""The pages of the outbox: what waits, what left, and the person's own wish."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from guitu.casework.outreach import commands as outreach
from guitu.casework.outreach.models import Message
from guitu.casework.outreach.queries import message_for
from guitu.casework.people.commands import NewContact
from guitu.domain.outreach import Reason
from guitu.foundation import channels, clock
from guitu.foundation.accounts.models import Account
from guitu.workflows.send_messages import send_due
from tests.world import in_rehab, someone, world

__all__ = ["world"]
pytestmark = pytest.mark.django_db
NAME, PHONE = "闻人远", "12000000001"


@pytest.fixture
def case(world):
    person = someone(world.station, name=NAME, contacts=(NewContact("phone", PHONE),))
    return in_rehab(world.station, person=person, worker=world.lin.id)


def browser(viewer) -> Client:
    client = Client()
    client.force_login(Account.objects.get(id=viewer.id))
    return client


def say(case, **more):
    asked = {
        "to": "person", "template": "call_back", "facts": {"phone": "0731-5550101"}, "due_on": clock.today()
    } | more  # fmt: skip
    return outreach.queue(person=case.person, held_by=case.held_by, by=None, at=clock.now(), **asked)


def test_the_unit_sees_what_waits_and_the_neighbour_does_not(world, case):
    say(case)

    ours = browser(world.lin).get(reverse("outbox:outbox")).content.decode()
    theirs = browser(world.mo).get(reverse("outbox:outbox"))

    assert NAME in ours
    assert "0731-5550101" in ours
    assert NAME not in theirs.content.decode()
    assert browser(world.mo).get(reverse("outbox:person", args=[case.person])).status_code == 404
    assert browser(world.manager).get(reverse("outbox:outbox")).status_code == 403


def test_a_list_takes_as_many_queries_for_twenty_people_as_for_one(
    world, django_assert_num_queries, settings
):

    counts = []
    client = browser(world.lin)
    for many in (1, 20):
        for _ in range(many):
            say(in_rehab(world.station))
        client.get(reverse("outbox:outbox"))
        with CaptureQueriesContext(connection) as seen:
            assert client.get(reverse("outbox:outbox")).status_code == 200
        counts.append(len(seen))

    assert counts[0] == counts[1]


def test_one_that_waits_is_taken_back_and_one_that_left_is_not(world, case):
    waits, gone = say(case), say(case, key="other")
    outreach.sent(message_for(case.seen_by(world.lin), gone), channel="file", address=PHONE, at=clock.now())
    client = browser(world.lin)

    first = client.post(reverse("outbox:drop", args=[case.person, waits]))
    second = client.post(reverse("outbox:drop", args=[case.person, gone]))

    assert first.status_code == 303
    assert Message.objects.get(id=waits).reason == "taken_back"
    assert second.status_code == 422
    assert "不能撤回" in second.content.decode()
    assert client.post(reverse("outbox:drop", args=[case.person, case.episode])).status_code == 404


def test_one_that_failed_waits_again(world, case):
    made = say(case)
    outreach.failed(message_for(case.seen_by(world.lin), made), Reason.NO_ADDRESS, at=clock.now())
    client = browser(world.lin)
    assert NAME in client.get(reverse("outbox:outbox"), {"show": "failed"}).content.decode()

    client.post(reverse("outbox:again", args=[case.person, made]))

    assert Message.objects.get(id=made).state == "queued"


def test_the_persons_wish_is_written_down_and_kept_to(world, case, monkeypatch):
    went = []
    monkeypatch.setattr(channels, "deliver", lambda channel, parcel: went.append(parcel.address))
    address = reverse("outbox:person", args=[case.person])
    client = browser(world.lin)

    without = client.post(address, {"wish": "mail"})
    wrong = client.post(address, {"wish": "mail", "mail": "nobody"})
    done = client.post(address, {"wish": "mail", "mail": "somebody@example.org"})

    assert (without.status_code, wrong.status_code, done.status_code) == (422, 422, 303)
    assert "还没有邮箱" in without.content.decode()
    assert "checked" in client.get(address).content.decode()
    say(case)
    send_due(at=clock.midnight(clock.today()) + timedelta(days=1, hours=12))
    assert went == ["somebody@example.org"]


def test_a_colleague_finds_what_they_were_told_and_nobody_elses(world, case):
    made = say(case, to=world.lin.id, template="please_call", facts={"due": clock.today()})
    outreach.sent(message_for(case.seen_by(world.lin), made), channel="house", address="", at=clock.now())

    mine = browser(world.lin).get(reverse("outbox:outbox"), {"show": "mine"}).content.decode()
    other = browser(world.head).get(reverse("outbox:outbox"), {"show": "mine"}).content.decode()

    assert "请在" in mine
    assert "打电话问问情况" in mine
    assert "打电话问问情况" not in other


@pytest.mark.parametrize("strange", ["nothing", "", "2026-02-30,x"])
def test_a_strange_address_shows_the_first_page(world, case, strange):
    say(case)

    page = browser(world.lin).get(reverse("outbox:outbox"), {"show": strange, "after": strange})

    assert page.status_code == 200
    assert NAME in page.content.decode()
