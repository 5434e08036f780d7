"""The small process that opens a foreign workbook: limits first, then the look-over, then the parser.

Run as ``python -m guitu.exchange.importers.xlsx_child FILE``. It prints JSON, one line at a time: a sheet's
head ``{"sheet": …}``, then ``{"rows": [[number, [cell, …]], …]}``; or ``{"refused": code, "facts": {…}}``. A
date is ``{"d": "2025-03-01"}``, an empty cell null. Whatever happens in here, the process that called it
keeps its memory, its time and its database connection.
"""

import json
import resource
import sys
from collections.abc import Iterator
from datetime import date, datetime, time, timedelta
from pathlib import Path
from typing import Any

from python_calamine import CalamineError, CalamineSheet, CalamineWorkbook, SheetTypeEnum, SheetVisibleEnum

from guitu.domain.kernel.errors import DomainError
from guitu.exchange.importers.xlsx_guard import MEGABYTE, clear

ADDRESS_SPACE = 420 * MEGABYTE
CPU_SECONDS = 25
_ROWS_A_LINE = 400
_MERGED_ROWS = 60  # merged cells matter for headers only


def main(path: Path) -> int:
    """Print what the file holds; 0 also when it was refused, because the refusal is the answer."""
    resource.setrlimit(resource.RLIMIT_AS, (ADDRESS_SPACE, ADDRESS_SPACE))
    resource.setrlimit(resource.RLIMIT_CPU, (CPU_SECONDS, CPU_SECONDS + 1))
    resource.setrlimit(resource.RLIMIT_FSIZE, (0, 0))  # it writes no file
    try:
        _print_all(path)
    except DomainError as error:
        _say({"refused": error.code, "facts": error.facts})
    except (CalamineError, ValueError) as error:
        _say({"refused": "roster-file.damaged", "facts": {"reader": type(error).__name__}})
    except MemoryError:
        _say({"refused": "roster-file.too-heavy", "facts": {}})
    return 0


def _print_all(path: Path) -> None:
    cleared = clear(path)
    with CalamineWorkbook.from_path(path) as book:
        for index, meta in enumerate(book.sheets_metadata):
            if meta.typ is not SheetTypeEnum.WorkSheet:
                continue
            sheet = book.get_sheet_by_index(index)
            formulas = cleared.formulas[index] if index < len(cleared.formulas) else frozenset()
            _say(
                {
                    "sheet": meta.name,
                    "visible": meta.visible is SheetVisibleEnum.Visible,
                    "epoch_1904": cleared.epoch_1904,
                    "formulas": sorted(formulas),
                    "merged": _merged(sheet),
                }
            )
            for rows in _lines(sheet):
                _say({"rows": rows})
    _say({"end": True})


def _lines(sheet: CalamineSheet) -> Iterator[list[Any]]:
    if sheet.start is None:
        return
    first_column = sheet.start[1]
    rows: list[Any] = []
    # calamine's iterator begins with the sheet's first row, but with the first column that holds something
    for number, cells in enumerate(sheet.iter_rows(), 1):
        plain = [None] * first_column + [_plain(cell) for cell in cells]
        while plain and plain[-1] is None:
            plain.pop()
        if plain:
            rows.append([number, plain])
        if len(rows) >= _ROWS_A_LINE:
            yield rows
            rows = []
    if rows:
        yield rows


def _merged(sheet: CalamineSheet) -> list[list[int]]:
    """Merged ranges near the top as [first row, first column, last row, last column], from 1."""
    ranges = sheet.merged_cell_ranges or []
    return [[r1 + 1, c1 + 1, r2 + 1, c2 + 1] for (r1, c1), (r2, c2) in ranges if r1 < _MERGED_ROWS]


def _plain(cell: object) -> object:
    if isinstance(cell, str):
        return cell if cell.strip() else None
    if isinstance(cell, datetime):
        return {"d": cell.date().isoformat()}
    if isinstance(cell, date):
        return {"d": cell.isoformat()}
    if isinstance(cell, (time, timedelta)):
        return str(cell)
    return cell


def _say(line: dict[str, object]) -> None:
    sys.stdout.write(json.dumps(line, ensure_ascii=False, separators=(",", ":")) + "\n")
    sys.stdout.flush()


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1])))
