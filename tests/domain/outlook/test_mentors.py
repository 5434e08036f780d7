"""Whoever is there for others is talked with: from the day they began, and from each talk."""

from datetime import date

import pytest

from guitu.domain.journal.entry import Entry
from guitu.domain.outlook.mentors import mentoring


def _step(step: str, day: int) -> Entry:
    details = {"service": "peer_support", "mentor": step}
    return Entry(f"{step}{day}", "service", date(2026, 3, day), "done", details)


def _word(outcome: str, day: int, purpose: str = "peer_mentor") -> Entry:
    return Entry(f"{outcome}{day}", "consent", date(2026, 3, day), outcome, {"purpose": purpose})


BEGAN, TALKED, RESTS, AGAIN = (
    _step("mentor_began", 2), _step("mentor_supervised", 5), _step("mentor_rests", 9),
    _step("mentor_began", 20),
)  # fmt: skip


@pytest.mark.parametrize(
    ("steps", "words", "days"),
    [
        ((), (), []),
        ((BEGAN,), (), [2]),
        ((BEGAN, TALKED), (), [2, 5]),
        ((BEGAN, TALKED, RESTS), (), []),
        ((BEGAN, TALKED, RESTS, AGAIN), (), [20]),
        ((TALKED,), (), []),  # of nobody who is a mentor
        ((_step("mentor_met", 3),), (), []),
        ((BEGAN,), (_word("withdrawn", 4),), []),
        ((BEGAN,), (_word("withdrawn", 4, "aftercare"),), [2]),
        ((BEGAN, AGAIN), (_word("withdrawn", 4), _word("given", 19)), [20]),
    ],
)
def test_the_next_talk_counts_from(steps, words, days):
    found = mentoring({"service": list(steps), "consent": list(words)})
    assert list(found) == [date(2026, 3, day).toordinal() for day in days]
