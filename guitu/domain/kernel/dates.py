"""Civil date arithmetic as Chinese law counts it (Civil Code, articles 200 to 203).

The day of the event is not counted; a period of months or years ends on the corresponding day of its last
month, or on that month's last day where there is none. What the outlook engine repeats is offered on ordinals
(``date.toordinal()``) too, because integers are several times faster than dates.
"""

import re
from calendar import monthrange
from dataclasses import dataclass
from datetime import date, timedelta
from functools import lru_cache
from typing import Literal

from guitu.domain.kernel.errors import DomainError

LastDay = Literal["corresponding_day", "day_before"]

_ISO = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")


def parse_iso(text: str) -> date:
    """The date written as ``YYYY-MM-DD``, and nothing else: no time, no week number, no spaces.

    Raises:
        DomainError: "date.not-iso" for another shape, "date.impossible" for a day no calendar has.

    >>> parse_iso("2026-02-28")
    datetime.date(2026, 2, 28)
    >>> parse_iso("20260228")
    Traceback (most recent call last):
    guitu.domain.kernel.errors.DomainError: date.not-iso
    """
    if not _ISO.fullmatch(text):
        raise DomainError("date.not-iso")
    try:
        return date.fromisoformat(text)
    except ValueError as error:
        raise DomainError("date.impossible", text=text) from error


def add_months(start: date, months: int) -> date:
    """The corresponding day ``months`` later (earlier if negative), or the last day of that month.

    Source: Civil Code, article 202.

    >>> add_months(date(2026, 1, 31), 1).isoformat(), add_months(date(2024, 2, 29), 36).isoformat()
    ('2026-02-28', '2027-02-28')
    """
    year, month0 = divmod(start.year * 12 + start.month - 1 + months, 12)
    return date(year, month0 + 1, min(start.day, monthrange(year, month0 + 1)[1]))


def add_years(start: date, years: int) -> date:
    """The corresponding day ``years`` later; 29 February becomes 28 February in a common year.

    >>> add_years(date(2024, 2, 29), 4).isoformat()
    '2028-02-29'
    """
    return add_months(start, years * 12)


def last_day(start: date, months: int, *, convention: LastDay = "corresponding_day") -> date:
    """The last day of a term of ``months`` that starts on ``start``.

    Offices differ in whether the corresponding day still belongs to the term. Where the last month has no
    corresponding day, its last day ends the term under both conventions.

    >>> last_day(date(2026, 3, 10), 36).isoformat()
    '2029-03-10'
    >>> last_day(date(2026, 3, 10), 36, convention="day_before").isoformat()
    '2029-03-09'
    >>> last_day(date(2024, 2, 29), 36, convention="day_before").isoformat()
    '2027-02-28'
    """
    end = add_months(start, months)
    if convention == "day_before" and end.day == start.day:
        return end - timedelta(days=1)
    return end


def add_days(start: date, days: int) -> date:
    """The day ``days`` later; the first day itself is not counted (Civil Code, article 201).

    >>> add_days(date(2026, 3, 2), 15).isoformat()
    '2026-03-17'
    """
    return start + timedelta(days=days)


def days_between(start: date, end: date) -> int:
    """Days from ``start`` to ``end``, the first not counted and the last counted; negative backwards.

    Leaving on the 10th and coming back on the 12th is two days away.

    >>> days_between(date(2026, 3, 10), date(2026, 3, 12))
    2
    """
    return end.toordinal() - start.toordinal()


def months_between(start: date, end: date) -> int:
    """Whole months completed from ``start`` to ``end``; 0 when ``end`` is earlier.

    >>> [months_between(date(2026, 1, 31), date(2026, *day)) for day in ((2, 27), (2, 28), (3, 30), (3, 31))]
    [0, 1, 1, 2]
    """
    if end <= start:
        return 0
    months = (end.year - start.year) * 12 + end.month - start.month
    return months if add_months(start, months) <= end else months - 1


def years_between(start: date, end: date) -> int:
    """Whole years completed: an age in years (周岁) when ``start`` is the birth date.

    >>> [years_between(date(2000, *born), date(2018, 2, 28)) for born in ((2, 29), (3, 1))]
    [18, 17]
    """
    return months_between(start, end) // 12


@lru_cache(maxsize=1 << 16)
def month_marks(anchor: int, count: int) -> tuple[int, ...]:
    """Ordinals of the corresponding day 0, 1, … ``count`` months after the day with ordinal ``anchor``.

    Each mark is counted from the anchor, so 31 January gives 28 February and then 31 March again.

    >>> [date.fromordinal(n).isoformat() for n in month_marks(date(2026, 1, 31).toordinal(), 3)]
    ['2026-01-31', '2026-02-28', '2026-03-31', '2026-04-30']
    """
    start = date.fromordinal(anchor)
    return tuple(add_months(start, n).toordinal() for n in range(count + 1))


def add_months_ordinal(anchor: int, months: int) -> int:
    """``add_months`` on ordinals, for single steps; for a whole series take ``month_marks``."""
    return add_months(date.fromordinal(anchor), months).toordinal()


@dataclass(frozen=True, slots=True)
class Span:
    """Days from ``first`` to ``last``, both inside; ``last`` None means that it has not ended.

    Raises:
        DomainError: "span.backwards" when the last day is before the first.

    >>> Span(date(2026, 1, 1), date(2026, 1, 31)).days
    31
    >>> date(2030, 1, 1) in Span(date(2026, 1, 1), None)
    True
    """

    first: date
    last: date | None

    def __post_init__(self) -> None:
        if self.last is not None and self.last < self.first:
            raise DomainError("span.backwards", first=self.first, last=self.last)

    def __contains__(self, day: date) -> bool:
        return self.first <= day and (self.last is None or day <= self.last)

    @property
    def days(self) -> int | None:
        """Days inside, counting both ends; None while it is open."""
        return None if self.last is None else days_between(self.first, self.last) + 1

    def overlaps(self, other: "Span") -> bool:
        """Whether any day is in both."""
        if self.last is not None and self.last < other.first:
            return False
        return other.last is None or self.first <= other.last
