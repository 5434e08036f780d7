"""Writing down imports, answers to their questions, and what senders' columns mean."""

from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import Any, NamedTuple
from uuid import UUID

from django.db.backends.utils import CursorWrapper

from guitu.casework.intake.models import ImportBatch, ImportRow, Link, SenderColumn
from guitu.casework.intake.queries import ImportedRow
from guitu.casework.intake.translate import seal_contents, seal_name
from guitu.domain.kernel.errors import DomainError
from guitu.domain.roster import columns
from guitu.foundation.bulk import insert_rows

_IMPORT_LOCK = 7_364_281_905  # one number for "an import is running", among the database's advisory locks
_COLUMNS = (
    "id", "batch_id", "sheet", "row", "state", "reasons", "answer", "answered_at", "answered_by",
)  # fmt: skip
_LINK = ("id", "person_id", "held_by", "batch", "row", "made_file", "asks")


class NewRow(NamedTuple):
    """How a row ended, to be written down. ``reasons`` as JSON: code, cell and facts."""

    id: UUID
    batch: UUID
    sheet: int
    row: int
    state: str
    reasons: list[dict[str, object]]


class NewLink(NamedTuple):
    """Whose file a row made or joined, or (``asks``) who may be the same person."""

    id: UUID
    person_id: UUID
    held_by: int
    batch: UUID
    row: UUID
    made_file: bool
    asks: bool


def wait_for_other_imports(cursor: CursorWrapper) -> None:
    """Go on when no other import is running, and hold the next one back until this transaction ends.

    Two files with the same person would otherwise both find nobody and make two files.
    """
    cursor.execute("select pg_advisory_xact_lock(%s)", [_IMPORT_LOCK])


def open_batch(
    batch_id: UUID, *, by: UUID | None, unit: int | None, at: datetime, digest: str, file_name: str
) -> None:
    """Begin an import, in the transaction that makes it whole."""
    ImportBatch.objects.create(
        id=batch_id,
        made_at=at,
        made_by=by,
        unit=unit,
        digest=digest,
        note=seal_name(batch_id, file_name),
        counts={},
    )


def add_rows(cursor: CursorWrapper, rows: Iterable[NewRow]) -> int:
    """Write down how rows ended; returns how many."""
    return insert_rows(cursor, ImportRow, _COLUMNS, ((*row, "", None, None) for row in rows))


def add_links(cursor: CursorWrapper, links: Iterable[NewLink]) -> int:
    """Write down whose files they touched, once those are there; returns how many."""
    return insert_rows(cursor, Link, _LINK, links)


def move(person_id: UUID, *, to_held_by: int) -> None:
    """Rewrite who holds the person on the links of imports."""
    Link.objects.filter(person_id=person_id).update(held_by=to_held_by)


def close_batch(
    batch_id: UUID, *, sender: str, counts: Mapping[str, int], contents: Mapping[str, Any]
) -> None:
    """Write down what the whole file was."""
    ImportBatch.objects.filter(id=batch_id).update(
        sender=sender[:120], counts=dict(counts), contents=seal_contents(batch_id, contents)
    )


def mark_undone(batch_id: UUID, *, by: UUID | None, at: datetime) -> None:
    """The import was taken back; its rows forget whose files they had made.

    Raises:
        DomainError: "import.undone-already".
    """
    done = ImportBatch.objects.filter(id=batch_id, state="done")
    if not done.update(state="undone", undone_at=at, undone_by=by):
        raise DomainError("import.undone-already")
    Link.objects.filter(batch=batch_id).delete()


def answer(row: ImportedRow, *, same: bool, by: UUID, at: datetime) -> None:
    """Somebody said whether two files are one person.

    Raises:
        DomainError: "import.no-question".
    """
    open_question = ImportRow.objects.filter(id=row.id, answer="")
    said = "same" if same else "different"
    if row.question is None or not open_question.update(answer=said, answered_at=at, answered_by=by):
        raise DomainError("import.no-question")


def remember_column(*, sender: str, words: str, key: str, by: UUID | None, at: datetime) -> None:
    """From now on this sender's header ``words`` mean ``key``; "" means known and not wanted.

    Raises:
        DomainError: "import.column-unknown".
    """
    if key != columns.IGNORE and key not in columns.KEYS:
        raise DomainError("import.column-unknown", key=key)
    SenderColumn.objects.update_or_create(
        sender=sender[:120],
        words=columns.normalise(words)[:80],
        defaults={"key": key, "set_at": at, "set_by": by},
    )


def forget_column(*, sender: str, words: str) -> None:
    """Go back to what the words usually mean."""
    SenderColumn.objects.filter(sender=sender[:120], words=columns.normalise(words)[:80]).delete()
