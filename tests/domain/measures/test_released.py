"""Figures of releases: cases that add up to a cohort's shares, and closed files that count without a list."""

from dataclasses import replace
from datetime import date
from uuid import UUID

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from guitu.domain.cohort import CohortRow
from guitu.domain.measures import Count, File, Question, cases, count
from guitu.domain.measures.closed import whole_counties
from guitu.domain.measures.files import ReleaseLine
from guitu.domain.measures.outcomes import outcome
from guitu.domain.measures.readings import Reading
from guitu.domain.measures.registry import Released
from guitu.domain.measures.released import (
    ENDS,
    NO_USE,
    RATES,
    release_cases,
    sealed_releases,
    sealed_watched,
    watched_cases,
    windows,
)
from guitu.domain.measures.retention import WINDOWS, official, retention, watched
from tests.domain.measures.test_retention import ASKED as LATER
from tests.domain.measures.test_retention import releases
from tests.domain.registry import METRICS

COUNTY = 430102000000
DAY = date(2026, 11, 22)
ASKED = Question(COUNTY * 1000, (COUNTY + 10**6) * 1000 - 1, date(2026, 6, 1), DAY, (), 90)
TOWN = replace(ASKED, lo=430102001000000, hi=430102001999999)
JIA = UUID(int=1)
YEAR = {6: "clean", 12: "clean", 24: "unknown", 36: "unknown"}


def line(of, episode=None) -> ReleaseLine:
    found = outcome(of, times=1)
    ended = {6: found.at_6, 12: found.at_12, 24: found.at_24, 36: found.at_36}
    days = (found.relapsed_on, found.died_on, found.known_on)
    return ReleaseLine(found.released_on, ended, *days, episode)


def file(*lines: ReleaseLine) -> File:
    return File(JIA, 430102001000001, JIA, None, (), (), (), releases=lines)


@given(st.lists(releases(), max_size=20))
@settings(max_examples=120, derandomize=True, deadline=None, suppress_health_check=[HealthCheck.too_slow])
def test_the_cases_of_a_rate_add_up_to_the_share_of_the_cohort(some):
    asked = replace(ASKED, as_of=LATER)
    mine = [file(*map(line, some))]

    for months in WINDOWS:
        whole = retention(some, months, as_of=LATER)
        for rate in ENDS:
            found = count(release_cases(Released(rate, months), mine, asked))
            assert (found.counted, found.of) == whole.share(rate), (rate, months)
            assert found.unknown == (whole.unknown if rate == "reached" else 0)
        assert windows(mine, (), asked).waiting[months] == whole.not_yet - sum(
            r.released_on > LATER for r in some
        )


FAR = date(2040, 1, 1)  # all that is drawn has happened


@given(st.lists(releases(), max_size=20))
@settings(max_examples=120, derandomize=True, deadline=None, suppress_health_check=[HealthCheck.too_slow])
def test_the_usual_figure_and_the_time_watched_are_those_of_the_ledgers(some):
    asked = replace(ASKED, as_of=FAR)
    mine = [file(*map(line, some))]

    for day in (FAR, LATER):
        usual = count(release_cases(Released(NO_USE, 36), mine, replace(asked, as_of=day)))
        assert (usual.counted, usual.of) == official(some, as_of=day).no_use_found
    counts, never = watched(some, as_of=FAR)
    found = count(watched_cases(mine, asked))
    assert (found.counted, found.of, found.unknown) == (counts.events, counts.n, never)
    assert found.days == counts.watched


def test_a_window_is_a_case_on_the_day_it_has_passed_and_not_before():
    one = [file(ReleaseLine(date(2025, 11, 22), YEAR))]
    a_year = Released("full", 12)

    assert release_cases(a_year, one, replace(ASKED, as_of=date(2026, 11, 21))) == []
    assert [c.counted for c in release_cases(a_year, one, ASKED)] == [True]


def test_each_release_of_somebody_is_a_case_of_its_own_with_its_day():
    both = file(ReleaseLine(date(2020, 1, 1), YEAR), ReleaseLine(date(2024, 3, 1), YEAR))

    found = cases(METRICS["retention_full_12"], [both], ASKED)

    assert [(case.person, case.on) for case in found] == [(JIA, date(2020, 1, 1)), (JIA, date(2024, 3, 1))]


def test_who_was_never_heard_of_was_not_watched_and_is_said_so():
    silent = file(ReleaseLine(date(2025, 1, 1), YEAR), ReleaseLine(date(2026, 12, 1), YEAR))

    assert [case.counted for case in watched_cases([silent], ASKED)] == [None]


def test_a_relapse_after_the_day_asked_about_has_not_happened_yet():
    one = [file(ReleaseLine(date(2026, 1, 1), YEAR, date(2026, 11, 23), None, date(2026, 11, 23)))]

    (case,) = watched_cases(one, ASKED)

    assert (case.counted, case.days) == (False, (DAY - date(2026, 1, 1)).days)
    assert [c.counted for c in release_cases(Released(NO_USE, 36), one, ASKED)] == [True]


def closed(year=2025, month=11, *, region=COUNTY, ends=("clean", "clean", "", ""), months=9, end="known"):
    six, twelve, two, three = (each or "unknown" for each in ends)
    return CohortRow(
        region=region, kind="aftercare", year=2023, month=1, months=36, sex="unknown", age_band=-1,
        outcome="finished", verified_months=0, relapse="unknown", lost=False, released_year=year,
        released_month=month, at_6=six, at_12=twelve, at_24=two, at_36=three, watched_months=months,
        watched_end=end,
    )  # fmt: skip


