"""Figures made from the register of units, and the units behind them, in SQL; nobody is in these lists.

Their meaning is ``guitu.domain.measures.units``. A number is counted from the statement that makes its list.
"""

from collections import Counter
from dataclasses import dataclass
from typing import Any

from django.db import connection

from guitu.analytics.figures import PARTS, Part
from guitu.analytics.sql import units as sql
from guitu.domain.kernel.errors import DomainError
from guitu.domain.measures import Count, Metric
from guitu.domain.measures.units import CENTRE, WORKER, AsOf, UnitCase


@dataclass(frozen=True, slots=True)
class UnitPage:
    """Some cases of a figure of units; ``total`` how many lines there are in all."""

    cases: tuple[UnitCase, ...]
    total: int


def count(metric: Metric, asked: AsOf) -> Count:
    """The numbers of a figure of units. One query.

    Raises:
        DomainError: "figure.no-list" where the figure is not made from units.
    """
    statement, values = _statement(metric, asked)
    numbers = (
        "coalesce(sum(n) filter (where counted), 0), coalesce(sum(n) filter (where counted is not null), 0),"
        " coalesce(sum(n) filter (where counted is null), 0)"
    )
    with connection.cursor() as cursor:
        cursor.execute(f"select {numbers} from ({statement}) c", values)  # noqa: S608 - statements of this package
        counted, of, unknown = map(int, cursor.fetchone())
    return Count(counted, of, 0, unknown)


def page(metric: Metric, asked: AsOf, *, part: Part, offset: int = 0, limit: int = 10_000) -> UnitPage:
    """Units or districts behind a number, by place number. One query.

    Raises:
        DomainError: "figure.no-list" where the figure is not made from units.
    """
    return _page(metric, asked, where=PARTS[part], offset=offset, limit=limit)


def everyone(metric: Metric, asked: AsOf) -> list[UnitCase]:
    """Every case, the unknown among them: for comparison with its meaning, not for screens."""
    return list(_page(metric, asked, where="true", offset=0, limit=10_000_000).cases)


def _page(metric: Metric, asked: AsOf, *, where: str, offset: int, limit: int) -> UnitPage:
    statement, values = _statement(metric, asked)
    with connection.cursor() as cursor:
        cursor.execute(
            f"""select place, counted, n, count(*) over () from ({statement}) c where {where}
                order by place, counted nulls last offset %(offset)s limit %(limit)s""",  # noqa: S608 - as above
            {**values, "offset": offset, "limit": limit},
        )
        rows = cursor.fetchall()
    cases = tuple(UnitCase(place, counted, int(n)) for place, counted, n, _ in rows)
    return UnitPage(cases, rows[0][3] if rows else 0)


def by_type(asked: AsOf) -> dict[str, Count]:
    """How many units of each type stand there on a day; ``unknown``: their days are not known. One query."""
    found: dict[str, Counter[bool | None]] = {}
    for _, kind, counted in standing(asked):
        found.setdefault(kind, Counter())[counted] += 1
    return {kind: Count(n[True], n[True], 0, n[None]) for kind, n in found.items() if n[True] or n[None]}


def standing(asked: AsOf) -> list[tuple[int, str, bool | None]]:
    """Number, type, and whether it stands on a day, of every unit of a place, by number. One query."""
    with connection.cursor() as cursor:
        cursor.execute(f"{sql.STANDING} order by u.number", _values(asked))
        return list(cursor.fetchall())


def _statement(metric: Metric, asked: AsOf) -> tuple[str, dict[str, Any]]:
    if not metric.lists_units:
        raise DomainError("figure.no-list", metric=metric.id)
    return sql.STATEMENTS[metric.id], _values(asked)


def _values(asked: AsOf) -> dict[str, Any]:
    return {
        "lo": asked.lo,
        "hi": asked.hi,
        "on": asked.on,
        "today": asked.today,
        "centre": CENTRE,
        "worker": WORKER,
    }
