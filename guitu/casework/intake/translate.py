"""From rows of the tables to the frozen rows that leave the room."""

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any
from uuid import UUID

from guitu.casework.intake.models import ImportBatch, ImportRow, Link
from guitu.domain.roster.words import Sentence, sentence
from guitu.foundation.crypto import installation

_NAME, _CONTENTS = b"intake_importbatch.note", b"intake_importbatch.contents"


@dataclass(frozen=True, slots=True)
class BatchRow:
    """One import. ``counts`` by what became of rows; ``contents`` the sheets and their columns."""

    id: UUID
    state: str
    made_at: datetime
    made_by: UUID | None
    unit: int | None
    sender: str
    digest: str
    counts: Mapping[str, int]
    file_name: str = field(repr=False)
    contents: Mapping[str, Any] = field(repr=False)
    undone_at: datetime | None


@dataclass(frozen=True, slots=True)
class Said:
    """One reason of a row, with its words in both languages."""

    code: str
    cell: str
    words: Sentence


@dataclass(frozen=True, slots=True)
class ImportedRow:
    """How one row ended.

    ``subject`` whose file it made or joined, ``question`` somebody who may be the same; None where there is
    nobody, or nobody whom the reader sees.
    """

    id: UUID
    sheet: int
    row: int
    state: str
    reasons: tuple[Said, ...]
    subject: UUID | None
    made_file: bool
    question: UUID | None
    answer: str


def seal_name(batch: UUID, file_name: str) -> bytes:
    """The name of a file, as the table keeps it: people put names of people into names of files."""
    return installation.seal(file_name.encode(), _NAME + batch.bytes)


def seal_contents(batch: UUID, contents: Mapping[str, Any]) -> bytes:
    """What was made of a file's sheets, as the table keeps it."""
    return installation.seal(json.dumps(dict(contents)).encode(), _CONTENTS + batch.bytes)


def batch_row(found: ImportBatch) -> BatchRow:
    """The frozen row."""
    return BatchRow(
        id=found.id,
        state=found.state,
        made_at=found.made_at,
        made_by=found.made_by,
        unit=found.unit,
        sender=found.sender,
        digest=found.digest,
        counts=found.counts,
        file_name=installation.unseal(found.note, _NAME + found.id.bytes).decode() if found.note else "",
        contents=_contents(found),
        undone_at=found.undone_at,
    )


def _contents(found: ImportBatch) -> Mapping[str, Any]:
    if not found.contents:
        return {}
    said: dict[str, Any] = json.loads(installation.unseal(found.contents, _CONTENTS + found.id.bytes))
    return said


def imported_row(found: ImportRow, made: Link | None, asking: Link | None) -> ImportedRow:
    """The frozen row, with the links that are open to the reader."""
    return ImportedRow(
        id=found.id,
        sheet=found.sheet,
        row=found.row,
        state=found.state,
        reasons=tuple(Said(r["code"], r["cell"], sentence(r["code"], r["facts"])) for r in found.reasons),
        subject=made.person_id if made else None,
        made_file=made is not None and made.made_file,
        question=asking.person_id if asking else None,
        answer=found.answer,
    )
