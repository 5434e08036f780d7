"""How the releases of each year fared in every county, prefecture and province: one table from a snapshot.

Its meaning is ``guitu.domain.measures.cohorts``. It is made once for an open snapshot and a place, from the
outcomes of files that stand and the rows that closed files left; nothing of the journal is read again.
"""

# ruff: noqa: S608 - every statement is joined from literals of this module

from collections.abc import Sequence
from itertools import pairwise
from pathlib import Path
from typing import Final, NamedTuple

from guitu.analytics.columns.reading import Snapshot
from guitu.domain.cohort import MONTH_DAYS
from guitu.domain.kernel import region as regions
from guitu.domain.kernel.errors import DomainError
from guitu.domain.measures.cohorts import MONTHS

LEVELS: Final = {"county": 10**6, "prefecture": 10**8, "province": 10**10, "nation": 10**12}
"""The areas of the table, and how many region numbers one of them spans."""
SMALLEST: Final = 10  # people; a smaller cohort is for those who may see names. Proposed
_BEYOND: Final = MONTHS + 1  # where everybody stands who is watched for longer than the table goes


class Year(NamedTuple):
    """One cohort: who was released in a year. ``unknown``: releases of which nothing was ever known."""

    area: int
    year: int
    released: int
    unknown: int


class Month(NamedTuple):
    """One month of a cohort. ``survival`` the share without a relapse up to and with it (Kaplan–Meier)."""

    area: int
    year: int
    month: int
    at_risk: int
    relapsed: int
    died: int
    censored: int
    survival: float


def _limited(months: str) -> str:
    return f"(case when {months} > {_BEYOND} then {_BEYOND} else {months} end)::tinyint"


# How long each release was watched, and what ended that; of closed files the same in whole months.
# A case, not least(): that passes over what is unknown and would name the other.
_WATCHED: Final = f"""
    watched as (
        select held_by // 1000000000 * 1000000 as area, year(released_on)::smallint as year, ended,
               {_limited(f"round(days / {MONTH_DAYS})")} as month
        from (
            select held_by, released_on,
                   case when relapsed_on <= $as_of then relapsed_on when died_on <= $as_of then died_on
                        when known_on <= $as_of then known_on
                        when known_on is not null then $as_of::date end - released_on as days,
                   case when relapsed_on <= $as_of then 'relapsed' when died_on <= $as_of then 'died'
                        when known_on is not null then 'known' else '' end as ended
            from outcomes_release
            where released_on <= $as_of and held_by between $lo and $hi
        )
        union all
        select region, released_year, watched_end, {_limited("watched_months")}
        from records_cohort
        where released_year is not null and region between $lo // 1000 and $hi // 1000
    )"""
_COUNTED: Final = """
    select area, year, month, count(*)::integer as n,
           count(case when ended = 'relapsed' then 1 end)::integer as relapsed,
           count(case when ended = 'died' then 1 end)::integer as died
    from watched group by all"""
_SUMMED: Final = """
    select area // {size} * {size} as area, year, month, sum(n)::integer as n,
           sum(relapsed)::integer as relapsed, sum(died)::integer as died
    from {below} group by all"""
_YEARS: Final = """
    create or replace temp table cohort_years as
    select area, year, sum(n)::integer as released,
           coalesce(sum(n) filter (month is null), 0)::integer as unknown
    from cohort_cells group by all"""
# Every month has a row, those without an end among them, as long as somebody is at risk.
_MONTHS: Final = f"""
    create or replace temp table cohort_months as
    with dense as (
        select y.area, y.year, m.month, coalesce(c.n, 0) as n, coalesce(c.relapsed, 0) as relapsed,
               coalesce(c.died, 0) as died
        from cohort_years y
        cross join (select range::tinyint as month from range({_BEYOND + 1})) m
        left join cohort_cells c on c.area = y.area and c.year = y.year and c.month = m.month
    ),
    seen as (
        select *, sum(n) over (
                   partition by area, year order by month
                   rows between current row and unbounded following)::integer as at_risk
        from dense
    ),
    lasted as (
        select *, product(1 - relapsed / nullif(at_risk, 0)) over (
                   partition by area, year order by month rows unbounded preceding) as survival
        from seen
    )
    select area, year, month, at_risk, relapsed, died, n - relapsed - died as censored, survival
    from lasted where at_risk > 0 and month <= {MONTHS}"""


