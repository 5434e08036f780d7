"""From rows to what pages and senders read of messages, opened as far as the keys reach."""

import json
from dataclasses import dataclass, field
from datetime import date, datetime
from uuid import UUID

from guitu.casework.outreach import models
from guitu.domain.outreach import TEMPLATES, Reason, State, text_of
from guitu.foundation.crypto.keys import Ring

CASEWORK, WHEREABOUTS = "casework", "whereabouts"  # whose keys seal what is said, and where it went
WORDS, ADDRESS = b"outreach_message.note", b"outreach_message.address"


@dataclass(frozen=True, slots=True)
class MessageRow:
    """One message. ``text`` and ``address`` are "" where the reader may not read them, or nothing is there.

    ``account`` the colleague it is for; None: the person. ``reason`` "" or a ``Reason``.
    """

    id: UUID
    person_id: UUID
    held_by: int
    key: str
    kind: str
    account: UUID | None
    basis: str
    text: str = field(repr=False)
    address: str = field(repr=False)
    due_on: date
    next_at: datetime
    channel: str
    state: State
    reason: str
    tries: int
    made_at: datetime
    made_by: UUID | None
    done_at: datetime | None

    @property
    def needs_somebody(self) -> bool:
        """Whether it did not reach the person, so that somebody has to reach them another way."""
        return self.state is State.FAILED or self.reason == Reason.TOO_OLD


def message_row(row: models.Message, ring: Ring, *, english: bool = False) -> MessageRow:
    """The frozen message, opened as far as the ring reaches."""
    facts = ring.open(row.person_id, CASEWORK, WORDS, row.id, row.note) if row.note else None
    address = ring.open(row.person_id, WHEREABOUTS, ADDRESS, row.id, row.address) if row.address else None
    return MessageRow(
        id=row.id,
        person_id=row.person_id,
        held_by=row.held_by,
        key=row.key,
        kind=row.kind,
        account=row.account,
        basis=row.basis,
        text=_text(row.kind, facts, english=english),
        address=address or "",
        due_on=row.due_on,
        next_at=row.next_at,
        channel=row.channel,
        state=State(row.state),
        reason=row.reason,
        tries=row.tries,
        made_at=row.made_at,
        made_by=row.made_by,
        done_at=row.done_at,
    )


def _text(kind: str, facts: str | None, *, english: bool) -> str:
    """What it says; a sentence that nothing fills in needs no key."""
    if kind not in TEMPLATES or (facts is None and TEMPLATES[kind].facts):
        return ""
    return text_of(kind, json.loads(facts) if facts else {}, english=english)
