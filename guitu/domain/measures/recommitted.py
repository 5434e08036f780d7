"""Courses of community rehab that ended because compulsory treatment was ordered again, read plainly.

In question are the courses under way on the day, and those that ended in the months of the period, completed
or terminated; who moved goes on elsewhere and is in question there. What ended is known from rows without a
person (``guitu.domain.cohort``), by month and county: so the list has those under way alone, and a place
smaller than a county does not know, which is no nought.
"""

from collections.abc import Iterable
from typing import Final

from guitu.domain.cohort import CohortRow
from guitu.domain.episode import EpisodeKind, Phase
from guitu.domain.measures.closed import month_of, whole_counties
from guitu.domain.measures.files import UNDER_ORDER, Case, Count, File, Question, open_by
from guitu.domain.measures.registry import Recommitted

KIND: Final = EpisodeKind.COMMUNITY_REHAB
ENDED: Final = (Phase.COMPLETED, Phase.TERMINATED)


def rehab_cases(made: Recommitted, files: Iterable[File], asked: Question) -> list[Case]:
    """Courses under way: not committed again; unknown where nobody knows of those that ended."""
    counted = made.counts_others if whole_counties(asked) else None
    return [
        Case(file.canonical, counted, course.id, on=course.term_from)
        for file in files
        for course in open_by([file], asked)
        if course.kind == KIND and course.phase in UNDER_ORDER
    ]


def sealed_rehab(made: Recommitted, rows: Iterable[CohortRow], asked: Question) -> Count | None:
    """The numbers of courses that ended; None for a place smaller than a county."""
    counties = whole_counties(asked)
    if counties is None:
        return None
    first, last = month_of(asked.first), month_of(asked.as_of)
    found = [
        _is_again(row)
        for row in rows
        if row.kind == KIND
        and row.outcome in ENDED
        and counties[0] <= row.region <= counties[1]
        and first <= 12 * row.year + row.month - 1 + row.months <= last
    ]
    unknown = found.count(None)
    counted = found.count(not made.counts_others)
    return Count(counted, len(found) - unknown, 0, unknown)


def _is_again(row: CohortRow) -> bool | None:
    return row.recommitted if row.outcome == Phase.TERMINATED else False
