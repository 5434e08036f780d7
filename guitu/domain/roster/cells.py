"""Cells of a foreign table: their addresses, their text, and what dates, counts and yes-or-no words mean.

People type dates in a dozen ways; every way that names one day is read, and nothing is guessed: a month
without a day, a two-digit year or 30 February is refused with a code.
"""

import re
import unicodedata
from dataclasses import dataclass
from datetime import date, timedelta
from functools import lru_cache

from guitu.domain.kernel.errors import DomainError

Cell = str | float | date | None


@dataclass(frozen=True, slots=True)
class Line:
    """One row of a sheet: the sheet's own row number (from 1) and its cells from column A on."""

    number: int
    cells: tuple[Cell, ...]


@dataclass(frozen=True, slots=True)
class SheetHead:
    """What is known of a sheet before its lines.

    ``formulas`` addresses of cells that are calculated ("F12", or "?" where the file gives none).
    ``merged`` ranges near the top as (first row, first column, last row, last column), from 1.
    """

    name: str
    visible: bool = True
    epoch_1904: bool = False
    formulas: frozenset[str] = frozenset()
    merged: tuple[tuple[int, int, int, int], ...] = ()


NOTHING = frozenset(
    {
        "",
        "无",
        "没有",
        "暂无",
        "空",
        "/",
        "//",
        "\\",
        "-",
        "--",
        "—",
        "——",
        "n/a",
        "na",
        "null",
        "不详",
        "未知",
        "未填",
    }
)
"""What stands in a cell when there is nothing to say, in small letters."""

_INVISIBLE = re.compile(r"[\u200b-\u200f\u202a-\u202e\u2060\ufeff\x00-\x08\x0b-\x1f]")
_SPACES = re.compile(r"\s+")
_EPOCH_1900 = date(
    1899, 12, 30
)  # the day before serial 1, less the 29 February 1900 that spreadsheets invented
_EPOCH_1904 = date(1904, 1, 1)
_SERIALS = range(10_000, 80_000)  # 1927 to 2119
_EIGHT_DIGITS = range(1900_00_00, 2200_00_00)
_TIME = r"(?:[T ]*\d{1,2}:\d{2}(?::\d{2}(?:\.\d+)?)?)?"
_NOTE = r"(?:\(.*\)|\[.*\])?"
_FULL = re.compile(rf"(\d{{4}})([-./年])(\d{{1,2}})[-./月](\d{{1,2}})[日号]?{_TIME}{_NOTE}")
_COMPACT = re.compile(rf"(\d{{4}})(\d{{2}})(\d{{2}}){_TIME}{_NOTE}")
_MONTH_ONLY = re.compile(rf"\d{{4}}(?:[-./年]\d{{1,2}}月?|\d{{2}}){_NOTE}")
_NUMERAL = {c: i for i, c in enumerate("零一二三四五六七八九")} | {"〇": 0, "○": 0, "两": 2}
_CHINESE_DATE = re.compile(
    r"([零〇○一二三四五六七八九]{4})年([一二三四五六七八九十]{1,3})月([一二三四五六七八九十]{1,3})[日号]"
)


def address(row: int, column: int) -> str:
    """The address of a cell; both count from 1.

    >>> address(12, 6), address(3, 28)
    ('F12', 'AB3')
    """
    return f"{letters(column)}{row}"


def letters(column: int) -> str:
    """The letters of a column, counted from 1."""
    text = ""
    while column:
        column, rest = divmod(column - 1, 26)
        text = chr(65 + rest) + text
    return text


def text_of(cell: Cell) -> str:
    r"""The words of a cell: narrow forms, no line breaks, no invisible characters, trimmed; "" for none.

    >>> text_of("　男\n "), text_of(3.0), text_of(None)
    ('男', '3', '')
    """
    if isinstance(cell, str):
        return _clean(cell)
    if cell is None:
        return ""
    if isinstance(cell, date):
        return cell.isoformat()
    return str(int(cell)) if float(cell).is_integer() else repr(cell)


@lru_cache(maxsize=1 << 13)
def _clean(text: str) -> str:
    plain = text if text.isascii() else unicodedata.normalize("NFKC", text)
    return _SPACES.sub(" ", _INVISIBLE.sub("", plain)).strip()


