"""One release roster as a file on disk: opened with care, then handed to the workflow that imports it."""

import hashlib
from collections.abc import Callable, Mapping
from datetime import datetime
from pathlib import Path

from guitu.domain.access import Viewer
from guitu.domain.roster.rows import RosterRow
from guitu.exchange.importers import xlsx
from guitu.workflows.import_roster import Imported, import_roster

_SLICE = 1 << 20


def import_file(
    path: Path,
    *,
    by: Viewer | None,
    at: datetime,
    dry_run: bool,
    file_name: str | None = None,
    columns: Mapping[str, str] | None = None,
    heard: Callable[[RosterRow], object] = lambda _row: None,
    progress: Callable[[int], object] = lambda _rows: None,
) -> Imported:
    """Import a roster file, or say what importing it would do.

    Args:
        path: the .xlsx file.
        by: who imports; None is the command line.
        at: when (aware).
        dry_run: decide everything, write nothing.
        file_name: as the sender called it, if the file was stored under another name.
        columns: what header words mean in this file, by normalised words (``columns.normalise``).
        heard: is told every row in order.
        progress: is told how many more rows are done.

    Raises:
        DomainError: "access.refused"; "roster-file.…", whose sentences are in ``guitu.domain.roster.words``.
    """
    with xlsx.opened(path) as parts:
        return import_roster(
            parts,
            by=by,
            at=at,
            dry_run=dry_run,
            file_name=file_name or path.name,
            digest=_digest(path),
            columns=columns,
            heard=heard,
            progress=progress,
        )


def _digest(path: Path) -> str:
    found = hashlib.sha256()
    with path.open("rb") as file:
        while block := file.read(_SLICE):
            found.update(block)
    return found.hexdigest()
