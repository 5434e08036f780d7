"""Amounts of money as whole fen (1 yuan = 100 fen), from 1 up to a ceiling; never a float.

Read the way people type: "1,200.50", "¥1200", "１２００元". What could be read in two ways is refused and not
guessed: commas that part no thousands, numerals such as 一千, 万 behind a digit.
"""

import re
from typing import Final

from guitu.domain.kernel.errors import DomainError

FEN: Final = 100
"""Fen of one yuan."""

CEILING: Final = 1_000_000_000
"""Fen: ten million yuan, above any single amount that aftercare handles. Guitu proposal."""

_NARROW = {wide: wide - 0xFEE0 for wide in range(0xFF01, 0xFF5F)} | {0xFFE5: "¥", 0x3000: " ", 0x2212: "-"}
_AROUND = re.compile(r"^(?:¥|RMB|CNY|人民币)?\s*(.*?)\s*(?:元|元整|圆)?$", re.IGNORECASE)
_PLAIN = re.compile(r"(?P<whole>[0-9]+|[0-9]{1,3}(?:,[0-9]{3})+)(?:\.(?P<part>[0-9]*))?")
_LONGEST = 40  # characters; more is no amount somebody typed

_DIGITS = "零壹贰叁肆伍陆柒捌玖"
_PLACES = ("", "拾", "佰", "仟")
_GROUPS = ("", "万", "亿", "兆")


def parse(text: str, *, most: int = CEILING, field: str = "amount") -> int:
    """The fen of an amount in yuan as somebody typed it.

    Args:
        text: digits, also full-width, with at most two decimals; thousands may be parted by commas.
        most: the ceiling, included.
        field: of the form, to stand the refusal beside.

    Raises:
        DomainError: "money.empty", "money.unreadable", "money.negative", "money.decimals", "money.zero",
            "money.too-much".

    >>> parse("1,200.50"), parse("￥１２００"), parse("0.01 元")
    (120050, 120000, 1)
    """
    narrow = text.translate(_NARROW).strip()
    if not narrow:
        raise DomainError("money.empty", field=field)
    bare = _AROUND.sub(r"\1", narrow) if len(narrow) <= _LONGEST else narrow
    if bare.startswith("-"):
        found = _PLAIN.fullmatch(bare[1:].strip())
        raise DomainError("money.negative" if found else "money.unreadable", field=field)
    found = _PLAIN.fullmatch(bare)
    if found is None:
        raise DomainError("money.unreadable", field=field)
    part = (found["part"] or "").rstrip("0")
    if len(part) > 2:
        raise DomainError("money.decimals", field=field)
    whole = found["whole"].replace(",", "").lstrip("0")
    if len(whole) > len(str(most)):  # before it becomes a number: a line of nines is no work
        raise DomainError("money.too-much", field=field, most=written(most))
    return check(int(whole or "0") * FEN + int(part.ljust(2, "0")), most=most, field=field)


def check(fen: int, *, most: int = CEILING, field: str = "amount") -> int:
    """``fen``, where it is an amount that may be kept.

    Raises:
        DomainError: "money.unreadable" (no whole number), "money.negative", "money.zero", "money.too-much".
    """
    if type(fen) is not int:  # also a bool, which would count as one fen
        raise DomainError("money.unreadable", field=field)
    if fen < 0:
        raise DomainError("money.negative", field=field)
    if fen == 0:
        raise DomainError("money.zero", field=field)
    if fen > most:
        raise DomainError("money.too-much", field=field, most=written(most))
    return fen


def written(fen: int) -> str:
    """An amount, a sum or nothing as people read it.

    >>> written(120050), written(5), written(-120050)
    ('¥1,200.50', '¥0.05', '-¥1,200.50')
    """
    yuan, part = divmod(abs(fen), FEN)
    return f"{'-' if fen < 0 else ''}¥{yuan:,}.{part:02d}"


def in_words(fen: int) -> str:
    """An amount in the numerals that receipts carry against alterations (中文大写金额).

    >>> in_words(120050), in_words(100_000_00), in_words(1_000_507), in_words(5)
    ('壹仟贰佰元伍角整', '壹拾万元整', '壹万零伍元零柒分', '伍分')
    """
    yuan, part = divmod(check(fen), FEN)
    jiao, cent = divmod(part, 10)
    said = f"{_whole(yuan)}元" if yuan else ""
    if not part:
        return f"{said}整"
    if jiao:
        said += f"{_DIGITS[jiao]}角"
    elif said:
        said += "零"
    return said + (f"{_DIGITS[cent]}分" if cent else "整")


def _whole(number: int) -> str:
    """A whole number above 0; one 零 stands for any run of noughts between digits."""
    said, gap, digits = "", False, str(number)
    last_group = len(digits)
    for n, digit in enumerate(digits):
        group, place = divmod(len(digits) - 1 - n, 4)
        if digit == "0":
            gap = True
        else:
            said += ("零" if gap and said else "") + _DIGITS[int(digit)] + _PLACES[place]
            gap, last_group = False, group
        if place == 0 and group and last_group == group:
            said += _GROUPS[group]
    return said
