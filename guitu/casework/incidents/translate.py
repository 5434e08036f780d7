"""From rows to what pages and decisions read of incidents."""

from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any
from uuid import UUID

from guitu.casework.incidents import models
from guitu.domain.discrimination.incidents import State
from guitu.foundation.crypto.keys import Ring

CASEWORK, LEGAL = "casework", "legal"  # whose keys seal the words
WHAT, WHERE = b"incidents_incident.note", b"incidents_incident.where_note"
ACT, ADVICE = b"incidents_act.note", b"incidents_advice.note"


@dataclass(frozen=True, slots=True)
class IncidentRow:
    """One incident; words "" where the reader may not read them."""

    id: UUID
    person_id: UUID
    held_by: int
    area: str
    kind: str
    happened_on: date
    where: str = field(repr=False)
    words: str = field(repr=False)
    wish: str
    state: State
    route: str
    outcome: str
    next_on: date | None
    told_on: date
    told_to: UUID


@dataclass(frozen=True, slots=True)
class ActRow:
    """One step."""

    id: UUID
    state: State
    route: str
    happened_on: date
    words: str = field(repr=False)
    recorded_by: UUID
    taken_back_at: datetime | None


@dataclass(frozen=True, slots=True)
class Question:
    """Of a question that waits for a lawyer, everything but its words: whose, and since when."""

    person_id: UUID
    incident: UUID
    asked_at: datetime


@dataclass(frozen=True, slots=True)
class AdviceRow:
    """Legal words, as a lawyer reads them."""

    id: UUID
    incident: UUID
    sort: str
    words: str = field(repr=False)
    written_at: datetime
    written_by: UUID


def _words(row: Any, place: bytes, ring: Ring, column: str = "note", part: str = CASEWORK) -> str:
    sealed = getattr(row, column)
    return (ring.open(row.person_id, part, place, row.id, sealed) or "") if sealed else ""


def incident_row(row: models.Incident, ring: Ring) -> IncidentRow:
    """The frozen incident."""
    return IncidentRow(
        row.id, row.person_id, row.held_by, row.area, row.kind, row.happened_on,
        _words(row, WHERE, ring, "where_note"), _words(row, WHAT, ring), row.wish, State(row.state),
        row.route, row.outcome, row.next_on, row.told_on, row.told_to,
    )  # fmt: skip


def act_row(row: models.Act, ring: Ring) -> ActRow:
    """The frozen step."""
    return ActRow(
        row.id, State(row.state), row.route, row.happened_on, _words(row, ACT, ring), row.recorded_by,
        row.taken_back_at,
    )  # fmt: skip


def advice_row(row: models.Advice, ring: Ring) -> AdviceRow:
    """The frozen legal words."""
    return AdviceRow(
        row.id, row.incident, row.sort, _words(row, ADVICE, ring, part=LEGAL), row.written_at, row.written_by
    )
