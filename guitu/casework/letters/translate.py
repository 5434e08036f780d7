"""From rows to letters as pages and printers read them."""

import base64
import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from types import MappingProxyType
from uuid import UUID

from guitu.casework.letters import models
from guitu.domain.letters.filling import number_in_words
from guitu.foundation.crypto.keys import Ring

CASEWORK = "casework"  # whose key seals words and file
NOTE = b"letters_letter.note"
CONTENT = b"letters_letter.content"


@dataclass(frozen=True, slots=True)
class LetterRow:
    """One letter. ``is_printed`` whether its file was made; ``digest`` of that file."""

    id: UUID
    person_id: UUID
    held_by: int
    entry: UUID
    kind: str
    recipient: str
    unit: int
    year: int
    number: int
    issued_on: date
    issued_at: datetime
    issued_by: UUID
    digest: bytes = field(repr=False)

    @property
    def is_printed(self) -> bool:
        """Whether its file was made; from then on it stays as it is."""
        return bool(self.digest)

    @property
    def number_in_words(self) -> str:
        """As it stands on the letter."""
        return number_in_words(self.year, self.number)


def letter_row(row: models.Letter) -> LetterRow:
    """The frozen letter."""
    return LetterRow(
        row.id, row.person_id, row.held_by, row.entry, row.kind, row.recipient, row.unit, row.year,
        row.number, row.issued_on, row.issued_at, row.issued_by, bytes(row.digest),
    )  # fmt: skip


def words_of(row: models.Letter, ring: Ring) -> Mapping[str, str] | None:
    """The words by placeholder; None where the reader has no key."""
    text = ring.open(row.person_id, CASEWORK, NOTE, row.id, row.note) if row.note else None
    return MappingProxyType(json.loads(text)) if text else None


def words_as_text(words: Mapping[str, str]) -> str:
    """The words as they are sealed."""
    return json.dumps(dict(words), ensure_ascii=False, separators=(",", ":"))


def file_of(row: models.Letter, ring: Ring) -> bytes | None:
    """The file; None where there is none, or the reader has no key."""
    text = ring.open(row.person_id, CASEWORK, CONTENT, row.id, row.content) if row.content else None
    return base64.b64decode(text) if text else None


def file_as_text(content: bytes) -> str:
    """A file as it is sealed: what is sealed is text."""
    return base64.b64encode(content).decode()
