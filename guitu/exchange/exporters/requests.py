"""Exports from asking to fetching: counted, approved, made by the worker as the asker is then, fetched once.

The asker's rights are looked up anew when the file is made and again when it is fetched. What names more
than fifty people, in one file or in a day's files together, needs somebody from elsewhere to agree. A file
says on its first lines whose it is, and whose copy it is can be read from any thirty of its rows.
"""

import csv
import io
import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from hashlib import sha256
from secrets import token_urlsafe
from uuid import UUID

from django.db import transaction
from python_calamine import CalamineError, CalamineWorkbook

from guitu.casework.exports import commands
from guitu.casework.exports.queries import (
    ExportRow,
    Form,
    Whose,
    alive_since,
    asked_since,
    export,
    export_for,
    waiting,
    written_exports,
)
from guitu.casework.people.queries import people_of
from guitu.domain.access import Compartment, Permission, Viewer, holds
from guitu.domain.kernel.errors import DomainError
from guitu.domain.ledger.line import Act
from guitu.exchange.exporters import watermark
from guitu.exchange.exporters.people import (
    KINDS,
    ROWS_MOST,
    Words,
    columns_asked,
    in_reach,
    names_people,
    rows_for,
)
from guitu.exchange.exporters.sheets import Table, written
from guitu.foundation.accounts.commands import in_turn
from guitu.foundation.accounts.models import Account
from guitu.foundation.accounts.queries import viewer_of
from guitu.foundation.audit.commands import note
from guitu.foundation.audit.queries import lines_of
from guitu.foundation.audit.sightings import saw
from guitu.foundation.authorization import door
from guitu.foundation.authorization.queries import with_relations
from guitu.foundation.crypto import files
from guitu.foundation.uploads import store

NAMED_ALONE = 50
"""Rows that name people which somebody may fetch in a day without a second person."""

KEPT = timedelta(hours=24)
_DAY = timedelta(days=1)
A_DAY_MOST = 10  # requests of one account; proposed
HANDED_OUT = "figures.exported"  # the verb under which the trail holds copies of figures
PURPOSES = ("handover", "report", "visits", "meeting", "check")


@dataclass(frozen=True)
class Notice:
    """What stands above the table: lines to be filled with ``who`` and ``when``, and the title."""

    title: str
    lines: Sequence[str]
    row_mark: str


@dataclass(frozen=True)
class Fetched:
    """A file on its way out."""

    content: bytes
    form: Form


def ask(
    *,
    form: Form,
    columns: Sequence[str],
    plain: Sequence[str],
    kind: str,
    whose: Whose,
    purpose: str,
    by: Viewer,
    at: datetime,
) -> ExportRow:
    """Ask for a table of people.

    Raises:
        DomainError: "access.refused", "export.no-columns", "export.unknown-column", "export.nobody",
            "export.too-many", "export.too-often".
    """
    if not holds(by, Permission.EXPORT):
        raise DomainError("access.refused")
    shown, bare = columns_asked(columns, plain)
    if kind not in KINDS or purpose not in PURPOSES:
        raise DomainError("export.unknown-column")
    in_turn(by.id)  # what is counted below, two requests at once would not see of each other
    if asked_since(by.id, at - _DAY) >= A_DAY_MOST:
        raise DomainError("export.too-often", most=A_DAY_MOST)
    rows = len(in_reach(by, kind=kind, whose=whose))
    if not rows:
        raise DomainError("export.nobody")
    if rows > ROWS_MOST:
        raise DomainError("export.too-many", rows=rows, most=ROWS_MOST)
    asked = commands.ask(
        form=form,
        columns=shown,
        plain=bare,
        kind=kind,
        whose=whose,
        purpose=purpose,
        rows=rows,
        needs_approval=names_people(bare) and _named(rows, kind, whose, by, at) > NAMED_ALONE,
        by=by,
        at=at,
    )
    note("export.asked", by=by, at=at, export=asked.id, rows=rows, plain=",".join(bare))
    return asked


def _named(rows: int, kind: str, whose: Whose, by: Viewer, at: datetime) -> int:
    """How many rows of a day name people, this list's included. The same list again counts once."""
    lists = {(kind, whose): rows}
    for row in alive_since(by.id, at - _DAY):
        if names_people(row.plain):
            one = row.kind, row.whose
            lists[one] = max(row.rows, lists.get(one, 0))
    return sum(lists.values())


def decide(wanted: UUID, *, approved: bool, by: Viewer, at: datetime) -> ExportRow:
    """Agree to what somebody else asked for, or refuse it.

    Raises:
        DomainError: "export.unknown", "export.own", "export.same-unit-and-role", "export.state".
    """
    row = waiting(by, wanted)
    decided = commands.decide(row.id, approved=approved, by=by, at=at)
    note("export.approved" if approved else "export.refused", by=by, at=at, export=row.id, rows=row.rows)
    return decided


