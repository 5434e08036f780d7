"""Booked tests of somebody who moves: kept, called off or done before, as both offices agreed."""

from datetime import date, time, timedelta

import pytest

from guitu.casework.outreach.models import Message
from guitu.casework.testing.models import Appointment
from guitu.casework.transfers.models import Transfer
from guitu.casework.transfers.queries import transfer_for
from guitu.domain.kernel.errors import DomainError
from guitu.domain.transfer import Answer, Sort, appointment_key
from guitu.foundation.authorization.queries import with_relations
from guitu.foundation.organisations.models import Unit
from guitu.workflows.book_test import book_test, cancel_test
from guitu.workflows.remind_appointment import is_untrue
from guitu.workflows.transfer import accept, decline, offer, tasks_of
from guitu.workflows.transfer_appointments import booked_of
from tests.workflows.ordered import adopt_profile, set_level, under_order
from tests.world import NOW, TODAY, TOWN, world

__all__ = ["world"]
pytestmark = pytest.mark.django_db
SINCE = date(2026, 1, 5)
DAY = date(2026, 3, 4)


@pytest.fixture(autouse=True)
def _adopted(settings, tmp_path):
    adopt_profile(settings, tmp_path, region=TOWN)


@pytest.fixture
def case(world):
    made = under_order(world.station, world.lin, since=SINCE, today=TODAY)
    set_level(made, world.lin, "medium", on=SINCE)
    return made


def book(case, by):
    return book_test(
        person=case.person, mode="scheduled", sample="urine", day=DAY, at_time=time(18, 30), wished=False,
        by=by, at=NOW,
    )  # fmt: skip


def offered(world, case, said=(), *, sort=Sort.MOVE, on=TODAY):
    kept = {task.key: ("keep", "") for task in tasks_of(world.lin, case.person, on=on)}
    return offer(
        person=case.person, sort=sort, to_unit=world.other_station, effective_on=on,
        answers=kept | {appointment_key(one): answer for one, answer in dict(said).items()},
        by=world.lin, at=NOW,
    )  # fmt: skip


def accepted(world, case, made):
    mo = with_relations(world.mo, at=NOW + timedelta(seconds=1))
    accept(person=case.person, offer_id=made, by=mo, at=NOW)


def stands(appointment):
    row = Appointment.objects.get(id=appointment)
    return row.state, row.reason, row.held_by


@pytest.mark.parametrize(("answer", "on", "has_time"), [("keep", TODAY, True), ("do_before", DAY, False)])
def test_kept_it_goes_along_as_booked_and_not_done_before_it_is_agreed_on_anew(
    world, case, answer, on, has_time
):
    booked = book(case, world.lin)
    starts_at = Appointment.objects.get(id=booked).starts_at
    made = offered(world, case, {booked: (answer, "")}, on=on)
    (said,) = transfer_for(case.seen_by(world.lin), made).appointments

    accepted(world, case, made)

    assert (said.appointment, said.answer, said.reason) == (booked, Answer(answer), "")
    assert stands(booked) == ("booked", "", world.other_station)
    assert Appointment.objects.get(id=booked).starts_at == (starts_at if has_time else None)


def test_of_a_time_that_is_kept_the_new_office_tells_and_the_old_one_no_more(world, case):
    Unit.objects.filter(number__in=(world.station, world.other_station)).update(phone="0731-5550000")
    booked = book(case, world.lin)
    old = Message.objects.get(kind="appointment")
    made = offered(world, case, {booked: ("keep", "")})

    accepted(world, case, made)

    new = Message.objects.filter(kind="appointment").exclude(id=old.id).get()
    told = [is_untrue(one.key, (case.person,), held_by=world.other_station) for one in (old, new)]
    assert told == [True, False]
    assert Message.objects.get(id=old.id).held_by == new.held_by == world.other_station


def test_what_is_dropped_is_called_off_when_the_file_is_taken_over_and_not_before(world, case):
    booked = book(case, world.lin)
    made = offered(world, case, {booked: ("drop", "at_their_request")})
    assert stands(booked) == ("booked", "", world.station)

    accepted(world, case, made)

    assert stands(booked) == ("cancelled", "at_their_request", world.other_station)


def test_declined_the_appointment_stands(world, case):
    booked = book(case, world.lin)
    made = offered(world, case, {booked: ("drop", "not_needed")})
    mo = with_relations(world.mo, at=NOW + timedelta(seconds=1))

    decline(person=case.person, offer_id=made, reason="not_living_here", by=mo, at=NOW)

    assert stands(booked) == ("booked", "", world.station)


def test_what_is_booked_while_the_offer_waits_is_kept(world, case):
    first = book(case, world.lin)
    made = offered(world, case, {first: ("drop", "not_needed")})
    cancel_test(person=case.person, appointment=first, reason="office_closed", by=world.lin, at=NOW)
    second = book(case, world.lin)

    accepted(world, case, made)

    assert stands(first) == ("cancelled", "office_closed", world.other_station)  # as it was called off
    assert stands(second) == ("booked", "", world.other_station)
    assert Appointment.objects.get(id=second).starts_at is not None


@pytest.mark.parametrize(
    ("answer", "code"),
    [
        (("", ""), "transfer.appointment-unanswered"),
        (("forget", ""), "transfer.appointment-unanswered"),
        (("drop", ""), "transfer.appointment-without-reason"),
        (("drop", "order_over"), "transfer.appointment-without-reason"),
        (("do_before", ""), "transfer.appointment-after-the-move"),
    ],
)
def test_an_appointment_without_a_whole_answer_stops_the_offer(world, case, answer, code):
    booked = book(case, world.lin)

    with pytest.raises(DomainError) as refused:
        offered(world, case, {booked: answer})

    assert refused.value.code == code
    assert not Transfer.objects.exists()
    assert stands(booked) == ("booked", "", world.station)


def test_care_that_is_shared_asks_for_no_appointment(world, case):
    booked = book(case, world.lin)

    made = offered(world, case, sort=Sort.SHARE)
    accepted(world, case, made)

    assert transfer_for(case.seen_by(world.lin), made).appointments == ()
    assert [row.id for row in booked_of(case.seen_by(world.lin))] == [booked]
