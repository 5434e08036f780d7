"""A list of facts about areas as a file: read in a confined process, kept by the workflow."""

import hashlib
from datetime import date, datetime
from pathlib import Path
from typing import Any

from guitu.domain.access import Viewer
from guitu.domain.areas.facts import Draft
from guitu.exchange.importers.sandbox import opened_by
from guitu.foundation.area_files import facts_as_written
from guitu.foundation.clock import day_of
from guitu.workflows.import_area_facts import Imported, Row, import_area_facts


def import_facts(path: Path, *, by: Viewer, at: datetime) -> Imported:
    """Import a list of facts.

    Args:
        path: the .xlsx file.
        by: who imports.
        at: when (aware).

    Raises:
        DomainError: "access.refused"; "roster-file.…" or "offers-file.…", where the file cannot be read.
    """
    told = {"today": day_of(at).isoformat(), "facts": facts_as_written()}
    rows: list[Row] = []
    columns: list[dict[str, Any]] = []
    with opened_by("guitu.exchange.importers.facts_child", path, given=told) as answers:
        for answer in answers:
            columns = answer.get("columns", columns)
            rows += map(_row, answer.get("rows", []))
    digest = hashlib.sha256(path.read_bytes()).hexdigest()
    return import_area_facts(rows, columns=columns, digest=digest, by=by, at=at)


def _row(said: list[Any]) -> Row:
    sheet, number, draft, reasons = said
    if draft is not None:
        draft = Draft(**(draft | {"on": date.fromisoformat(draft["on"])}))
    return Row(
        sheet, number, draft, [{"code": c, "cell": cell, "facts": facts} for c, cell, facts in reasons]
    )
