"""A workbook that holds one kind of table, read line by line: sheets, headers, rows with reasons.

What a row becomes is the reader's: it makes a draft, notes a doubt on a row that is kept, or says why not.
"""

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date
from itertools import chain
from typing import Any

from guitu.domain.kernel.errors import DomainError
from guitu.domain.roster.cells import Cell, Line, SheetHead, address, says_nothing, text_of, tight
from guitu.domain.roster.columns import Column
from guitu.domain.roster.layout import LOOK_AT, headers
from guitu.domain.roster.places import Gazetteer
from guitu.domain.roster.vocabulary import Vocabulary

Part = SheetHead | list[Line]

_KNOWN_AT_LEAST = 3
_MEANT = 3  # so many filled cells are a row, whatever the first one says
_FRAME = re.compile(
    r"(合计|总计|小计|共计|总数|填表|制表|审核|填报|负责人|经办人|联系人|注|备注|说明|提示|示例|样例|例如?).*|共\d+.*"
)


@dataclass(frozen=True, slots=True)
class Reason:
    """Why a row was rejected, or a doubt about one that was kept; ``cell`` is the address ("F12")."""

    code: str
    cell: str
    facts: dict[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class TableRow:
    """One line: a draft, or the reasons there is none."""

    sheet: int
    row: int
    draft: Any  # what the reader makes, None where it made none
    reasons: tuple[Reason, ...]


@dataclass(frozen=True, slots=True)
class Table:
    """Where the table of one sheet is and what its columns mean."""

    header_row: int
    columns: tuple[Column, ...]
    missing: tuple[str, ...]

    def place(self, key: str) -> int:
        """The number of a column, from 1; 0 where there is none."""
        return next((column.number for column in self.columns if column.key == key), 0)


class TableReading:
    """Reads the parts of one workbook; ``columns`` holds what was made of each header, sheet by sheet.

    ``read`` makes a draft of a row's cells, or raises what is wrong with its ``field``.
    """

    def __init__(
        self, known: Vocabulary, read: Callable[..., Any], *, gazetteer: Gazetteer, today: date
    ) -> None:
        self._known = known
        self._read = read
        self._gazetteer, self._today = gazetteer, today
        self.columns: list[dict[str, Any]] = []
        self._best: Table | None = None

    def rows(self, parts: Iterable[Part]) -> Iterator[TableRow]:
        """Every row of every sheet with such a table, in order.

        Raises:
            DomainError: "offers-file.no-header", "offers-file.missing-columns", "roster-file.formula".
        """
        found_any = False
        for number, (head, lines) in enumerate(_sheets(parts), 1):
            table, top = self._table(head, lines)
            if table is None or table.missing:
                self._best = self._best or table
                for _ in lines:
                    pass
                continue
            found_any = True
            yield from self._rows(number, head, chain(top, lines), table)
        if not found_any:
            self._refuse()

    def _refuse(self) -> None:
        missing = self._best.missing if self._best else self._known.required
        code = "offers-file.missing-columns" if self._best else "offers-file.no-header"
        raise DomainError(code, columns="、".join(self._known.labels[key] for key in missing))

    def _table(self, head: SheetHead, lines: Iterator[Line]) -> tuple[Table | None, list[Line]]:
        top: list[Line] = []
        if head.visible:
            for line in lines:
                top.append(line)
                if len(top) > LOOK_AT:
                    break
        return find(head, top, self._known), top

    def _rows(self, sheet: int, head: SheetHead, lines: Iterable[Line], table: Table) -> Iterator[TableRow]:
        self.columns += [
            {"sheet": head.name[:60], "words": c.words[:80], "key": c.key or ""} for c in table.columns
        ]
        for line in lines:
            if line.number <= table.header_row or _is_beside(line, table):
                continue
            _check_formulas(line, table, head)
            yield self._row(sheet, line, table, head)

    def _row(self, sheet: int, line: Line, table: Table, head: SheetHead) -> TableRow:
        reasons: list[Reason] = []

        def doubt(error: DomainError, key: str) -> None:
            reasons.append(_reason(error, line, table, key))

        cells = {c.key: _at(line, c.number) for c in table.columns if c.key}
        try:
            draft = self._read(
                cells, doubt=doubt, gazetteer=self._gazetteer, today=self._today, epoch_1904=head.epoch_1904
            )
        except DomainError as error:
            key = str(error.facts.get("field", ""))
            return TableRow(sheet, line.number, None, (_reason(error, line, table, key),))
        return TableRow(sheet, line.number, draft, tuple(reasons))


def _reason(error: DomainError, line: Line, table: Table, key: str) -> Reason:
    place = table.place(_COLUMN_OF.get(key, key))
    facts = {n: v for n, v in error.facts.items() if n != "field" and isinstance(v, (str, int))}
    return Reason(error.code, address(line.number, place) if place else "", facts)


_COLUMN_OF = {"hours_week": "hours"}


def find(head: SheetHead, lines: list[Line], known: Vocabulary) -> Table | None:
    """The table among the first lines of a sheet, or None where it has none."""
    best: tuple[int, Table] | None = None
    for height in (1, 2):
        for place in range(min(len(lines), LOOK_AT)):
            words = headers(head, lines[place : place + height], height, key_of=known.found)
            columns = known.assign(words)
            keys = {column.key for column in columns if column.key}
            score = len(keys) + 5 * len(keys.intersection(known.required))
            if len(keys) >= _KNOWN_AT_LEAST and (best is None or score > best[0]):
                missing = tuple(key for key in known.required if key not in keys)
                missing = _with_code(missing, keys)
                best = score, Table(lines[place + height - 1].number, columns, missing)
    return best[1] if best else None


def _with_code(missing: tuple[str, ...], keys: set[str]) -> tuple[str, ...]:
    """A code says where something is as well as an address does."""
    return tuple(key for key in missing if not (key == "place" and "region" in keys))


def _at(line: Line, number: int) -> Cell:
    return line.cells[number - 1] if number <= len(line.cells) else None


def _is_beside(line: Line, table: Table) -> bool:
    """Whether a line is no row: empty, totals, signatures, notes, or the header once more."""
    serial = table.place("serial")
    filled = [
        (number, text)
        for number, cell in enumerate(line.cells, 1)
        if (text := text_of(cell)) and number != serial and not says_nothing(text)
    ]
    if not filled:
        return True
    if len(filled) < _MEANT:
        first = tight(text_of(next(cell for cell in line.cells if text_of(cell))))
        return bool(_FRAME.fullmatch(first)) or len(filled) == 1
    by_number = {column.number: tight(column.words) for column in table.columns}
    same = sum(by_number.get(number, "?").endswith(tight(text)) for number, text in filled)
    return same >= min(_MEANT, len(table.columns))


def _check_formulas(line: Line, table: Table, head: SheetHead) -> None:
    if not head.formulas:
        return
    for column in table.columns:
        cell = address(line.number, column.number)
        if column.key not in (None, "serial") and (cell in head.formulas or "?" in head.formulas):
            raise DomainError("roster-file.formula", cell=cell)


def _sheets(parts: Iterable[Part]) -> Iterator[tuple[SheetHead, Iterator[Line]]]:
    stream = iter(parts)
    waiting: list[SheetHead] = []

    def lines() -> Iterator[Line]:
        for part in stream:
            if isinstance(part, SheetHead):
                waiting.append(part)
                return
            yield from part

    for part in stream:
        if isinstance(part, SheetHead):
            waiting.append(part)
        while waiting:
            yield waiting.pop(), lines()
