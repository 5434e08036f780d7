"""A time for a test: in its window, within the order, never while somebody works unless they wish it."""

from datetime import date, time, timedelta

import pytest

from guitu.casework.outreach.models import Message
from guitu.casework.testing.models import Appointment, Hours
from guitu.casework.testing.queries import booked_between, hours_of
from guitu.domain.kernel.errors import DomainError
from guitu.foundation.authorization import door
from guitu.foundation.clock import midnight
from guitu.foundation.ids import new_id
from guitu.foundation.organisations.models import Unit
from guitu.workflows.book_test import book_test, cancel_test, next_asked, say_hours
from guitu.workflows.record import record_entry
from guitu.workflows.remind_appointment import is_untrue
from tests.workflows.ordered import adopt_profile, set_level, under_order
from tests.world import NOW, TODAY, TOWN, in_aftercare, world

__all__ = ["world"]
pytestmark = pytest.mark.django_db

SINCE = date(2026, 1, 5)


@pytest.fixture(autouse=True)
def _adopted(settings, tmp_path):
    adopt_profile(settings, tmp_path, region=TOWN)


@pytest.fixture
def case(world):
    made = under_order(world.station, world.lin, since=SINCE, today=TODAY)
    set_level(made, world.lin, "medium", on=SINCE)
    return made  # at medium risk every second month: 5 March, its window from 26 February


def book(case, by, day=date(2026, 3, 4), at=time(18, 30), **more):
    given = {"mode": "scheduled", "sample": "urine", "wished": False, **more}
    return book_test(person=case.person, day=day, at_time=at, by=by, at=NOW, **given)


def test_a_test_is_booked_in_its_window_and_stands_in_the_stations_week(world, case):
    asked = next_asked((case.person,), on=TODAY)
    assert asked is not None
    assert (asked.opens_on, asked.due_on) == (date(2026, 2, 26), date(2026, 3, 5))

    made = book(case, world.lin)

    week = booked_between(world.lin, midnight(TODAY), midnight(TODAY + timedelta(days=7)))
    assert [(row.id, row.mode, row.episode) for row in week] == [(made, "scheduled", case.episode)]
    assert booked_between(world.mo, midnight(TODAY), midnight(TODAY + timedelta(days=7))) == ()


@pytest.mark.parametrize(
    ("day", "at", "code"),
    [
        (date(2026, 3, 6), time(18), "appointment.outside-window"),
        (date(2026, 3, 1), time(18), "appointment.in-the-past"),
        (date(2026, 3, 3), time(22), "appointment.at-night"),
        (date(2029, 3, 3), time(10), "appointment.after-the-end"),
    ],
)
def test_a_time_that_may_not_be_is_refused_and_says_why(world, case, day, at, code):
    with pytest.raises(DomainError) as refused:
        book(case, world.lin, day=day, at=at)

    assert refused.value.code == code
    assert not Appointment.objects.exists()


def test_nobody_is_called_in_while_they_work_unless_they_wish_it(world, case):
    say_hours(person=case.person, days="12345", starts=time(8), ends=time(18), by=world.lin, at=NOW)

    with pytest.raises(DomainError, match=r"appointment\.at-work"):
        book(case, world.lin, at=time(10))
    assert book(case, world.lin, at=time(10), wished=True)
    assert hours_of(case.seen_by(world.lin)) is not None


def test_hours_said_anew_count_and_half_of_them_is_refused(world, case):
    say_hours(person=case.person, days="12345", starts=time(8), ends=time(18), by=world.lin, at=NOW)
    say_hours(person=case.person, days="", starts=None, ends=None, by=world.lin, at=NOW + timedelta(hours=1))

    assert hours_of(case.seen_by(world.lin)) is None
    assert Hours.objects.count() == 2
    with pytest.raises(DomainError, match=r"hours\.incomplete"):
        say_hours(person=case.person, days="1", starts=time(8), ends=None, by=world.lin, at=NOW)


