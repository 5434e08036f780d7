"""Civil dates: the corresponding day, day counts and terms (rule book 4.6, lines without working days)."""

from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from guitu.domain.kernel.dates import (
    Span,
    add_days,
    add_months,
    add_months_ordinal,
    add_years,
    days_between,
    last_day,
    month_marks,
    months_between,
    parse_iso,
    years_between,
)
from guitu.domain.kernel.errors import DomainError

DAYS = st.dates(min_value=date(1950, 1, 1), max_value=date(2100, 12, 31))
MONTHS = st.integers(min_value=-240, max_value=240)
small = settings(derandomize=True, max_examples=60)


@pytest.mark.parametrize(
    ("start", "months", "expected"),
    [
        ("2026-01-31", 1, "2026-02-28"),
        ("2024-01-31", 1, "2024-02-29"),
        ("2024-02-29", 36, "2027-02-28"),
        ("2024-02-29", 48, "2028-02-29"),
        ("2026-03-31", -1, "2026-02-28"),
        ("2026-01-15", -1, "2025-12-15"),
        ("2026-12-01", 1, "2027-01-01"),
    ],
)
def test_months_end_on_the_corresponding_day_or_the_last_of_the_month(start, months, expected) -> None:
    assert add_months(parse_iso(start), months) == parse_iso(expected)


@pytest.mark.parametrize(
    ("reported", "corresponding", "before"),
    [("2026-03-10", "2029-03-10", "2029-03-09"), ("2024-02-29", "2027-02-28", "2027-02-28")],
)
def test_three_year_terms_end_as_the_rule_book_says(reported, corresponding, before) -> None:
    start = parse_iso(reported)

    assert last_day(start, 36) == parse_iso(corresponding)
    assert last_day(start, 36, convention="day_before") == parse_iso(before)


def test_half_year_slots_after_release_are_those_of_rule_j_01() -> None:
    release = parse_iso("2026-05-20").toordinal()

    marks = month_marks(release, 36)

    assert [date.fromordinal(marks[n]).isoformat() for n in range(6, 37, 6)] == [
        "2026-11-20",
        "2027-05-20",
        "2027-11-20",
        "2028-05-20",
        "2028-11-20",
        "2029-05-20",
    ]


@pytest.mark.parametrize(
    ("told", "days", "until"),
    [("2026-01-05", 3, "2026-01-08"), ("2026-07-01", 15, "2026-07-16"), ("2026-09-15", 7, "2026-09-22")],
)
def test_the_day_of_the_event_is_not_counted(told, days, until) -> None:
    assert add_days(parse_iso(told), days) == parse_iso(until)
    assert days_between(parse_iso(told), parse_iso(until)) == days


@pytest.mark.parametrize(
    "text", ["2026-2-28", "20260228", " 2026-02-28", "2026-02-28T00:00", "2026-W01-1", ""]
)
def test_only_the_iso_shape_is_read(text) -> None:
    with pytest.raises(DomainError) as refusal:
        parse_iso(text)

    assert refusal.value.code == "date.not-iso"


def test_a_day_no_calendar_has_is_impossible() -> None:
    with pytest.raises(DomainError) as refusal:
        parse_iso("2026-02-29")

    assert refusal.value.code == "date.impossible"


def test_completed_months_and_years() -> None:
    assert months_between(date(2026, 5, 1), date(2026, 5, 1)) == 0
    assert months_between(date(2026, 5, 1), date(2025, 5, 1)) == 0
    assert years_between(date(1990, 6, 15), date(2026, 6, 14)) == 35
    assert add_years(date(1990, 6, 15), 36) == date(2026, 6, 15)


def test_a_span_has_both_ends_and_may_stay_open() -> None:
    january = Span(date(2026, 1, 1), date(2026, 1, 31))
    later = Span(date(2026, 1, 31), None)

    assert date(2026, 1, 31) in january
    assert date(2026, 2, 1) not in january
    assert date(2025, 12, 31) not in january
    assert later.days is None
    assert january.overlaps(later)
    assert later.overlaps(january)
    assert not january.overlaps(Span(date(2026, 2, 1), None))
    assert not later.overlaps(Span(date(2026, 1, 1), date(2026, 1, 30)))


def test_a_span_does_not_run_backwards() -> None:
    with pytest.raises(DomainError) as refusal:
        Span(date(2026, 1, 2), date(2026, 1, 1))

    assert refusal.value.code == "span.backwards"


@small
@given(DAYS, DAYS, MONTHS)
def test_adding_months_keeps_the_order_of_days(one, other, months) -> None:
    first, second = sorted((one, other))

    assert add_months(first, months) <= add_months(second, months)


@small
@given(DAYS, MONTHS, MONTHS)
def test_more_months_never_end_earlier(start, one, other) -> None:
    fewer, more = sorted((one, other))

    assert add_months(start, fewer) <= add_months(start, more)


@small
@given(DAYS, st.integers(min_value=0, max_value=480))
def test_marks_months_and_counting_back_agree(start, months) -> None:
    mark = month_marks(start.toordinal(), months)[-1]

    assert mark == add_months_ordinal(start.toordinal(), months) == add_months(start, months).toordinal()
    assert months_between(start, date.fromordinal(mark)) == months
