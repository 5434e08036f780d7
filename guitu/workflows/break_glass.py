"""One person's file is opened in an emergency, for four hours, to somebody outside their own people.

Whoever asks must know whom they mean: the exact identity number, or the exact name and birth date. Not there,
sealed, excluded and more than one sound the same. Head and privacy officer find it in their list and one of
them, never the asker, says within seven days whether it was justified; the person reads it in their file.
"""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from uuid import UUID

from django.db import transaction

from guitu.casework.people.queries import (
    AdmittedPerson,
    PersonRow,
    holders,
    match_by_citizen_id,
    people_of,
    person_for,
    same_name_and_birth,
)
from guitu.domain.access import Permission, Relation, Viewer, holds, may
from guitu.domain.kernel import citizen_id, names
from guitu.domain.kernel.errors import DomainError
from guitu.domain.ledger.line import Act
from guitu.foundation.audit import sightings
from guitu.foundation.audit.commands import note
from guitu.foundation.authorization import commands as authorization
from guitu.foundation.authorization import door, emergencies
from guitu.foundation.authorization.emergencies import Emergency
from guitu.foundation.authorization.models import OUTCOMES, REASONS
from guitu.foundation.authorization.queries import is_barred
from guitu.foundation.clock import day_of
from guitu.foundation.ids import new_id

HOURS = 4
REVIEW_DAYS = 7
MOST = 3  # in 24 hours by one account; proposed: more is no emergency but a way of working
_LISTED = 100


@dataclass(frozen=True, slots=True)
class Whom:
    """Whom the asker means: a number, or a name with a birth date."""

    citizen_id: str = ""
    name: str = ""
    birth_on: date | None = None


@dataclass(frozen=True, slots=True)
class Ticket:
    """A file that is open now: its person, and until when. Nothing about them."""

    id: UUID
    person: UUID
    until: datetime


@dataclass(frozen=True, slots=True)
class ToReview:
    """An opening as a reviewer reads it; ``person`` None where the reviewer may not read who it is."""

    emergency: Emergency
    person: PersonRow | None
    is_late: bool
    is_own: bool


@transaction.atomic
def open_in_need(whom: Whom, *, reason: str, words: str, by: Viewer, at: datetime) -> Ticket:
    """Open one file for ``HOURS``.

    Args:
        whom: found by exact match only, and never told apart from nobody.
        reason: one of ``REASONS``.
        words: what happened, in a sentence; kept sealed with the person's key.
        by: who asks; needs BREAK_GLASS.
        at: when (aware).

    Raises:
        DomainError: "access.refused", "break-glass.reason", "break-glass.too-many", "break-glass.not-needed";
            "break-glass.nobody" alike for absent, sealed, excluded and more than one.
    """
    if not holds(by, Permission.BREAK_GLASS):
        raise DomainError("access.refused")
    if reason not in REASONS or not words.strip():
        raise DomainError("break-glass.reason")
    with door.as_system("break-glass"):
        _not_too_many(by, at)
        person, held_by = _found(whom, by=by, at=at)
        if may(by, Permission.PERSON_READ, held_by=held_by, person=person):
            raise DomainError("break-glass.not-needed")
        ticket = Ticket(new_id(), person, at + timedelta(hours=HOURS))
        emergencies.add(
            ticket.id,
            person,
            held_by=held_by,
            asked_by=by.id,
            asked_unit=by.unit,
            reason=reason,
            words=words.strip(),
            at=at,
            until=ticket.until,
            review_by_on=day_of(at) + timedelta(days=REVIEW_DAYS),
        )
        authorization.tie(
            person,
            held_by=held_by,
            kind=Relation.BREAK_GLASS,
            account=by.id,
            until=ticket.until,
            basis=reason,
            at=at,
            by=by.id,
        )
        sightings.happened(Act.BREAK_GLASS, actor=by, person=person, purpose=reason)
        note("break-glass.opened", subject=person, by=by, at=at, reason=reason, opening=ticket.id)
    return ticket


def _not_too_many(by: Viewer, at: datetime) -> None:
    if emergencies.asked_since(by.id, at - timedelta(hours=24)) >= MOST:
        raise DomainError("break-glass.too-many", most=MOST)


def _found(whom: Whom, *, by: Viewer, at: datetime) -> tuple[UUID, int]:
    """The one person meant, and the unit that holds them."""
    found = _matches(whom)
    held = holders(found)
    if len(held) == 1:
        ((person, held_by),) = held.items()
        if held_by > 0 and not is_barred(by.id, (person,), at=at):
            sightings.searched(1)
            return person, held_by
    sightings.searched(0)
    raise DomainError("break-glass.nobody")


def _matches(whom: Whom) -> set[UUID]:
    if whom.citizen_id:
        try:
            number = citizen_id.normalise(whom.citizen_id)
        except DomainError:
            return set()
        return set(match_by_citizen_id((number,)).values())
    if not whom.name or whom.birth_on is None:
        return set()
    found = same_name_and_birth(((names.normalise(whom.name), whom.birth_on),))
    return {person for some in found.values() for person in some}


def to_review(viewer: Viewer, *, today: date) -> tuple[ToReview, ...]:
    """Openings of files that the reviewer's unit answers for: those that wait first, the oldest on top.

    Raises:
        DomainError: "access.refused".
    """
    if not holds(viewer, Permission.BREAK_GLASS_REVIEW):
        raise DomainError("access.refused")
    with door.as_system("break-glass reviews"):
        found = emergencies.held_between(viewer.lo, viewer.hi, limit=_LISTED)
    listed = [row for row in found if row.person not in viewer.barred]
    known = people_of(viewer, (row.person for row in listed))
    return tuple(
        ToReview(row, known.get(row.person), row.is_late(today), row.asked_by == viewer.id) for row in listed
    )


def waiting(viewer: Viewer) -> int:
    """How many openings wait for a review by this viewer's unit; 0 for who reviews none."""
    if not holds(viewer, Permission.BREAK_GLASS_REVIEW):
        return 0
    with door.as_system("break-glass reviews"):
        return emergencies.waiting_between(viewer.lo, viewer.hi)


@transaction.atomic
def review(opening: UUID, *, outcome: str, by: Viewer, at: datetime) -> None:
    """Say whether an opening was justified.

    Raises:
        DomainError: "access.refused", "break-glass.outcome", "break-glass.own", "break-glass.unknown",
            "break-glass.reviewed-already".
    """
    if not holds(by, Permission.BREAK_GLASS_REVIEW):
        raise DomainError("access.refused")
    if not outcome or outcome not in OUTCOMES:
        raise DomainError("break-glass.outcome")
    with door.as_system("break-glass reviews"):
        found = emergencies.one(opening)
        if not by.lo <= found.held_by <= by.hi or found.person in by.barred:
            raise DomainError("break-glass.unknown")
        if found.asked_by == by.id:
            raise DomainError("break-glass.own")
        emergencies.judge(found, outcome=outcome, by=by.id, at=at)
        note("break-glass.reviewed", subject=found.person, by=by, at=at, opening=opening, outcome=outcome)


def openings_of(viewer: Viewer, person: UUID) -> tuple[AdmittedPerson, tuple[Emergency, ...]]:
    """Every time this person's file was opened in an emergency, for whoever reads the file.

    Raises:
        DomainError: "person.unknown".
    """
    who = person_for(viewer, person, Permission.PERSON_READ)
    return who, emergencies.of_person(who.ids)
