"""The days around a release come from the book of the place: the rule book's own examples (4.6)."""

from datetime import date

import pytest

from guitu.domain.handoff.release import numbers_of
from guitu.foundation.calendar import work_calendar
from guitu.foundation.rulebooks import book_for

RELEASED = date(2026, 5, 20)
HUNAN, SHANGHAI = 430102000000, 310101000000


@pytest.mark.parametrize(
    ("region", "notice"),
    [(HUNAN, date(2026, 5, 17)), (SHANGHAI, date(2026, 5, 11))],  # 3 days; 7 working days
)
def test_the_notice_is_due_as_the_province_says(region: int, notice: date) -> None:
    numbers = numbers_of(book_for(region), RELEASED, work_calendar())

    assert numbers.notice == notice
    assert numbers.packet == date(2026, 5, 25)  # 3 working days after release
    assert numbers.contact_days == (3, 7, 21)
    assert (numbers.assessment_from, numbers.assessment_until, numbers.calendar_after) == (90, 30, 7)
