"""Reading applications and gifts: of one person, what comes up in a unit, and what a giver may be told."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from uuid import UUID

from django.db.models import Q

from guitu.casework.people.queries import AdmittedPerson, within
from guitu.casework.support.models import Application, Approval, Gift, Giver, Repayment, Step
from guitu.casework.support.translate import (
    ApplicationRow,
    GiftRow,
    GiverRow,
    PartRow,
    StepRow,
    application_row,
    gift_row,
    giver_row,
    part_row,
    step_row,
)
from guitu.domain.access import Permission, Viewer, holds, scope
from guitu.domain.kernel.errors import DomainError
from guitu.domain.support import gifts
from guitu.domain.support.applications import OPEN, State
from guitu.foundation.audit import sightings
from guitu.foundation.crypto import keys

__all__ = ["ApplicationRow", "GiftRow", "GiverRow", "PartRow", "StepRow"]

_OPEN = [state.value for state in OPEN]
_COUNTY = 10**9  # what is below a county in a unit's number


@dataclass(frozen=True, slots=True)
class Coming:
    """What comes up: steps of applications, what was granted and ends, gifts that wait, parts of loans."""

    steps: tuple[ApplicationRow, ...]
    ending: tuple[ApplicationRow, ...]
    gifts: tuple[GiftRow, ...]
    parts: tuple[PartRow, ...]


def applications_of(who: AdmittedPerson) -> tuple[ApplicationRow, ...]:
    """Somebody's applications: the open ones by their next step, then the latest decided."""
    found = Application.objects.filter(person_id__in=who.ids).order_by("-begun_at")
    rows = [application_row(row, who.ring) for row in found]
    return tuple(sorted(rows, key=lambda row: (row.next_on is None, row.next_on or date.max)))


def application_for(who: AdmittedPerson, application: UUID) -> ApplicationRow:
    """One application.

    Raises:
        DomainError: "application.unknown".
    """
    row = Application.objects.filter(person_id__in=who.ids, id=application).first()
    if row is None:
        raise DomainError("application.unknown")
    return application_row(row, who.ring)


def has_open(who: AdmittedPerson, kind: str) -> bool:
    """Whether an application of that kind is open."""
    return Application.objects.filter(person_id__in=who.ids, kind=kind, state__in=_OPEN).exists()


def steps_of(who: AdmittedPerson, application: ApplicationRow) -> tuple[StepRow, ...]:
    """The status log, the latest line first."""
    found = Step.objects.filter(person_id=application.person_id, application=application.id)
    return tuple(step_row(row, who.ring) for row in found.order_by("-recorded_at", "-id"))


def next_words(who: AdmittedPerson, rows: Iterable[ApplicationRow]) -> dict[UUID, str]:
    """What the next step of each application is; one query."""
    asked = {row.id for row in rows}
    found = Step.objects.filter(person_id__in=who.ids, application__in=asked).order_by("recorded_at", "id")
    return {row.application: step_row(row, who.ring).next_words for row in found}


def gifts_of(who: AdmittedPerson) -> tuple[GiftRow, ...]:
    """Somebody's gifts and loans, the latest first. Three queries."""
    rows = list(Gift.objects.filter(person_id__in=who.ids).order_by("-proposed_at", "-id"))
    approvals = list(Approval.objects.filter(person_id__in=who.ids).order_by("approved_at"))
    parts = list(_parts(who.ids).filter(gift__in=[row.id for row in rows if row.form == "loan"]))
    return tuple(
        gift_row(
            row,
            who.ring,
            [one for one in approvals if one.gift == row.id],
            [one for one in parts if one.gift == row.id],
        )
        for row in rows
    )


def gift_for(who: AdmittedPerson, gift: UUID) -> GiftRow:
    """One gift.

    Raises:
        DomainError: "gift.unknown".
    """
    row = Gift.objects.filter(person_id__in=who.ids, id=gift).first()
    if row is None:
        raise DomainError("gift.unknown")
    approvals = Approval.objects.filter(person_id=row.person_id, gift=row.id).order_by("approved_at")
    return gift_row(row, who.ring, approvals, _parts((row.person_id,)).filter(gift=row.id))


def _parts(ids: Iterable[UUID]):  # type: ignore[no-untyped-def] # a QuerySet of Repayment
    return Repayment.objects.filter(person_id__in=tuple(ids)).exclude(state="replaced").order_by("n")


def last_part(gift: GiftRow) -> int:
    """The highest number a part of a loan ever had; 0 where none was agreed on."""
    found = Repayment.objects.filter(person_id=gift.person_id, gift=gift.id).order_by("-n").first()
    return found.n if found else 0


