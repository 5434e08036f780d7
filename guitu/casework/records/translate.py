"""From rows to what pages show of requests and openings."""

from dataclasses import dataclass, field
from datetime import date, datetime
from uuid import UUID

from guitu.casework.records import models
from guitu.domain.rights import About, Asked, Basis, Silence, State
from guitu.foundation.crypto.keys import Ring

CASEWORK = "casework"  # whose key seals what the person said and was answered
WORDS, ANSWER = b"records_request.note", b"records_request.answer"


@dataclass(frozen=True, slots=True)
class RequestRow:
    """One request. ``words`` and ``answer`` are "" where nothing was said or the reader may not read it."""

    id: UUID
    person_id: UUID
    held_by: int
    kind: Asked
    of: About
    row: UUID | None
    words: str = field(repr=False)
    asked_on: date
    due_on: date
    state: State
    reason: str
    answer: str = field(repr=False)
    answered_at: datetime | None

    def is_late(self, today: date) -> bool:
        """Whether an answer is owed since before today."""
        return self.state is State.OPEN and self.due_on < today


def request_row(row: models.Request, ring: Ring) -> RequestRow:
    """The frozen request, opened as far as the ring reaches."""
    return RequestRow(
        id=row.id,
        person_id=row.person_id,
        held_by=row.held_by,
        kind=Asked(row.kind),
        of=About(row.of),
        row=row.row,
        words=_opened(row, WORDS, row.note, ring),
        asked_on=row.asked_on,
        due_on=row.due_on,
        state=State(row.state),
        reason=row.reason,
        answer=_opened(row, ANSWER, row.answer, ring),
        answered_at=row.answered_at,
    )


def _opened(row: models.Request, place: bytes, sealed: bytes | memoryview, ring: Ring) -> str:
    if not sealed:
        return ""
    return ring.open(row.person_id, CASEWORK, place, row.id, sealed) or ""


@dataclass(frozen=True, slots=True)
class OpeningRow:
    """One request to open a sealed file."""

    id: UUID
    basis: Basis
    document: str
    silence: Silence
    hours: int
    asked_at: datetime
    asked_by: UUID
    reader: UUID
    first: UUID
    second: UUID
    first_at: datetime | None
    second_at: datetime | None
    state: str
    until: datetime | None

    def is_open(self, at: datetime) -> bool:
        """Whether the reader may read at this moment."""
        return self.state == "open" and self.until is not None and at < self.until


def opening_row(row: models.Opening) -> OpeningRow:
    """The frozen request."""
    return OpeningRow(
        row.id, Basis(row.basis), row.document, Silence(row.silence), row.hours, row.asked_at, row.asked_by,
        row.reader, row.first, row.second, row.first_at, row.second_at, row.state, row.until,
    )  # fmt: skip
