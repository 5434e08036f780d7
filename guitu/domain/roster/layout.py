"""Finds the table on a sheet: which row is the header, what its columns mean, which lines are people.

Nothing is assumed about where it starts: above it stand titles, notes and who filled it in; the header may be
two merged lines; below come totals, signatures and empty lines, and a printed list repeats its header.
"""

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from guitu.domain.roster.cells import Cell, Line, SheetHead, says_nothing, text_of, tight
from guitu.domain.roster.columns import IGNORE, REQUIRED, UNKNOWN, Column, assign, key_of

KeyOf = Callable[[str], tuple[str | None, str]]

LOOK_AT = 40
"""Lines from the top among which a header is looked for."""

_KNOWN_AT_LEAST = 3
_REPEATED_AT_LEAST = 4
_TOTALS = re.compile(r"(本页)?(合计|总计|小计|共计|总数|累计)(\W.*|\d.*|人.*|:.*|$)|共\d+[人名]")
_SIGNATURES = re.compile(
    r"(填表人|制表人|审核人|填报人|负责人|经办人|联系人|复核人|制表|审核|填表单位|填报单位|填报日期|制表日期|单位盖章|\(?盖章|接收人|移交人)"
    r"(签字|签名|:|\(|$).*"
)
_NOTES = re.compile(r"(注|备注|说明|填表说明|备注说明|填写说明|要求|注意|提示)\d?[:.、].*|\d+[、.].{12,}")
_EXAMPLES = re.compile(r"(示例|样例|例|例如|填写示例|举例|范例)(\d|:|$).*")
_ID_DIGITS = 10
_LONG = 24  # a lone cell with more words than this is a sentence, not a name
_SENDER = re.compile(
    r".*?(?:填报单位|报送单位|移送单位|移交单位|制表单位|单位名称|上报单位|填表单位|呈报单位)(?:\([^)]*\))?:(.{2,60})"
)
_CORRECTION_TITLE = re.compile(r"社区矫正|矫正对象|矫正人员")
_CORRECTION_HEADER = re.compile(
    r"(社区)?矫正(类别|期限|对象|机构|起始|开始|结束|小组|单位|人员).*|(管制|缓刑|假释|暂予监外执行)(类别|期限|考验期).*"
)


@dataclass(frozen=True, slots=True)
class Layout:
    """Where the table of one sheet is and what its columns mean.

    ``header_rows`` first and last row number of the header. ``sender`` the office named above the table, ""
    where none is. ``missing`` required keys without a column: such a sheet cannot be read.
    """

    sheet: SheetHead
    header_rows: tuple[int, int]
    columns: tuple[Column, ...]
    sender: str
    missing: tuple[str, ...]
    _places: dict[str, tuple[int, ...]] = field(init=False, compare=False, repr=False)

    def __post_init__(self) -> None:
        found: dict[str, list[int]] = {}
        for column in self.columns:
            if column.key:
                found.setdefault(column.key, []).append(column.number)
        object.__setattr__(self, "_places", {key: tuple(numbers) for key, numbers in found.items()})

    def places(self, key: str) -> tuple[int, ...]:
        """The numbers of the columns of one meaning, from 1."""
        return self._places.get(key, ())

    @property
    def unknown(self) -> tuple[Column, ...]:
        """Columns whose meaning nobody knows: to be shown, never dropped in silence."""
        return tuple(column for column in self.columns if column.key is None)


def find(head: SheetHead, lines: Sequence[Line], sender_columns: Mapping[str, str]) -> Layout | None:
    """The table among the first lines of a sheet, or None where the sheet has no roster.

    Args:
        head: the sheet.
        lines: its first lines; ``LOOK_AT`` are enough.
        sender_columns: what this sender's header words mean (see ``columns.assign``).
    """
    best: tuple[int, int, tuple[Column, ...]] | None = None
    for height in (1, 2):  # of two equally good headers the lower one stands
        for place in range(min(len(lines), LOOK_AT)):
            words = headers(head, lines[place : place + height], height, key_of=key_of)
            columns = assign(words, sender_columns)
            score = _score(columns)
            if score and (best is None or score > _score(best[2])):
                best = (place, height, columns)
    if best is None:
        return None
    place, height, columns = best
    known = {column.key for column in columns}
    return Layout(
        sheet=head,
        header_rows=(lines[place].number, lines[place + height - 1].number),
        columns=columns,
        sender=sender_of(lines[:place]),
        missing=tuple(key for key in REQUIRED if key not in known),
    )


def headers(head: SheetHead, lines: Sequence[Line], height: int, *, key_of: KeyOf) -> tuple[str, ...]:
    """The words of each column from column A on, of a header of one line or two; () where it is none.

    ``key_of`` says which column words stand for, and how that was found: of "基本情况" over "姓名" only the
    lower one stands for any.
    """
    if len(lines) < height:
        return ()
    top = tuple(_words(cell) for cell in lines[0].cells)
    if height == 1:
        return top
    follows = lines[1].number == lines[0].number + 1
    if not follows or not _is_words_only(lines[1]) or any(":" in word for word in top):
        return ()
    low = tuple(_words(cell) for cell in lines[1].cells)
    return _joined(top, low, _spread(head, lines[0].number), key_of)


