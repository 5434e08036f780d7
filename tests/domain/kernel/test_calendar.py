"""Working days: the vectors of the rule book (4.6, weekend rule) and what holidays change."""

from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from guitu.domain.kernel.calendar import WorkCalendar
from guitu.domain.kernel.dates import add_days, parse_iso

WEEKENDS = WorkCalendar.weekend_only()
# the first days of October 2026 off, Saturday the 10th worked
OCTOBER = WorkCalendar.build(
    holidays=[date(2026, 10, day) for day in range(1, 8)],
    workdays=[date(2026, 10, 10)],
    years=(2026, 2026),
    revision="october",
)
DAYS = st.dates(min_value=date(2026, 9, 1), max_value=date(2026, 11, 30))
small = settings(derandomize=True, max_examples=60)


@pytest.mark.parametrize(
    ("event", "days", "deadline"),
    [
        ("2026-03-02", 15, "2026-03-17"),
        ("2026-03-06", 15, "2026-03-23"),
        ("2026-03-07", 15, "2026-03-23"),
        ("2026-02-28", 15, "2026-03-16"),
        ("2026-07-01", 15, "2026-07-16"),
    ],
)
def test_reporting_deadlines_roll_to_the_next_working_day(event, days, deadline) -> None:
    assert WEEKENDS.roll_forward(add_days(parse_iso(event), days)) == parse_iso(deadline)


@pytest.mark.parametrize(
    ("event", "count", "expected"),
    [
        ("2026-05-20", -7, "2026-05-11"),  # I-05, Shanghai
        ("2026-05-20", 3, "2026-05-25"),  # I-06
        ("2026-09-15", -7, "2026-09-04"),  # H-02, Chongqing
        ("2026-05-23", 0, "2026-05-23"),
        ("2026-05-23", 1, "2026-05-25"),
    ],
)
def test_working_days_are_counted_without_the_day_of_the_event(event, count, expected) -> None:
    assert WEEKENDS.add_working_days(parse_iso(event), count) == parse_iso(expected)


def test_a_holiday_is_rest_and_an_exchanged_saturday_is_work() -> None:
    assert not OCTOBER.is_working_day(date(2026, 10, 1))
    assert OCTOBER.is_working_day(date(2026, 10, 10))
    assert OCTOBER.roll_forward(date(2026, 10, 1)) == date(2026, 10, 8)
    assert OCTOBER.roll_forward(date(2026, 10, 10)) == date(2026, 10, 10)
    assert OCTOBER.next_working_day(date(2026, 10, 11)) == date(2026, 10, 12)
    assert OCTOBER.add_working_days(date(2026, 9, 30), 3) == date(2026, 10, 10)


def test_a_day_named_twice_is_worked() -> None:
    day = date(2026, 10, 4)

    assert WorkCalendar.build(
        holidays=[day], workdays=[day], years=(2026, 2026), revision="x"
    ).is_working_day(day)


def test_beyond_its_years_it_says_so_and_takes_monday_to_friday() -> None:
    assert OCTOBER.covers(date(2026, 1, 1))
    assert not OCTOBER.covers(date(2027, 10, 1))
    assert OCTOBER.is_working_day(date(2027, 10, 1))
    assert not WEEKENDS.covers(date(2026, 1, 1))


def test_the_same_revision_is_the_same_calendar() -> None:
    assert WorkCalendar.weekend_only() == WEEKENDS
    assert hash(WorkCalendar.weekend_only()) == hash(WEEKENDS)
    assert OCTOBER != WEEKENDS


@small
@given(DAYS)
def test_rolling_forward_is_never_earlier_and_done_once(day) -> None:
    rolled = OCTOBER.roll_forward(day)

    assert rolled >= day
    assert OCTOBER.is_working_day(rolled)
    assert OCTOBER.roll_forward(rolled) == rolled
    assert not any(OCTOBER.is_working_day(day + timedelta(n)) for n in range((rolled - day).days))


@small
@given(DAYS, st.integers(min_value=1, max_value=30))
def test_counting_forward_and_counting_between_agree(day, count) -> None:
    end = OCTOBER.add_working_days(day, count)

    assert OCTOBER.working_days_between(day, end) == count
    assert OCTOBER.working_days_between(end, day) == 0