def tight(text: str) -> str:
    """``text`` without any spaces."""
    return text.replace(" ", "")


def says_nothing(text: str) -> bool:
    """Whether the words only say that there is nothing."""
    return text.lower() in NOTHING


def parse_date(cell: Cell, *, epoch_1904: bool = False) -> date:
    """The one day a cell names.

    Raises:
        DomainError: "date.empty", "date.no-day" (a month or a year only), "date.impossible" (no calendar has
            that day), "date.unreadable".

    >>> [parse_date(c).isoformat() for c in ("２０２５-０３-０１", "2025年3月1日", "20250301", 45717.0)]
    ['2025-03-01', '2025-03-01', '2025-03-01', '2025-03-01']
    """
    if isinstance(cell, date):
        return cell
    if isinstance(cell, (int, float)):
        return _from_number(float(cell), epoch_1904=epoch_1904)
    return _from_text(text_of(cell), epoch_1904=epoch_1904)


def _from_number(number: float, *, epoch_1904: bool) -> date:
    whole = int(number)
    if whole in _SERIALS:
        return (_EPOCH_1904 if epoch_1904 else _EPOCH_1900) + timedelta(days=whole)
    if number == whole and whole in _EIGHT_DIGITS:
        return _day(whole // 10_000, whole // 100 % 100, whole % 100)
    if number == whole and 1900_00 <= whole < 2200_00 and 1 <= whole % 100 <= 12:
        raise DomainError("date.no-day")
    raise DomainError("date.unreadable")


def _from_text(text: str, *, epoch_1904: bool) -> date:
    if says_nothing(text):
        raise DomainError("date.empty")
    narrow = tight(text).strip("'’‘`\"").replace("。", ".").replace("、", ".").rstrip(".")
    found = _FULL.fullmatch(narrow)
    if found:
        return _day(int(found[1]), int(found[3]), int(found[4]))
    found = _COMPACT.fullmatch(narrow)
    if found:
        return _day(int(found[1]), int(found[2]), int(found[3]))
    chinese = _CHINESE_DATE.match(narrow)
    if chinese:
        year = int("".join(str(_NUMERAL[c]) for c in chinese[1]))
        return _day(year, _numeral(chinese[2]), _numeral(chinese[3]))
    if _MONTH_ONLY.fullmatch(narrow):
        raise DomainError("date.no-day")
    if re.fullmatch(r"\d{5}(?:\.\d+)?", narrow):
        return _from_number(float(narrow), epoch_1904=epoch_1904)
    raise DomainError("date.unreadable")


def _day(year: int, month: int, day: int) -> date:
    try:
        return date(year, month, day)
    except ValueError as error:
        raise DomainError("date.impossible") from error


def _numeral(words: str) -> int:
    """A Chinese number below 100, or 0 where it is none; 0 is no month and no day."""
    tens, ten, ones = words.rpartition("十")
    if not ten:
        return _NUMERAL.get(words, 0)
    return _NUMERAL.get(tens or "一", 0) * 10 + (_NUMERAL.get(ones, 0) if ones else 0)


def parse_count(text: str) -> int | None:
    """A small count: "2", "2次", "第三次", "两次"; None where it is none.

    >>> [parse_count(t) for t in ("2", "3次", "第十二次", "多次")]
    [2, 3, 12, None]
    """
    found = re.fullmatch(r"第?(\d{1,3}|[零一二三四五六七八九十两]{1,3})[次回]?", tight(text))
    if not found:
        return None
    return int(found[1]) if found[1].isdigit() else _numeral(found[1]) or None


def parse_sex(text: str) -> str | None:
    """The sex a word names ("male", "female"), or None.

    >>> [parse_sex(t) for t in ("男", "女性", "F", "2", "?")]
    ['male', 'female', 'female', 'female', None]
    """
    word = tight(text).lower().removesuffix("性")
    return {
        "男": "male",
        "m": "male",
        "male": "male",
        "1": "male",
        "女": "female",
        "f": "female",
        "female": "female",
        "2": "female",
    }.get(word)
