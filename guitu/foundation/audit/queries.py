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


def trail_of(person: UUID, *, limit: int = 200) -> tuple[EventRow, ...]:
    """What was done to one person's record, the latest first. The caller has been let in to the person."""
    rows = Event.objects.filter(subject=pseudonym.of(person)).order_by("-at", "-id")[:limit]
    return tuple(EventRow(r.id, r.at, r.by, r.role, r.unit, r.verb, r.subject, r.facts) for r in rows)
