"""A dashboard as its template prints it: every number with its address, every chart with its table."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from urllib.parse import urlencode

from django.urls import reverse

from guitu.analytics.overview import PART_NUMBERS, Overview, Part
from guitu.analytics.periods import Period
from guitu.analytics.trends import Point, Trend
from guitu.domain.measures import Metric
from guitu.domain.measures.readings import Reading
from guitu.foundation.metrics import metrics, said
from guitu.web.dashboards.charts import Line, line
from guitu.web.shell.numbers import name_of, percent, shown, target_shown

Links = Mapping[str, str]


@dataclass(frozen=True)
class Tile:
    """A number. ``links`` the lists of its parts; None for whoever may not see names."""

    reading: Reading
    name: str
    formula: str
    counted: str
    of: str
    missing: str
    big: str
    target: str
    unknown: str
    links: Links | None

    @property
    def width(self) -> str:
        """How much of a bar 100 wide is filled."""
        return f"{100 * (self.reading.count.share or 0):.2f}"


@dataclass(frozen=True)
class Month:
    """One row of the table under a chart. ``value`` what the chart draws, as a number; "" where unknown."""

    on: date
    point: Point
    shown: str
    value: str
    links: Links | None


@dataclass(frozen=True)
class Chart:
    """A figure month by month: its table, and its line for those without a script."""

    metric: Metric
    name: str
    counted: str
    of: str
    is_share: bool
    months: tuple[Month, ...]
    line: Line


@dataclass(frozen=True)
class Row:
    """A place within the place."""

    part: Part
    address: str
    tiles: tuple[Tile, ...]
    line: Line


@dataclass(frozen=True)
class Board:
    """The whole page."""

    seen: Overview
    tiles: tuple[Tile, ...]
    charts: tuple[Chart, ...]
    steps: tuple[Tile, ...]
    heads: tuple[str, ...]
    rows: tuple[Row, ...]


def board(seen: Overview, *, with_names: bool) -> Board:
    """The page of an overview; ``with_names``: whether the reader may open lists."""
    return Board(
        seen=seen,
        tiles=tuple(_tile(r, seen, with_names=with_names) for r in seen.numbers.values()),
        charts=tuple(
            _chart(metrics()[name], trend, seen, with_names=with_names) for name, trend in seen.trends.items()
        ),
        steps=tuple(_tile(r, seen, with_names=with_names) for r in seen.funnel),
        heads=tuple(said(metrics()[name].name) for name in PART_NUMBERS),
        rows=tuple(_row(part, seen.period) for part in seen.parts),
    )


def _tile(reading: Reading, seen: Overview, *, with_names: bool) -> Tile:
    metric, count = reading.metric, reading.count
    return Tile(
        reading=reading,
        name=name_of(reading),
        formula=said(metric.formula),
        counted=said(metric.counted),
        of=said(metric.of),
        missing=said(metric.missing),
        big=shown(reading),
        target=target_shown(reading),
        unknown=percent(count.unknown, count.unknown + count.of) if count.unknown else "",
        links=_links(metric, reading.place, seen.period.code) if with_names and metric.has_list else None,
    )


def _chart(metric: Metric, trend: Trend, seen: Overview, *, with_names: bool) -> Chart:
    is_share = metric.unit == "share"
    values = [point.share if is_share else float(point.counted) for point in trend]
    months = []
    for point, value in zip(trend, values, strict=True):
        code = point.month.strftime("%Y-%m")
        months.append(
            Month(
                on=point.month,
                point=point,
                shown=percent(point.counted, point.of) if is_share else str(point.counted),
                value="" if value is None else f"{100 * value:.1f}" if is_share else f"{value:.0f}",
                links=_links(metric, seen.place.number, code) if with_names and metric.has_list else None,
            )
        )
    drawn = line(values, top=1.0 if is_share else None)
    return Chart(
        metric, said(metric.name), said(metric.counted), said(metric.of), is_share, tuple(months), drawn
    )


def _row(part: Part, period: Period) -> Row:
    tiles = tuple(
        Tile(r, said(r.metric.name), "", "", "", "", shown(r), "", "", None) for r in part.numbers.values()
    )
    address = "?" + urlencode({"place": part.place.number, "period": period.code})
    return Row(part, address, tiles, line([point.share for point in part.trend], top=1.0))


def _links(metric: Metric, place: int, period: str) -> Links:
    query = urlencode({"place": place, "period": period})
    return {
        part: f"{reverse('figures:cases', args=[metric.id, part])}?{query}"
        for part in ("all", "counted", "missing", "unknown")
    }
