"""The packaged calendar, and what a calendar file may hold."""

from datetime import date

import pytest

from guitu.foundation.calendar import read_calendar, work_calendar


def test_national_day_2026_is_rest_and_its_exchanged_weekends_are_work() -> None:
    calendar = work_calendar()

    assert calendar.roll_forward(date(2026, 10, 1)) == date(2026, 10, 8)
    assert calendar.is_working_day(date(2026, 9, 20))
    assert calendar.is_working_day(date(2026, 10, 10))
    assert not calendar.is_working_day(date(2026, 10, 11))


def test_it_knows_2004_to_2026_and_says_where_it_ends() -> None:
    calendar = work_calendar()

    assert calendar.covers(date(2004, 1, 1))
    assert calendar.covers(date(2026, 12, 31))
    assert not calendar.covers(date(2003, 12, 31))
    assert not calendar.covers(date(2027, 1, 1))


def test_its_days_are_consistent() -> None:
    calendar = work_calendar()

    assert all(day.weekday() >= 5 for day in calendar.workdays)
    assert not calendar.holidays & calendar.workdays
    assert len(calendar.revision) == 12
    assert work_calendar() is calendar


@pytest.mark.parametrize(
    ("lines", "message"),
    [
        ("2026-01-01,party,New Year", "unknown kind"),
        ("2026-02-30,holiday,none", "day is out of range"),
        ("", "no days"),
    ],
)
def test_a_wrong_file_is_refused(tmp_path, lines, message) -> None:
    file = tmp_path / "calendar.csv"
    file.write_text(f"date,kind,name\n{lines}\n")

    with pytest.raises(ValueError, match=message):
        read_calendar(file)


def test_a_changed_file_changes_the_revision(tmp_path) -> None:
    file = tmp_path / "calendar.csv"
    file.write_text("date,kind,name\n2026-01-01,holiday,New Year\n")
    before = read_calendar(file)
    file.write_text("date,kind,name\n2026-01-01,holiday,New Year\n2027-01-01,holiday,New Year\n")

    after = read_calendar(file)

    assert before.revision != after.revision
    assert not before.covers(date(2027, 1, 1))
    assert after.covers(date(2027, 1, 1))
