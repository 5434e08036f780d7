"""From rows to what pages and decisions read of applications and gifts."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any
from uuid import UUID

from guitu.casework.support import models
from guitu.domain.support import gifts
from guitu.domain.support.applications import State
from guitu.foundation.crypto import installation
from guitu.foundation.crypto.keys import Ring

CASEWORK = "casework"  # whose key seals the words
APPLICATION, STEP, NEXT = b"support_application.note", b"support_step.note", b"support_step.next_note"
GIFT, ANSWER = b"support_gift.note", b"support_gift.answer"
_GIVER = b"support_giver.name"


@dataclass(frozen=True, slots=True)
class ApplicationRow:
    """One application as it stands; ``words`` "" where there are none or the reader may not read them."""

    id: UUID
    person_id: UUID
    held_by: int
    kind: str
    state: State
    words: str = field(repr=False)
    begun_on: date
    due_on: date | None
    actor: str
    owner: UUID | None
    next_on: date | None
    reason: str
    remedy: str
    remedy_until: date | None
    holds_until: date | None
    entry: UUID | None

    def is_late(self, today: date) -> bool:
        """Whether its next step was to be done before today."""
        return self.next_on is not None and self.next_on < today


@dataclass(frozen=True, slots=True)
class StepRow:
    """One line of the status log."""

    id: UUID
    application: UUID
    state: State
    happened_on: date
    words: str = field(repr=False)
    next_words: str = field(repr=False)
    actor: str
    owner: UUID | None
    next_on: date | None
    recorded_by: UUID


@dataclass(frozen=True, slots=True)
class GiverRow:
    """Who gives; ``name`` "" for somebody who stays unnamed."""

    id: UUID
    unit: int
    kind: str
    name: str = field(repr=False)


@dataclass(frozen=True, slots=True)
class GiftRow:
    """One gift, who approved it (account → whether they lead), and of a loan its parts."""

    id: UUID
    person_id: UUID
    held_by: int
    giver: UUID
    form: str
    purpose: str
    fen: int
    state: gifts.State
    words: str = field(repr=False)
    answer: str = field(repr=False)
    proposed_at: datetime
    proposed_by: UUID
    decided_at: datetime | None
    received_on: date | None
    receiver: str
    handed_by: UUID | None
    entry: UUID | None
    approvals: Mapping[UUID, bool]
    parts: tuple["PartRow", ...]

    @property
    def open_fen(self) -> int:
        """What of a loan is not paid back yet."""
        return self.fen - sum(part.fen for part in self.parts if part.paid_on is not None)


@dataclass(frozen=True, slots=True)
class PartRow:
    """One part of a loan that holds: paid, or agreed on."""

    id: UUID
    person_id: UUID
    gift: UUID
    n: int
    due_on: date
    fen: int
    paid_on: date | None


def _words(row: Any, place: bytes, ring: Ring, column: str = "note") -> str:
    sealed = getattr(row, column)
    return (ring.open(row.person_id, CASEWORK, place, row.id, sealed) or "") if sealed else ""


def application_row(row: models.Application, ring: Ring) -> ApplicationRow:
    """The frozen application."""
    return ApplicationRow(
        row.id, row.person_id, row.held_by, row.kind, State(row.state), _words(row, APPLICATION, ring),
        row.begun_on, row.due_on, row.actor, row.owner, row.next_on, row.reason, row.remedy,
        row.remedy_until, row.holds_until, row.entry,
    )  # fmt: skip


def step_row(row: models.Step, ring: Ring) -> StepRow:
    """The frozen line of the log."""
    return StepRow(
        row.id, row.application, State(row.state), row.happened_on, _words(row, STEP, ring),
        _words(row, NEXT, ring, "next_note"), row.actor, row.owner, row.next_on, row.recorded_by,
    )  # fmt: skip


def giver_row(row: models.Giver) -> GiverRow:
    """The frozen giver."""
    name = installation.unseal(row.name, _GIVER + row.id.bytes).decode() if row.name else ""
    return GiverRow(row.id, row.unit, row.kind, name)


def sealed_name(giver: UUID, name: str) -> bytes:
    """A giver's name as it is kept; of nobody nothing."""
    return installation.seal(name.encode(), _GIVER + giver.bytes) if name else b""


def gift_row(
    row: models.Gift,
    ring: Ring,
    approvals: Iterable[models.Approval] = (),
    parts: Iterable[models.Repayment] = (),
) -> GiftRow:
    """The frozen gift."""
    return GiftRow(
        row.id, row.person_id, row.held_by, row.giver, row.form, row.purpose, row.fen, gifts.State(row.state),
        _words(row, GIFT, ring), _words(row, ANSWER, ring, "answer"), row.proposed_at, row.proposed_by,
        row.decided_at, row.received_on, row.receiver, row.handed_by, row.entry,
        {one.account: one.leads for one in approvals}, tuple(map(part_row, parts)),
    )  # fmt: skip


def part_row(row: models.Repayment) -> PartRow:
    """The frozen part."""
    return PartRow(row.id, row.person_id, row.gift, row.n, row.due_on, row.fen, row.paid_on)
