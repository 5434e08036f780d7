"""A release roster becomes files: people, episodes, duties and the record of the import, all or nothing.

The file arrives as a stream of rows and is written by COPY a thousand people at a time, inside one
transaction: a process killed in the middle leaves nothing, and the import can be run again. A dry run reads
what an import would read and writes nothing. Imports wait for each other.
"""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime
from itertools import islice
from typing import Protocol
from uuid import UUID

from django.conf import settings
from django.db import connection, transaction
from django.db.backends.utils import CursorWrapper

from guitu.casework.intake import commands as intake
from guitu.casework.intake.queries import rows_without_file
from guitu.casework.people.queries import holders
from guitu.domain.access import Permission, Viewer, holds
from guitu.domain.kernel.errors import DomainError
from guitu.domain.roster.reading import SheetReport
from guitu.domain.roster.rows import Reason, RosterRow
from guitu.foundation.audit.commands import note
from guitu.foundation.authorization import door
from guitu.foundation.clock import day_of
from guitu.foundation.ids import new_id, new_ids
from guitu.workflows.placing import Placing
from guitu.workflows.roster_chunk import Chunk, Ended, Known, write
from guitu.workflows.roster_rows import Occasion

AT_ONCE = 1000  # rows decided and written together
_LONGEST = 600  # seconds, of a page; proposed. The worker and the command line take as long as it needs


@dataclass(slots=True)
class Imported:
    """What became of a file.

    ``batch`` is None after a dry run. ``counts``: rows, accepted, rejected, duplicate, questions, and of the
    accepted: new_files, joined, invited, ordered, not_invited, unplaced; as the sender may know them: whoever
    is on file beyond their sight counts as new.
    """

    batch: UUID | None
    sender: str = ""
    counts: dict[str, int] = field(default_factory=dict)
    sheets: tuple[SheetReport, ...] = ()

    @property
    def unknown_columns(self) -> tuple[tuple[str, str], ...]:
        """Sheet and words of every column nobody knows."""
        return tuple((s.name, c.words) for s in self.sheets if s.layout for c in s.layout.unknown)


COUNTED = (
    "rows", "accepted", "rejected", "duplicate", "questions", "new_files", "joined", "invited", "ordered",
    "not_invited", "unplaced",
)  # fmt: skip


class Reading(Protocol):
    """A roster that is being read: rows in order, and what has been made of its sheets so far."""

    @property
    def sheets(self) -> Sequence[SheetReport]:
        """Sheets that were reached; a sheet is here before its first row."""

    @property
    def sender(self) -> str:
        """The office named in the file; "" where none is."""

    def rows(self) -> Iterator[RosterRow]:
        """Every row; raises DomainError ("roster-file.…") where the file is no roster."""


def import_roster(
    reading: Reading,
    *,
    by: Viewer | None,
    at: datetime,
    dry_run: bool,
    file_name: str = "",
    digest: str = "",
    heard: Callable[[RosterRow], object] = lambda _row: None,
    progress: Callable[[int], object] = lambda _rows: None,
) -> Imported:
    """Import a roster, or say what importing it would do.

    Args:
        reading: the roster, as an importer reads it on the day of ``at``.
        by: who imports; None is the command line.
        at: when (aware).
        dry_run: decide everything, write nothing.
        file_name: kept with the batch.
        digest: SHA-256 of the file, kept with the batch.
        heard: is told every row in the file's order, with its final state and reasons.
        progress: is told how many more rows are done.

    Raises:
        DomainError: "access.refused"; "roster-file.…" where the file is no roster.
    """
    if by is not None and not holds(by, Permission.ROSTER_IMPORT):
        raise DomainError("access.refused")
    on = Occasion(
        batch=new_id(),
        by=by.id if by else None,
        at=at,
        today=day_of(at),
        allow_demo=bool(settings.GUITU_DEMO),
    )
    result = Imported(batch=None, counts=dict.fromkeys(COUNTED, 0))
    with transaction.atomic(), door.as_system("import", seconds=_LONGEST), connection.cursor() as cursor:
        if not dry_run:
            intake.wait_for_other_imports(cursor)
            unit = by.unit if by else None
            intake.open_batch(on.batch, by=on.by, unit=unit, at=at, digest=digest, file_name=file_name)
        known = Known(Placing(fallback=by.unit if by else None), sender=by)
        seen_before = rows_without_file(digest)
        for rows in _thousands(reading.rows()):
            chunk = Chunk.decide(rows, known=known, on=on)
            if seen_before:
                chunk = _repeated(chunk, seen_before, reading)
            if not dry_run:
                write(cursor, chunk, known=known, on=on)
                _write_rows(cursor, chunk, reading=reading, batch=on.batch)
            for ended in chunk.ended:
                _count(result.counts, ended)
                heard(ended.row)
            progress(len(rows))
        result.sender = reading.sender
        result.sheets = tuple(reading.sheets)
        if not dry_run:
            _close(result, on=on, by=by)
    return result