def _joined(
    top: tuple[str, ...], low: tuple[str, ...], merged: dict[int, int], key_of: KeyOf
) -> tuple[str, ...]:
    """A header of two lines as one: "家属" over "姓名" reads "家属姓名"; a lone word stands for itself."""
    width = max(len(top), len(low))
    words = []
    above = ""
    for column in range(1, width + 1):
        over = top[column - 1] if column <= len(top) else ""
        under = low[column - 1] if column <= len(low) else ""
        if over:
            above = over
        elif merged and merged.get(column) is None:
            above = ""
        words.append(_one(above, under, key_of) if under and above and above != under else under or over)
    return tuple(words)


def _one(above: str, under: str, key_of: KeyOf) -> str:
    """Both lines together, unless only the lower one means something ("基本情况" over "姓名")."""
    together = f"{above}{under}"
    return under if key_of(together) == UNKNOWN and key_of(under)[0] else together


def _spread(head: SheetHead, row: int) -> dict[int, int]:
    """Column → first column of the merged range of ``row`` that covers it."""
    return {
        column: left
        for first, left, last, right in head.merged
        if first <= row <= last
        for column in range(left, right + 1)
    }


def _words(cell: Cell) -> str:
    return text_of(cell) if isinstance(cell, str) else ""


def _is_words_only(line: Line) -> bool:
    """Whether a line could be the second line of a header: words, no dates, no numbers, no ids."""
    filled = [cell for cell in line.cells if cell is not None]
    return bool(filled) and all(isinstance(c, str) and not any(x.isdigit() for x in c) for c in filled)


def _score(columns: Iterable[Column]) -> int:
    """How much a line looks like the header: known columns, those a roster needs counting more; 0 is none."""
    known = {column.key for column in columns if column.key not in (None, IGNORE)}
    needed = len(known.intersection(REQUIRED))
    if len(known) < _KNOWN_AT_LEAST or needed == 0:
        return 0
    return len(known) + 5 * needed


def sender_of(lines: Sequence[Line]) -> str:
    """The office named above the table ("填报单位：…"), or ""."""
    for line in lines[:LOOK_AT]:
        for cell in line.cells:
            found = _SENDER.match(_words(cell))
            if found:
                name = re.split(r"\s{2,}|填报日期|日期|\(盖章", found[1])[0].strip()
                return name.split(" ")[0] if name else ""
    return ""


def is_community_correction(head: SheetHead, lines: Sequence[Line], layout: Layout | None) -> bool:
    """Whether the sheet lists people under community correction, whom this software has no business with.

    A column that merely asks "是否社区矫正" does not make it one.
    """
    if layout is not None and any(_CORRECTION_HEADER.fullmatch(tight(c.words)) for c in layout.columns):
        return True
    if _CORRECTION_TITLE.search(head.name):
        return True
    above = [line for line in lines[:LOOK_AT] if layout is None or line.number < layout.header_rows[0]]
    return any(_CORRECTION_TITLE.search(_words(cell)) for line in above[:5] for cell in line.cells)


def is_header_again(line: Line, layout: Layout) -> bool:
    """Whether a line repeats the header, as printed lists do on each page."""
    same = [column for column in layout.columns if column.key == "name" and _repeats(line, column)]
    if not same:
        return False
    return sum(_repeats(line, column) for column in layout.columns) >= min(
        _REPEATED_AT_LEAST, len(layout.columns)
    )


def _repeats(line: Line, column: Column) -> bool:
    words = tight(text_of(_at(line, column.number)))
    return bool(words) and tight(column.words).endswith(words)  # of a header in two lines, the lower


def _at(line: Line, number: int) -> Cell:
    return line.cells[number - 1] if number <= len(line.cells) else None


def is_beside_the_table(line: Line, layout: Layout) -> bool:
    """Whether a line is no person: totals, signatures, notes, an example, or only a running number."""
    first = next((text for cell in line.cells if (text := text_of(cell))), "")
    if _EXAMPLES.fullmatch(tight(first)):
        return True
    if any(_is_id(_at(line, number)) for number in layout.places("citizen_id")):
        return False
    filled = [(number, text) for number, cell in enumerate(line.cells, 1) if (text := text_of(cell))]
    serial = layout.places("serial")
    meant = [text for number, text in filled if number not in serial and not says_nothing(text)]
    if not meant:
        return True
    if any(p.fullmatch(tight(text)) for _, text in filled[:3] for p in (_TOTALS, _SIGNATURES, _NOTES)):
        return True
    return len(filled) == 1 and len(tight(first)) > _LONG


def _is_id(cell: Cell) -> bool:
    """Whether a cell holds enough digits to be meant as somebody's id, right or wrong."""
    return sum(map(str.isdigit, text_of(cell))) >= _ID_DIGITS
