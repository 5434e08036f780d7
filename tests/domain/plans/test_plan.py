"""A plan: what a line must say, when it may be proposed, who may approve it, and that the person is heard."""

from datetime import date, timedelta
from uuid import UUID

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from guitu.domain.kernel.errors import DomainError
from guitu.domain.plans.catalogue import ACTORS, DIFFICULTIES, LEVERS, NEEDS
from guitu.domain.plans.plan import (
    NewLine,
    Sort,
    State,
    check_approval,
    check_line,
    check_proposal,
    check_review,
    missing,
    review_due,
)

TODAY = date(2026, 3, 2)
LIN, HEAD = UUID(int=1), UUID(int=2)
ACTION = NewLine(Sort.ACTION, "policy_help", "陪他去人社局", "government", LIN, TODAY + timedelta(days=9))


def refusal(act, *args, **more) -> str:
    with pytest.raises(DomainError) as caught:
        act(*args, **more)
    return caught.value.code


@pytest.mark.parametrize(
    "line",
    [
        NewLine(Sort.GOAL, "mood", "晚上能睡着"),
        NewLine(Sort.STRENGTH, "", "会木工"),
        NewLine(Sort.NEED, "job", ""),
        NewLine(Sort.NEED, "other", "想学开车"),
        ACTION,
        ACTION._replace(actor="family", owner=None, words="妈妈每晚打电话"),
        ACTION._replace(due_on=TODAY),
    ],
)
def test_a_line_that_says_what_it_must_is_taken(line: NewLine):
    check_line(line, today=TODAY)


@pytest.mark.parametrize(
    ("line", "code"),
    [
        (NewLine(Sort.GOAL, "mood", "  "), "plan.own-words"),
        (NewLine(Sort.GOAL, "job", "找到工作"), "plan.code"),
        (NewLine(Sort.STRENGTH, "", ""), "plan.own-words"),
        (NewLine(Sort.NEED, "other", ""), "plan.own-words"),
        (NewLine(Sort.NEED, "fame", "x"), "plan.code"),
        (NewLine(Sort.STRENGTH, "", "长" * 501), "plan.own-words"),
        (ACTION._replace(words=""), "plan.own-words"),
        (ACTION._replace(actor="nobody"), "plan.owner"),
        (ACTION._replace(owner=None), "plan.owner"),
        (ACTION._replace(due_on=None), "plan.day"),
        (ACTION._replace(due_on=TODAY - timedelta(days=1)), "plan.day"),
    ],
)
def test_a_line_that_lacks_something_says_what(line: NewLine, code: str):
    assert refusal(check_line, line, today=TODAY) == code


@given(st.sets(st.sampled_from(Sort)))
@settings(derandomize=True, max_examples=20)
def test_a_plan_is_proposed_only_with_all_four_sorts_of_lines(sorts: set[Sort]):
    if sorts == set(Sort):
        check_proposal(State.DRAFT, sorts)
    else:
        assert refusal(check_proposal, State.DRAFT, sorts) == "plan.incomplete"
    assert set(missing(sorts)) == set(Sort) - sorts


@pytest.mark.parametrize("state", set(State) - {State.DRAFT})
def test_only_a_draft_is_proposed(state: State):
    assert refusal(check_proposal, state, set(Sort)) == "plan.not-now"


def test_nobody_approves_what_they_wrote_without_the_right():
    assert refusal(check_approval, State.PROPOSED, authors={HEAD}, approver=HEAD, may_own=False) == "plan.own"
    assert check_approval(State.PROPOSED, authors={HEAD, LIN}, approver=HEAD, may_own=True) is True
    assert check_approval(State.PROPOSED, authors={LIN}, approver=HEAD, may_own=False) is False


@pytest.mark.parametrize("state", set(State) - {State.PROPOSED})
def test_only_what_is_proposed_is_approved(state: State):
    assert refusal(check_approval, state, authors={LIN}, approver=HEAD, may_own=True) == "plan.not-now"


def test_there_is_no_review_without_the_persons_own_view():
    assert refusal(check_review, State.APPROVED, view=" ") == "plan.view-missing"
    assert refusal(check_review, State.DRAFT, view="好") == "plan.not-now"
    check_review(State.APPROVED, view="比以前踏实")


def test_the_review_is_due_after_the_months_of_the_place():
    assert review_due(date(2026, 3, 2), 6) == date(2026, 9, 2)


def test_the_catalogue_has_three_levers_four_difficulties_and_needs_for_each():
    assert set(LEVERS) == {"follow_up", "policy_help", "family_help"}
    assert set(DIFFICULTIES) == {"craving", "fitting_in", "work", "staying_clean"}
    assert set(ACTORS) == {"government", "society", "family"}
    assert {need.difficulty for need in NEEDS.values()} == {*DIFFICULTIES, ""}
    assert all(need.word.zh and need.word.en for need in NEEDS.values())
