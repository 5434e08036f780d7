"""A report of figures into an office's template: tables and charts go in where it names them.

Tables carry their own lines and widths, so that they look alike in any template; letters, headings, margins,
header and footer are the template's.
"""

import io
import re
from collections.abc import Iterator, Mapping, Sequence
from copy import deepcopy
from typing import Final
from xml.sax.saxutils import escape

from docx import Document
from docx.document import Document as Doc
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls, qn
from docx.oxml.text.paragraph import CT_P
from docx.oxml.xmlchemy import BaseOxmlElement
from docx.shared import Cm, Emu, Length

from guitu.domain.letters.report import REPORT
from guitu.exchange.exporters import letter_paper
from guitu.exchange.exporters.pictures import line_chart, step_chart
from guitu.exchange.exporters.reports import NOTHING, Cell, Chart, Curve, Paper, Section

REST: Final = "rest"
NOTES: Final = "notes"
_PICTURE_MOST: Final = Cm(16)
_TWIP: Final = 635  # EMU in a twentieth of a point
_LEAST, _MOST, _HEAD_MOST = 6, 80, 12  # a column's share of the width, in letters of half width
_NARROWEST: Final = 740  # twips: two Chinese characters of a head side by side
_WHOLE_MOST: Final = 14  # rows of a table that stays on one page; proposed
_SMALL: Final = 18  # half points in a table: 9 pt
_NUMBER: Final = re.compile(r"[-+−]?[\d.,]+%?|—")
_NEVER: Final = re.compile("[\ue000\ue001\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")


def as_docx(paper: Paper, template: bytes) -> bytes:
    """The report to read and to print.

    Args:
        paper: what stands in it.
        template: one that was judged as a layout of ``report``.
    """
    marks = {name: letter_paper.mark(name) for name in REPORT.blocks}
    words = dict.fromkeys(REPORT.words, "") | {k: _clean(v) for k, v in paper.words.items()}
    document = Document(io.BytesIO(letter_paper.filled(template, words | marks)))
    standing = {p.text.strip(): p for p in document.element.body.findall(qn("w:p"))}
    places = {name: standing[mark] for name, mark in marks.items() if mark in standing}
    width = _width(document)
    for name, place in places.items():
        if name == NOTES:
            _lines(place, paper.lines)
        else:
            for section in _of(paper, name, places):
                _put(document, place, section, width)
        place.getparent().remove(place)
    return letter_paper.saved(document)


def _of(paper: Paper, name: str, places: Mapping[str, CT_P]) -> Iterator[Section]:
    for section in paper.sections:
        if section.block == name or (name == REST and section.block not in places):
            yield section


def _width(document: Doc) -> Length:
    """What fits between the margins of the narrowest page."""
    found = [
        (s.page_width or Cm(21)) - (s.left_margin or Cm(2.5)) - (s.right_margin or Cm(2.5))
        for s in document.sections
    ]
    return Emu(max(Cm(8), min(found, default=Cm(16))))


def _lines(place: CT_P, lines: Sequence[str]) -> None:
    """One paragraph a line, each like the one in whose place they stand."""
    for line in lines:
        added = deepcopy(place)
        first, *rest = added.findall(qn("w:r"))
        first.text = _clean(line)
        for run in rest:
            added.remove(run)
        place.addprevious(added)


def _put(document: Doc, place: CT_P, part: Section, width: Length) -> None:
    place.addprevious(_heading(document, part.heading))
    if part.note:
        place.addprevious(_paragraph(part.note))
    if part.chart is not None:
        place.addprevious(_picture(document, part.chart, part.heading, width))
    place.addprevious(_table(part, width))
    place.addprevious(_gap())


def _heading(document: Doc, words: str) -> BaseOxmlElement:
    """In the template's own style of headings, else in bold."""
    names = {style.name: style.style_id for style in document.styles if style.name}
    style = names.get("Heading 1") or names.get("heading 1")
    form = f'<w:pStyle w:val="{escape(style)}"/>' if style else ""
    letters = "" if style else "<w:rPr><w:b/></w:rPr>"
    return parse_xml(
        f"<w:p {nsdecls('w')}><w:pPr>{form}<w:keepNext/></w:pPr>"
        f'<w:r>{letters}<w:t xml:space="preserve">{_escaped(words)}</w:t></w:r></w:p>'
    )


def _paragraph(words: str) -> BaseOxmlElement:
    size = f'<w:rPr><w:sz w:val="{_SMALL + 2}"/><w:szCs w:val="{_SMALL + 2}"/></w:rPr>'
    return parse_xml(
        f"<w:p {nsdecls('w')}><w:pPr><w:keepNext/>"
        '<w:spacing w:after="60" w:line="300" w:lineRule="auto"/></w:pPr>'
        f'<w:r>{size}<w:t xml:space="preserve">{_escaped(words)}</w:t></w:r></w:p>'
    )


