"""From rows to what pages and decisions read of referrals."""

import json
from dataclasses import dataclass, field
from datetime import date, datetime
from uuid import UUID

from guitu.casework.referrals import models
from guitu.domain.referrals.machine import Referral, State, is_over, is_silent
from guitu.foundation.crypto.keys import Ring

CASEWORK = "casework"  # whose key seals the words
NOTE, FEEDBACK = b"referrals_referral.note", b"referrals_referral.feedback"


@dataclass(frozen=True, slots=True)
class Words:
    """What was copied when it was written: whom it goes to, which service, what is asked, a phone number."""

    partner: str = field(default="", repr=False)
    service: str = field(default="", repr=False)
    purpose: str = field(default="", repr=False)
    contact: str = field(default="", repr=False)


@dataclass(frozen=True, slots=True)
class ReferralRow:
    """One referral. ``words`` and ``feedback`` are empty where the reader may not read them.

    ``entry`` of one that is done: the help it brought, or the answer to its need.
    """

    id: UUID
    person_id: UUID
    held_by: int
    need: UUID | None
    instead_of: UUID | None
    service: UUID | None
    unit: int | None
    help: str
    may_call: bool
    basis: str
    sent_on: date | None
    closed_on: date | None
    entry: UUID | None
    owner: UUID
    made_at: datetime
    stands: Referral
    words: Words
    feedback: str = field(repr=False)

    @property
    def state(self) -> State:
        """Where it stands."""
        return self.stands.state

    @property
    def is_open(self) -> bool:
        """Whether it waits for anybody."""
        return not is_over(self.stands)

    def is_silent(self, today: date) -> bool:
        """Whether the partner's word is owed since before today."""
        return is_silent(self.stands, today)


def referral_row(row: models.Referral, ring: Ring) -> ReferralRow:
    """The frozen referral."""
    stands = Referral(
        State(row.state), row.reason, row.outcome, row.until_on, row.due_on, row.answered_on, row.agreed_on,
        row.settled,
    )  # fmt: skip
    return ReferralRow(
        row.id, row.person_id, row.held_by, row.need, row.instead_of, row.service, row.unit, row.help,
        row.may_call, row.basis, row.sent_on, row.closed_on, row.entry, row.owner, row.made_at, stands,
        _words(row, ring), _open(row, ring, FEEDBACK, bytes(row.feedback)),
    )  # fmt: skip


def _words(row: models.Referral, ring: Ring) -> Words:
    said = _open(row, ring, NOTE, bytes(row.note))
    return Words(**json.loads(said)) if said else Words()


def _open(row: models.Referral, ring: Ring, place: bytes, sealed: bytes) -> str:
    return (ring.open(row.person_id, CASEWORK, place, row.id, sealed) or "") if sealed else ""


def as_text(words: Words) -> str:
    """The words as they are sealed."""
    return json.dumps(
        {
            "partner": words.partner,
            "service": words.service,
            "purpose": words.purpose,
            "contact": words.contact,
        },
        ensure_ascii=False,
    )
