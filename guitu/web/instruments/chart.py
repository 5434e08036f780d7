"""One score over time as a drawing: a line, its points, and where the published bands begin."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from guitu.domain.instruments.model import Definition, Score, Words
from guitu.domain.instruments.scores import Scored, span
from guitu.workflows.filled_forms import Result

_LEFT, _RIGHT, _TOP, _BOTTOM = 28, 312, 12, 140  # of a drawing 320 wide and 152 high: a phone's


@dataclass(frozen=True)
class Point:
    """One total: its place in the drawing, its day, its number."""

    x: int
    y: int
    on: date
    total: str


@dataclass(frozen=True)
class Mark:
    """Where a band begins."""

    y: int
    words: Words
    least: str


@dataclass(frozen=True)
class Chart:
    """The drawing of one score. ``line`` the points joined, "" for a single one."""

    words: Words
    worse: str
    low: str
    high: str
    points: tuple[Point, ...]
    line: str
    marks: tuple[Mark, ...]


def charts(definition: Definition, results: Sequence[Result]) -> tuple[Chart, ...]:
    """One drawing for each score of the newest version that has at least one total."""
    made = (_chart(definition, score, results) for score in definition.scores)
    return tuple(chart for chart in made if chart is not None)


def _chart(definition: Definition, score: Score, results: Sequence[Result]) -> Chart | None:
    totals = [
        (each.line.happened_on, one.total)
        for each in results
        for one in each.scored
        if one.score.code == score.code and one.total is not None
    ]
    if not totals:
        return None
    low, high = span(definition, score)
    first, last = totals[0][0].toordinal(), totals[-1][0].toordinal()
    points = tuple(
        Point(_across(day.toordinal(), first, last), _down(total, low, high), day, plain(total))
        for day, total in totals
    )
    line = " ".join(f"{point.x},{point.y}" for point in points) if len(points) > 1 else ""
    marks = tuple(
        Mark(_down(band.least, low, high), band.words, plain(band.least))
        for band in score.bands
        if band.least > low
    )
    return Chart(score.words, score.worse, plain(low), plain(high), points, line, marks)


def _across(day: int, first: int, last: int) -> int:
    if first == last:
        return (_LEFT + _RIGHT) // 2
    return _LEFT + (_RIGHT - _LEFT) * (day - first) // (last - first)


def _down(total: Decimal, low: Decimal, high: Decimal) -> int:
    if high <= low:
        return _BOTTOM
    return _BOTTOM - int((_BOTTOM - _TOP) * (min(max(total, low), high) - low) / (high - low))


def plain(number: Decimal) -> str:
    """A number as people write it: 7, not 7.0."""
    return f"{number.normalize():f}"


def total_of(scored: Scored) -> str:
    """A total to be read, "" where there is none."""
    return "" if scored.total is None else plain(scored.total)
