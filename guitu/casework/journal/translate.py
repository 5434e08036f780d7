"""From rows of the table to entries as decisions see them, and to lines as people read them."""

import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta
from uuid import UUID

from guitu.casework.journal import models
from guitu.domain.access import Compartment
from guitu.domain.journal.entry import Entry
from guitu.foundation.crypto.keys import Ring

# Of a million entries each column counts: ids as the text that decisions want, and the moment as whole
# microseconds, because Django reads a timestamptz by a regular expression in Python.
READ = """
select person_id::text, id::text, kind, happened_on, outcome, details::text,
    (extract(epoch from recorded_at) * 1000000)::bigint, episode_id::text, supersedes::text, reason
from journal_entry where person_id = any(%s)
"""
NOTE = b"journal_entry.note"
_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_Row = tuple[str, str, str, date, str, str, int, str | None, str | None, str]


def entries(rows: Iterable[_Row]) -> Iterator[tuple[str, Entry]]:
    """Person and the domain's value, from rows of ``READ``. Details that read alike are one object."""
    known: dict[str, Mapping[str, object]] = {}
    for person, id_, kind, happened_on, outcome, text, recorded, episode, supersedes, reason in rows:
        details = known.get(text)
        if details is None:
            details = known[text] = json.loads(text)
        moment = _EPOCH + timedelta(microseconds=recorded)
        yield (
            person,
            Entry(id_, kind, happened_on, outcome, details, moment, episode, supersedes, reason or None),
        )


@dataclass(frozen=True, slots=True)
class Line:
    """One line of a timeline. ``superseded_by`` is the entry that corrected or retracted it."""

    id: UUID
    person_id: UUID
    episode_id: UUID | None
    kind: str
    happened_on: date
    recorded_at: datetime
    recorded_by: UUID
    unit: int | None
    region: int | None
    outcome: str
    compartment: Compartment
    supersedes: UUID | None
    superseded_by: UUID | None
    details: Mapping[str, object] = field(repr=False)
    note: str = field(repr=False)
    reason: str


def note_of(row: models.Entry, ring: Ring) -> str | None:
    """The free text of an entry; None where its key is not open to the reader, or destroyed."""
    if not row.note:
        return ""
    return ring.open(row.person_id, row.compartment, NOTE, row.id, row.note)


def line(row: models.Entry, ring: Ring, *, superseded_by: UUID | None) -> Line:
    """The frozen line; its text is empty where the key is not on the ring."""
    return Line(
        id=row.id,
        person_id=row.person_id,
        episode_id=row.episode_id,
        kind=row.kind,
        happened_on=row.happened_on,
        recorded_at=row.recorded_at,
        recorded_by=row.recorded_by,
        unit=row.unit,
        region=row.region,
        outcome=row.outcome,
        compartment=Compartment(row.compartment),
        supersedes=row.supersedes,
        superseded_by=superseded_by,
        details=row.details,
        note=note_of(row, ring) or "",
        reason=row.reason,
    )