def bare(**more) -> CohortRow:
    """A course that carries no release."""
    empty = {f"at_{n}": "" for n in WINDOWS}
    nothing = {"released_year": None, "released_month": None, "watched_months": None, "watched_end": ""}
    return replace(closed(), **empty, **nothing, **more)


def test_closed_files_count_from_a_county_upwards_and_in_no_smaller_place():
    rows = [closed(), closed(region=430103000000), bare()]
    a_year = Released("full", 12)
    province = replace(ASKED, lo=430000000000000, hi=430999999999999)
    office = replace(ASKED, lo=430102000000001, hi=430102000000001)  # the county's own office

    assert sealed_releases(a_year, rows, ASKED) == Count(1, 1, 0)
    assert sealed_releases(a_year, rows, province) == Count(2, 2, 0)
    for smaller in (TOWN, office):
        assert sealed_releases(a_year, rows, smaller) is None
        assert sealed_watched(rows, smaller) is None


@pytest.mark.parametrize(("month", "of"), [(11, 1), (12, 0)])
def test_a_window_of_a_closed_file_has_passed_when_its_month_has_begun(month, of):
    assert sealed_releases(Released("full", 12), [closed(month=month)], ASKED).of == of


@pytest.mark.parametrize(
    ("rate", "numbers"),
    [
        ("full", Count(2, 5, 0)),
        ("reached", Count(2, 3, 0, 1)),
        ("reach", Count(3, 5, 0)),
        ("strict", Count(1, 5, 0)),
        ("worst", Count(2, 4, 0)),
        ("best", Count(3, 4, 0)),
    ],
)
def test_every_end_of_a_closed_file_is_where_it_belongs(rate, numbers):
    rows = [closed(ends=(end, end, "", "")) for end in ("strict", "clean", "relapsed", "died", "unknown")]

    assert sealed_releases(Released(rate, 12), rows, ASKED) == numbers


def test_the_usual_figure_looks_back_three_years_in_closed_files_too():
    rows = [closed(2023, 12), closed(2023, 11), closed(2025, 1, end="relapsed"), closed(2025, 1, end="")]

    assert sealed_releases(Released(NO_USE, 36), rows, ASKED) == Count(2, 3, 0)


def test_closed_files_are_watched_for_as_many_months_as_they_kept():
    rows = [closed(months=12, end="relapsed"), closed(months=0), closed(months=None, end=""), bare()]

    assert sealed_watched(rows, ASKED) == Count(1, 2, 0, 1, 365.25)


def test_both_together_say_how_much_of_them_is_closed():
    whole = Count(2, 5, 0, 1, 10.0).with_sealed(Count(1, 2, 0, 3, 5.0))

    assert whole == Count(3, 7, 0, 4, 15.0, Count(1, 2, 0, 3, 5.0))
    assert Count(2, 5, 0).with_sealed(None) == Count(2, 5, 0)


def test_no_region_smaller_than_a_county_holds_a_whole_one():
    assert whole_counties(TOWN) is None
    assert whole_counties(ASKED) == (COUNTY, COUNTY)
    assert whole_counties(replace(ASKED, lo=0, hi=10**15 - 1)) == (0, 10**12 - 10**6)


def test_relapse_is_told_per_hundred_years_with_its_limits_and_never_as_zero_years():
    metric = METRICS["relapse_per_100_years"]

    some = Reading(metric, Count(4, 9, 0, 0, 200 * 365.25), COUNTY, DAY, DAY)
    nobody = Reading(metric, Count(0, 0, 0, 7), COUNTY, DAY, DAY)

    assert (some.value, nobody.value) == (2.0, None)
    assert some.per_year.lower < 0.02 < some.per_year.upper


def test_what_never_stands_alone_names_a_figure_of_the_same_window():
    reached = [m for m in METRICS.values() if isinstance(m.made, Released) and m.made.rate == "reached"]

    assert len(reached) == 6
    for metric in reached:
        assert METRICS[metric.beside].made == Released("reach", metric.made.months)
    assert {m.beside for m in METRICS.values()} <= {"", *METRICS}


def test_each_window_shows_all_six_readings():
    made = {m.id: m.made for m in METRICS.values() if isinstance(m.made, Released)}

    for months in WINDOWS:
        rates = [
            of.rate for name, of in made.items() if name.startswith("retention_") and of.months == months
        ]
        assert rates == ["full", "strict", "reached", "reach", "worst", "best"]
    assert {of.rate for of in made.values()} == set(RATES)


def test_of_the_readings_of_one_window_a_single_one_goes_outside():
    """Two readings of the same people would subtract to how many died or were lost."""
    outside = {m.id for m in METRICS.values() if m.has_sealed and m.disclosure == "open"}

    assert outside == {f"retention_full_{months}" for months in WINDOWS}


def test_the_three_usual_figures_carry_a_note_and_stay_inside():
    usual = [METRICS[name] for name in ("official_kept_3y", "official_kept_1y", "official_no_use")]

    for metric in usual:
        assert metric.note.zh
        assert metric.note.en
        assert "没有公式" in metric.formula.zh
        assert metric.disclosure == "inward"
