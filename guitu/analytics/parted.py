"""The numbers of a figure for a place and for its parts, in one statement where the figure allows it.

What is asked of many places at once is the same statement as of one (``guitu.analytics.sql.placed``), so that
a row of a table of places says what the page of that place says.
"""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from itertools import pairwise

from django.db import connection

from guitu.analytics import figures
from guitu.analytics.places import Place
from guitu.analytics.sql import placed
from guitu.analytics.sql.dialect import LIVE
from guitu.domain.measures import Count, Metric, Question
from guitu.domain.measures.registry import Entries, Slots, Standing


def counts(metric: Metric, asked: Question, parts: Iterable[Place]) -> dict[int | None, Count]:
    """The numbers of the place that is asked about (None) and of these parts, by the part's number.

    One query where the figure is made from files that stand, one for each place otherwise.

    Raises:
        DomainError: "figure.no-list" where the figure is not made from files.
    """
    wanted = sorted(parts, key=lambda part: part.lo)
    cases, values = figures.asked_in(LIVE, metric, asked)
    of_files = isinstance(metric.made, Slots | Entries | Standing) and placed.can_be_parted(cases)
    if not (wanted and of_files and _apart(wanted)):
        alone: dict[int | None, Count] = {None: figures.count(metric, asked)}
        for part in wanted:
            alone[part.number] = figures.count(metric, replace(asked, lo=part.lo, hi=part.hi))
        return alone
    values |= {"los": [part.lo for part in wanted], "his": [part.hi for part in wanted]}
    with connection.cursor() as cursor:
        cursor.execute(placed.by_part(cases, figures.numbers_of(metric)), values)
        found = {n: Count(*numbers) for n, *numbers in cursor.fetchall()}
    names: dict[int, int | None] = {placed.WHOLE: None}
    names |= {n: part.number for n, part in enumerate(wanted, start=1)}
    return {name: found.get(n, Count(0, 0, 0, 0)) for n, name in names.items()}


def _apart(places: Sequence[Place]) -> bool:
    """Whether no place lies in another; they come in order."""
    return all(one.hi < other.lo for one, other in pairwise(places))
