"""The national table says what plain counting says: of every area, every year and every month."""

from collections import defaultdict
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date, timedelta

import duckdb
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from guitu.analytics.columns.cohorts import Cohorts, Month
from guitu.analytics.columns.layout import TABLES
from guitu.analytics.columns.reading import Snapshot
from guitu.domain.cohort import CohortRow
from guitu.domain.kernel import region as regions
from guitu.domain.kernel.errors import DomainError
from guitu.domain.measures.cohorts import MONTHS, Year, years
from guitu.domain.measures.outcomes import Outcome
from guitu.domain.measures.survival import at, curve

AS_OF = date(2026, 6, 30)
FIRST = date(2021, 11, 1)
# a village, two counties of one prefecture, another prefecture, another province, an office above a county
UNITS = [430102001004001, 430102001000001, 430103002000001, 430201001000001, 110101001000001, 430100000000002]
COUNTIES = [430102000000, 430103000000, 110101000000]


@dataclass(frozen=True)
class Kept:
    """A file that stands and one of its releases."""

    held_by: int
    outcome: Outcome


def some_day(since: date, longest: int) -> st.SearchStrategy[date | None]:
    return st.none() | st.integers(0, longest).map(lambda days: since + timedelta(days=days))


@st.composite
def kept(draw: st.DrawFn) -> Kept:
    out = FIRST + timedelta(days=draw(st.integers(0, 1750)))
    days = [draw(some_day(out, 1300)) for _ in range(3)]
    return Kept(draw(st.sampled_from(UNITS)), Outcome(out, 1, "", "", "", "", *days))


@st.composite
def closed(draw: st.DrawFn) -> CohortRow:
    end = draw(st.sampled_from(["", "relapsed", "died", "known"]))
    carries = draw(st.booleans())
    return CohortRow(
        draw(st.sampled_from(COUNTIES)), "aftercare", 2020, 1, 36, "male", 30, "finished", 0, "unknown",
        lost=False,
        released_year=draw(st.integers(2021, 2023)) if carries else None,
        released_month=1 if carries else None,
        watched_months=draw(st.integers(0, 45)) if carries and end else None,
        watched_end=end if carries else "",
    )  # fmt: skip


@contextmanager
def snapshot_of(files: list[Kept], rows: list[CohortRow]) -> Iterator[Snapshot]:
    """The two tables that the cohorts are made of, without their Parquet."""
    with duckdb.connect() as columns:
        for name in ("outcomes_release", "records_cohort"):
            shape = ", ".join(f"{column} {kind}" for column, kind in TABLES[name].columns.items())
            columns.execute(f"create table {name} ({shape})")
        for file in files:
            out = file.outcome
            columns.execute(
                "insert into outcomes_release (released_on, held_by, relapsed_on, died_on, known_on)"
                " values (?, ?, ?, ?, ?)",
                [out.released_on, file.held_by, out.relapsed_on, out.died_on, out.known_on],
            )
        for row in rows:
            columns.execute(
                "insert into records_cohort (region, released_year, watched_months, watched_end)"
                " values (?, ?, ?, ?)",
                [row.region, row.released_year, row.watched_months, row.watched_end],
            )
        yield Snapshot(columns, AS_OF)


def plainly(
    files: list[Kept], rows: list[CohortRow], region: int = regions.NATION
) -> dict[int, dict[int, Year]]:
    """The cohorts of every area, each counted on its own."""
    outcomes: dict[int, list[Outcome]] = defaultdict(list)
    left: dict[int, list[CohortRow]] = defaultdict(list)
    for file in files:
        for area in areas_of(regions.region_of(file.held_by), region):
            outcomes[area].append(file.outcome)
    for row in rows:
        for area in areas_of(row.region, region):
            left[area].append(row)
    both = outcomes.keys() | left.keys()
    return {area: found for area in both if (found := years(outcomes[area], left[area], as_of=AS_OF))}


def areas_of(place: int, region: int) -> list[int]:
    around = [place, *regions.ancestors(place)]
    large = [one for one in around if regions.level(one) in {"county", "prefecture", "province", "nation"}]
    return [one for one in large if regions.contains(region, one)]


def compare(table: Cohorts, wanted: dict[int, dict[int, Year]]) -> None:
    every = [*wanted, 990000000000]
    found = {(year.area, year.year): year for year in table.years(every)}
    assert found.keys() == {(area, year) for area, of in wanted.items() for year in of}
    months: dict[tuple[int, int], list[Month]] = defaultdict(list)
    for month in table.months(every):
        months[month.area, month.year].append(month)
    for (area, year), cohort in found.items():
        meant = wanted[area][year]
        assert (cohort.released, cohort.unknown) == (meant.released, meant.unknown)
        compare_months(months[area, year], meant)


