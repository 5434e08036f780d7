"""Reading counselling: what the viewer wrote, what they supervise, and what was released to them."""

from collections.abc import Iterable
from datetime import date
from uuid import UUID

from django.db.models import Q

from guitu.casework.counselling.models import Case, Letter, Session
from guitu.casework.counselling.translate import (
    MIND,
    CaseRow,
    LetterRow,
    SessionRow,
    case_row,
    letter_row,
    session_row,
)
from guitu.casework.people.queries import AdmittedPerson
from guitu.domain.access import Compartment, Viewer, compartments
from guitu.domain.counselling.cases import State
from guitu.domain.counselling.sessions import Attendance, Shared
from guitu.domain.kernel.errors import DomainError
from guitu.foundation.audit import sightings
from guitu.foundation.crypto import keys
from guitu.foundation.crypto.keys import Ring

__all__ = ["CaseRow", "LetterRow", "SessionRow"]

_ORDER = {State.OPEN: 0, State.WAITING: 1, State.ENDED: 2}


def _opened(viewer: Viewer, who: AdmittedPerson, author: str) -> Q:
    """The rows of one file that open to the viewer: all to a supervisor, else their own."""
    opened = compartments(viewer, held_by=who.held_by, person=who.id)
    if Compartment.PSYCHOLOGICAL in opened.whole:
        return Q(person_id__in=who.ids)
    return Q(person_id__in=who.ids, **{author: viewer.id})


def cases_of(viewer: Viewer, who: AdmittedPerson) -> tuple[CaseRow, ...]:
    """The cases of one person: those going on first, the latest first."""
    sightings.saw(who.ids, MIND)
    found = Case.objects.filter(_opened(viewer, who, "written_by"))
    rows = [row for row in (case_row(each, who.ring) for each in found) if row is not None]
    return tuple(sorted(rows, key=lambda r: (_ORDER[r.state], -r.since_on.toordinal(), r.id)))


def case_for(viewer: Viewer, who: AdmittedPerson, case: UUID) -> CaseRow:
    """One case.

    Raises:
        DomainError: "mind.unknown", alike for absent and another psychologist's.
    """
    found = next((row for row in cases_of(viewer, who) if row.id == case), None)
    if found is None:
        raise DomainError("mind.unknown")
    return found


def sessions_of(viewer: Viewer, who: AdmittedPerson, case: UUID) -> tuple[SessionRow, ...]:
    """The sessions of one case, the latest first."""
    sightings.saw(who.ids, MIND)
    found = Session.objects.filter(_opened(viewer, who, "written_by"), case=case).order_by("-held_on", "-id")
    rows = (session_row(each, who.ring) for each in found)
    return tuple(row for row in rows if row is not None)


def session_for(viewer: Viewer, who: AdmittedPerson, session: UUID) -> SessionRow:
    """One session.

    Raises:
        DomainError: "mind.unknown".
    """
    found = Session.objects.filter(_opened(viewer, who, "written_by"), id=session).first()
    row = session_row(found, who.ring) if found is not None else None
    if row is None:
        raise DomainError("mind.unknown")
    return row


def letters_of(viewer: Viewer, who: AdmittedPerson) -> tuple[LetterRow, ...]:
    """What was released to the viewer about one person, the latest first."""
    sightings.saw(who.ids, MIND)
    found = Letter.objects.filter(_opened(viewer, who, "reader")).order_by("-written_at", "-id")
    rows = (letter_row(each, who.ring) for each in found)
    return tuple(row for row in rows if row is not None)


def my_cases(viewer: Viewer, persons: Iterable[UUID]) -> tuple[CaseRow, ...]:
    """What the viewer has in hand, of these persons: the cases that have not ended. Two queries."""
    found = list(
        Case.objects.filter(written_by=viewer.id, person_id__in=tuple(persons))
        .exclude(state=State.ENDED.value)
        .order_by("since_on", "id")
    )
    ring = keys.ring({row.person_id for row in found}, (MIND,))
    rows = (case_row(each, ring) for each in found)
    return tuple(row for row in rows if row is not None)


def my_sessions(
    viewer: Viewer, persons: Iterable[UUID], *, since: date, until: date
) -> tuple[SessionRow, ...]:
    """The viewer's sessions of some days, both inside, and earlier ones nobody wrote down. Two queries."""
    week = Q(held_on__gte=since) | Q(attendance=Attendance.PLANNED.value)
    found = list(
        Session.objects.filter(
            week, written_by=viewer.id, person_id__in=tuple(persons), held_on__lte=until
        ).order_by("held_on", "id")
    )
    ring = keys.ring({row.person_id for row in found}, (MIND,))
    rows = (session_row(each, ring) for each in found)
    return tuple(row for row in rows if row is not None)


def held_sessions(ids: Iterable[UUID], ring: Ring) -> tuple[Shared, ...]:
    """What of all sessions of one person may be shared at all. In a context that sees the file."""
    found = Session.objects.filter(person_id__in=tuple(ids)).exclude(attendance=Attendance.PLANNED.value)
    rows = [row for row in (session_row(each, ring) for each in found) if row is not None]
    return tuple(Shared(row.held_on, row.attendance, row.themes) for row in rows)


def ring_of(ids: Iterable[UUID]) -> Ring:
    """The psychological keys of one person; in a context that sees the file."""
    return keys.ring(tuple(ids), (MIND,))
