"""From rows to what pages and decisions read of plans."""

from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any
from uuid import UUID

from guitu.casework.plans import models
from guitu.domain.plans.plan import Progress, Sort, State
from guitu.foundation.crypto.keys import Ring

CASEWORK = "casework"  # whose key seals the words
PLAN, LINE, SUPPORT = b"plans_plan.note", b"plans_line.note", b"plans_support.note"
MEMBER, OPINION, ANSWER = b"plans_member.note", b"plans_opinion.note", b"plans_opinion.answer"


@dataclass(frozen=True, slots=True)
class PlanRow:
    """One version. ``sent_back`` why, "" where it was not or the reader may not read it."""

    id: UUID
    person_id: UUID
    held_by: int
    version: int
    state: State
    made_at: datetime
    made_by: UUID
    proposed_at: datetime | None
    proposed_by: UUID | None
    approved_at: datetime | None
    approved_by: UUID | None
    own_approval: bool
    reviewed_on: date | None
    due_on: date | None
    sent_back: str = field(repr=False)


@dataclass(frozen=True, slots=True)
class LineRow:
    """One line of a version. ``words`` "" where there are none or the reader may not read them."""

    id: UUID
    plan: UUID
    sort: Sort
    code: str
    words: str = field(repr=False)
    actor: str
    owner: UUID | None
    due_on: date | None
    progress: Progress
    moved_on: date | None
    written_by: UUID


@dataclass(frozen=True, slots=True)
class SupportRow:
    """One line of the support map or the safety plan."""

    id: UUID
    sort: str
    words: str = field(repr=False)


@dataclass(frozen=True, slots=True)
class MemberRow:
    """Somebody of the working group, or, with a ``gap``, why nobody of the kind is."""

    id: UUID
    kind: str
    account: UUID | None
    gap: str
    words: str = field(repr=False)


@dataclass(frozen=True, slots=True)
class OpinionRow:
    """What somebody said of our work, and what was answered."""

    id: UUID
    person_id: UUID
    held_by: int
    speaker: str
    words: str = field(repr=False)
    said_on: date
    due_on: date
    answer: str = field(repr=False)
    answered_at: datetime | None
    answered_by: UUID | None

    def is_late(self, today: date) -> bool:
        """Whether an answer is owed since before today."""
        return self.answered_at is None and self.due_on < today


def _words(row: Any, place: bytes, ring: Ring, column: str = "note") -> str:
    sealed = getattr(row, column)
    return (ring.open(row.person_id, CASEWORK, place, row.id, sealed) or "") if sealed else ""


def plan_row(row: models.Plan, ring: Ring) -> PlanRow:
    """The frozen version."""
    return PlanRow(
        row.id, row.person_id, row.held_by, row.version, State(row.state), row.made_at, row.made_by,
        row.proposed_at, row.proposed_by, row.approved_at, row.approved_by, row.own_approval,
        row.reviewed_on, row.due_on, _words(row, PLAN, ring),
    )  # fmt: skip


def line_row(row: models.Line, ring: Ring) -> LineRow:
    """The frozen line."""
    return LineRow(
        row.id, row.plan, Sort(row.sort), row.code, _words(row, LINE, ring), row.actor, row.owner,
        row.due_on, Progress(row.progress), row.moved_on, row.written_by,
    )  # fmt: skip


def support_row(row: models.Support, ring: Ring) -> SupportRow:
    """The frozen line of the map."""
    return SupportRow(row.id, row.sort, _words(row, SUPPORT, ring))


def member_row(row: models.Member, ring: Ring) -> MemberRow:
    """The frozen member."""
    return MemberRow(row.id, row.kind, row.account, row.gap, _words(row, MEMBER, ring))


def opinion_row(row: models.Opinion, ring: Ring) -> OpinionRow:
    """The frozen opinion."""
    return OpinionRow(
        row.id, row.person_id, row.held_by, row.speaker, _words(row, OPINION, ring), row.said_on, row.due_on,
        _words(row, ANSWER, ring, "answer"), row.answered_at, row.answered_by,
    )  # fmt: skip
