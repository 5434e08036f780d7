"""Writing the trail, inside the transaction of what it tells of."""

from datetime import datetime
from uuid import UUID

from guitu.domain.access import Viewer
from guitu.foundation.audit import pseudonym
from guitu.foundation.audit.models import Event
from guitu.foundation.ids import new_id

Plain = str | int | bool | None


def note(
    verb: str,
    *,
    subject: UUID | None = None,
    by: Viewer | None,
    at: datetime,
    **facts: Plain | UUID,
) -> UUID:
    """Add one line; return its id.

    Args:
        verb: what was done, "area.did" ("visit.recorded").
        subject: the person it was done to, kept as a pseudonym; None for what concerns nobody.
        by: who did it; None for the system itself (the command line, a nightly job).
        at: when (aware).
        facts: ids, codes and numbers only. Never a name or a person's id, never what was written.
    """
    event = Event.objects.create(
        id=new_id(),
        at=at,
        by=by.id if by else None,
        role=by.role.value if by else "",
        unit=by.unit if by else None,
        verb=verb,
        subject=pseudonym.of(subject) if subject else None,
        facts={key: str(value) if isinstance(value, UUID) else value for key, value in facts.items()},
    )
    return event.id
