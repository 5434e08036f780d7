"""What a post pays, in whole fen for a month, a day, an hour or a piece; never a float.

Offices write wages in many ways; what can be read in one way only is read, everything else is refused with a
code or kept as "to be agreed".
"""

import re
import unicodedata
from dataclasses import dataclass
from decimal import Decimal
from typing import Final

from guitu.domain.kernel.errors import DomainError

PERIODS: Final = ("month", "day", "hour", "piece")
CEILING: Final = 10_000_000
"""Fen (100,000 yuan): above this a wage is a slip of the pen. Guitu proposal."""

_YEAR_MONTHS = 12
_LEAST_MONTHLY = 100  # yuan; below it a bare number is no month's wage


@dataclass(frozen=True, slots=True)
class Wage:
    """From ``least`` to ``most`` fen, both included, for one ``per`` of ``PERIODS``.

    Raises:
        DomainError: "wage.period", "wage.range", "wage.amount" (zero, negative or above ``CEILING``).
    """

    least: int
    most: int
    per: str = "month"

    def __post_init__(self) -> None:
        if self.per not in PERIODS:
            raise DomainError("wage.period")
        for fen in (self.least, self.most):
            if type(fen) is not int or not 0 < fen <= CEILING:
                raise DomainError("wage.amount", most=CEILING // 100)
        if self.least > self.most:
            raise DomainError("wage.range")


_TO_BE_AGREED = re.compile(r"(工资|薪资|待遇|薪酬|报酬)?(面议|面谈|详谈|另议|协商|从优|当面谈)[。.]?")
_NUMBER = r"(\d{1,3}(?:,\d{3})+|\d+)(\.\d+)?\s*(万|千|[kKwW])?"
_RANGE = re.compile(rf"(?P<sign>-)?{_NUMBER}(?:元)?(?:[-~～—–至到]+{_NUMBER})?(?P<over>以上|起|及以上|\+)?")
_PER = (
    (re.compile(r"/?每?(小?时|钟点|hour|h)(?![a-z])"), "hour"),
    (re.compile(r"/?每?(天|日|day)"), "day"),
    (re.compile(r"/?每?(件|个|计件|piece)"), "piece"),
    (re.compile(r"/?每?(年|year)|年薪"), "year"),
    (re.compile(r"/?每?(月|month)|月薪"), "month"),
)
_TIMES = {"万": 10_000, "w": 10_000, "千": 1000, "k": 1000}


def parse(text: str) -> Wage | None:
    """The wage that words name; None where it is to be agreed.

    Raises:
        DomainError: "wage.unreadable", "wage.range", "wage.amount".

    >>> parse("3500-5000元/月"), parse("200元/天"), parse("面议")
    (Wage(least=350000, most=500000, per='month'), Wage(least=20000, most=20000, per='day'), None)
    """
    narrow = unicodedata.normalize("NFKC", text).replace(" ", "").strip()
    if not narrow or _TO_BE_AGREED.fullmatch(narrow):
        return None
    found = _RANGE.search(narrow)
    if found is None or len(_RANGE.findall(narrow)) > 1:
        raise DomainError("wage.unreadable")
    if found["sign"]:
        raise DomainError("wage.amount", most=CEILING // 100)
    _, low, low_part, low_unit, high, high_part, high_unit, _ = found.groups()
    # "3-5千": the unit behind the second number is that of both
    least = _fen(low, low_part, low_unit or (high_unit if high else None))
    most = _fen(high, high_part, high_unit or low_unit) if high else least
    per = next((period for pattern, period in _PER if pattern.search(narrow.lower())), "month")
    if per == "year":
        return Wage(least // _YEAR_MONTHS, most // _YEAR_MONTHS)
    if per == "month" and most < _LEAST_MONTHLY * 100:
        raise DomainError("wage.unreadable")
    return Wage(least, most, per)


def _fen(whole: str, part: str | None, unit: str | None) -> int:
    if len(whole) > 12:  # a line of digits is no wage and no work
        raise DomainError("wage.amount", most=CEILING // 100)
    yuan = Decimal(whole.replace(",", "") + (part or ""))
    return int(yuan * _TIMES.get((unit or "").lower(), 1) * 100)
