"""A table as a file: .xlsx with every text an explicit string, or .csv with every cell quoted.

Tables of people are texts: nobody calculates with them, and a cell that is never typed can never be
evaluated. A day is written as 2026-03-02. Only what is given as a number (a figure) is written as one.
"""

import csv
import io
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import Literal

from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell
from openpyxl.cell.cell import Cell
from openpyxl.styles import Alignment, Font
from openpyxl.utils import get_column_letter

from guitu.exchange.exporters.cells import neutral

Form = Literal["xlsx", "csv"]
FORMS: tuple[Form, ...] = ("xlsx", "csv")

Value = str | int | float | None
Stamp = Callable[[Sequence[str]], Sequence[str]]


@dataclass(frozen=True)
class Table:
    """What a file shows. ``notices`` the lines above the head; each row as many values as the head.

    None is an empty cell: not known.
    """

    title: str
    notices: Sequence[str]
    head: Sequence[str]
    rows: Sequence[Sequence[Value]]


def _unstamped(row: Sequence[str]) -> Sequence[str]:
    return [""] * len(row)


def written(table: Table, form: Form, *, stamp: Stamp = _unstamped) -> bytes:
    """The file. ``stamp`` gives the blanks put behind the texts of a row, from the texts as written."""
    stamped = [_stamped([_written(value) for value in row], stamp) for row in table.rows]
    return _xlsx(table, stamped) if form == "xlsx" else _csv(table, stamped)


def _written(value: Value) -> str | int | float:
    return neutral(value or "") if value is None or isinstance(value, str) else value


def _stamped(row: Sequence[str | int | float], stamp: Stamp) -> list[str | int | float]:
    blanks = stamp([value if isinstance(value, str) else "" for value in row])
    return [v + blank if isinstance(v, str) else v for v, blank in zip(row, blanks, strict=True)]


def _csv(table: Table, rows: Iterable[Sequence[str | int | float]]) -> bytes:
    lines = io.StringIO()
    writer = csv.writer(lines, quoting=csv.QUOTE_ALL, lineterminator="\r\n")
    for notice in table.notices:
        writer.writerow([neutral(notice)])
    writer.writerow([neutral(word) for word in table.head])
    writer.writerows(rows)
    return lines.getvalue().encode("utf-8-sig")  # without the mark a Chinese Excel reads it as GBK


def _xlsx(table: Table, rows: Iterable[Sequence[str | int | float]]) -> bytes:
    book = Workbook(write_only=True)
    sheet = book.create_sheet(neutral(table.title)[:31])
    for number, word in enumerate(table.head, start=1):
        sheet.column_dimensions[get_column_letter(number)].width = max(12, 2 * len(word) + 4)
    # printed on every page; && because a single & begins a code there
    sheet.oddFooter.center.text = neutral(table.notices[0])[:200].replace("&", "&&") if table.notices else ""
    for notice in table.notices:
        sheet.append([_text(sheet, notice, bold=True)])
    sheet.append([_text(sheet, word, bold=True) for word in table.head])
    for row in rows:
        sheet.append([_string(sheet, value) if isinstance(value, str) else value for value in row])
    file = io.BytesIO()
    book.save(file)
    return file.getvalue()


def _text(sheet: object, text: str, *, bold: bool) -> Cell:
    cell = _string(sheet, neutral(text))
    cell.font = Font(bold=bold)
    cell.alignment = Alignment(wrap_text=False)
    return cell


def _string(sheet: object, text: str) -> Cell:
    """A cell whose type is said, so that the library does not guess a formula from its first character."""
    cell: Cell = WriteOnlyCell(sheet, value=None)  # type: ignore[arg-type]  # the stubs name one kind of sheet
    cell.value = text
    cell.data_type = "s"
    cell.quotePrefix = True  # what an apostrophe typed by hand would set
    return cell