def _gap() -> BaseOxmlElement:
    """Between a table and what follows: two tables without one would become one."""
    return parse_xml(
        f"<w:p {nsdecls('w')}><w:pPr>"
        '<w:spacing w:before="0" w:after="0" w:line="120" w:lineRule="exact"/></w:pPr></w:p>'
    )


def _picture(document: Doc, chart: Chart | Curve, words: str, width: Length) -> BaseOxmlElement:
    if isinstance(chart, Chart):
        drawn = line_chart(chart.labels, chart.values, percent=chart.percent)
    else:
        drawn = step_chart(chart.shares, chart.limits, chart.at_risk)
    picture = document.part.new_pic_inline(io.BytesIO(drawn), width=min(width, _PICTURE_MOST))
    picture.docPr.set("descr", _clean(words))
    paragraph = parse_xml(f"<w:p {nsdecls('w')}><w:pPr><w:keepNext/></w:pPr><w:r><w:drawing/></w:r></w:p>")
    paragraph.find(f".//{qn('w:drawing')}").append(picture)
    return paragraph


def _table(part: Section, width: Length) -> BaseOxmlElement:
    twips = int(width / _TWIP)
    columns = _columns(part, twips)
    grid = "".join(f'<w:gridCol w:w="{one}"/>' for one in columns)
    whole = len(part.rows) <= _WHOLE_MOST
    rows = [_row(part.head, columns, head=True, keep=True)]
    rows += [
        _row(row, columns, head=False, keep=whole and n < len(part.rows))
        for n, row in enumerate(part.rows, 1)
    ]
    sides = "".join(
        f'<w:{side} w:val="single" w:sz="4" w:space="0" w:color="8A9292"/>'
        for side in ("top", "left", "bottom", "right", "insideH", "insideV")
    )
    return parse_xml(
        f"<w:tbl {nsdecls('w')}><w:tblPr>"
        f'<w:tblW w:w="{twips}" w:type="dxa"/><w:tblBorders>{sides}</w:tblBorders>'
        '<w:tblLayout w:type="fixed"/><w:tblCellMar><w:left w:w="70" w:type="dxa"/>'
        '<w:right w:w="70" w:type="dxa"/></w:tblCellMar></w:tblPr>'
        f"<w:tblGrid>{grid}</w:tblGrid>{''.join(rows)}</w:tbl>"
    )


def _columns(part: Section, twips: int) -> list[int]:
    """Widths after what stands in each column, so that a long name has room and a number is not broken."""
    weights = []
    for n, head in enumerate(part.head):
        found = [_letters(_words(row[n])) for row in part.rows]
        weights.append(min(_MOST, max(_LEAST, min(_letters(head), _HEAD_MOST), *found)))
    narrow = {n for n, weight in enumerate(weights) if twips * weight < _NARROWEST * sum(weights)}
    left = twips - _NARROWEST * len(narrow)
    shared = sum(weight for n, weight in enumerate(weights) if n not in narrow)
    return [_NARROWEST if n in narrow else int(left * weight / shared) for n, weight in enumerate(weights)]


def _letters(words: str) -> int:
    """How wide words are; a Chinese character is two letters."""
    return sum(2 if ord(letter) > 0x2E80 else 1 for letter in words) + 2


def _row(cells: Sequence[Cell], columns: Sequence[int], *, head: bool, keep: bool) -> str:
    """``keep``: on the page of the next row."""
    form = "<w:cantSplit/><w:tblHeader/>" if head else "<w:cantSplit/>"
    made = "".join(
        _cell(_words(cell), width, head=head, keep=keep) for cell, width in zip(cells, columns, strict=True)
    )
    return f"<w:tr><w:trPr>{form}</w:trPr>{made}</w:tr>"


def _cell(words: str, width: int, *, head: bool, keep: bool) -> str:
    shade = '<w:shd w:val="clear" w:color="auto" w:fill="EEF2F2"/>' if head else ""
    side = '<w:jc w:val="right"/>' if _NUMBER.fullmatch(words) and not head else ""
    bold = "<w:b/>" if head else ""
    keeping = "<w:keepNext/>" if keep else ""
    return (
        f'<w:tc><w:tcPr><w:tcW w:w="{width}" w:type="dxa"/>{shade}</w:tcPr>'
        f"<w:p><w:pPr>{keeping}"
        f'<w:spacing w:before="20" w:after="20" w:line="240" w:lineRule="auto"/>{side}</w:pPr>'
        f'<w:r><w:rPr>{bold}<w:sz w:val="{_SMALL}"/><w:szCs w:val="{_SMALL}"/></w:rPr>'
        f'<w:t xml:space="preserve">{_escaped(words)}</w:t></w:r></w:p></w:tc>'
    )


def _words(cell: Cell) -> str:
    return NOTHING if cell is None else str(cell)


def _escaped(words: str) -> str:
    return escape(_clean(words))


def _clean(words: str) -> str:
    """Without what no document may hold."""
    return _NEVER.sub("", words)
