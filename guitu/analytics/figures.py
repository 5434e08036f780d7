"""The figures of a region and the cases behind them, in SQL. Their meaning is ``guitu.domain.measures``.

One statement gives the cases of a figure; its numbers are counted from that statement and its lists are
pages of it, so a number and its list cannot disagree.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from types import MappingProxyType
from typing import Any, Literal

from django.db import connection

from guitu.analytics.sql import closed, entries, recommitted, releases, service_years, slots, standing
from guitu.analytics.sql.dialect import LIVE, Dialect
from guitu.domain.kernel.errors import DomainError
from guitu.domain.measures import Case, Count, Metric, Question
from guitu.domain.measures.closed import whole_counties
from guitu.domain.measures.duration import median_days
from guitu.domain.measures.registry import (
    Closed,
    Entries,
    Recommitted,
    Released,
    Slots,
    Standing,
    Watched,
)
from guitu.domain.measures.released import Windows
from guitu.domain.measures.retention import WINDOWS

Part = Literal["all", "counted", "missing", "unknown"]
PARTS: Mapping[Part, str] = MappingProxyType(
    {
        "all": "counted is not null",
        "counted": "counted",
        "missing": "not counted",
        "unknown": "counted is null",
    }
)
_EVERYONE = 10_000_000
_COLUMNS = "who, counted, episode_id, rule, n, due, act"
_NUMBERS = """
    count(*) filter (where counted{only}), count(counted){filter},
    {acts} filter (where counted{only}), count(*) filter (where counted is null{only})"""
_DAYS = "coalesce(sum(days){filter}, 0)"


@dataclass(frozen=True, slots=True)
class CasePage:
    """Some cases of a figure and how many there are in all."""

    cases: tuple[Case, ...]
    total: int


def count(metric: Metric, asked: Question) -> Count:
    """The numbers of a figure. One query.

    Raises:
        DomainError: "figure.no-list" where the figure is not made from files.
    """
    sql, values = asked_in(LIVE, metric, asked)
    with connection.cursor() as cursor:
        cursor.execute(f"select {numbers_of(metric)} from ({sql}) c", values)  # noqa: S608 - statements of this package
        return count_of(metric, asked, cursor.fetchone())


def numbers_of(metric: Metric) -> str:
    """What a number is made of, over the cases as ``c``; ``count_of`` reads the row."""
    # an entry is one case and one act; only slots can share an act, and counting apart takes its time
    acts = "count(distinct act)" if isinstance(metric.made, Slots) else "count(act)"
    found = _NUMBERS.format(acts=acts, only="", filter="")
    if not metric.has_sealed:
        return found
    sealed = _NUMBERS.format(acts=acts, only=" and sealed", filter=" filter (where sealed)")
    return ", ".join([found, _DAYS.format(filter=""), sealed, _DAYS.format(filter=" filter (where sealed)")])


def count_of(metric: Metric, asked: Question, row: Sequence[Any]) -> Count:
    """The numbers of a row that ``numbers_of`` asked for."""
    if not metric.has_sealed:
        return Count(*row)
    both, sealed = _with_days(row[:5]), _with_days(row[5:])
    return replace(both, sealed=sealed if whole_counties(asked) else None)


def _with_days(row: Sequence[Any]) -> Count:
    counted, of, acts, unknown, days = row
    return Count(counted, of, acts, unknown, float(days))


def median(metric: Metric, asked: Question) -> float | None:
    """The middle of a figure of days, as ``domain.measures.duration`` means it. One query."""
    sql, values = asked_in(LIVE, metric, asked)
    with connection.cursor() as cursor:
        cursor.execute(lengths_of(sql), values)
        return median_days((float(days), used, alike) for days, used, alike in cursor.fetchall())


def lengths_of(statement: str) -> str:
    """How many cases were watched how long, and whether that ended with what is counted."""
    return (
        f"select days, counted, count(*) from ({statement}) c"  # noqa: S608 - our own statements
        " where counted is not null group by days, counted"
    )


def windows(asked: Question) -> Windows:
    """How many releases there are up to the day, and how many windows have not passed. One query."""
    values = values_of(asked) | releases.bounds(asked)
    with connection.cursor() as cursor:
        cursor.execute(releases.windows(LIVE), values)
        released, *waiting = cursor.fetchone()
    return Windows(released, dict(zip(WINDOWS, waiting, strict=True)))


def page(metric: Metric, asked: Question, *, part: Part, offset: int, limit: int) -> CasePage:
    """Cases of a figure, the earliest first; ``part`` of the denominator, or what is unknown. One query.

    Raises:
        DomainError: "figure.no-list" where no list stands behind the number.
    """
    if not metric.has_list:
        raise DomainError("figure.no-list", metric=metric.id)
    return _page(metric, asked, where=PARTS[part], offset=offset, limit=limit)


def listed(metric: Metric) -> str:
    """Which cases a list may show: those that have a person."""
    return "not sealed" if metric.has_sealed else "true"


def columns_of(metric: Metric) -> str:
    """What a case is made of; ``case_of`` reads the row."""
    return f"{_COLUMNS}, days" if metric.has_sealed else _COLUMNS


def case_of(row: Sequence[Any]) -> Case:
    """The case of a row that ``columns_of`` asked for."""
    return Case(*row[:7], *map(int, row[7:]))


def everyone(metric: Metric, asked: Question) -> list[Case]:
    """Every case of a figure, the unknown among them: for comparison with its meaning, not for screens."""
    return list(_page(metric, asked, where="true", offset=0, limit=_EVERYONE).cases)


def _page(metric: Metric, asked: Question, *, where: str, offset: int, limit: int) -> CasePage:
    sql, values = asked_in(LIVE, metric, asked)
    with connection.cursor() as cursor:
        cursor.execute(
            f"""select {columns_of(metric)}, count(*) over ()
                from ({sql}) c where {where} and {listed(metric)}
                order by due nulls last, who, rule, n, act offset %(offset)s limit %(limit)s""",  # noqa: S608 - statements of this package
            {**values, "offset": offset, "limit": limit},
        )
        rows = cursor.fetchall()
    found = tuple(case_of(row[:-1]) for row in rows)
    return CasePage(found, rows[0][-1] if rows else 0)


def asked_in(dialect: Dialect, metric: Metric, asked: Question) -> tuple[str, dict[str, Any]]:
    """The statement that gives a figure's cases, and the values it is filled with.

    Raises:
        DomainError: "figure.no-list" where the figure is not counted here.
    """
    values = values_of(asked)
    match metric.made:
        case Slots():
            return slots.statement(metric.made), values | slots.values(metric.made)
        case Entries():
            return entries.statement(metric.made, dialect), values | entries.values(metric.made)
        case Standing():
            asked_for = service_years.values(asked.promises)
            return standing.STATEMENTS[metric.id](dialect), {**values, **standing.VALUES, **asked_for}
        case Closed():
            return closed.statement(), values | closed.values(metric.made, asked)
        case Recommitted():
            return recommitted.statement(metric.made), values | recommitted.values(asked)
        case Released() | Watched():
            return releases.statement(metric.made, dialect), values | releases.values(metric.made, asked)
    raise DomainError("figure.no-list", metric=metric.id)


def values_of(asked: Question) -> dict[str, Any]:
    """The days and bounds of a question, as every statement is filled with them."""
    return {
        "lo": asked.lo,
        "hi": asked.hi,
        "first": asked.first,
        "as_of": asked.as_of,
        "fresh_from": date.fromordinal(max(1, asked.as_of.toordinal() - asked.days)),
        "fields": sorted(set(asked.fields)),
        "contact_days": list(asked.contact_days),
        "away_days": asked.away_days,
    }
