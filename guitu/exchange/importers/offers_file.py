"""A list of vacancies or courses as a file: read in a confined process, kept by the workflow."""

import hashlib
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path
from typing import Any

from guitu.domain.access import Viewer
from guitu.domain.employers.columns import Offers
from guitu.domain.roster.tables import TableRow
from guitu.exchange.importers.offers_json import row_from_json
from guitu.exchange.importers.sandbox import opened_by
from guitu.foundation.clock import day_of
from guitu.workflows.import_offers import Imported, import_offers


def import_file(
    path: Path, *, offers: Offers, by: Viewer | None, at: datetime, file_name: str | None = None
) -> Imported:
    """Import a list of vacancies or courses.

    Args:
        path: the .xlsx file.
        offers: what it lists.
        by: who imports; None is the command line.
        at: when (aware).
        file_name: as the sender called it, if the file was stored under another name.

    Raises:
        DomainError: "access.refused"; "roster-file.…" or "offers-file.…", where the file cannot be read.
    """
    with _reading(path, offers=offers, at=at) as reading:
        return import_offers(
            reading,
            offers=offers,
            by=by,
            at=at,
            file_name=file_name or path.name,
            digest=hashlib.sha256(path.read_bytes()).hexdigest() if path.is_file() else "",
        )


class _Reading:
    """What the confined process says, as the workflow reads it."""

    def __init__(self, answers: Iterator[dict[str, Any]]) -> None:
        self._answers = answers
        self.columns: list[dict[str, Any]] = []

    def rows(self) -> Iterator[TableRow]:
        """Every row in order."""
        for answer in self._answers:
            if "columns" in answer:
                self.columns = answer["columns"]
            else:
                yield from map(row_from_json, answer["rows"])


@contextmanager
def _reading(path: Path, *, offers: Offers, at: datetime) -> Iterator[_Reading]:
    told = {"offers": offers, "today": day_of(at).isoformat()}
    with opened_by("guitu.exchange.importers.offers_child", path, given=told) as answers:
        yield _Reading(answers)
