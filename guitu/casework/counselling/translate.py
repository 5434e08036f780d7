"""From rows to what pages and decisions read of counselling."""

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any, Final
from uuid import UUID

from django.db.models import Model

from guitu.casework.counselling import models
from guitu.domain.access import Compartment
from guitu.domain.counselling.cases import Kind, State
from guitu.domain.counselling.sessions import Attendance
from guitu.foundation.crypto.keys import Ring

MIND: Final = Compartment.PSYCHOLOGICAL.value


@dataclass(frozen=True, slots=True)
class CaseRow:
    """One case. ``with_whom`` the others who come, in words; ``ending`` why it ended, a code."""

    id: UUID
    person_id: UUID
    written_by: UUID
    kind: Kind
    state: State
    since_on: date
    begun_on: date | None
    ended_on: date | None
    goals: str = field(repr=False)
    with_whom: str = field(repr=False)
    ending: str = field(repr=False)


@dataclass(frozen=True, slots=True)
class SessionRow:
    """One session. ``words`` the private note."""

    id: UUID
    person_id: UUID
    case: UUID
    written_by: UUID
    held_on: date
    attendance: Attendance
    themes: tuple[str, ...] = field(repr=False)
    words: str = field(repr=False)


@dataclass(frozen=True, slots=True)
class LetterRow:
    """Words released to one reader. ``crisis`` which, a code; "" of a summary."""

    id: UUID
    person_id: UUID
    sort: str
    of: UUID
    reader: UUID
    written_by: UUID
    written_at: datetime
    words: str = field(repr=False)
    crisis: str = field(repr=False)


def place_of(row: Model) -> bytes:
    """Where a row's words are sealed for."""
    return f"{row._meta.db_table}.note".encode()  # noqa: SLF001 - public


def packed(said: Mapping[str, Any]) -> str:
    """What a row says, before it is sealed."""
    return json.dumps(said, ensure_ascii=False)


def _said(row: Any, ring: Ring) -> dict[str, Any] | None:
    text = ring.open(row.person_id, MIND, place_of(row), row.id, row.note)
    return None if text is None else dict(json.loads(text))


def case_row(row: models.Case, ring: Ring) -> CaseRow | None:
    """The frozen case; None where its key is not open."""
    said = _said(row, ring)
    if said is None:
        return None
    return CaseRow(
        row.id, row.person_id, row.written_by, Kind(row.kind), State(row.state), row.since_on, row.begun_on,
        row.ended_on, said["goals"], said["with_whom"], said["ending"],
    )  # fmt: skip


def session_row(row: models.Session, ring: Ring) -> SessionRow | None:
    """The frozen session; None where its key is not open."""
    said = _said(row, ring)
    if said is None:
        return None
    return SessionRow(
        row.id, row.person_id, row.case, row.written_by, row.held_on, Attendance(row.attendance),
        tuple(said["themes"]), said["words"],
    )  # fmt: skip


def letter_row(row: models.Letter, ring: Ring) -> LetterRow | None:
    """The frozen letter; None where its key is not open."""
    said = _said(row, ring)
    if said is None:
        return None
    return LetterRow(
        row.id, row.person_id, row.sort, row.of, row.reader, row.written_by, row.written_at, said["words"],
        said["crisis"],
    )  # fmt: skip
