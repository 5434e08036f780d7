"""A release roster as a file: read in a confined process, handed to the workflow that imports it."""

import hashlib
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path
from typing import Any

from django.conf import settings

from guitu.casework.intake.queries import columns_by_sender
from guitu.domain.access import Viewer
from guitu.domain.roster.reading import SheetReport, sender_in
from guitu.domain.roster.rows import RosterRow
from guitu.exchange.importers.roster_json import row_from_json, sheet_from_json
from guitu.exchange.importers.sandbox import opened_by
from guitu.foundation.clock import day_of
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
        columns: what header words mean in this file, by normalised words (``columns.normalise``); goes before
            what the sender's usually mean.
        heard: is told every row in order, with its final state and reasons.
        progress: is told how many more rows are done.

    Raises:
        DomainError: "access.refused"; "roster-file.…", whose sentences are in ``guitu.domain.roster.words``.
    """
    with _reading(path, at=at, columns=columns or {}) as reading:
        return import_roster(
            reading,
            by=by,
            at=at,
            dry_run=dry_run,
            file_name=file_name or path.name,
            digest=_digest(path),
            heard=heard,
            progress=progress,
        )


class _Reading:
    """What the confined process says, as the workflow reads it."""

    def __init__(self, answers: Iterator[dict[str, Any]]) -> None:
        self._answers = answers
        self.sheets: list[SheetReport] = []

    @property
    def sender(self) -> str:
        """The office named in the file."""
        return sender_in(self.sheets)

    def rows(self) -> Iterator[RosterRow]:
        """Every row in order."""
        for answer in self._answers:
            if "sheet" in answer:
                self.sheets.append(sheet_from_json(answer["sheet"]))
            else:
                yield from map(row_from_json, answer["rows"])


@contextmanager
def _reading(path: Path, *, at: datetime, columns: Mapping[str, str]) -> Iterator[_Reading]:
    told = {
        "today": day_of(at).isoformat(),
        "allow_demo": bool(settings.GUITU_DEMO),
        "senders": columns_by_sender(),
        "columns": dict(columns),
    }
    with opened_by("guitu.exchange.importers.roster_child", path, given=told) as answers:
        yield _Reading(answers)


def _digest(path: Path) -> str:
    if not path.is_file():
        return ""
    found = hashlib.sha256()
    with path.open("rb") as file:
        while block := file.read(_SLICE):
            found.update(block)
    return found.hexdigest()
