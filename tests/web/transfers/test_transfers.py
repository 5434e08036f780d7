"""The pages of transfers, as both offices use them."""

from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse

from guitu.casework.people.models import Person
from guitu.casework.testing.commands import book
from guitu.casework.testing.models import Appointment
from guitu.casework.transfers.models import Transfer
from guitu.foundation import clock
from guitu.foundation.accounts.models import Account
from guitu.foundation.ids import new_id
from guitu.workflows.record import record_entry
from guitu.workflows.transfer import tasks_of
from tests.world import in_rehab, someone, world

__all__ = ["world"]
pytestmark = pytest.mark.django_db
NAME = "闻人远"


@pytest.fixture
def case(world):
    since = clock.today() - timedelta(days=40)
    made = in_rehab(world.station, person=someone(world.station, name=NAME), since=since, worker=world.lin.id)
    for kind, day in (("decision_received", since), ("report_in", since + timedelta(days=5))):
        record_entry(
            person=made.person, kind=kind, outcome="done", happened_on=day, details={}, episode=made.episode,
            by=world.lin, at=clock.now(),
        )  # fmt: skip
    return made


def browser(viewer) -> Client:
    client = Client()
    client.force_login(Account.objects.get(id=viewer.id))
    return client


def filled(world, case, **other):
    form = {
        "offer_id": str(new_id()),
        "sort": "move",
        "to": str(world.other_station),
        "effective_on": clock.today().isoformat(),
        "words": "搬去女儿家",
    }
    for task in tasks_of(world.lin, case.person, on=clock.today()):
        form[f"task-{task.key}"] = "keep"
    return form | other


def offered(world, case, **other):
    answer = browser(world.lin).post(
        reverse("transfers:offer", args=[case.person]), filled(world, case, **other)
    )
    return answer, Transfer.objects.filter(person_id=case.person).first()


def test_every_open_task_is_asked_for_by_its_name(world, case):
    page = browser(world.lin).get(reverse("transfers:offer", args=[case.person])).content.decode()

    for task in tasks_of(world.lin, case.person, on=clock.today()):
        assert f'name="task-{task.key}"' in page
    assert "签订协议" in page
    assert "搬家不是过错" in page


def test_offered_taken_and_gone_from_the_sender(world, case):
    answer, row = offered(world, case)
    address = reverse("transfers:one", args=[case.person, row.id])
    assert (answer.status_code, answer["Location"]) == (303, address)
    assert NAME in browser(world.lin).get(reverse("transfers:board")).content.decode()

    theirs = browser(world.mo)
    assert NAME in theirs.get(reverse("transfers:board")).content.decode()
    page = theirs.get(address).content.decode()
    assert "搬去女儿家" in page
    assert "由对方办理" in page
    taken = theirs.post(address, {"worker": str(world.mo.id)})

    assert taken.status_code == 303
    assert Person.objects.get(id=case.person).held_by == world.other_station
    assert theirs.get(taken["Location"]).status_code == 200
    assert browser(world.lin).get(address).status_code == 404
    assert browser(world.lin).get(reverse("people:person", args=[case.person])).status_code == 404


def booked(world, case):
    """A test tomorrow at ten in China."""
    tomorrow = clock.today() + timedelta(days=1)
    return book(
        person=case.person, held_by=world.station, episode=case.episode, mode="scheduled", sample="urine",
        opens_on=clock.today(), due_on=tomorrow, starts_at=clock.midnight(tomorrow) + timedelta(hours=10),
        by=world.lin.id, at=clock.now(),
    )  # fmt: skip


def test_a_booked_test_is_asked_about_shown_to_the_receiver_and_called_off_when_taken(world, case):
    one = booked(world, case)
    page = browser(world.lin).get(reverse("transfers:offer", args=[case.person])).content.decode()
    assert f'name="task-appointment:{one}"' in page
    assert "10:00" in page

    said = {f"task-appointment:{one}": "drop", f"why-appointment:{one}": "at_their_request"}
    _, row = offered(world, case, **said)
    address = reverse("transfers:one", args=[case.person, row.id])
    theirs = browser(world.mo)
    page = theirs.get(address).content.decode()
    assert "10:00" in page
    assert "取消预约：本人请求" in page
    later = booked(world, case)
    assert "按约好的时间，由对方办理" in theirs.get(address).content.decode()
    theirs.post(address, {})

    assert Appointment.objects.get(id=one).state == "cancelled"
    assert Appointment.objects.get(id=later).state == "booked"


