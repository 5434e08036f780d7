"""From rows to what pages and decisions read of work, and the words as they are sealed."""

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any
from uuid import UUID

from guitu.casework.work import models
from guitu.domain.work.file import WorkFile
from guitu.domain.work.placement import State
from guitu.domain.work.slip import CandidateSlip
from guitu.foundation.crypto.keys import Ring

CASEWORK = "casework"  # whose key seals the words
SHEET, STATUS, REFUSAL = b"work_sheet.note", b"work_status.note", b"work_refusal.note"
BUSINESS, OUTCOME, STEP = b"work_business.note", b"work_business.outcome", b"work_step.note"
PLACEMENT, SLIP = b"work_placement.note", b"work_placement.slip"


@dataclass(frozen=True, slots=True)
class SheetRow:
    """One version of a work file."""

    id: UUID
    person_id: UUID
    held_by: int
    file: WorkFile
    recorded_at: datetime
    recorded_by: UUID


@dataclass(frozen=True, slots=True)
class StatusRow:
    """Where somebody stood from a day on."""

    id: UUID
    status: str
    since_on: date
    words: str = field(repr=False)
    recorded_by: UUID


@dataclass(frozen=True, slots=True)
class RefusalRow:
    """A job that came to nothing. ``by`` person or employer."""

    id: UUID
    by: str
    reason: str
    vacancy: UUID | None
    happened_on: date
    words: str = field(repr=False)


@dataclass(frozen=True, slots=True)
class StepRow:
    """One step of a small business."""

    id: UUID
    step: str
    done_on: date
    words: str = field(repr=False)


@dataclass(frozen=True, slots=True)
class BusinessRow:
    """Something somebody does on their own account, with the steps there."""

    id: UUID
    person_id: UUID
    state: str
    words: str = field(repr=False)
    started_on: date | None
    ended_on: date | None
    outcome: str = field(repr=False)
    steps: tuple[StepRow, ...]


@dataclass(frozen=True, slots=True)
class PlacementRow:
    """The way to one job. ``title`` and ``employer_name`` "" where the reader may not read them."""

    id: UUID
    person_id: UUID
    held_by: int
    vacancy: UUID | None
    employer: UUID | None
    title: str = field(repr=False)
    employer_name: str = field(repr=False)
    state: State
    reason: str
    proposed_on: date
    slip_on: date | None
    interview_on: date | None
    hired_on: date | None
    closed_on: date | None
    recorded_by: UUID
    sealed_slip: bytes = field(repr=False)


def opened(row: Any, place: bytes, ring: Ring, column: str = "note") -> str:
    """The words of a column, "" where there are none or the reader has no key."""
    sealed = getattr(row, column)
    return (ring.open(row.person_id, CASEWORK, place, row.id, bytes(sealed)) or "") if sealed else ""


def sealed(ring: Ring, row: Any, place: bytes, words: str) -> bytes:
    """Words as a column keeps them."""
    return ring.seal(row.person_id, CASEWORK, place, row.id, words) if words else b""


def _parts(text: str) -> Mapping[str, Any]:
    found = json.loads(text) if text else {}
    return found if isinstance(found, dict) else {}


def sheet_words(file: WorkFile) -> str:
    """The words of a version, as they are sealed; "" where there are none."""
    said = {name: getattr(file, name).strip() for name in ("experience", "languages", "words")}
    return json.dumps(said, ensure_ascii=False) if any(said.values()) else ""


def sheet_row(row: models.Sheet, ring: Ring | None) -> SheetRow:
    """The frozen version; without a ring without its words, as matching reads it."""
    said = _parts(opened(row, SHEET, ring)) if ring is not None else {}
    file = WorkFile(
        skills=tuple(row.skills),
        wants=tuple(row.wants),
        schedules=tuple(row.schedules),
        hours_most=row.hours_most,
        nights=row.nights,
        farthest=row.farthest,
        region=row.region,
        firm=tuple(row.firm),
        barriers=tuple(row.barriers),
        available_on=row.available_on,
        experience=said.get("experience", ""),
        languages=said.get("languages", ""),
        words=said.get("words", ""),
    )
    return SheetRow(row.id, row.person_id, row.held_by, file, row.recorded_at, row.recorded_by)


def status_row(row: models.Status, ring: Ring) -> StatusRow:
    """The frozen status."""
    return StatusRow(row.id, row.status, row.since_on, opened(row, STATUS, ring), row.recorded_by)


def refusal_row(row: models.Refusal, ring: Ring) -> RefusalRow:
    """The frozen refusal."""
    return RefusalRow(row.id, row.by, row.reason, row.vacancy, row.happened_on, opened(row, REFUSAL, ring))


def business_row(row: models.Business, steps: tuple[StepRow, ...], ring: Ring) -> BusinessRow:
    """The frozen business."""
    return BusinessRow(
        row.id, row.person_id, row.state, opened(row, BUSINESS, ring), row.started_on, row.ended_on,
        opened(row, OUTCOME, ring, "outcome"), steps,
    )  # fmt: skip


def step_row(row: models.Step, ring: Ring) -> StepRow:
    """The frozen step."""
    return StepRow(row.id, row.step, row.done_on, opened(row, STEP, ring))


def called(title: str, employer: str) -> str:
    """What a job and its employer are called, as they are sealed."""
    return json.dumps({"title": title, "employer": employer}, ensure_ascii=False)


def placement_row(row: models.Placement, ring: Ring) -> PlacementRow:
    """The frozen placement."""
    said = _parts(opened(row, PLACEMENT, ring))
    return PlacementRow(
        row.id, row.person_id, row.held_by, row.vacancy, row.employer, said.get("title", ""),
        said.get("employer", ""), State(row.state), row.reason, row.proposed_on, row.slip_on,
        row.interview_on, row.hired_on, row.closed_on, row.recorded_by, bytes(row.slip),
    )  # fmt: skip


def slip_text(slip: CandidateSlip) -> str:
    """A slip as it is sealed."""
    return json.dumps(
        {
            "name": slip.name, "phone": slip.phone, "skills": list(slip.skills),
            "experience": slip.experience, "hours": slip.hours, "area": slip.area,
            "languages": slip.languages,
            "available_on": slip.available_on.isoformat() if slip.available_on else None,
        },
        ensure_ascii=False,
    )  # fmt: skip


def slip_opened(row: PlacementRow, ring: Ring) -> CandidateSlip | None:
    """The slip that was given; None where there is none or the reader has no key."""
    text = ring.open(row.person_id, CASEWORK, SLIP, row.id, row.sealed_slip) if row.sealed_slip else None
    if not text:
        return None
    said = _parts(text)
    day = said.get("available_on")
    return CandidateSlip(
        name=said["name"],
        phone=said["phone"],
        skills=tuple(said["skills"]),
        experience=said["experience"],
        hours=said["hours"],
        area=said["area"],
        languages=said["languages"],
        available_on=date.fromisoformat(day) if day else None,
    )
