"""Past periods: what has a day of its own is asked about them, how files stood is not made up."""

from datetime import date

import pytest

from guitu.analytics.periods import has_past, last_months, period
from guitu.domain.measures import Question
from guitu.domain.measures.registry import Standing
from guitu.foundation.metrics import metrics

TODAY = date(2026, 11, 27)
ASKED = Question(lo=0, hi=1, first=date(2025, 11, 28), as_of=TODAY, fields=(), days=90)


def days(name: str, code: str) -> tuple[date, date]:
    asked = period(code, today=TODAY).question(metrics()[name], ASKED)
    return asked.first, asked.as_of


@pytest.mark.parametrize(
    "name",
    [
        "handoff_rate", "service311_rate", "job_retained_6m", "benefit_uptake", "jobs_placed",
        "handoff_given", "completion_rate", "test_completion", "contacts_made", "care_control_ratio",
        "coverage_districts", "satisfaction", "retention_full_12",
    ],
)  # fmt: skip
def test_what_has_a_day_of_its_own_is_asked_about_the_past(name):
    assert has_past(metrics()[name])
    assert days(name, "2025") == (date(2025, 1, 1), date(2025, 12, 31))
    assert days(name, "2026-03")[0] == date(2026, 3, 1)
    assert days(name, "2026-03")[1] in {
        date(2026, 3, 31),
        date(2026, 4, 1),
    }  # in time: a day is over the day after


@pytest.mark.parametrize(
    "name", ["in_care", "loss_rate", "freshness_rate", "relapse_rate", "caseload_per_worker"]
)
def test_how_files_stand_is_only_ever_asked_of_today(name):
    assert not has_past(metrics()[name])
    assert days(name, "2025")[1] == TODAY
    assert days(name, "2026-03")[1] == TODAY


def test_every_figure_that_counts_what_stood_on_a_day_says_so_and_has_no_past():
    for metric in metrics().values():
        if metric.basis == "as_of" and isinstance(metric.made, Standing):
            assert not has_past(metric), metric.id


@pytest.mark.parametrize(
    ("code", "first", "last"),
    [
        ("2026-10", date(2025, 10, 1), date(2025, 10, 31)),
        ("2025-02", date(2024, 2, 1), date(2024, 2, 29)),
        ("2024-02", date(2023, 2, 1), date(2023, 2, 28)),
        ("2026-11", date(2025, 11, 1), date(2025, 11, 27)),
        ("2025", date(2024, 1, 1), date(2024, 12, 31)),
        ("2026", date(2025, 1, 1), date(2025, 11, 27)),
        ("last", date(2024, 11, 28), date(2025, 11, 27)),
    ],
)
def test_a_year_before_are_the_same_days(code, first, last):
    before = period(code, today=TODAY).year_before
    assert (before.first, before.last) == (first, last)


def test_the_running_month_is_held_against_as_many_days_of_the_month_a_year_before():
    before = period("2026-11", today=TODAY).year_before
    asked = before.question(metrics()["visit_completion"], ASKED)
    assert (asked.first, asked.as_of) == (date(2025, 11, 1), date(2025, 11, 27))
    assert last_months(TODAY).year_before.last == date(2025, 11, 27)
