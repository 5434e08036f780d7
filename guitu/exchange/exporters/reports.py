"""A report of figures as .docx and .xlsx: the same tables in both, charts as pictures, no name of anybody.

Words and numbers come ready from whoever asks; nothing is counted here.
"""

import io
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from docx import Document
from docx.document import Document as Doc
from docx.oxml.ns import qn
from docx.shared import Cm, Pt
from openpyxl import Workbook
from openpyxl.styles import Alignment, Font
from openpyxl.utils import get_column_letter

from guitu.exchange.exporters.cells import neutral
from guitu.exchange.exporters.pictures import line_chart

Cell = str | int | float | None
DOCX: Final = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
XLSX: Final = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
_NOTHING: Final = "—"


@dataclass(frozen=True, slots=True)
class Chart:
    """A line over months. ``values`` from 0 to 1 where ``percent``; None where nothing is known."""

    labels: Sequence[str]
    values: Sequence[float | None]
    percent: bool


@dataclass(frozen=True, slots=True)
class Section:
    """A table under its heading, with a picture where it has a course. ``note`` what the reader must know.

    Cells: numbers stay numbers in the workbook; None is "—": not known, or nothing to divide by.
    """

    heading: str
    head: Sequence[str]
    rows: Sequence[Sequence[Cell]]
    note: str = ""
    chart: Chart | None = None


@dataclass(frozen=True, slots=True)
class Paper:
    """A whole report: its title, the lines under it, and its sections."""

    title: str
    lines: Sequence[str]
    sections: Sequence[Section]


def as_docx(paper: Paper) -> bytes:
    """The report to read and to print."""
    document = Document()
    _set_fonts(document)
    for section in document.sections:
        section.page_width, section.page_height = Cm(21), Cm(29.7)
        section.left_margin = section.right_margin = Cm(2.4)
    document.add_heading(paper.title, level=0)
    for line in paper.lines:
        document.add_paragraph(line)
    for part in paper.sections:
        _put(document, part)
    written = io.BytesIO()
    document.save(written)
    return written.getvalue()


def _set_fonts(document: Doc) -> None:
    for name, size in (("Normal", 11), ("Heading 1", 15), ("Title", 22)):
        style = document.styles[name]
        style.font.name, style.font.size = "Noto Serif", Pt(size)
        style.element.get_or_add_rPr().get_or_add_rFonts().set(qn("w:eastAsia"), "SimSun")


def _put(document: Doc, part: Section) -> None:
    document.add_heading(part.heading, level=1)
    if part.note:
        document.add_paragraph(part.note)
    if part.chart is not None:
        picture = line_chart(part.chart.labels, part.chart.values, percent=part.chart.percent)
        document.add_picture(io.BytesIO(picture), width=Cm(16))
    table = document.add_table(rows=1, cols=len(part.head), style="Table Grid")
    for cell, word in zip(table.rows[0].cells, part.head, strict=True):
        cell.paragraphs[0].add_run(word).bold = True
    for row in part.rows:
        for cell, value in zip(table.add_row().cells, row, strict=True):
            cell.text = _NOTHING if value is None else str(value)


def as_xlsx(paper: Paper) -> bytes:
    """The same tables, each on a sheet of its own, to calculate with."""
    book = Workbook()
    first = book.active
    assert first is not None  # noqa: S101 - a new workbook has one sheet
    first.title = "0"
    for row, line in enumerate((paper.title, *paper.lines), start=1):
        first.cell(row, 1, neutral(line)).font = Font(bold=row == 1)
    first.column_dimensions["A"].width = 100
    for number, part in enumerate(paper.sections, start=1):
        sheet = book.create_sheet(f"{number}")
        sheet.cell(1, 1, neutral(part.heading)).font = Font(bold=True)
        sheet.cell(2, 1, neutral(part.note))
        for column, word in enumerate(part.head, start=1):
            cell = sheet.cell(3, column, neutral(word))
            cell.font, cell.alignment = Font(bold=True), Alignment(wrap_text=True)
            sheet.column_dimensions[get_column_letter(column)].width = 28 if column == 1 else 16
        for row, values in enumerate(part.rows, start=4):
            for column, value in enumerate(values, start=1):
                sheet.cell(row, column, neutral(value) if isinstance(value, str) else value)
    written = io.BytesIO()
    book.save(written)
    return written.getvalue()
