"""Opens a foreign workbook, inside a confined process: the look-over first, then the parser.

``parts`` gives what domain.roster reads; ``answers`` says the same line by line to the process outside:
``{"sheet": …}`` and then ``{"rows": [[number, [cell, …]], …]}``; a date is ``{"d": "2025-03-01"}``.
"""

from collections.abc import Iterator
from datetime import date, datetime, time, timedelta
from pathlib import Path

from python_calamine import CalamineSheet, CalamineWorkbook, SheetTypeEnum, SheetVisibleEnum

from guitu.domain.roster.cells import Cell, Line, SheetHead
from guitu.exchange.importers.xlsx_guard import clear

_ROWS_AT_ONCE = 400
_MERGED_ROWS = 60  # merged cells matter for headers only


def answers(path: Path) -> Iterator[dict[str, object]]:
    """The workbook as JSON."""
    for part in parts(path):
        if isinstance(part, SheetHead):
            yield {
                "sheet": part.name,
                "visible": part.visible,
                "epoch_1904": part.epoch_1904,
                "formulas": sorted(part.formulas),
                "merged": part.merged,
            }
        else:
            yield {"rows": [[line.number, line.cells] for line in part]}


def parts(path: Path) -> Iterator[SheetHead | list[Line]]:
    """The sheets in order, each a head and then its lines.

    Raises:
        DomainError: "roster-file.…" where the file must not be opened.
        CalamineError: where it cannot be read.
    """
    cleared = clear(path)
    with CalamineWorkbook.from_path(path) as book:
        for index, meta in enumerate(book.sheets_metadata):
            if meta.typ is not SheetTypeEnum.WorkSheet:
                continue
            sheet = book.get_sheet_by_index(index)
            formulas = cleared.formulas[index] if index < len(cleared.formulas) else frozenset()
            visible = meta.visible is SheetVisibleEnum.Visible
            yield SheetHead(meta.name, visible, cleared.epoch_1904, formulas, _merged(sheet))
            yield from _lines(sheet)


def _lines(sheet: CalamineSheet) -> Iterator[list[Line]]:
    if sheet.start is None:
        return
    before: tuple[Cell, ...] = (None,) * sheet.start[1]
    lines: list[Line] = []
    # calamine's iterator begins with the sheet's first row, but with the first column that holds something
    for number, cells in enumerate(sheet.iter_rows(), 1):
        plain = [*before, *map(_plain, cells)]
        while plain and plain[-1] is None:
            plain.pop()
        if plain:
            lines.append(Line(number, tuple(plain)))
        if len(lines) >= _ROWS_AT_ONCE:
            yield lines
            lines = []
    if lines:
        yield lines


def _merged(sheet: CalamineSheet) -> tuple[tuple[int, int, int, int], ...]:
    """Merged ranges near the top as (first row, first column, last row, last column), from 1."""
    ranges = sheet.merged_cell_ranges or []
    return tuple((r1 + 1, c1 + 1, r2 + 1, c2 + 1) for (r1, c1), (r2, c2) in ranges if r1 < _MERGED_ROWS)


def _plain(cell: object) -> Cell:
    if isinstance(cell, str):
        return cell if cell.strip() else None
    if isinstance(cell, bool):
        return "是" if cell else "否"
    if isinstance(cell, (int, float)):
        return cell
    if isinstance(cell, datetime):
        return cell.date()
    if isinstance(cell, date):
        return cell
    return str(cell) if isinstance(cell, (time, timedelta)) else None
