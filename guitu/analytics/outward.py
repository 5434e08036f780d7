"""Figures for outside: protected level by level from a snapshot, or one at a time for somebody who asks."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date

from guitu.analytics import figures
from guitu.analytics.asking import question
from guitu.analytics.places import Place
from guitu.casework.publications.queries import Published
from guitu.domain.access import Permission, Viewer, holds
from guitu.domain.disclosure import Asked, protect
from guitu.domain.disclosure.quarters import Quarter
from guitu.domain.kernel import region as regions
from guitu.domain.kernel.errors import DomainError
from guitu.domain.measures import Count, Metric, Question
from guitu.domain.measures.registry import Entries, Slots
from guitu.foundation.authorization import door
from guitu.foundation.metrics import metrics
from guitu.foundation.organisations import queries as organisations

LEVELS = frozenset({"province", "prefecture", "county"})
"""The regions an outward figure may speak of; nothing smaller than a county."""

Counting = Callable[[Metric, Question], Count]


def outward_metrics() -> tuple[Metric, ...]:
    """The figures that may go outside: those counted from files that the registry calls open."""
    return tuple(m for m in metrics().values() if m.has_list and m.disclosure == "open")


def cells(count: Counting, quarter: Quarter, *, as_of: date) -> Iterator[Published]:
    """Every outward figure of every region down to counties, protected table by table.

    A table holds the regions below one, so that no region is hidden alone in it.

    Args:
        count: gives a figure's true numbers.
        quarter: which.
        as_of: the day that standing figures show.
    """
    yield from _table(count, quarter, [regions.NATION], as_of=as_of)
    waiting = [regions.NATION]
    while waiting:
        below = [r.code for r in organisations.children(waiting.pop()) if regions.level(r.code) in LEVELS]
        yield from _table(count, quarter, below, as_of=as_of)
        waiting += below


def _table(count: Counting, quarter: Quarter, below: Sequence[int], *, as_of: date) -> Iterator[Published]:
    for metric in outward_metrics():
        counts = {r: count(metric, _asked(metric, r, quarter, as_of)) for r in below}
        for region, shown in _protected(metric, counts).items():
            yield Published(metric.id, metric.version, region, shown[0], shown[1])


def _asked(metric: Metric, region: int, quarter: Quarter, as_of: date) -> Question:
    """What is asked of a region for a quarter; only how files stand is seen on ``as_of``."""
    until = quarter.last if isinstance(metric.made, (Slots, Entries)) else as_of
    asked = question(Place(region, "", *regions.place_interval(region)), months=3, as_of=until)
    return replace(asked, first=quarter.first)


def _protected(metric: Metric, counts: Mapping[int, Count]) -> Mapping[int, tuple[int | None, int | None]]:
    if metric.of is None:
        shown = protect({region: [count.counted] for region, count in counts.items()})
        return {region: (cells[0], 0) for region, cells in shown.rows.items()}
    shown = protect({region: [count.counted, count.missing] for region, count in counts.items()})
    return {region: (cells[0], cells[1]) for region, cells in shown.rows.items()}


def truth(viewer: Viewer, metric: Metric, region: int, quarter: Quarter, *, as_of: date) -> Asked:
    """The true numbers behind one outward question, for the limits; never to be shown as they are.

    Raises:
        DomainError: "place.unknown" for a region out of reach or smaller than a county; "figure.unknown".
    """
    if regions.level(region) not in LEVELS | {"nation"}:
        raise DomainError("place.unknown")
    if metric not in outward_metrics():
        raise DomainError("figure.unknown")
    asked = _asked(metric, region, quarter, as_of)
    if not holds(viewer, Permission.FIGURES_READ) or asked.lo < viewer.lo or asked.hi > viewer.hi:
        raise DomainError("place.unknown")
    with door.counting(viewer):
        count = figures.count(metric, asked)
    return Asked(metric.id, asked.lo, asked.hi, quarter.first, quarter.last, count.counted, count.of)


def shown_alone(metric: Metric, asked: Asked) -> Published:
    """One number as it may be shown on its own."""
    count = Count(asked.counted, asked.of, 0)
    region = regions.region_of(asked.lo)
    return Published(metric.id, metric.version, region, *_protected(metric, {region: count})[region])


def only_known(found: Iterable[Published]) -> tuple[Published, ...]:
    """Without regions of which nothing is known: all of their cells are nothing."""
    kept = list(found)
    known = {cell.region for cell in kept if cell.counted != 0 or cell.rest != 0}
    return tuple(cell for cell in kept if cell.region in known)
