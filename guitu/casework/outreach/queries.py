"""What waits and what was sent: for one person, for the places somebody looks over, for one colleague."""

from collections.abc import Iterable, Iterator, Sequence
from datetime import date, datetime
from uuid import UUID

from guitu.casework.outreach.models import Message
from guitu.casework.outreach.translate import CASEWORK, WHEREABOUTS, MessageRow, message_row
from guitu.casework.people.queries import AdmittedPerson, within
from guitu.domain import access
from guitu.domain.access import Permission, Viewer
from guitu.domain.kernel.errors import DomainError
from guitu.domain.outreach import State
from guitu.foundation.crypto import keys

__all__ = ["MessageRow"]

Place = tuple[date, UUID]


def messages_of(who: AdmittedPerson, *, english: bool = False, limit: int = 100) -> tuple[MessageRow, ...]:
    """Every message to or about one person, the latest first."""
    found = Message.objects.filter(person_id__in=who.ids).order_by("-due_on", "-id")[:limit]
    return tuple(message_row(row, who.ring, english=english) for row in found)


def message_for(who: AdmittedPerson, message_id: UUID) -> MessageRow:
    """One of them.

    Raises:
        DomainError: "outreach.unknown".
    """
    found = Message.objects.filter(person_id__in=who.ids, id=message_id).first()
    if found is None:
        raise DomainError("outreach.unknown")
    return message_row(found, who.ring)


def outbox(
    viewer: Viewer,
    *,
    states: Sequence[State],
    english: bool = False,
    limit: int = 50,
    after: Place | None = None,
) -> tuple[MessageRow, ...]:
    """Messages to people in the viewer's reach in these states, the latest first. Two queries.

    ``after``: day and id of the last row of the page before.
    """
    scope = access.scope(viewer, Permission.CONTACT_RECORD)
    if scope == access.NOBODY:
        return ()
    found = Message.objects.filter(
        within(scope), account__isnull=True, state__in=[state.value for state in states]
    )
    if after is not None:
        found = found.filter(due_on__lte=after[0]).exclude(due_on=after[0], id__gte=after[1])
    return _opened(list(found.order_by("-due_on", "-id")[:limit]), english=english)


def told(viewer: Viewer, *, since: date, english: bool = False) -> tuple[MessageRow, ...]:
    """What was said to this colleague since a day, the latest first; nobody reads others'. Two queries."""
    found = Message.objects.filter(account=viewer.id, state=State.SENT, due_on__gte=since)
    return _opened(list(found.order_by("-due_on", "-id")[:50]), english=english)


def _opened(rows: list[Message], *, english: bool) -> tuple[MessageRow, ...]:
    ring = keys.ring({row.person_id for row in rows}, (CASEWORK, WHEREABOUTS))
    return tuple(message_row(row, ring, english=english) for row in rows)


def waiting(at: datetime, *, limit: int = 500) -> Iterator[tuple[UUID, UUID]]:
    """Person and id of messages that may be tried at this moment, in order. For sending only."""
    found = Message.objects.filter(state=State.QUEUED, next_at__lte=at).order_by("next_at", "id")
    yield from found.values_list("person_id", "id")[:limit]


def queued_keys(persons: Iterable[UUID]) -> set[tuple[UUID, str]]:
    """Which messages these persons have already, whatever became of them. For the night only."""
    found = Message.objects.filter(person_id__in=list(persons))
    return set(found.values_list("person_id", "key"))
