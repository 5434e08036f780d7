"""Files opened in an emergency, as rows: adding one, reviewing it, and the lists of them.

Who may ask and who may review is the workflow's question; its door is open when it comes here.
"""

from dataclasses import dataclass
from dataclasses import field as column
from datetime import date, datetime
from uuid import UUID

from django.db.models import QuerySet

from guitu.domain.kernel.errors import DomainError
from guitu.foundation.authorization.models import BreakGlass
from guitu.foundation.crypto import keys

_NOTE = b"authorization_breakglass.note"
_EXISTENCE = "existence"


@dataclass(frozen=True, slots=True)
class Emergency:
    """One opening. ``note`` the asker's words, "" where the reader has not the person's key."""

    id: UUID
    person: UUID
    held_by: int
    asked_by: UUID
    asked_unit: int
    reason: str
    note: str = column(repr=False)
    at: datetime
    until: datetime
    review_by_on: date
    reviewed_at: datetime | None
    reviewed_by: UUID | None
    outcome: str

    def is_late(self, today: date) -> bool:
        """Whether nobody has reviewed it in time."""
        return self.reviewed_at is None and today > self.review_by_on


def add(
    opening: UUID,
    person: UUID,
    *,
    held_by: int,
    asked_by: UUID,
    asked_unit: int,
    reason: str,
    words: str,
    at: datetime,
    until: datetime,
    review_by_on: date,
) -> None:
    """Write down that a file was opened."""
    ring = keys.ring_to_write([(person, _EXISTENCE)], {person: held_by})
    row = BreakGlass(
        id=opening,
        person_id=person,
        held_by=held_by,
        asked_by=asked_by,
        asked_unit=asked_unit,
        reason=reason,
        note=ring.seal(person, _EXISTENCE, _NOTE, opening, words),
        at=at,
        until=until,
        review_by_on=review_by_on,
    )
    row.save(force_insert=True)


def asked_since(account: UUID, since: datetime) -> int:
    """How many files an account has opened so from ``since`` on."""
    return BreakGlass.objects.filter(asked_by=account, at__gte=since).count()


def of_person(persons: tuple[UUID, ...]) -> tuple[Emergency, ...]:
    """Openings of one person's files, the latest first."""
    return _rows(BreakGlass.objects.filter(person_id__in=persons).order_by("-at"))


def held_between(lo: int, hi: int, *, limit: int) -> tuple[Emergency, ...]:
    """Openings of files held there, never sealed ones: first those not reviewed, the oldest on top."""
    found = BreakGlass.objects.filter(held_by__gte=max(lo, 1), held_by__lte=hi)
    waiting = _rows(found.filter(reviewed_at__isnull=True).order_by("at")[:limit])
    return (*waiting, *_rows(found.filter(reviewed_at__isnull=False).order_by("-reviewed_at")[:limit]))


def waiting_between(lo: int, hi: int) -> int:
    """How many of them nobody has reviewed yet."""
    found = BreakGlass.objects.filter(held_by__gte=max(lo, 1), held_by__lte=hi)
    return found.filter(reviewed_at__isnull=True).count()


def one(opening: UUID) -> Emergency:
    """One opening.

    Raises:
        DomainError: "break-glass.unknown".
    """
    found = _rows(BreakGlass.objects.filter(id=opening))
    if not found:
        raise DomainError("break-glass.unknown")
    return found[0]


def judge(opening: Emergency, *, outcome: str, by: UUID, at: datetime) -> None:
    """Write down what was made of it, once.

    Raises:
        DomainError: "break-glass.reviewed-already".
    """
    unjudged = BreakGlass.objects.filter(
        person_id=opening.person, id=opening.id, reviewed_at__isnull=True, held_by=opening.held_by
    )
    if not unjudged.update(reviewed_at=at, reviewed_by=by, outcome=outcome):
        raise DomainError("break-glass.reviewed-already")


def _rows(found: QuerySet[BreakGlass]) -> tuple[Emergency, ...]:
    listed = list(found)
    ring = keys.ring({row.person_id for row in listed}, (_EXISTENCE,))
    return tuple(
        Emergency(
            id=row.id,
            person=row.person_id,
            held_by=row.held_by,
            asked_by=row.asked_by,
            asked_unit=row.asked_unit,
            reason=row.reason,
            note=ring.open(row.person_id, _EXISTENCE, _NOTE, row.id, row.note) or "",
            at=row.at,
            until=row.until,
            review_by_on=row.review_by_on,
            reviewed_at=row.reviewed_at,
            reviewed_by=row.reviewed_by,
            outcome=row.outcome,
        )
        for row in listed
    )
