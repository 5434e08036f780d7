"""A whole workbook, read line by line: sheets, headers, people, and who stands in it twice.

Lines come in and rows go out in a stream; what is kept is one small key for each accepted row. A file that is
no roster is refused as a whole, wherever in it that becomes clear, so a caller writes nothing before the end.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from itertools import chain

from guitu.domain.kernel.errors import DomainError
from guitu.domain.roster import columns, layout, rows
from guitu.domain.roster.cells import Line, SheetHead, address
from guitu.domain.roster.layout import Layout
from guitu.domain.roster.rows import Reason, RosterRow, Terms

Part = SheetHead | list[Line]


@dataclass(frozen=True, slots=True)
class SheetReport:
    """What was made of a sheet; ``skipped`` says why nothing was ("" where it was read)."""

    name: str
    layout: Layout | None
    skipped: str


def sender_in(sheets: Iterable[SheetReport]) -> str:
    """The office named above the first table that names one; "" where none does."""
    return next((s.layout.sender for s in sheets if s.layout and s.layout.sender), "")


class RosterReading:
    """Reads the parts of one workbook.

    >>> list(RosterReading(terms).rows(parts))  # doctest: +SKIP
    """

    def __init__(self, terms: Terms) -> None:
        self.terms = terms
        self.sheets: list[SheetReport] = []
        self._first: dict[tuple[str, date], int] = {}
        self._releases: dict[str, tuple[int, date]] = {}

    @property
    def sender(self) -> str:
        """The office named above the first table; "" where none is."""
        return sender_in(self.sheets)

    def rows(self, parts: Iterable[Part]) -> Iterator[RosterRow]:
        """Every row of every sheet that is a roster, in order.

        Raises:
            DomainError: "roster-file.no-header", "roster-file.missing-columns", "roster-file.formula",
                "roster-file.community-correction".
        """
        for head, lines in _sheets(parts):
            yield from self._sheet(head, lines)
        self._check_any()

    def _sheet(self, head: SheetHead, lines: Iterator[Line]) -> Iterator[RosterRow]:
        top: list[Line] = []
        for line in lines:
            top.append(line)
            if len(top) > layout.LOOK_AT:
                break
        found = layout.find(head, top, self.terms.columns_of(layout.sender_of(top)))
        if layout.is_community_correction(head, top, found):
            raise DomainError("roster-file.community-correction")
        skipped = _why_skipped(head, top, found)
        self.sheets.append(SheetReport(head.name, found, skipped))
        if skipped or found is None:
            for _ in lines:
                pass  # to the end of the sheet
            return
        for line in chain(top, lines):
            if line.number > found.header_rows[1] and not _is_no_person(line, found):
                _check_formulas(line, found)
                yield self._compared(rows.read(line, found, self.terms))

    def _compared(self, row: RosterRow) -> RosterRow:
        """The row, with what the file itself says against it."""
        values = row.values
        if row.state != "accepted" or values.citizen_id is None or values.released_on is None:
            return row
        release = (values.citizen_id, values.released_on)
        first = self._first.setdefault(release, row.row)
        cell = next(r for r in self.sheets if r.name == row.sheet)
        where = _cell_of(cell.layout, "citizen_id", row.row)
        if first != row.row:
            return row.with_reasons(Reason("duplicate.in-file", where, {"row": first}))
        other, day = self._releases.setdefault(values.citizen_id, (row.row, values.released_on))
        if day != values.released_on:
            return row.with_reasons(Reason("person.other-release", where, {"row": other}))
        return row

    def _check_any(self) -> None:
        if any(not sheet.skipped for sheet in self.sheets):
            return
        for sheet in self.sheets:
            if sheet.skipped == "missing-columns" and sheet.layout:
                labels = [columns.label(key) for key in sheet.layout.missing]
                raise DomainError(
                    "roster-file.missing-columns",
                    sheet=sheet.name,
                    columns_zh="、".join(zh for zh, _ in labels),
                    columns_en=", ".join(en for _, en in labels),
                )
        raise DomainError("roster-file.no-header")


def _sheets(parts: Iterable[Part]) -> Iterator[tuple[SheetHead, Iterator[Line]]]:
    stream = iter(parts)
    waiting: list[SheetHead] = []
    for part in stream:
        if isinstance(part, SheetHead):
            waiting.append(part)
        while waiting:
            head = waiting.pop()
            yield head, _lines(stream, waiting)


def _lines(stream: Iterator[Part], waiting: list[SheetHead]) -> Iterator[Line]:
    for part in stream:
        if isinstance(part, SheetHead):
            waiting.append(part)
            return
        yield from part


def _why_skipped(head: SheetHead, top: list[Line], found: Layout | None) -> str:
    if not head.visible:
        return "hidden"
    if not top:
        return "empty"
    if found is None:
        return "no-header"
    return "missing-columns" if found.missing else ""


def _is_no_person(line: Line, found: Layout) -> bool:
    return layout.is_beside_the_table(line, found) or layout.is_header_again(line, found)


def _check_formulas(line: Line, found: Layout) -> None:
    """A roster lists facts; a calculated name, id or day is refused together with its file."""
    if not found.sheet.formulas:
        return
    for column in found.columns:
        cell = address(line.number, column.number)
        if (
            column.key
            and column.key != "serial"
            and (cell in found.sheet.formulas or "?" in found.sheet.formulas)
        ):
            raise DomainError("roster-file.formula", cell=cell)


def _cell_of(found: Layout | None, key: str, row: int) -> str:
    if found is None:
        return ""
    return next((address(row, column.number) for column in found.columns if column.key == key), "")