class Cohorts:
    """The table of one place and of every area within it, down to the county."""

    def __init__(self, snapshot: Snapshot, region: int = regions.NATION) -> None:
        """Make the table.

        Raises:
            DomainError: "cohorts.small" for a region within a county: closed files are kept by county.
        """
        level = regions.level(region)
        if level not in LEVELS:
            raise DomainError("cohorts.small")
        self._columns = snapshot.columns
        lo, hi = regions.place_interval(region)
        values = {"as_of": snapshot.as_of, "lo": lo, "hi": hi}
        self._columns.execute(f"create or replace temp table cohort_cells as {_cells(level)}", values)
        self._columns.execute(_YEARS)
        self._columns.execute(_MONTHS)

    def years(self, areas: Sequence[int]) -> list[Year]:
        """The cohorts of these areas, the latest first."""
        rows = self._columns.execute(
            "select area, year, released, unknown from cohort_years where list_contains($areas, area)"
            " order by area, year desc",
            {"areas": list(areas)},
        ).fetchall()
        return [Year(*row) for row in rows]

    def months(self, areas: Sequence[int]) -> list[Month]:
        """The months of these areas' cohorts. There is none where nobody was at risk any more."""
        rows = self._columns.execute(
            "select * from cohort_months where list_contains($areas, area) order by area, year, month",
            {"areas": list(areas)},
        ).fetchall()
        return [Month(*row) for row in rows]

    def write(self, target: Path, *, smallest: int = SMALLEST) -> tuple[int, int]:
        """Write the whole table as CSV; cohorts of fewer than ``smallest`` people are left out.

        A cohort of which nothing was ever known has one row, without a month.

        Returns:
            How many rows were written, and how many cohorts were left out.
        """
        (rows,) = self._columns.execute(
            f"""copy (
                select {_level_of("y.area")} as level, y.area, y.year, y.released, y.unknown,
                       m.month, m.at_risk, m.relapsed, m.died, m.censored, round(m.survival, 6) as survival
                from cohort_years y left join cohort_months m using (area, year)
                where y.released >= {int(smallest)}
                order by y.area, y.year, m.month
            ) to '{target}' (format csv, header true)"""
        ).fetchone() or (0,)
        (left_out,) = self._columns.execute(
            "select count(*) from cohort_years where released < $smallest", {"smallest": smallest}
        ).fetchone() or (0,)
        return int(rows), int(left_out)


def _cells(level: str) -> str:
    """How many ended in each month of each year, in the areas of every level up to this one.

    A file held above a county counts from its own area upwards: ``430100`` is no county.
    """
    names = list(LEVELS)[: list(LEVELS).index(level) + 1]
    counted = [f"county as materialized ({_COUNTED})"]
    for below, name in pairwise(names):
        counted.append(f"{name} as materialized ({_SUMMED.format(below=below, size=LEVELS[name])})")
    every = " union all ".join(f"select * from {name} where {_is_own(name)}" for name in names)
    return f"with {_WATCHED}, {', '.join(counted)} {every}"


def _is_own(level: str) -> str:
    above = list(LEVELS)[list(LEVELS).index(level) + 1 :]
    return f"area % {LEVELS[above[0]]} > 0" if above else "true"


def _level_of(area: str) -> str:
    return (
        f"case when {area} = 0 then 'nation' when {area} % {LEVELS['province']} = 0 then 'province'"
        f" when {area} % {LEVELS['prefecture']} = 0 then 'prefecture' else 'county' end"
    )