def test_a_booked_test_called_off_without_a_reason_gets_a_sentence_and_nothing_is_lost(world, case):
    one = booked(world, case)

    answer, row = offered(world, case, **{f"task-appointment:{one}": "drop"})

    assert (answer.status_code, row) == (422, None)
    page = answer.content.decode()
    assert "取消预约须写明原因" in page
    assert "搬去女儿家" in page


def test_declined_it_comes_back_with_the_reason(world, case):
    _, row = offered(world, case)
    theirs = browser(world.mo)
    decline = reverse("transfers:decline", args=[case.person, row.id])

    without = theirs.post(decline, {"reason": ""})
    done = theirs.post(decline, {"reason": "not_living_here", "words": "已经走访"})

    assert (without.status_code, done.status_code) == (422, 303)
    ours = browser(world.lin).get(reverse("transfers:board")).content.decode()
    assert "经核实，本人不在本地居住" in ours
    assert NAME not in theirs.get(reverse("transfers:board")).content.decode()
    assert Person.objects.get(id=case.person).held_by == world.station


def test_taken_back_before_the_answer(world, case):
    _, row = offered(world, case)

    done = browser(world.lin).post(reverse("transfers:take-back", args=[case.person, row.id]))

    assert done.status_code == 303
    assert browser(world.mo).get(reverse("transfers:one", args=[case.person, row.id])).status_code == 404


@pytest.mark.parametrize(
    ("other", "words"),
    [
        ({"to": "没有这个站"}, "没有找到这个单位"),
        ({"to": "430102001000999"}, "没有"),
        ({"effective_on": "2026-02-30"}, "日期没有看懂"),
        ({"effective_on": "2020-01-01"}, "没有提交"),
        ({"effective_on": "2199-01-01"}, "没有提交"),
        ({"sort": "sell"}, "请从选项中选择"),
    ],
)
def test_what_cannot_be_meant_gets_a_sentence_and_nothing_is_lost(world, case, other, words):
    answer, row = offered(world, case, **other)

    assert row is None
    assert answer.status_code == 422
    page = answer.content.decode()
    assert words in page
    assert "搬去女儿家" in page


def test_a_station_is_found_by_its_name(world, case):
    answer, row = offered(world, case, to="朝阳站")

    assert answer.status_code == 303
    assert row.to_unit == world.other_station


def test_the_same_form_twice_makes_one_offer(world, case):
    form = filled(world, case)
    client = browser(world.lin)
    address = reverse("transfers:offer", args=[case.person])

    first, second = client.post(address, form), client.post(address, form)

    assert (first.status_code, second.status_code) == (303, 422)
    assert "已经有一次转接" in second.content.decode()
    assert Transfer.objects.filter(person_id=case.person).count() == 1


def test_two_browsers_accept_and_the_second_is_told(world, case):
    _, row = offered(world, case)
    address = reverse("transfers:one", args=[case.person, row.id])
    first, second = browser(world.mo), browser(world.mo)

    done, late = first.post(address, {}), second.post(address, {})

    assert done.status_code == 303
    assert late.status_code == 422
    assert "已经有了结果" in late.content.decode()


def test_those_who_may_not_offer_are_turned_away(world, case):
    address = reverse("transfers:offer", args=[case.person])

    assert browser(world.mo).get(address).status_code == 404
    assert browser(world.manager).get(address).status_code == 403
    assert browser(world.social).get(address).status_code == 403


def test_help_is_asked_for_given_and_ended(world, case):
    _, row = offered(world, case, sort="share")
    address = reverse("transfers:one", args=[case.person, row.id])
    theirs = browser(world.mo)
    theirs.post(address, {})

    assert "协助照管的人" in theirs.get(reverse("transfers:board")).content.decode()
    assert theirs.get(reverse("people:person", args=[case.person])).status_code == 200
    theirs.post(reverse("transfers:take-back", args=[case.person, row.id]))

    assert theirs.get(reverse("people:person", args=[case.person])).status_code == 404
    assert Person.objects.get(id=case.person).held_by == world.station
