"""Reads a foreign .xlsx as lines of cells, without trusting it: the parsing happens in a confined process."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from pathlib import Path
from typing import Any

from guitu.domain.roster.cells import Cell, Line, SheetHead
from guitu.exchange.importers.sandbox import SILENCE_SECONDS, opened_by

Part = SheetHead | list[Line]


@contextmanager
def opened(path: Path, *, seconds: float = SILENCE_SECONDS) -> Iterator[Iterator[Part]]:
    """The parts of a workbook in order: a ``SheetHead``, then lists of its lines, then the next sheet.

    Raises:
        DomainError: "roster-file.…" when the file is missing or must not be opened, also in the middle.
    """
    with opened_by("guitu.exchange.importers.xlsx_child", path, seconds=seconds) as answers:
        yield map(_part, answers)


def _part(answer: dict[str, Any]) -> Part:
    if "rows" in answer:
        return [Line(number, tuple(map(_cell, cells))) for number, cells in answer["rows"]]
    return SheetHead(
        name=answer["sheet"],
        visible=answer["visible"],
        epoch_1904=answer["epoch_1904"],
        formulas=frozenset(answer["formulas"]),
        merged=tuple((a, b, c, d) for a, b, c, d in answer["merged"]),
    )


def _cell(value: Any) -> Cell:
    if isinstance(value, dict):
        return date.fromisoformat(value["d"])
    return value  # type: ignore[no-any-return] # JSON text, number or null, as xlsx_child writes them
