"""Queueing messages, and writing down what became of them. Sending is a workflow's."""

import json
from collections.abc import Iterable, Mapping
from datetime import date, datetime
from typing import Literal
from uuid import UUID

from django.db.models import QuerySet

from guitu.casework.outreach.models import Message
from guitu.casework.outreach.queries import MessageRow
from guitu.casework.outreach.translate import ADDRESS, CASEWORK, WHEREABOUTS, WORDS, message_row
from guitu.domain.access import Viewer
from guitu.domain.journal.codes import CONSENT_PURPOSES
from guitu.domain.kernel.errors import DomainError
from guitu.domain.outreach import LEASE, PERSON, Channel, Reason, State, check, key_of
from guitu.foundation.authorization import door
from guitu.foundation.clock import midnight
from guitu.foundation.crypto import keys
from guitu.foundation.ids import new_id


def queue(
    *,
    person: UUID,
    held_by: int,
    to: Literal["person"] | UUID,
    template: str,
    facts: Mapping[str, object],
    due_on: date,
    by: Viewer | None,
    at: datetime,
    key: str = "",
    basis: str = "",
) -> UUID:
    """Put a message into the outbox, in the caller's transaction; returns its id. Twice is once.

    It leaves on its day, within the hours of the place, after the transaction committed; to the person by the
    channel they wish for, to a colleague inside the house.

    Args:
        person: whom it is about.
        held_by: the unit that holds them.
        to: "person", or the account of a colleague.
        template: one of ``guitu.domain.outreach.TEMPLATES``; it must be of the receiver's sort.
        facts: what fills it in: dates, times, a neutral name of a place, a phone number. More is ignored.
        due_on: the civil day it is for. A day gone by: as soon as may be.
        by: who asks for it; None the night.
        at: when (aware).
        key: what makes it one of a kind for this person; "": template, receiver and day.
        basis: the consent it stands on (one of ``CONSENT_PURPOSES``): withdrawn, it is dropped. "": none.

    Raises:
        DomainError: what ``guitu.domain.outreach.check`` refuses; "outreach.unknown-basis".
    """
    kept = check(template, facts, to_staff=to != PERSON)
    if basis and basis not in CONSENT_PURPOSES:
        raise DomainError("outreach.unknown-basis", basis=basis[:40])
    once = key or key_of(template, str(to), due_on)
    with door.whole_files([person]):  # whoever may act need not be one who reads what care says
        known = Message.objects.filter(person_id=person, key=once).values_list("id", flat=True).first()
        if known is not None:
            return known
        made = Message(
            id=new_id(),
            person_id=person,
            held_by=held_by,
            key=once,
            kind=template,
            account=None if to == PERSON else to,
            basis=basis,
            due_on=due_on,
            next_at=max(at, midnight(due_on)),
            made_at=at,
            made_by=by.id if by else None,
        )
        ring = keys.ring_to_write([(person, CASEWORK)], {person: held_by})
        made.note = ring.seal(person, CASEWORK, WORDS, made.id, json.dumps(kept, ensure_ascii=False))
        Message.objects.bulk_create([made], ignore_conflicts=True)  # two at once: the first one stays
        return Message.objects.values_list("id", flat=True).get(person_id=person, key=once)


def take_up(person: UUID, message: UUID, *, at: datetime) -> MessageRow | None:
    """Hold a message that is about to be sent: nobody else takes it up within the lease.

    None where it no longer waits. Under ``door.as_system``.
    """
    found = (
        Message.objects.select_for_update(skip_locked=True)
        .filter(person_id=person, id=message, state=State.QUEUED, next_at__lte=at)
        .first()
    )
    if found is None:
        return None
    found.tries += 1
    found.next_at = at + LEASE
    found.save(update_fields=["tries", "next_at"])
    return message_row(found, keys.ring([person], (CASEWORK,)))


def put_back(message: MessageRow, *, at: datetime) -> None:
    """Let it wait until ``at`` as if it had not been tried: it is not yet the hour."""
    _rows(message).update(next_at=at, tries=message.tries - 1)


def try_again(message: MessageRow, *, at: datetime, channel: Channel) -> None:
    """It did not go through for the time being: try again at ``at``."""
    _rows(message).update(next_at=at, channel=channel)


def sent(message: MessageRow, *, channel: Channel, address: str, at: datetime) -> None:
    """It left. Where it went is sealed."""
    _rows(message).update(
        state=State.SENT,
        channel=channel,
        address=_sealed_address(message, address),
        reason="",
        done_at=at,
    )


def failed(message: MessageRow, reason: Reason, *, channel: Channel | None = None, at: datetime) -> None:
    """It will not go through; somebody has to reach the person another way."""
    _rows(message).update(state=State.FAILED, reason=reason, channel=channel or "", done_at=at)


def drop(message: MessageRow, reason: Reason, *, at: datetime) -> None:
    """It is not to be sent any more."""
    _rows(message).update(state=State.DROPPED, reason=reason, done_at=at)


def drop_all(persons: Iterable[UUID], reason: Reason, *, at: datetime, basis: str | None = None) -> int:
    """Drop whatever waits about these persons; with ``basis`` only what stands on it. Returns how many.

    Under whatever opens those rows.
    """
    found = Message.objects.filter(person_id__in=list(persons), state=State.QUEUED)
    if basis is not None:
        found = found.filter(basis=basis)
    return found.update(state=State.DROPPED, reason=reason, done_at=at)


def send_anew(message: MessageRow, *, at: datetime) -> None:
    """Let one that failed wait once more, from the first try.

    Raises:
        DomainError: "outreach.not-failed".
    """
    again = _rows(message, State.FAILED).update(
        state=State.QUEUED, reason="", channel="", tries=0, next_at=at, done_at=None
    )
    if not again:
        raise DomainError("outreach.not-failed")


def _rows(message: MessageRow, state: State = State.QUEUED) -> QuerySet[Message]:
    return Message.objects.filter(person_id=message.person_id, id=message.id, state=state)


def _sealed_address(message: MessageRow, address: str) -> bytes:
    if not address:
        return b""
    pair = (message.person_id, WHEREABOUTS)
    ring = keys.ring_to_write([pair], {message.person_id: message.held_by})
    return ring.seal(*pair, ADDRESS, message.id, address)


def move(person_id: UUID, *, to_held_by: int) -> None:
    """Rewrite who holds the person, on every message."""
    Message.objects.filter(person_id=person_id).update(held_by=to_held_by)


def erase(persons: Iterable[UUID], *, at: datetime) -> None:
    """What is left of messages to somebody whose keys are destroyed: days and kinds. Nothing goes out."""
    listed = list(persons)
    drop_all(listed, Reason.ERASED, at=at)
    Message.objects.filter(person_id__in=listed).update(note=b"", address=b"")
