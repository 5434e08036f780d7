"""What a dashboard shows of a place: a few numbers, their months, the way into care, and its parts.

Everything here is the registry's answer (``asking``); this file only says which answers stand together.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Final

from guitu.analytics import asking
from guitu.analytics.periods import Period, has_past
from guitu.analytics.places import Place, inside, is_unit
from guitu.analytics.recent import recent
from guitu.analytics.trends import Point, Trend
from guitu.domain.access import Viewer
from guitu.domain.kernel import region as regions
from guitu.domain.measures import Question
from guitu.domain.measures.readings import Reading
from guitu.foundation import clock
from guitu.foundation.metrics import metrics

NUMBERS: Final = (
    "in_care",
    "visit_completion",
    "first_contact_7",
    "freshness_rate",
    "aftercare_coverage",
    "urgent_need_in_time",
    "loss_rate",
    "overcontrol_count",
)
TRENDS: Final = ("visit_completion", "first_contact_7", "contacts_made", "test_completion", "help_given")
FUNNEL: Final = (
    "handoff_noticed",
    "handoff_given",
    "handoff_accepted",
    "handoff_contact_first",
    "handoff_contact_second",
    "handoff_contact_third",
)
PART_NUMBERS: Final = ("in_care", "visit_completion", "first_contact_7")
PART_TREND: Final = "visit_completion"


@dataclass(frozen=True, slots=True)
class Part:
    """A place within the place, with its own few numbers and its months."""

    place: Place
    numbers: Mapping[str, Reading]
    trend: Trend


@dataclass(frozen=True, slots=True)
class Overview:
    """A place over a period. ``at`` when it was counted; ``level`` of the place, "unit" for a single unit."""

    place: Place
    level: str
    period: Period
    as_of: date
    at: datetime
    numbers: Mapping[str, Reading]
    funnel: tuple[Reading, ...]
    trends: Mapping[str, Trend]
    parts: tuple[Part, ...]

    @property
    def has_data(self) -> bool:
        """Whether anything at all was counted; else a page says so in place of noughts."""
        readings = [*self.numbers.values(), *self.funnel]
        points = [point for trend in self.trends.values() for point in trend]
        return any(r.count.of or r.count.unknown for r in readings) or any(p.of or p.unknown for p in points)


def level_of(place: Place) -> str:
    """The level of a region by its number, or "unit"."""
    return "unit" if is_unit(place) else regions.level(place.number)


def overview(viewer: Viewer, place: Place, period: Period, *, today: date) -> Overview:
    """What a dashboard shows, counted now or a moment ago while nothing changed since.

    Raises:
        DomainError: "place.unknown" for whoever may not read figures there.
    """
    asking.let_in(viewer, place)
    key = ("overview", place.number, period.code, today)
    return recent(key, lambda: counted(viewer, place, period, today=today))


def counted(viewer: Viewer, place: Place, period: Period, *, today: date) -> Overview:
    """What a dashboard shows, counted now.

    Raises:
        DomainError: as ``overview``.
    """
    level = level_of(place)
    asked = asking.question(place, months=12, as_of=today)
    until = replace(asked, as_of=period.last)
    below = inside(viewer, place)
    step = min((part.hi - part.lo + 1 for part in below), default=1)
    trends = asking.trends(viewer, place, until, [metrics()[name] for name in TRENDS], step=step)
    both = _of_parts(viewer, place, below, period, asked)
    alone = numbers(viewer, place, period, asked, [name for name in NUMBERS if name not in PART_NUMBERS])
    own = alone | both[place.number]
    return Overview(
        place=place,
        level=level,
        period=period,
        as_of=today,
        at=clock.now(),
        numbers={name: own[name] for name in NUMBERS if name in own},
        funnel=tuple(numbers(viewer, place, period, asked, FUNNEL).values()),
        trends={name: found[None] for name, found in trends.items()},
        parts=tuple(
            Part(part, both[part.number], _trend_of(part, trends[PART_TREND], step))
            for part in below
            if _says_anything(both[part.number])
        ),
    )


def numbers(
    viewer: Viewer, place: Place, period: Period, asked: Question, ids: Iterable[str]
) -> dict[str, Reading]:
    """Readings of a period, each metric asked as it has to be, in the order of ``ids``.

    None stands without what it must be read with.

    Raises:
        DomainError: "place.unknown".
    """
    wanted = tuple(asking.together(ids))
    found: dict[str, Reading] = {}
    for question, names in _by_question(period, asked, wanted).items():
        found |= asking.readings(viewer, place, question, names)
    return {name: _inside(period, found[name]) for name in wanted if name in found}


def _inside(period: Period, reading: Reading) -> Reading:
    """The reading with its last day in the period: what must be in time is seen from the day after."""
    if not has_past(reading.metric) or reading.as_of <= period.last:
        return reading
    return replace(reading, as_of=period.last)


def _by_question(period: Period, asked: Question, ids: Iterable[str]) -> dict[Question, list[str]]:
    found: dict[Question, list[str]] = {}
    for name in ids:
        found.setdefault(period.question(metrics()[name], asked), []).append(name)
    return found


def _of_parts(
    viewer: Viewer, place: Place, below: Sequence[Place], period: Period, asked: Question
) -> dict[int, dict[str, Reading]]:
    """The few numbers of a place and of its parts, by their numbers. One query for each figure."""
    found: dict[int, dict[str, Reading]] = {each.number: {} for each in (place, *below)}
    for question, names in _by_question(period, asked, PART_NUMBERS).items():
        for number, readings in asking.readings_of_parts(viewer, place, below, question, names).items():
            found[number] |= readings
    return {
        number: {name: _inside(period, readings[name]) for name in PART_NUMBERS}
        for number, readings in found.items()
    }


def _says_anything(readings: Mapping[str, Reading]) -> bool:
    return any(r.count.of or r.count.unknown for r in readings.values())


def _trend_of(part: Place, trends: Mapping[int | None, Trend], step: int) -> Trend:
    """The months of one part: the sum of what lies within it."""
    first, last = part.lo // step, part.hi // step
    inside = [trend for key, trend in trends.items() if key is not None and first <= key <= last]
    return tuple(
        Point(
            point.month,
            sum(trend[n].counted for trend in inside),
            sum(trend[n].of for trend in inside),
            sum(trend[n].unknown for trend in inside),
        )
        for n, point in enumerate(trends[None])
    )
