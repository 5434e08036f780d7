"""One medical plan a person: exactly one version in force on any day, whoever writes, in whatever order."""

from datetime import date, timedelta
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from guitu.domain.health.plan import LONGEST, Version, Words, check_new, in_force_on
from guitu.domain.kernel.errors import DomainError

TODAY = date(2026, 3, 2)
WORDS = Words("血压高", "", "钟医生")

# each writer saw some version, as of some moment; days pass between them
acts = st.lists(st.tuples(st.integers(0, 8), st.integers(0, 40)), max_size=25)


def accepted(tried: list[tuple[int, int]]) -> list[Version]:
    """What becomes of writers who come one after the other: whoever saw another version is refused."""
    kept: list[Version] = []
    day = TODAY
    for seen, later in tried:
        day += timedelta(days=later)
        current = kept[-1].number if kept else 0
        check_on = day + timedelta(days=1)
        refused = refusal(check_on=check_on, today=day, seen=seen, current=current)
        assert (refused is None) == (seen == current)
        if refused is None:
            kept.append(Version(current + 1, day))
        else:
            assert (refused.code, refused.facts["version"]) == ("health.plan-moved-on", current)
    return kept


def refusal(**given_: Any) -> DomainError | None:
    try:
        check_new(WORDS, **given_)
    except DomainError as refused:
        return refused
    return None


@settings(derandomize=True, max_examples=100, deadline=None)
@given(acts)
def test_exactly_one_version_is_in_force_from_the_first_day_on(tried):
    kept = accepted(tried)

    for n in range(-5, 60):
        day = TODAY + timedelta(days=n * 20)
        found = in_force_on(kept, day)
        begun = [version for version in kept if version.from_on <= day]
        assert (found is None) == (not begun)
        if found is not None:
            assert found == begun[-1]


@settings(derandomize=True, max_examples=100, deadline=None)
@given(acts)
def test_versions_are_numbered_without_a_gap_and_never_overwrite_one_another(tried):
    kept = accepted(tried)

    assert [version.number for version in kept] == list(range(1, len(kept) + 1))


@settings(derandomize=True, max_examples=100, deadline=None)
@given(st.permutations(range(6)))
def test_in_whatever_order_rows_come_the_same_version_holds(order):
    versions = [Version(n + 1, TODAY + timedelta(days=n // 2)) for n in range(6)]

    shuffled = [versions[n] for n in order]

    for n in range(4):
        day = TODAY + timedelta(days=n)
        assert in_force_on(shuffled, day) == in_force_on(versions, day)


@pytest.mark.parametrize(
    ("words", "field"),
    [
        (Words(" ", "", "钟"), "conditions"),
        (Words("病", "", ""), "doctor"),
        (Words("病", "药" * (LONGEST + 1), "钟"), "medicines"),
    ],
)
def test_what_is_missing_or_too_long_is_named(words, field):
    with pytest.raises(DomainError) as refused:
        check_new(words, check_on=TODAY, today=TODAY, seen=0, current=0)

    assert (refused.value.code, refused.value.facts["field"]) == ("health.plan-words", field)
