"""A report of figures as a workbook: each table on a sheet of its own, to calculate with and to print."""

import io
import re
from typing import Final

from openpyxl import Workbook
from openpyxl.styles import Alignment, Border, Font, PatternFill, Side
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.properties import PageSetupProperties
from openpyxl.worksheet.worksheet import Worksheet

from guitu.exchange.exporters.cells import neutral
from guitu.exchange.exporters.reports import Cell, Paper, Percent, Section, Signed

HEAD: Final = 3
"""The row of a sheet in which its head stands; it stays in sight."""

_A4: Final = "9"
_LEAST, _MOST = 9, 60  # widths of columns
_TITLE_MOST: Final = 31
_NOT_IN_TITLES: Final = re.compile(r"[\[\]:*?/\\']")
_LINE: Final = Border(bottom=Side(style="thin", color="8A9292"))
_SHADE: Final = PatternFill("solid", fgColor="EEF2F2")


def as_xlsx(paper: Paper) -> bytes:
    """The workbook; what could be read as a formula stands there as words."""
    book = Workbook()
    first = book.active
    assert isinstance(first, Worksheet)  # noqa: S101 - a new workbook has one sheet
    first.title = "0"
    for row, line in enumerate((paper.words["title"], *paper.lines), start=1):
        cell = first.cell(row, 1, neutral(line))
        cell.font, cell.alignment = Font(bold=row == 1), Alignment(wrap_text=True, vertical="top")
    first.column_dimensions["A"].width = 90
    _for_paper(first)
    for number, part in enumerate(paper.sections, start=1):
        title = f"{number} {_NOT_IN_TITLES.sub(' ', part.heading)}"[:_TITLE_MOST].strip()
        _fill(book.create_sheet(title), part)
    written = io.BytesIO()
    book.save(written)
    return written.getvalue()


def _fill(sheet: Worksheet, part: Section) -> None:
    sheet.cell(1, 1, neutral(part.heading)).font = Font(bold=True)
    sheet.cell(2, 1, neutral(part.note))
    for column, word in enumerate(part.head, start=1):
        top = sheet.cell(HEAD, column, neutral(word))
        top.font, top.fill, top.border = Font(bold=True), _SHADE, _LINE
        top.alignment = Alignment(wrap_text=True, vertical="top")
        wide = max([_letters(word) / 2, *(_letters(str(row[column - 1] or "")) for row in part.rows)])
        sheet.column_dimensions[get_column_letter(column)].width = min(_MOST, max(_LEAST, wide + 2))
    for row, values in enumerate(part.rows, start=HEAD + 1):
        for column, value in enumerate(values, start=1):
            _write(sheet, row, column, value)
    sheet.freeze_panes = f"B{HEAD + 1}"
    sheet.print_title_rows = f"{HEAD}:{HEAD}"
    _for_paper(sheet)


def _write(sheet: Worksheet, row: int, column: int, value: Cell) -> None:
    place = sheet.cell(row, column)
    if isinstance(value, Percent):
        place.value = value.value
        place.number_format = "0.0%" if "." in value.words else "0%"
    elif isinstance(value, Signed):
        form = "0" if not value.digits else f"0.{'0' * value.digits}"
        place.value, place.number_format = value.value, f"+{form};-{form};0"
    elif isinstance(value, str):
        place.value = neutral(value)
        place.alignment = Alignment(wrap_text=True, vertical="top")
    else:
        place.value = value
    if not isinstance(value, str):
        place.alignment = Alignment(vertical="top")


def _for_paper(sheet: Worksheet) -> None:
    """As wide as a page and as long as it takes."""
    sheet.page_setup.paperSize = _A4
    sheet.page_setup.orientation = "landscape"
    sheet.page_setup.fitToWidth, sheet.page_setup.fitToHeight = 1, 0
    sheet.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)


def _letters(words: str) -> int:
    """How wide words are; a Chinese character is two letters."""
    return sum(2 if ord(letter) > 0x2E80 else 1 for letter in words)
