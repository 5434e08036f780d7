"""Releases and how they went on, as ``guitu.domain.measures.released`` means them.

Beside the columns of every statement these give ``days`` watched, and whether a row is ``sealed``: one of a
closed file, which has no person and stands in no list.
"""

from typing import Any

from guitu.analytics.sql.dialect import Dialect
from guitu.analytics.sql.parts import HELD, NO_SLOT
from guitu.domain.cohort import MONTH_DAYS
from guitu.domain.kernel.dates import add_months
from guitu.domain.measures.closed import month_of, whole_counties
from guitu.domain.measures.files import Question
from guitu.domain.measures.registry import Released, Watched
from guitu.domain.measures.released import ENDS, NO_USE
from guitu.domain.measures.retention import WINDOWS

_END = """
    case when {end} = any(%(ends_counted)s) then true when {end} = any(%(ends_rest)s) then false end"""
_MONTH = "12 * c.released_year + c.released_month - 1"


def statement(made: Released | Watched, dialect: Dialect) -> str:
    """The cases of a figure of releases: those with a person, and those of closed files without."""
    match made:
        case Watched():
            live, closed = _WATCHED, _WATCHED_CLOSED
        case Released(rate=rate) if rate == NO_USE:
            live, closed = _NO_USE, _NO_USE_CLOSED
        case Released(months=months):
            live, closed = _window(months, dialect), _window_closed(months)
    return f"""
    with {HELD}
    select h.who, {live[0]} as counted, x.episode_id, '' as rule, 0 as n, x.released_on as due,
           null::uuid as act, {live[1]} as days, false as sealed
    from held h join outcomes_release x on x.person_id = h.person_id
    where x.held_by between %(lo)s and %(hi)s and {live[2]}
    union all
    select null::uuid as who, {closed[0]} as counted, {NO_SLOT}, {closed[1]} as days, true as sealed
    from records_cohort c
    where c.region between %(lo_region)s and %(hi_region)s and {closed[2]}"""  # noqa: S608 - literals of this module


# What each figure asks of a row: whether it counts, how many days it was watched, whether it is a case.
_Asked = tuple[str, str, str]


def _window(months: int, dialect: Dialect) -> _Asked:
    end, over = f"x.at_{months}", dialect.months.format(months=str(months))
    return (
        _END.format(end=end),
        "0",
        f"(x.released_on + {over})::date <= %(as_of)s and {end} = any(%(ends)s)",
    )


def _window_closed(months: int) -> _Asked:
    end = f"c.at_{months}"
    return _END.format(end=end), "0", f"{_MONTH} + {months} <= %(as_of_month)s and {end} = any(%(ends)s)"


_NO_USE: _Asked = (
    "x.relapsed_on is null or x.relapsed_on > %(as_of)s",
    "0",
    "x.released_on > %(released_after)s and x.released_on <= %(as_of)s",
)
_NO_USE_CLOSED: _Asked = (
    "c.watched_end <> 'relapsed'",
    "0",
    f"{_MONTH} > %(released_after_month)s and {_MONTH} <= %(as_of_month)s",
)

_LAST = """
    case when x.relapsed_on <= %(as_of)s then x.relapsed_on when x.died_on <= %(as_of)s then x.died_on
         else least(x.known_on, %(as_of)s::date) end"""
_WATCHED: _Asked = (
    """
    case when x.relapsed_on <= %(as_of)s then true
         when x.died_on <= %(as_of)s or x.known_on is not null then false end""",
    f"""
    case when x.relapsed_on <= %(as_of)s or x.died_on <= %(as_of)s or x.known_on is not null
         then {_LAST} - x.released_on else 0 end""",
    "x.released_on <= %(as_of)s",
)
_WATCHED_CLOSED: _Asked = (
    "case when c.watched_months is not null then c.watched_end = 'relapsed' end",
    f"coalesce(c.watched_months, 0) * {MONTH_DAYS}",
    f"{_MONTH} <= %(as_of_month)s",
)


def windows(dialect: Dialect) -> str:
    """One row: how many releases there are, and of how many each window still runs."""
    live = ", ".join(
        f"(x.released_on + {dialect.months.format(months=str(n))})::date > %(as_of)s as waits_{n}"
        for n in WINDOWS
    )
    closed = ", ".join(f"{_MONTH} + {n} > %(as_of_month)s" for n in WINDOWS)
    waiting = ", ".join(f"count(*) filter (where waits_{n})" for n in WINDOWS)
    return f"""
    with {HELD}
    select count(*), {waiting}
    from (
        select {live}
        from held h join outcomes_release x on x.person_id = h.person_id
        where x.held_by between %(lo)s and %(hi)s and x.released_on <= %(as_of)s
        union all
        select {closed}
        from records_cohort c
        where c.region between %(lo_region)s and %(hi_region)s and {_MONTH} <= %(as_of_month)s
    ) r"""  # noqa: S608 - literals of this module


def values(made: Released | Watched, asked: Question) -> dict[str, Any]:
    """What the statement is filled with, besides the question."""
    month = month_of(asked.as_of)
    found = bounds(asked)
    if isinstance(made, Released) and made.rate == NO_USE:
        found["released_after"] = add_months(asked.as_of, -made.months)
        found["released_after_month"] = month - made.months
    elif isinstance(made, Released):
        ends = ENDS[made.rate]
        found["ends_counted"], found["ends_rest"] = sorted(ends.counted), sorted(ends.rest)
        found["ends"] = sorted(ends.cases)
    return found


def bounds(asked: Question) -> dict[str, Any]:
    """Which rows of closed files are looked at; none for a place smaller than a county."""
    lo_region, hi_region = whole_counties(asked) or (1, 0)
    return {"lo_region": lo_region, "hi_region": hi_region, "as_of_month": month_of(asked.as_of)}