def coming(viewer: Viewer, *, today: date, ahead: int, limit: int) -> Coming:
    """What comes up for a unit within ``ahead`` days or waits already, the longest waiting first.

    Five queries; ``limit`` of each list.
    """
    near = within(scope(viewer, Permission.SERVICE_RECORD))
    soon = today + timedelta(days=ahead)
    asked = Application.objects.filter(near)
    is_soon = Q(next_on__lte=soon) | Q(due_on__lte=soon)
    steps = list(asked.filter(is_soon, state__in=_OPEN).order_by("next_on", "id")[:limit])
    until = asked.filter(state=State.GRANTED.value, holds_until__gte=today, holds_until__lte=soon)
    ending = list(until.order_by("holds_until", "id")[:limit])
    waits = [gifts.State.PROPOSED.value, gifts.State.APPROVED.value]
    given = list(Gift.objects.filter(near, state__in=waits).order_by("proposed_at", "id")[:limit])
    due = Repayment.objects.filter(near, state="agreed", due_on__lte=soon)
    parts = list(due.order_by("due_on", "id")[:limit])
    rows = [*steps, *ending, *given, *parts]
    sightings.saw({row.person_id: row.held_by for row in rows}, "casework")
    ring = keys.ring({row.person_id for row in (*steps, *ending, *given)}, ("casework",))
    approvals = list(Approval.objects.filter(near, gift__in=[row.id for row in given]))
    return Coming(
        tuple(application_row(row, ring) for row in steps),
        tuple(application_row(row, ring) for row in ending),
        tuple(gift_row(row, ring, [one for one in approvals if one.gift == row.id]) for row in given),
        tuple(map(part_row, parts)),
    )


def steps_between(first: date, last: date) -> tuple[ApplicationRow, ...]:
    """Open applications with a step or a last day in these days, both included. Under ``door.as_system``."""
    found = Application.objects.filter(
        Q(next_on__range=(first, last)) | Q(due_on__range=(first, last)), state__in=_OPEN
    ).order_by("id")
    return tuple(application_row(row, keys.ring((), ())) for row in found)


def parts_between(first: date, last: date) -> tuple[tuple[PartRow, int], ...]:
    """Open parts of loans due in these days, with who holds the person. Under ``door.as_system``."""
    found = Repayment.objects.filter(state="agreed", due_on__range=(first, last)).order_by("id")
    return tuple((part_row(row), row.held_by) for row in found)


def is_open(ids: Sequence[UUID], row: UUID, day: date) -> bool:
    """Whether an application still waits for that day, or a part of a loan is still open on it."""
    asked = Application.objects.filter(person_id__in=ids, id=row, state__in=_OPEN)
    if asked.filter(Q(next_on=day) | Q(due_on=day)).exists():
        return True
    return Repayment.objects.filter(person_id__in=ids, id=row, state="agreed", due_on=day).exists()


def givers(viewer: Viewer) -> tuple[GiverRow, ...]:
    """Who gives in the county of the viewer's unit, in the order they were written down.

    Raises:
        DomainError: "access.refused".
    """
    if not holds(viewer, Permission.SERVICE_RECORD) and not holds(viewer, Permission.FIGURES_READ):
        raise DomainError("access.refused")
    first = viewer.unit // _COUNTY * _COUNTY
    near = Q(unit__gte=first, unit__lt=first + _COUNTY) | Q(unit__gte=viewer.lo, unit__lte=viewer.hi)
    return tuple(giver_row(row) for row in Giver.objects.filter(near).order_by("made_at", "id"))


def giver_for(viewer: Viewer, giver: UUID) -> GiverRow:
    """One of them.

    Raises:
        DomainError: "access.refused", "giver.unknown".
    """
    found = next((row for row in givers(viewer) if row.id == giver), None)
    if found is None:
        raise DomainError("giver.unknown")
    return found


def given(giver: UUID, *, lo: int, hi: int, since: datetime, until: datetime) -> tuple[gifts.Given, ...]:
    """What a giver's gifts were that were received in [since, until), in a span of places.

    Sealed files too, so that a total of the past never shrinks by the gift of whose care ended. Under
    ``door.even_sealed``; only ``gifts.totals`` of it may be shown.
    """
    places = Q(held_by__gte=lo, held_by__lte=hi) | Q(held_by__gte=-hi, held_by__lte=-lo)
    found = Gift.objects.filter(
        places, giver=giver, state=gifts.State.RECEIVED.value, received_at__gte=since, received_at__lt=until
    )
    return tuple(gifts.Given(*row) for row in found.values_list("person_id", "purpose", "fen"))
