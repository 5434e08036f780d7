"""How a figure moved, month by month, for a place and for each of the places in it.

Only what fell due or happened has a past: how files stood on an earlier day is not kept, so nobody draws it.
A past month is what the registry answers when it is asked about that month today: late entries count.
"""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date, timedelta

from django.db import connection

from guitu.analytics.sql import months
from guitu.domain.kernel.dates import add_months
from guitu.domain.measures import Metric, Question
from guitu.domain.measures.registry import Entries, Slots

MONTHS = 12


@dataclass(frozen=True, slots=True)
class Point:
    """One month of a figure, named by its first day. ``unknown`` is in neither part."""

    month: date
    counted: int = 0
    of: int = 0
    unknown: int = 0

    @property
    def share(self) -> float | None:
        """From 0 to 1; None where there is nothing to divide by."""
        return self.counted / self.of if self.of else None


Trend = tuple[Point, ...]


def has_past(metric: Metric) -> bool:
    """Whether the figure can be asked about a month that is over."""
    return isinstance(metric.made, Slots | Entries)


def month_starts(as_of: date, length: int = MONTHS) -> tuple[date, ...]:
    """The first days of the last months, the current one included, the earliest first."""
    return tuple(add_months(as_of.replace(day=1), back - length + 1) for back in range(length))


def in_month(metric: Metric, asked: Question, month: date) -> Question:
    """The registry's question whose answer is one point of a trend."""
    after = add_months(month, 1)
    is_in_time = isinstance(metric.made, Slots) and metric.made.answered == "in_time"
    last = after if is_in_time else after - timedelta(days=1)
    return replace(asked, first=month, as_of=min(last, asked.as_of))


def by_place(metric: Metric, asked: Question, *, step: int) -> Mapping[int | None, Trend]:
    """The months up to ``asked.as_of`` of a whole place (None) and of its parts. One query.

    Args:
        metric: made from slots or entries.
        asked: the question; its ``first`` is not looked at.
        step: place numbers of one part are equal when divided by it; each is named by that quotient.

    Raises:
        DomainError: "figure.no-past".
    """
    starts = month_starts(asked.as_of)
    values = {
        **months.values(metric),
        "lo": asked.lo,
        "hi": asked.hi,
        "first": starts[0],
        "as_of": asked.as_of,
        "step": step,
    }
    with connection.cursor() as cursor:
        cursor.execute(months.statement(metric), values)
        rows = cursor.fetchall()
    found: dict[int | None, dict[date, Point]] = {None: {}}
    for month, place, counted, of, unknown in rows:
        for part in {None, place}:
            before = found.setdefault(part, {}).get(month, Point(month))
            found[part][month] = Point(
                month, before.counted + counted, before.of + of, before.unknown + unknown
            )
    return {part: tuple(points.get(m, Point(m)) for m in starts) for part, points in found.items()}
