"""The columns of a roster as its page shows them, also of one that cannot be read yet."""

from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

from guitu.domain.kernel.errors import DomainError
from guitu.domain.roster import columns, layout
from guitu.domain.roster.cells import Line, SheetHead
from guitu.domain.roster.layout import Layout
from guitu.domain.roster.reading import SheetReport
from guitu.exchange.importers import xlsx


def sheets_shown(reports: Iterable[SheetReport]) -> list[dict[str, Any]]:
    """Sheets and their columns as plain data."""
    return [_sheet(report.name, report.skipped, report.layout) for report in reports]


def _sheet(name: str, skipped: str, found: Layout | None) -> dict[str, Any]:
    listed = [
        {"words": c.words, "of": columns.normalise(c.words), "key": c.key, "found": c.found}
        for c in (found.columns if found else ())
    ]
    return {"name": name, "skipped": skipped, "columns": listed}


def sheets_of(path: Path, chosen: Mapping[str, str]) -> tuple[str, list[dict[str, Any]]]:
    """The sender and the columns of each sheet, read without the rows; nothing where it cannot be opened."""
    try:
        with xlsx.opened(path) as parts:
            tops = _tops(parts)
    except DomainError:
        return "", []
    found = [(head, layout.find(head, lines, chosen)) for head, lines in tops if head.visible]
    sender = next((table.sender for _, table in found if table and table.sender), "")
    shown = [_sheet(head.name, "missing-columns" if table else "no-header", table) for head, table in found]
    return sender, shown


def _tops(parts: Iterable[SheetHead | list[Line]]) -> list[tuple[SheetHead, list[Line]]]:
    tops: list[tuple[SheetHead, list[Line]]] = []
    for part in parts:
        if isinstance(part, SheetHead):
            tops.append((part, []))
        elif len(tops[-1][1]) < layout.LOOK_AT:
            tops[-1][1].extend(part[: layout.LOOK_AT])
    return tops
