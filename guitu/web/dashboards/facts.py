"""Everything a report counts, before anybody decides what of it may be said and how it is laid out."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Final

from django.db import transaction

from guitu.analytics import asking
from guitu.analytics.curves import Curves
from guitu.analytics.curves import counted as counted_curves
from guitu.analytics.overview import Overview, counted, numbers
from guitu.analytics.periods import Period, has_past
from guitu.analytics.places import Place
from guitu.analytics.trends import Point
from guitu.domain.access import Viewer
from guitu.domain.disclosure import Asked
from guitu.domain.kernel.dates import add_months
from guitu.domain.measures import Metric
from guitu.domain.measures.files import Count
from guitu.domain.measures.readings import Reading
from guitu.foundation.metrics import metrics

THEMES: Final = ("care", "help", "orders", "tests", "outcomes")
RETENTION: Final = "retention"
_COUNTED: Final = (*THEMES, RETENTION)
STEPS: Final = len(_COUNTED) + 4  # the overview, each theme, the curve, the year before, and both files


@dataclass(frozen=True, slots=True)
class Facts:
    """The numbers of a report. ``before`` those of ``earlier``, the same days a year before.

    ``curves`` how long people stay clean, as of the day it was counted.
    """

    seen: Overview
    themes: Mapping[str, Mapping[str, Reading]]
    earlier: Period
    before: Mapping[str, Reading]
    curves: Curves

    @property
    def now(self) -> Mapping[str, Reading]:
        """Every figure of the period, by id."""
        found = dict(self.seen.numbers)
        for readings in self.themes.values():
            found |= readings
        return found


def gather(viewer: Viewer, place: Place, period: Period, *, today: date, say: Callable[[int], None]) -> Facts:
    """Count everything, step by step.

    Args:
        viewer: who asked; needs figures over the place.
        place: of which.
        period: over which.
        today: the day that files are seen on.
        say: told how many steps are done.

    Raises:
        DomainError: "place.unknown".
    """
    with transaction.atomic():
        seen = counted(viewer, place, period, today=today)
    say(1)
    asked = asking.question(place, months=12, as_of=today)
    themes = {}
    for done, theme in enumerate(_COUNTED, start=2):
        ids = [m.id for m in metrics().values() if m.theme == theme]
        with transaction.atomic():
            themes[theme] = numbers(viewer, place, period, asked, ids)
        say(done)
    with transaction.atomic():
        curves = counted_curves(viewer, place, "none", today=today)
    say(STEPS - 2)
    facts = Facts(seen, themes, period.year_before, {}, curves)
    ids = [name for name, reading in facts.now.items() if is_compared(reading.metric)]
    with transaction.atomic():
        before = numbers(viewer, place, facts.earlier, asked, ids)
    say(STEPS - 1)
    return replace(facts, before=before)


def is_compared(metric: Metric) -> bool:
    """Whether a year before can be set beside it: counted from files or closed courses, and with a past."""
    return metric.is_counted and has_past(metric)


def questions(facts: Facts, may_leave: Callable[[Metric], bool]) -> Iterator[Asked]:
    """Every number that a report for outside would say, the most wanted first."""
    for metric, one in _questions(facts):
        if may_leave(metric):
            yield one


def _questions(facts: Facts) -> Iterator[tuple[Metric, Asked]]:
    seen = facts.seen
    for reading in (*seen.numbers.values(), *seen.funnel, *facts.now.values()):
        yield reading.metric, of_reading(reading, seen.place, seen.period)
    for part in seen.parts:
        for reading in part.numbers.values():
            yield reading.metric, of_reading(reading, part.place, seen.period)
    for name, trend in seen.trends.items():
        for point in trend:
            yield metrics()[name], of_month(metrics()[name], point, seen.place)
    for reading in facts.before.values():
        yield reading.metric, of_reading(reading, seen.place, facts.earlier)


def of_reading(reading: Reading, place: Place, period: Period) -> Asked:
    """The question that a number answers, with the true answer."""
    return _asked(reading.metric, reading.count, place, period.first, period.last)


def of_month(metric: Metric, point: Point, place: Place) -> Asked:
    """The question that a point of a trend answers."""
    last = add_months(point.month, 1) - timedelta(days=1)
    return _asked(metric, Count(point.counted, point.of, 0), place, point.month, last)


def _asked(metric: Metric, count: Count, place: Place, first: date, last: date) -> Asked:
    return Asked(metric.id, place.lo, place.hi, first, last, count.counted, count.of)
