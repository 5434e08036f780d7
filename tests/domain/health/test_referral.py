"""A hospital gets the named fields of a slice, of the lines the person chose, and nothing that tells."""

from dataclasses import fields
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from guitu.domain.health.catalogue import Sort
from guitu.domain.health.referral import (
    Slice,
    State,
    check_step,
    is_readable,
    slice_of,
)
from guitu.domain.kernel.errors import DomainError
from guitu.domain.outreach import TELLING, telling

ON = date(2026, 3, 2)
lines = st.lists(st.tuples(st.sampled_from(list(Sort)), st.text("甲乙丙丁", min_size=1, max_size=6)))


def made(**more):
    said = {
        "name": "王小明", "sex": "male", "birth_on": None, "reason": "查肝功能", "lines": (), "green": True,
        "on": ON, "days": 30,
    }  # fmt: skip
    return slice_of(**(said | more))


def test_a_slice_has_these_fields_and_no_other():
    assert [f.name for f in fields(Slice)] == [
        "name", "sex", "birth_on", "reason", "conditions", "medicines", "allergies", "green", "until",
    ]  # fmt: skip


@settings(derandomize=True, max_examples=100, deadline=None)
@given(lines)
def test_what_was_chosen_goes_along_but_never_maintenance_treatment(chosen):
    found = made(lines=chosen)

    told = [*found.conditions, *found.medicines, *found.allergies]
    assert sorted(told) == sorted(words for sort, words in chosen if sort is not Sort.MAINTENANCE)


@settings(derandomize=True, max_examples=100, deadline=None)
@given(st.sampled_from(TELLING), st.text("甲乙 ", max_size=4), st.text("丙丁", max_size=4))
def test_no_word_that_tells_a_stranger_leaves_in_the_reason(word, before, after):
    with pytest.raises(DomainError) as refused:
        made(reason=f"{before}{word}{after}")

    assert refused.value.code == "health.reason-tells"
    assert telling(f"{before}{word}{after}") == refused.value.facts["word"]


steps = st.lists(st.tuples(st.sampled_from(list(State)), st.booleans()), max_size=12)


@settings(derandomize=True, max_examples=100, deadline=None)
@given(steps)
def test_nothing_is_ever_sent_without_consent_and_what_is_over_stays_over(wanted):
    state = State.DRAFT
    for to, agreed in wanted:
        if refusal(state, to, agreed=agreed) is None:
            assert state not in {State.DONE, State.ENDED}
            assert to is not State.SENT or agreed
            assert to not in {State.ACCEPTED, State.DECLINED} or state is State.SENT
            state = to


def refusal(state: State, to: State, *, agreed: bool) -> str | None:
    try:
        check_step(state, to, agreed=agreed)
    except DomainError as refused:
        return refused.code
    return None


def test_a_referral_that_the_person_does_not_agree_to_says_so():
    assert refusal(State.DRAFT, State.SENT, agreed=False) == "health.referral-consent"
    assert refusal(State.DRAFT, State.DONE, agreed=True) == "health.referral-not-now"


def test_a_slice_is_read_to_its_last_day_and_only_while_the_person_agrees():
    until = date(2026, 4, 1)

    assert is_readable(until, agreed=True, today=until)
    assert not is_readable(until, agreed=True, today=date(2026, 4, 2))
    assert not is_readable(until, agreed=False, today=ON)
    assert not is_readable(None, agreed=True, today=ON)