def test_it_can_be_moved_within_its_window_and_called_off_with_a_reason(world, case):
    made = book(case, world.lin)

    book(case, world.lin, day=date(2026, 3, 5), appointment=made)
    moved = Appointment.objects.get()
    assert (moved.id, moved.moved) == (made, 1)
    with pytest.raises(DomainError, match=r"appointment\.outside-window"):
        book(case, world.lin, day=date(2026, 3, 20), appointment=made)
    with pytest.raises(DomainError, match=r"appointment\.no-reason"):
        cancel_test(person=case.person, appointment=made, reason="", by=world.lin, at=NOW)
    cancel_test(person=case.person, appointment=made, reason="at_their_request", by=world.lin, at=NOW)
    with pytest.raises(DomainError, match=r"appointment\.over"):
        book(case, world.lin, appointment=made)


def test_sending_twice_books_once_and_a_second_one_is_refused(world, case):
    sent = new_id()
    assert book(case, world.lin, id=sent) == book(case, world.lin, id=sent) == sent

    with pytest.raises(DomainError, match=r"appointment\.booked-before"):
        book(case, world.lin, id=new_id())
    assert Appointment.objects.count() == 1


def test_without_a_profile_that_asks_nothing_is_booked(world):
    free = in_aftercare(world.station, worker=world.lin.id)

    with pytest.raises(DomainError, match=r"appointment\.nothing-asked"):
        book(free, world.lin)


@pytest.mark.parametrize("who", ["mo", "social", "gate", "manager", "admin"])
def test_whoever_may_not_test_somebody_books_nothing(world, case, who):
    with pytest.raises(DomainError, match=r"person\.unknown"):
        book(case, getattr(world, who))


def test_a_neutral_word_is_queued_for_the_day_before_and_names_no_test(world, case):
    Unit.objects.filter(number=world.station).update(phone="0731-5550000")

    book(case, world.lin, day=date(2026, 3, 5))

    message = Message.objects.get()
    assert (message.kind, message.due_on, message.account) == ("appointment", date(2026, 3, 4), None)


def test_a_queued_word_is_true_no_more_once_the_time_is_another_or_none(world, case):
    Unit.objects.filter(number=world.station).update(phone="0731-5550000")
    made = book(case, world.lin)
    first = Message.objects.get()
    assert not is_untrue(first.key, (case.person,), held_by=world.station)

    book(case, world.lin, day=date(2026, 3, 5), appointment=made)
    second = Message.objects.exclude(id=first.id).get()
    told = [is_untrue(one.key, (case.person,), held_by=world.station) for one in (first, second)]
    cancel_test(person=case.person, appointment=made, reason="at_their_request", by=world.lin, at=NOW)

    assert told == [True, False]
    assert is_untrue(second.key, (case.person,), held_by=world.station)
    assert not is_untrue("appointments of another maker", (case.person,), held_by=world.station)


def test_an_office_whose_name_tells_too_much_and_has_no_address_sends_nothing(world, case):
    Unit.objects.filter(number=world.station).update(name="林荫戒毒康复站", phone="0731-5550000")

    book(case, world.lin)

    assert not Message.objects.exists()


def test_what_was_booked_is_off_when_the_order_ends(world, case):
    book(case, world.lin)

    record_entry(
        person=case.person, kind="terminated", outcome="done", happened_on=TODAY,
        details={"ground": "abroad", "document_number": "3号", "decided_on": "2026-03-01"},
        episode=case.episode, by=world.lin, at=NOW,
    )  # fmt: skip

    with door.even_sealed("test"):
        row = Appointment.objects.get()
    assert (row.state, row.reason) == ("cancelled", "order_over")
    assert row.held_by < 0  # sealed with the order


@pytest.mark.parametrize(("outcome", "state"), [("negative", "kept"), ("excused", "not_kept")])
def test_a_test_written_down_elsewhere_closes_the_appointment_it_was_for(world, case, outcome, state):
    book(case, world.lin)

    record_entry(
        person=case.person, kind="drug_test", outcome=outcome, happened_on=TODAY,
        details={"mode": "scheduled"}, episode=case.episode, by=world.lin, at=NOW,
    )  # fmt: skip

    row = Appointment.objects.get()
    assert row.state == state
    assert row.entry is not None
