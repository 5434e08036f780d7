"""Reading appointments, samples and draws."""

from collections.abc import Iterable
from datetime import datetime
from uuid import UUID

from django.db.models import Q

from guitu.casework.people.queries import AdmittedPerson, within
from guitu.casework.testing.models import Appointment, Custody, Draw, Entrant, Hours, Sample
from guitu.casework.testing.translate import (
    AppointmentRow,
    CustodyRow,
    DrawRow,
    EntrantRow,
    SampleRow,
    appointment_row,
    busy,
    custody_row,
    draw_row,
    entrant_row,
    sample_row,
)
from guitu.domain import access
from guitu.domain.access import Permission, Viewer
from guitu.domain.kernel.errors import DomainError
from guitu.domain.testing.hours import Busy
from guitu.foundation.crypto import keys

__all__ = ["AppointmentRow", "CustodyRow", "DrawRow", "EntrantRow", "SampleRow"]


def booked_between(viewer: Viewer, first: datetime, last: datetime) -> tuple[AppointmentRow, ...]:
    """Booked appointments of everybody the viewer may test, from ``first`` to before ``last``, in order."""
    scope = access.scope(viewer, Permission.TEST_RECORD)
    if scope == access.NOBODY:
        return ()
    found = Appointment.objects.filter(
        within(scope), state="booked", starts_at__gte=first, starts_at__lt=last
    )
    return tuple(map(appointment_row, found.order_by("starts_at", "id")))


def without_a_time(viewer: Viewer, *, limit: int = 100) -> tuple[AppointmentRow, ...]:
    """Appointments for which no time is agreed on yet, the earliest due first."""
    scope = access.scope(viewer, Permission.TEST_RECORD)
    if scope == access.NOBODY:
        return ()
    found = Appointment.objects.filter(within(scope), state="booked", starts_at__isnull=True)
    return tuple(map(appointment_row, found.order_by("due_on", "id")[:limit]))


def booked_for(viewer: Viewer, people: Iterable[UUID]) -> dict[UUID, AppointmentRow]:
    """The next booked appointment of each of these people that has one."""
    scope = access.scope(viewer, Permission.TEST_RECORD)
    wanted = set(people)
    if scope == access.NOBODY or not wanted:
        return {}
    found = Appointment.objects.filter(within(scope), person_id__in=wanted, state="booked")
    rows: dict[UUID, AppointmentRow] = {}
    for row in found.order_by("due_on", "id"):
        rows.setdefault(row.person_id, appointment_row(row))
    return rows


def appointments_of(who: AdmittedPerson) -> tuple[AppointmentRow, ...]:
    """All appointments of somebody, the latest due first."""
    found = Appointment.objects.filter(person_id__in=who.ids).order_by("-due_on", "-id")
    return tuple(map(appointment_row, found))


def appointment_for(who: AdmittedPerson, appointment: UUID) -> AppointmentRow:
    """One appointment of somebody.

    Raises:
        DomainError: "appointment.unknown", alike for absent and somebody else's.
    """
    found = Appointment.objects.filter(person_id__in=who.ids, id=appointment).first()
    if found is None:
        raise DomainError("appointment.unknown")
    return appointment_row(found)


def booked_times(ids: Iterable[UUID]) -> tuple[tuple[UUID, datetime], ...]:
    """The appointments that stand, and when, of one person's files by their ids: for workflows."""
    found = Appointment.objects.filter(person_id__in=tuple(ids), state="booked", starts_at__isnull=False)
    return tuple((row, starts) for row, starts in found.values_list("id", "starts_at") if starts)


def hours_of(who: AdmittedPerson) -> Busy | None:
    """When somebody works, as they said last; None where they said nothing or do not."""
    return busy(Hours.objects.filter(person_id__in=who.ids).order_by("-made_at", "-id").first())


def samples_of(who: AdmittedPerson) -> tuple[SampleRow, ...]:
    """All samples of somebody, the latest first."""
    found = Sample.objects.filter(person_id__in=who.ids).order_by("-taken_at", "-id")
    return tuple(sample_row(row, who.ring) for row in found)


def sample_for(who: AdmittedPerson, sample: UUID) -> SampleRow:
    """One sample of somebody.

    Raises:
        DomainError: "sample.unknown", alike for absent and somebody else's.
    """
    found = Sample.objects.filter(person_id__in=who.ids, id=sample).first()
    if found is None:
        raise DomainError("sample.unknown")
    return sample_row(found, who.ring)


def samples_to_review(viewer: Viewer, *, limit: int = 100) -> tuple[SampleRow, ...]:
    """Remote tests that wait for a second person, the oldest first. The viewer's own are among them."""
    scope = access.scope(viewer, Permission.TEST_RECORD)
    if scope == access.NOBODY:
        return ()
    found = list(Sample.objects.filter(within(scope), state="waits").order_by("taken_at", "id")[:limit])
    ring = keys.ring((row.person_id for row in found), ("orders",))
    return tuple(sample_row(row, ring) for row in found)


def custody_of(who: AdmittedPerson) -> tuple[CustodyRow, ...]:
    """Every step of custody of somebody's samples, in order."""
    found = Custody.objects.filter(person_id__in=who.ids).order_by("on", "made_at", "id")
    return tuple(map(custody_row, found))


def draws_of(viewer: Viewer, *, limit: int = 50) -> tuple[DrawRow, ...]:
    """The draws of the viewer's unit, the latest first."""
    if not access.holds(viewer, Permission.TEST_RECORD):
        return ()
    found = Draw.objects.filter(_of_unit(viewer)).order_by("-announced_at")[:limit]
    return tuple(map(draw_row, found))


def draw_for(viewer: Viewer, draw: UUID) -> DrawRow:
    """One draw of the viewer's unit.

    Raises:
        DomainError: "draw.unknown", alike for absent and another unit's.
    """
    found = Draw.objects.filter(_of_unit(viewer), id=draw).first()
    if found is None or not access.holds(viewer, Permission.TEST_RECORD):
        raise DomainError("draw.unknown")
    return draw_row(found)


def _of_unit(viewer: Viewer) -> Q:
    """Those of the viewer's own unit: a draw is one office's, whoever looks over it."""
    return Q(unit=viewer.unit)


def drawn_people(viewer: Viewer, draw: UUID) -> tuple[EntrantRow, ...]:
    """Who was drawn, in order, as far as the viewer may test them."""
    scope = access.scope(viewer, Permission.TEST_RECORD)
    if scope == access.NOBODY:
        return ()
    found = Entrant.objects.filter(within(scope), draw=draw, place__isnull=False)
    return tuple(map(entrant_row, found.order_by("place")))


def entrants_of(who: AdmittedPerson) -> tuple[EntrantRow, ...]:
    """The draws somebody was in, with what they were called there."""
    return tuple(map(entrant_row, Entrant.objects.filter(person_id__in=who.ids).order_by("-id")))