def make(wanted: UUID, *, words: Words, notice: Notice, at: datetime) -> None:
    """Make the file, as whoever asked for it is now. What stands in the way is written down with the export.

    Raises:
        DomainError: "export.unknown".
    """
    row = export(wanted)
    if row.state != "approved":
        return
    try:
        with transaction.atomic():
            viewer = _as_now(row.asked_by, at)
            with door.open_for(viewer):
                _write(row, viewer, words, notice, at)
    except DomainError as error:
        commands.fail(row.id, code=error.code)


def _as_now(account: UUID, at: datetime) -> Viewer:
    found = Account.objects.filter(id=account, is_active=True).first()
    if found is None:
        raise DomainError("export.rights-lost")
    viewer = with_relations(viewer_of(found), at=at)
    if not holds(viewer, Permission.EXPORT):
        raise DomainError("export.rights-lost")
    return viewer


def _write(row: ExportRow, viewer: Viewer, words: Words, notice: Notice, at: datetime) -> None:
    episodes = in_reach(viewer, kind=row.kind, whose=row.whose)
    people = rows_for(viewer, episodes, columns=row.columns, plain=row.plain, words=words)
    if not people.ids:
        raise DomainError("export.nobody")
    if len(people.ids) > ROWS_MOST:
        raise DomainError("export.too-many", rows=len(people.ids), most=ROWS_MOST)
    if not _is_agreed(row, viewer, len(people.ids)):
        raise DomainError("export.needs-approval", most=NAMED_ALONE)
    mark = key()
    table = Table(
        notice.title,
        notice.lines,
        [notice.row_mark, *(words.heads[column] for column in row.columns)],
        [[watermark.mark(mark, row.id, n), *cells] for n, cells in enumerate(people.rows, start=1)],
    )
    content = written(table, row.form, stamp=lambda cells: watermark.spacing(mark, row.id, cells))
    inside = json.dumps([person.hex for person in people.ids]).encode() + b"\n" + content
    file = store.keep(inside)
    commands.finish(row.id, file=file, rows=len(people.ids), expires_at=at + KEPT)
    note("export.made", by=viewer, at=at, export=row.id, rows=len(people.ids))


def _is_agreed(row: ExportRow, viewer: Viewer, rows: int) -> bool:
    """Whether nobody has to agree, or somebody has.

    What was agreed to is the list of a unit, asked for in a role; there may be more people by now, and for an
    asker who moved quite others.
    """
    if row.decided_by is None:
        return rows <= NAMED_ALONE or not names_people(row.plain)
    return (viewer.unit, viewer.role.value) == (row.asked_unit, row.asked_role)


def take(wanted: UUID, *, by: Viewer, at: datetime) -> Fetched:
    """The file, once, if everybody in it may still be seen by who asked.

    Raises:
        DomainError: "export.unknown", "export.not-ready", "export.expired", "export.rights-lost".
    """
    row = export_for(by, wanted)
    file = commands.take(row.id, at=at)
    head, _, content = store.content_of(file).partition(b"\n")
    ids = [UUID(text) for text in json.loads(head)]
    if not holds(by, Permission.EXPORT) or set(people_of(by, ids)) != set(ids):
        raise DomainError("export.rights-lost")
    saw(ids, *_compartments(row.columns), act=Act.EXPORT)
    note("export.taken", by=by, at=at, export=row.id, rows=len(ids))
    transaction.on_commit(lambda: store.discard(file))
    return Fetched(content, row.form)


def _compartments(columns: Sequence[str]) -> list[str]:
    more = {Compartment.CASEWORK} if {"kind", "phase", "term_to", "worker"} & set(columns) else set()
    reach = {Compartment.WHEREABOUTS} if "phone" in columns else set()
    return sorted(str(each) for each in {Compartment.EXISTENCE, *more, *reach})


def clear_away(*, at: datetime) -> int:
    """Delete files that nobody fetched in a day, and whatever lies there without an export; how many."""
    with transaction.atomic():
        old = commands.expire(at=at)
    for file in old:
        store.discard(file)
    return len(old)


# whose copy a file is


def whose(content: bytes) -> UUID | None:
    """The account whose copy this is; None where nobody is named.

    ``content``: an .xlsx or .csv, or some rows of one.
    """
    askers = {**dict(written_exports()), **{row.id: row.by for row in lines_of(HANDED_OUT) if row.by}}
    found = watermark.whose(key(), _rows(content), askers)
    return askers[found] if found else None


def _rows(content: bytes) -> list[list[str]]:
    if content.startswith(b"PK"):
        try:
            book = CalamineWorkbook.from_filelike(io.BytesIO(content))
            return [[str(cell) for cell in row] for row in book.get_sheet_by_index(0).to_python()]
        except CalamineError:
            return []
    try:
        return list(csv.reader(io.StringIO(content.decode("utf-8-sig", errors="replace"))))
    except csv.Error:
        return []


def key() -> bytes:
    """What the marks of this installation are made with."""
    return sha256(files.once("watermark", lambda: token_urlsafe(36)).encode()).digest()
