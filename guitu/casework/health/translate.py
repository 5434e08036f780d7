"""From rows to what pages and decisions read of somebody's health."""

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any, Final
from uuid import UUID

from django.db.models import Model

from guitu.casework.health import models
from guitu.domain.access import Compartment
from guitu.domain.health import insurance as insured
from guitu.domain.health.catalogue import Sort
from guitu.domain.health.checkups import Outcome
from guitu.domain.health.plan import Words
from guitu.domain.health.referral import State
from guitu.domain.kernel.dates import parse_iso
from guitu.foundation.crypto.keys import Ring

MEDICAL: Final = Compartment.MEDICAL.value


@dataclass(frozen=True, slots=True)
class LineRow:
    """One line of the record."""

    id: UUID
    person_id: UUID
    sort: Sort
    code: str = field(repr=False)
    words: str = field(repr=False)
    since: date | None
    ended_on: date | None
    written_by: UUID


@dataclass(frozen=True, slots=True)
class PlanRow:
    """One version of the medical plan."""

    id: UUID
    person_id: UUID
    version: int
    from_on: date
    check_on: date
    replaced_at: datetime | None
    written_by: UUID
    written_at: datetime
    words: Words = field(repr=False)


@dataclass(frozen=True, slots=True)
class CheckupRow:
    """One check-up. ``kind`` what is looked at, ``words`` what was agreed, ``found`` what came out."""

    id: UUID
    person_id: UUID
    kind: str = field(repr=False)
    words: str = field(repr=False)
    found: str = field(repr=False)
    due_on: date
    state: Outcome
    done_on: date | None

    def is_late(self, today: date) -> bool:
        """Whether its day has passed and nothing became of it."""
        return self.state is Outcome.OPEN and self.due_on < today


@dataclass(frozen=True, slots=True)
class ReferralRow:
    """One referral to a hospital. ``lines`` what the person agreed may be told; ``answer`` the hospital's."""

    id: UUID
    person_id: UUID
    state: State
    sent_on: date | None
    answer_by_on: date | None
    until: date | None
    written_by: UUID
    hospital: str = field(repr=False)
    reason: str = field(repr=False)
    green: bool
    lines: tuple[tuple[Sort, str], ...] = field(repr=False)
    answer: str = field(repr=False)

    def is_silent(self, today: date) -> bool:
        """Whether the hospital should have answered by now."""
        return self.state is State.SENT and self.answer_by_on is not None and self.answer_by_on < today


@dataclass(frozen=True, slots=True)
class CrisisRow:
    """A crisis as the doctor reads it."""

    id: UUID
    entry: UUID
    crisis: str = field(repr=False)
    words: str = field(repr=False)
    written_at: datetime
    written_by: UUID


def place_of(row: Model) -> bytes:
    """Where a row's words are sealed for."""
    return f"{row._meta.db_table}.note".encode()  # noqa: SLF001 - public


def packed(said: Mapping[str, Any]) -> str:
    """What a row says, before it is sealed."""
    return json.dumps(said, ensure_ascii=False)


def _said(row: Any, ring: Ring) -> dict[str, Any] | None:
    text = ring.open(row.person_id, MEDICAL, place_of(row), row.id, row.note)
    return None if text is None else dict(json.loads(text))


def line_row(row: models.Line, ring: Ring) -> LineRow | None:
    """The frozen line; None where its key is not open."""
    said = _said(row, ring)
    if said is None:
        return None
    since = parse_iso(said["since"]) if said["since"] else None
    sort = Sort(said["sort"])
    return LineRow(
        row.id, row.person_id, sort, said["code"], said["words"], since, row.ended_on, row.written_by
    )


def plan_row(row: models.Plan, ring: Ring) -> PlanRow | None:
    """The frozen version; None where its key is not open."""
    said = _said(row, ring)
    if said is None:
        return None
    return PlanRow(
        row.id, row.person_id, row.version, row.from_on, row.check_on, row.replaced_at, row.written_by,
        row.written_at, Words(**said),
    )  # fmt: skip


def checkup_row(row: models.Checkup, ring: Ring) -> CheckupRow | None:
    """The frozen check-up; None where its key is not open."""
    said = _said(row, ring)
    if said is None:
        return None
    return CheckupRow(
        row.id, row.person_id, said["kind"], said["words"], said["found"], row.due_on, Outcome(row.state),
        row.done_on,
    )  # fmt: skip


def referral_row(row: models.Referral, ring: Ring) -> ReferralRow | None:
    """The frozen referral; None where its key is not open."""
    said = _said(row, ring)
    if said is None:
        return None
    lines = tuple((Sort(sort), words) for sort, words in said["lines"])
    return ReferralRow(
        row.id, row.person_id, State(row.state), row.sent_on, row.answer_by_on, row.until, row.written_by,
        said["hospital"], said["reason"], said["green"], lines, said["answer"],
    )  # fmt: skip


def insurance_of(row: models.Insurance, ring: Ring) -> insured.Insurance | None:
    """What is known; None where its key is not open."""
    said = _said(row, ring)
    if said is None:
        return None
    until = parse_iso(said["paid_until"]) if said["paid_until"] else None
    return insured.Insurance(said["state"], said["kind"], until)


def crisis_row(row: models.Crisis, ring: Ring) -> CrisisRow | None:
    """The frozen crisis; None where its key is not open."""
    said = _said(row, ring)
    if said is None:
        return None
    return CrisisRow(row.id, row.entry, said["crisis"], said["words"], row.written_at, row.written_by)
