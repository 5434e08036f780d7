"""Booked tests of somebody who moves: asked about with the offer, settled when the file is taken over.

One that no answer speaks of, booked while the offer waited, is kept: it was agreed on with the person.
"""

from collections.abc import Mapping
from datetime import date, datetime

from guitu.casework.people.queries import AdmittedPerson
from guitu.casework.testing import commands as testing
from guitu.casework.testing.queries import AppointmentRow, appointments_of
from guitu.casework.transfers.queries import TransferRow
from guitu.domain.access import Viewer
from guitu.domain.transfer import Answer, SettledAppointment, settle_appointments
from guitu.foundation.audit.commands import note
from guitu.foundation.authorization import door
from guitu.foundation.clock import day_of
from guitu.workflows.book_test import CANCEL_REASONS


def booked_of(who: AdmittedPerson) -> tuple[AppointmentRow, ...]:
    """The booked appointments of somebody, the earliest due first, for whoever may offer the file."""
    with door.whole_files(who.ids):
        return tuple(row for row in reversed(appointments_of(who)) if row.state == "booked")


def settle_booked(
    who: AdmittedPerson, answers: Mapping[str, tuple[str, str]], *, effective_on: date
) -> tuple[SettledAppointment, ...]:
    """What becomes of each; the caller holds the person's lock.

    Raises:
        DomainError: what ``guitu.domain.transfer.settle_appointments`` refuses.
    """
    days = {row.id: day_of(row.starts_at) if row.starts_at else None for row in booked_of(who)}
    return settle_appointments(days, answers, effective_on=effective_on, reasons=CANCEL_REASONS)


def kept(who: AdmittedPerson, row: TransferRow) -> tuple[AppointmentRow, ...]:
    """What the receiver takes over at its time; what was to be done before and was not is agreed on anew."""
    others = {said.appointment for said in row.appointments if said.answer is not Answer.KEEP}
    return tuple(booked for booked in booked_of(who) if booked.id not in others)


def cancel_dropped(who: AdmittedPerson, row: TransferRow, *, by: Viewer, at: datetime) -> None:
    """Call off what the two offices agreed to drop, unless it is over already; it counts against nobody."""
    dropped = {said.appointment: said.reason for said in row.appointments if said.answer is Answer.DROP}
    for booked in booked_of(who):
        if (reason := dropped.get(booked.id)) is not None:
            testing.close(booked, state="cancelled", reason=reason)
            note("test.cancelled", subject=who.id, by=by, at=at, appointment=booked.id, reason=reason)