def compare_months(found: list[Month], meant: Year) -> None:
    steps = {time: rest for time, *rest in meant.tally.steps()}
    points = curve(meant.tally).points
    times = [time for time in steps if time <= MONTHS]
    last = MONTHS if any(time > MONTHS for time in steps) else max(times, default=-1)
    assert [month.month for month in found] == list(range(int(last) + 1))
    for month in found:
        later = sum(sum(rest[1:]) for time, rest in steps.items() if time >= month.month)
        _, relapsed, died, censored = steps.get(month.month, (0, 0, 0, 0))
        assert (month.at_risk, month.relapsed, month.died, month.censored) == (
            later,
            relapsed,
            died,
            censored,
        )
        if month.month in steps:
            assert month.at_risk == steps[month.month][0]
        point = at(points, month.month)
        assert month.survival == pytest.approx(point.survival if point else 1.0, abs=1e-12)


@settings(derandomize=True, max_examples=40, deadline=None)
@given(st.lists(kept(), max_size=12), st.lists(closed(), max_size=8))
def test_the_table_is_what_plain_counting_says(files, rows):
    with snapshot_of(files, rows) as snapshot:
        compare(Cohorts(snapshot), plainly(files, rows))


@settings(derandomize=True, max_examples=15, deadline=None)
@given(st.lists(kept(), max_size=12), st.lists(closed(), max_size=8))
def test_the_table_of_a_place_is_its_part_of_the_whole(files, rows):
    with snapshot_of(files, rows) as snapshot:
        for region in (430000000000, 430100000000, 430102000000):
            compare(Cohorts(snapshot, region), plainly(files, rows, region))


def released(out: date, *, relapsed: date | None = None, known: date | None = None) -> Kept:
    return Kept(UNITS[0], Outcome(out, 1, "", "", "", "", relapsed, None, known))


def test_a_place_without_anybody_has_no_rows_and_no_noughts():
    with snapshot_of([released(date(2024, 1, 1), known=date(2024, 9, 1))], []) as snapshot:
        table = Cohorts(snapshot)
        assert len(table.months([430000000000])) == 9
        assert (table.years([110000000000]), table.months([110000000000])) == ([], [])
    with snapshot_of([], []) as nobody:
        assert (Cohorts(nobody).years([0]), Cohorts(nobody).months([0])) == ([], [])


def test_a_year_without_a_release_is_missing_and_not_nought():
    files = [released(date(year, 3, 1), known=date(year, 12, 1)) for year in (2022, 2024)]

    with snapshot_of(files, []) as snapshot:
        assert [year.year for year in Cohorts(snapshot).years([0])] == [2024, 2022]
        assert Cohorts(snapshot).years([110000000000]) == []


def test_of_whom_nothing_was_ever_known_stands_beside_the_curve():
    with snapshot_of([released(date(2024, 1, 1))], []) as snapshot:
        table = Cohorts(snapshot)
        (year,) = table.years([0])
        assert (year.released, year.unknown, table.months([0])) == (1, 1, [])


def test_the_rows_end_where_nobody_is_at_risk_any_more():
    out = date(2024, 1, 1)
    with snapshot_of([released(out, relapsed=out + timedelta(days=60))], []) as snapshot:
        months = Cohorts(snapshot).months([0])

    assert [(m.month, m.at_risk, m.survival) for m in months] == [(0, 1, 1.0), (1, 1, 1.0), (2, 1, 0.0)]


def test_a_release_that_is_sealed_stays_in_its_month():
    out = date(2022, 1, 1)
    for days in range(1200):
        open_file = years(
            [Outcome(out, 1, "", "", "", "", None, None, out + timedelta(days=days))], [], as_of=AS_OF
        )
        ((time, *_),) = open_file[2022].tally.steps()
        with_month = duckdb.execute("select round($days / 30.4375)::int", {"days": days}).fetchone()
        assert with_month == (time,)


def test_a_place_within_a_county_is_refused():
    with snapshot_of([], []) as snapshot, pytest.raises(DomainError, match=r"cohorts\.small"):
        Cohorts(snapshot, 430102001000)


def test_small_cohorts_are_left_out_of_the_file_and_counted(tmp_path):
    many = [released(date(2023, 1, 1), known=date(2023, 5, 1)) for _ in range(10)]
    few = [released(date(2024, 1, 1)) for _ in range(9)]

    with snapshot_of(many + few, []) as snapshot:
        rows, left_out = Cohorts(snapshot).write(tmp_path / "t.csv")
        every, none = Cohorts(snapshot).write(tmp_path / "all.csv", smallest=1)

    lines = (tmp_path / "t.csv").read_text("utf-8").splitlines()
    assert lines[0].split(",")[:6] == ["level", "area", "year", "released", "unknown", "month"]
    assert (rows, left_out) == (len(lines) - 1, 4)
    assert {line.split(",")[0] for line in lines[1:]} == {"nation", "province", "prefecture", "county"}
    assert not any(",2024," in line for line in lines)
    assert (every, none) == (rows + 4, 0)  # of the other year nothing is known: one row each, without a month
