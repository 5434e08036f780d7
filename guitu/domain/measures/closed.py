"""Figures made from courses that closed: rows without a person, so there is a number and never a list.

A row knows months and counties only (``guitu.domain.cohort``): the month a course ended in is the one it
began in and its whole months, and a place smaller than a county has no figure.
"""

from collections.abc import Iterable
from datetime import date
from typing import Final

from guitu.domain.cohort import CohortRow
from guitu.domain.measures.files import Count, Question
from guitu.domain.measures.registry import Closed

_COUNTY: Final = 10**6  # as many region numbers as a county has
_OWN: Final = 1000  # a place number is a region number times this, plus a unit's own number


def whole_counties(asked: Question) -> tuple[int, int] | None:
    """The lowest and highest region of whole counties within a place, both inside; None: it is smaller.

    Rows without a person know their county and nothing smaller, so that no part of it has any of them.

    >>> at = Question(430102000000000, 430102999999999, date(2026, 1, 1), date(2026, 1, 1), (), 90)
    >>> whole_counties(at)
    (430102000000, 430102000000)
    """
    lo = -(-asked.lo // _OWN)
    hi = (asked.hi + 1) // _OWN - _COUNTY
    return (lo, hi) if lo <= hi else None


def month_of(day: date) -> int:
    """The number of a day's month, counted on from year to year.

    >>> month_of(date(2026, 1, 31)) - month_of(date(2025, 12, 1))
    1
    """
    return 12 * day.year + day.month - 1


def closed_count(made: Closed, rows: Iterable[CohortRow], asked: Question) -> Count:
    """The numbers of the courses that ended in the months of the period."""
    counties = whole_counties(asked)
    if counties is None:
        return Count(0, 0, 0)
    first, last = month_of(asked.first), month_of(asked.as_of)
    found = [
        row.outcome in made.counted
        for row in rows
        if counties[0] <= row.region <= counties[1]
        and row.kind in made.kinds
        and row.outcome in made.outcomes
        and first <= 12 * row.year + row.month - 1 + row.months <= last
    ]
    return Count(sum(found), len(found), 0)
