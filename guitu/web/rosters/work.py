"""Looking at an uploaded roster and importing it: at once for small files, by the worker for large ones."""

from collections.abc import Callable, Mapping
from typing import Any
from uuid import UUID

from django.db import transaction

from guitu.domain.access import Viewer
from guitu.domain.kernel.errors import DomainError
from guitu.domain.roster import words
from guitu.domain.roster.rows import RosterRow
from guitu.exchange.importers.roster_file import import_file
from guitu.foundation import clock
from guitu.foundation.accounts.models import Account
from guitu.foundation.accounts.queries import viewer_of
from guitu.web.rosters.headers import sheets_of, sheets_shown
from guitu.web.rosters.held import Act, Held, State, held

AT_ONCE_BYTES = 200_000
"""Files up to this size are looked at while the officer waits: a second or two."""

AT_ONCE_ROWS = 500
SHOWN_MOST = 1000
"""Rows with something to say that a preview keeps."""

_HAS_COLUMNS = frozenset({"roster-file.missing-columns", "roster-file.no-header"})


def run(held_id: UUID, account: UUID, act: Act) -> None:
    """What the worker does with a file. An account that may not any more is refused like on a page."""
    file = held(account, held_id)
    found = Account.objects.filter(id=account, is_active=True).first()
    if found is None:
        file.say(_state(act, "failed", code="access.refused"))
        return
    if act == "look":
        look(file, by=viewer_of(found))
    else:
        bring_in(file, by=viewer_of(found))


def look(file: Held, *, by: Viewer) -> None:
    """Read a file without writing anything, and keep what was found for its page."""
    rows = _Rows()
    counted = _Counter(file, "look", None)
    try:
        with file.opened() as path:
            result = import_file(
                path,
                by=by,
                at=clock.now(),
                dry_run=True,
                file_name=file.file_name,
                columns=file.columns,
                heard=rows.hear,
                progress=counted.more,
            )
    except DomainError as error:
        _not_read(file, error)
        return
    preview = {"sender": result.sender, "counts": result.counts, "sheets": sheets_shown(result.sheets)}
    file.keep_preview({**preview, "rows": rows.kept, "left_off": rows.left_off, "doubts": rows.doubts})
    file.say(_state("look", "done", done=counted.done))


def _not_read(file: Held, error: DomainError) -> None:
    """A file that is no roster as it stands: its columns can still be put right, if it has any."""
    sender, sheets = _columns_of(file) if error.code in _HAS_COLUMNS else ("", [])
    if not any(sheet["columns"] for sheet in sheets):
        file.shred()
        file.say(_state("look", "failed", code=error.code, facts=error.facts))
        return
    said = words.sentence(error.code, error.facts)
    file.keep_preview({"sender": sender, "error": {"zh": said.zh, "en": said.en}, "sheets": sheets})
    file.say(_state("look", "done"))


def _columns_of(file: Held) -> tuple[str, list[dict[str, Any]]]:
    with file.opened() as path:
        return sheets_of(path, file.columns)


def bring_in(file: Held, *, by: Viewer) -> State:
    """Import a file, all of it or nothing; returns how it ended, written down once it is committed."""
    preview = file.preview or {}
    counted = _Counter(file, "import", preview.get("counts", {}).get("rows"))
    try:
        with file.opened() as path:
            result = import_file(
                path,
                by=by,
                at=clock.now(),
                dry_run=False,
                file_name=file.file_name,
                columns=file.columns,
                progress=counted.more,
            )
    except DomainError as error:
        ended = _state("import", "failed", code=error.code, facts=error.facts)
        transaction.on_commit(lambda: file.say(ended))
        return ended
    ended = _state("import", "done", done=counted.done, batch=str(result.batch))
    transaction.on_commit(file.shred)
    transaction.on_commit(lambda: file.say(ended))
    return ended


def waiting(act: Act, total: int | None = None) -> State:
    """The state of a file whose work the worker has still to begin."""
    return _state(act, "waiting", total=total)


def _state(act: Act, state: Any, **more: Any) -> State:
    return State(act=act, state=state, at=clock.now().isoformat(), **more)


class _Counter:
    """Says how many rows are done."""

    def __init__(self, file: Held, act: Act, total: int | None) -> None:
        self.done = 0
        self._say: Callable[[], None] = lambda: file.say(_state(act, "running", done=self.done, total=total))
        self._say()

    def more(self, rows: int) -> None:
        self.done += rows
        self._say()


class _Rows:
    """Keeps the rows of which something is to be said, the first of each state."""

    def __init__(self) -> None:
        self.kept: list[dict[str, Any]] = []
        self.left_off = 0
        self.doubts = 0

    def hear(self, row: RosterRow) -> None:
        if not row.reasons:
            return
        self.doubts += row.state == "accepted"
        if len(self.kept) >= SHOWN_MOST:
            self.left_off += 1
            return
        self.kept.append(
            {
                "sheet": row.sheet,
                "row": row.row,
                "state": row.state,
                "name": row.values.name or "",
                "reasons": [reason.as_json() for reason in row.reasons],
            }
        )


def is_small(preview: Mapping[str, Any] | None) -> bool:
    """Whether an officer can wait for the import of what a preview found."""
    return bool(preview) and (preview or {}).get("counts", {}).get("rows", AT_ONCE_ROWS + 1) <= AT_ONCE_ROWS
