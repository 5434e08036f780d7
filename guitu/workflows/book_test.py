"""A time for a test is agreed on with the person: within its window, outside their working hours."""

from dataclasses import dataclass
from datetime import date, datetime, time
from uuid import UUID

from django.db import transaction

from guitu.casework.people.queries import AdmittedPerson, person_for
from guitu.casework.testing import commands as testing
from guitu.casework.testing.queries import AppointmentRow, appointment_for, appointments_of, hours_of
from guitu.domain.access import Permission, Viewer
from guitu.domain.kernel.errors import DomainError
from guitu.domain.outlook.slots import Duty
from guitu.domain.outlook.windows import NEVER
from guitu.domain.testing.hours import check
from guitu.foundation.audit.commands import note
from guitu.foundation.clock import BEIJING, day_of
from guitu.workflows.orders import Order, running_order, running_orders
from guitu.workflows.refresh import lock_files
from guitu.workflows.remind_appointment import remind

_OPEN = ("due", "late", "upcoming")
CANCEL_REASONS = ("not_needed", "office_closed", "no_supplies", "worker_absent", "at_their_request")


@dataclass(frozen=True, slots=True)
class Asked:
    """The next test that a profile asks of somebody. Days are inclusive; ``last``: of the order."""

    episode: UUID
    title_zh: str
    title_en: str
    opens_on: date
    due_on: date
    last: date


def next_asked(ids: tuple[UUID, ...], *, on: date) -> Asked | None:
    """The next test that the adopted profile asks for; None where none does, or no order runs."""
    found = [(duty, order) for order in running_orders(ids, on=on) for duty in _tests(order, on.toordinal())]
    if not found:
        return None
    duty, order = min(found, key=lambda pair: pair[0].window.due)
    window = duty.window
    late = on.toordinal() > window.due
    due = min(window.lapses - 1 if late and window.lapses != NEVER else window.due, order.last.toordinal())
    return Asked(
        order.row.id,
        window.rule.title.zh,
        window.rule.title.en,
        date.fromordinal(window.opens),
        date.fromordinal(due),
        order.last,
    )


def _tests(order: Order, today: int) -> list[Duty]:
    return [
        duty
        for duty in order.of.duties
        if duty.window.rule.satisfies is not None
        and duty.window.rule.satisfies.kind == "drug_test"
        and duty.status(today) in _OPEN
    ]


@transaction.atomic
def book_test(
    *,
    person: UUID,
    mode: str,
    sample: str,
    day: date,
    at_time: time,
    wished: bool,
    by: Viewer,
    at: datetime,
    appointment: UUID | None = None,
    id: UUID | None = None,  # noqa: A002 - made by the form
) -> UUID:
    """Agree on a time for the next test of the profile, or for one that was drawn or booked before.

    Args:
        person: whose.
        mode: "scheduled" or "remote"; of what was drawn it stays "random".
        sample: which sample is planned.
        day: civil day; not before today.
        at_time: in China.
        wished: the person asked for this time themselves, although they work then.
        by: who books; needs TEST_RECORD.
        at: when (aware).
        appointment: the one that is moved; None makes a new one.
        id: of a new one, so that sending twice is harmless.

    Raises:
        DomainError: "person.unknown", "appointment.unknown", "appointment.over", "appointment.nothing-asked",
            "appointment.in-the-past", "test.no-order", and what ``guitu.domain.testing.hours.check`` refuses.
    """
    who = person_for(by, person, Permission.TEST_RECORD)
    lock_files(who.ids)
    today = day_of(at)
    starts_at = datetime.combine(day, at_time, tzinfo=BEIJING)
    if starts_at < at:
        raise DomainError("appointment.in-the-past", field="day")
    if appointment is not None:
        return _move(who, appointment_for(who, appointment), starts_at, wished=wished, by=by, at=at)
    if any(row.id == id for row in appointments_of(who)):
        return _known(id)
    asked = next_asked(who.ids, on=today)
    if asked is None:
        raise DomainError("appointment.nothing-asked")
    if any(row.state == "booked" and row.draw is None for row in appointments_of(who)):
        raise DomainError("appointment.booked-before")
    _check(who, starts_at, opens_on=asked.opens_on, due_on=asked.due_on, last=asked.last, wished=wished)
    made = testing.book(
        person=who.id, held_by=who.held_by, episode=asked.episode, mode=mode, sample=sample,
        opens_on=asked.opens_on, due_on=asked.due_on, starts_at=starts_at, by=by.id, at=at, id=id,
    )  # fmt: skip
    note("test.booked", subject=who.id, by=by, at=at, appointment=made)
    remind(who, made, starts_at, moved=False, by=by, at=at)
    return made


def _known(appointment: UUID | None) -> UUID:
    assert appointment is not None  # noqa: S101 - it was found by this id
    return appointment


def _move(
    who: AdmittedPerson, row: AppointmentRow, starts_at: datetime, *, wished: bool, by: Viewer, at: datetime
) -> UUID:
    order = running_order(who, row.episode, on=day_of(at))
    _check(who, starts_at, opens_on=row.opens_on, due_on=row.due_on, last=order.last, wished=wished)
    testing.rebook(row, starts_at=starts_at)
    note("test.moved", subject=who.id, by=by, at=at, appointment=row.id)
    remind(who, row.id, starts_at, moved=row.starts_at is not None, by=by, at=at)
    return row.id


def _check(
    who: AdmittedPerson,
    starts_at: datetime,
    *,
    opens_on: date,
    due_on: date,
    last: date,
    wished: bool,
) -> None:
    local = starts_at.astimezone(BEIJING)
    check(
        local.date(), local.time(), opens_on=opens_on, due_on=due_on, last=last, busy=hours_of(who),
        wished=wished,
    )  # fmt: skip


@transaction.atomic
def cancel_test(*, person: UUID, appointment: UUID, reason: str, by: Viewer, at: datetime) -> None:
    """The office calls an appointment off; it counts against nobody.

    Raises:
        DomainError: "person.unknown", "appointment.unknown", "appointment.over", "appointment.no-reason".
    """
    who = person_for(by, person, Permission.TEST_RECORD)
    if reason not in CANCEL_REASONS:
        raise DomainError("appointment.no-reason", field="reason")
    lock_files(who.ids)
    testing.close(appointment_for(who, appointment), state="cancelled", reason=reason)
    note("test.cancelled", subject=who.id, by=by, at=at, appointment=appointment, reason=reason)


@transaction.atomic
def say_hours(
    *, person: UUID, days: str, starts: time | None, ends: time | None, by: Viewer, at: datetime
) -> None:
    """Write down when somebody works or is at school, so that nobody calls them in then.

    Raises:
        DomainError: "person.unknown"; "hours.incomplete": days without a beginning and an end.
    """
    who = person_for(by, person, Permission.TEST_RECORD)
    if days and (starts is None or ends is None or starts == ends):
        raise DomainError("hours.incomplete", field="starts")
    lock_files(who.ids)
    testing.say_hours(who, days=days, starts=starts, ends=ends, by=by.id, at=at)
    note("hours.said", subject=who.id, by=by, at=at)
