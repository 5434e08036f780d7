"""Figures made from courses that closed: rows without a person, so there is a number and never a list.

A row knows months and counties only (``guitu.domain.cohort``): the month a course ended in is the one it
began in and its whole months, and a place smaller than a county has no figure.
"""

from collections.abc import Iterable
from datetime import date

from guitu.domain.cohort import CohortRow
from guitu.domain.measures.files import Count, Question
from guitu.domain.measures.registry import Closed


def month_of(day: date) -> int:
    """The number of a day's month, counted on from year to year.

    >>> month_of(date(2026, 1, 31)) - month_of(date(2025, 12, 1))
    1
    """
    return 12 * day.year + day.month - 1


def closed_count(made: Closed, rows: Iterable[CohortRow], asked: Question) -> Count:
    """The numbers of the courses that ended in the months of the period."""
    first, last = month_of(asked.first), month_of(asked.as_of)
    found = [
        row.outcome in made.counted
        for row in rows
        if asked.lo // 1000 <= row.region <= asked.hi // 1000
        and row.kind in made.kinds
        and row.outcome in made.outcomes
        and first <= 12 * row.year + row.month - 1 + row.months <= last
    ]
    return Count(sum(found), len(found), 0)
