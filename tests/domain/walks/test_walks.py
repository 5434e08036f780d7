"""A few thousand steps each time, a hundred thousand when asked; and the walk is shown to go everywhere."""

from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from guitu.domain.outlook.slots import OPEN, Duty
from guitu.domain.outlook.windows import Window
from tests.domain.outlook.book import TESTS
from tests.domain.walks.life import Life, overcontrol_count, walk


@settings(derandomize=True, max_examples=8, deadline=None)
@given(seed=st.integers(0, 2**32))
def test_the_guards_hold_whoever_tries_whatever(seed: int) -> None:
    assert walk(seed, 400)


@pytest.mark.full
@settings(derandomize=True, max_examples=100, deadline=None)
@given(seed=st.integers(0, 2**32))
def test_the_guards_hold_for_a_hundred_thousand_steps(seed: int) -> None:
    lives = walk(seed, 1_000)
    assert sum(life.steps for life in lives) == 1_000


def told(lives: list[Life]) -> set[str]:
    return {entry.kind for life in lives for entry in life.entries}


def test_the_walk_goes_where_the_guards_are() -> None:
    """Otherwise the laws above would be true of walks that go nowhere."""
    lives = [life for seed in range(20) for life in walk(seed, 600)]

    assert {"serious_breach_report", "breach_closed", "transfer", "suspended", "lost_contact"} <= told(lives)
    assert {life.closed for life in lives} >= {"completed", "terminated", "finished"}
    assert sum(life.refused for life in lives) > sum(life.taken for life in lives) > 500


def test_control_after_the_end_would_be_seen() -> None:
    late = Duty(Window(TESTS, 1, 10, 20, 20, 40), OPEN)

    assert overcontrol_count([late], end=15, today=12) == 1  # due after the end
    assert overcontrol_count([late], end=25, today=30) == 1  # asked for when it is over
    assert overcontrol_count([late], end=25, today=date.min.toordinal()) == 0
