"""The numbers of a figure for each of several places, in one statement where the figure allows it.

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


def counts(metric: Metric, asked: Question, parts: Iterable[Place]) -> dict[int, Count]:
    """The numbers of each part by its number, those without a case among them.

    One query where the figure is made from files that stand, one for each part otherwise.

    Raises:
        DomainError: "figure.no-list" where the figure is not made from files.
    """
    wanted = sorted(parts, key=lambda part: part.lo)
    cases, values = figures.asked_in(LIVE, metric, asked)
    of_files = isinstance(metric.made, Slots | Entries | Standing) and placed.can_be_parted(cases)
    if not (wanted and of_files and _apart(wanted)):
        return {p.number: figures.count(metric, replace(asked, lo=p.lo, hi=p.hi)) for p in wanted}
    values |= {"los": [part.lo for part in wanted], "his": [part.hi for part in wanted]}
    with connection.cursor() as cursor:
        cursor.execute(placed.by_part(cases, figures.numbers_of(metric)), values)
        found = {part: Count(*numbers) for part, *numbers in cursor.fetchall()}
    return {part.number: found.get(n, Count(0, 0, 0, 0)) for n, part in enumerate(wanted, start=1)}


def _apart(places: Sequence[Place]) -> bool:
    """Whether no place lies in another; they come in order."""
    return all(one.hi < other.lo for one, other in pairwise(places))