def _thousands(rows: Iterator[RosterRow]) -> Iterator[list[RosterRow]]:
    while some := list(islice(rows, AT_ONCE)):
        yield some


def _repeated(chunk: Chunk, before: frozenset[tuple[int, int]], reading: Reading) -> Chunk:
    """Rows that kept nobody on file when the same file came before, as the duplicates they are."""
    numbers = _sheet_numbers(reading)

    def once_more(ended: Ended) -> Ended:
        row = ended.row
        if ended.person or row.state != "accepted" or (numbers[row.sheet], row.row) not in before:
            return ended
        return replace(ended, row=row.with_reasons(Reason("duplicate.in-records", row.released_cell)))

    return Chunk(tuple(map(once_more, chunk.ended)))


def _sheet_numbers(reading: Reading) -> dict[str, int]:
    return {report.name: place for place, report in enumerate(reading.sheets, 1)}


def _count(counts: dict[str, int], ended: Ended) -> None:
    counts["rows"] += 1
    counts[ended.row.state] += 1
    counts["questions"] += ended.asks
    if ended.row.state == "accepted":
        counts["new_files"] += ended.said_new
        counts["joined"] += ended.person is not None and not ended.said_new
        counts["invited"] += ended.invited
        counts["ordered"] += ended.row.order_number is not None
        counts["not_invited"] += not ended.invited
        counts["unplaced"] += ended.unplaced


def _write_rows(cursor: CursorWrapper, chunk: Chunk, *, reading: Reading, batch: UUID) -> None:
    numbers = _sheet_numbers(reading)
    rows = list(zip(new_ids(len(chunk.ended)), chunk.ended, strict=True))
    intake.add_rows(
        cursor,
        (
            intake.NewRow(
                id=row,
                batch=batch,
                sheet=numbers[ended.row.sheet],
                row=ended.row.row,
                state=ended.row.state,
                reasons=[{"code": r.code, "cell": r.cell, "facts": dict(r.facts)} for r in ended.row.reasons],
            )
            for row, ended in rows
        ),
    )
    intake.add_links(cursor, _links(rows, batch))


def _links(rows: list[tuple[UUID, Ended]], batch: UUID) -> Iterator[intake.NewLink]:
    held = holders(ended.question for _, ended in rows if ended.question is not None)
    ids = iter(new_ids(2 * len(rows)))
    for row, ended in rows:
        if ended.person is not None:
            made = ended.made_file
            yield intake.NewLink(next(ids), ended.person, ended.held_by or 0, batch, row, made, asks=False)
        if ended.question is not None:
            asked = ended.question
            yield intake.NewLink(next(ids), asked, held[asked], batch, row, made_file=False, asks=True)


def _close(result: Imported, *, on: Occasion, by: Viewer | None) -> None:
    contents = {"sheets": [_sheet(report) for report in result.sheets]}
    intake.close_batch(on.batch, sender=result.sender, counts=result.counts, contents=contents)
    note("roster.imported", subject=None, by=by, at=on.at, batch=on.batch, **result.counts)
    result.batch = on.batch


def _sheet(report: SheetReport) -> dict[str, object]:
    columns = report.layout.columns if report.layout else ()
    return {
        "name": report.name,
        "skipped": report.skipped,
        "columns": [{"words": c.words, "key": c.key, "found": c.found} for c in columns],
    }
