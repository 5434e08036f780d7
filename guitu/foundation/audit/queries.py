"""Reading the trail."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from guitu.foundation.audit import pseudonym
from guitu.foundation.audit.models import Event


@dataclass(frozen=True, slots=True)
class EventRow:
    """One line of the trail; ``subject`` a pseudonym."""

    id: UUID
    at: datetime
    by: UUID | None
    role: str
    unit: int | None
    verb: str
    subject: UUID | None
    facts: dict[str, Any]


# what changes nothing that is counted
_ASIDE = ("sign-in.", "factor.", "password.", "device.", "figures.exported", "report.fetched")


def newest_change() -> UUID | None:
    """The newest line of the trail that is about more than a sign-in; None where there is none. One query."""
    rows = Event.objects.order_by("-id")
    for prefix in _ASIDE:
        rows = rows.exclude(verb__startswith=prefix)
    return rows.values_list("id", flat=True).first()


def lines_of(verb: str) -> tuple[EventRow, ...]:
    """Every line of one verb, the latest first."""
    return tuple(map(_row, Event.objects.filter(verb=verb).order_by("-at", "-id")))


def trail_of(person: UUID, *, limit: int = 200) -> tuple[EventRow, ...]:
    """What was done to one person's record, the latest first. The caller has been let in to the person."""
    rows = Event.objects.filter(subject=pseudonym.of(person)).order_by("-at", "-id")[:limit]
    return tuple(map(_row, rows))


def _row(r: Event) -> EventRow:
    return EventRow(r.id, r.at, r.by, r.role, r.unit, r.verb, r.subject, r.facts)
