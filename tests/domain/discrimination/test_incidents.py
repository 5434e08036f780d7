"""Unfair treatment: nothing without the person's agreement, and a way for every area."""

from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from guitu.domain.discrimination.incidents import (
    AREAS,
    MOVES,
    OUTCOMES,
    OWN_WILL,
    ROUTES,
    SERVICE,
    Change,
    State,
    Told,
    check,
    check_question,
    check_told,
    routes_for,
)
from guitu.domain.journal.codes import SERVICES
from guitu.domain.kernel.errors import DomainError

TODAY = date(2026, 3, 2)
TOLD = Told("job", "refused", TODAY, "某物流公司", "一查就说不要", "correct", agreed=True)
SOON = TODAY + timedelta(days=10)


def code_of(act) -> str:
    with pytest.raises(DomainError) as refusal:
        act()
    return refusal.value.code


def step(before: State, change: Change) -> None:
    check(before, change, told_on=TODAY - timedelta(days=3), today=TODAY)


@pytest.mark.parametrize(
    ("told", "code"),
    [
        (TOLD._replace(agreed=False), "incident.not-agreed"),
        (TOLD._replace(area="moon"), "incident.area"),
        (TOLD._replace(kind=""), "incident.kind"),
        (TOLD._replace(wish=""), "incident.wish"),
        (TOLD._replace(happened_on=TODAY + timedelta(days=1)), "incident.day"),
        (TOLD._replace(happened_on=date.min), "incident.day"),
        (TOLD._replace(where="长" * 121), "incident.where"),
        (TOLD._replace(words=" "), "incident.words"),
        (TOLD._replace(words="长" * 2001), "incident.words"),
    ],
)
def test_what_is_told_is_written_down_only_whole_and_agreed_to(told: Told, code: str) -> None:
    check_told(TOLD, today=TODAY)

    assert code_of(lambda: check_told(told, today=TODAY)) == code


def test_nothing_is_sent_without_agreement_a_way_and_a_day_to_ask_again() -> None:
    sent = Change(State.SENT, TODAY, route="labour", agreed=True, next_on=SOON)
    step(State.TOLD, sent)

    assert code_of(lambda: step(State.TOLD, sent._replace(agreed=False))) == "incident.send-not-agreed"
    assert code_of(lambda: step(State.TOLD, sent._replace(route="newspaper"))) == "incident.route"
    assert code_of(lambda: step(State.TOLD, sent._replace(next_on=None))) == "incident.next"
    assert code_of(lambda: step(State.TOLD, sent._replace(next_on=date.max))) == "incident.next"
    assert code_of(lambda: step(State.TOLD, sent._replace(happened_on=SOON))) == "incident.step-day"


@pytest.mark.parametrize("outcome", sorted(OUTCOMES))
def test_what_was_sent_nowhere_ends_by_the_persons_own_will_alone(outcome: str) -> None:
    closed = Change(State.CLOSED, TODAY, outcome=outcome)
    step(State.SENT, closed)

    if outcome in OWN_WILL:
        step(State.TOLD, closed)
    else:
        assert code_of(lambda: step(State.TOLD, closed)) == "incident.outcome"


@pytest.mark.parametrize("state", [state for state in State if state is not State.CLOSED])
def test_the_person_can_leave_it_at_any_time(state: State) -> None:
    step(state, Change(State.CLOSED, TODAY, outcome="withdrawn"))


def test_nothing_follows_the_end() -> None:
    for to in State:
        change = Change(to, TODAY, route="labour", agreed=True, next_on=SOON, outcome="withdrawn")
        assert code_of(lambda c=change: step(State.CLOSED, c)) == "incident.not-now"


@settings(derandomize=True, max_examples=60)
@given(
    st.sampled_from(sorted(AREAS)), st.lists(st.sampled_from(["", "newspaper", *sorted(ROUTES)]), max_size=6)
)
def test_every_area_has_a_way_whatever_the_book_says(area: str, named: list[str]) -> None:
    ways = routes_for(area, {f"discrimination.routes.{area}": named})

    assert {"legal_aid", "talk"} <= set(ways) <= set(ROUTES)
    assert len(ways) == len(set(ways))


def test_a_question_says_something() -> None:
    assert code_of(lambda: check_question("  ")) == "incident.advice"
    assert SERVICE in SERVICES
    assert all(MOVES[state] or state is State.CLOSED for state in State)
