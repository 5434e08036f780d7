"""The meter of a yearly promise: what is due by a day, and who is behind on it."""

from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from guitu.domain.promise.meter import Meter, behind, due_by, share_ends

YEAR = (date(2026, 1, 1).toordinal(), date(2026, 12, 31).toordinal())
numbers = st.integers(1, 12)
leads = st.integers(0, 200)


def _meter(done: int, due: int, needed: int = 3) -> Meter:
    return Meter("job_notice", date(2026, 1, 1), date(2026, 12, 31), needed, done, due)


@given(needed=numbers, lead=leads, day=st.integers(0, 400))
@settings(derandomize=True, max_examples=200)
def test_what_is_due_only_grows_and_is_whole_by_the_last_day(needed: int, lead: int, day: int) -> None:
    first, last = YEAR
    today = first + day
    due = due_by(needed, first, last, today=today, lead=lead)
    assert 0 <= due <= needed
    assert due <= due_by(needed, first, last, today=today + 1, lead=lead)
    assert due_by(needed, first, last, today=last, lead=lead) == needed


@given(needed=numbers)
@settings(derandomize=True, max_examples=12)
def test_shares_are_even_and_end_with_the_year(needed: int) -> None:
    first, last = YEAR
    ends = share_ends(needed, first, last)
    lengths = {b - a for a, b in zip([first - 1, *ends], ends, strict=False)}
    assert ends[-1] == last
    assert max(lengths) - min(lengths) <= 1


@pytest.mark.parametrize(("done", "due", "owed"), [(0, 2, 2), (2, 2, 0), (5, 2, 0), (1, 0, 0)])
def test_more_than_is_due_owes_nothing(done: int, due: int, owed: int) -> None:
    meter = _meter(done, due)
    assert meter.behind == owed
    assert bool(behind([meter])) is bool(owed)
