"""An application, line by line: what may follow what, and what each line must say."""

from datetime import date, timedelta
from uuid import uuid4

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from guitu.domain.journal.codes import SERVICES
from guitu.domain.kernel.errors import DomainError
from guitu.domain.support.applications import (
    KINDS,
    MOVES,
    OPEN,
    REMEDIES,
    Change,
    Next,
    State,
    check,
    check_new,
    check_next,
    remedy_until,
)

TODAY = date(2026, 3, 2)
STEP = Next("带户口本去派出所照相", TODAY + timedelta(days=3), "person")


def code_of(act) -> str:
    with pytest.raises(DomainError) as refusal:
        act()
    return refusal.value.code


def after(before: State | None, change: Change) -> None:
    check(before, change, begun_on=TODAY - timedelta(days=10), today=TODAY)


def test_every_kind_becomes_a_help_that_the_journal_knows() -> None:
    assert {kind.service for kind in KINDS.values()} <= set(SERVICES)


def test_what_is_open_says_what_comes_next() -> None:
    after(State.PREPARED, Change(State.HANDED_IN, TODAY, next=STEP))

    assert code_of(lambda: after(State.PREPARED, Change(State.HANDED_IN, TODAY))) == "application.next"


@pytest.mark.parametrize(
    ("step", "code"),
    [
        (STEP._replace(words="  "), "application.next"),
        (STEP._replace(actor="nobody"), "application.next"),
        (STEP._replace(on=TODAY - timedelta(days=1)), "application.next-day"),
        (STEP._replace(on=date.min), "application.next-day"),
        (STEP._replace(on=date.max), "application.next-day"),
        (STEP._replace(words="长" * 501), "application.words"),
        (STEP._replace(actor="worker"), "application.owner"),
    ],
)
def test_a_step_names_a_day_and_somebody(step: Next, code: str) -> None:
    assert code_of(lambda: check_next(step, today=TODAY)) == code


def test_a_colleague_who_does_it_is_named() -> None:
    check_next(STEP._replace(actor="worker", owner=uuid4()), today=TODAY)


@pytest.mark.parametrize("before", [State.GRANTED, State.WITHDRAWN])
@pytest.mark.parametrize("to", list(State))
def test_nothing_follows_what_is_over(before: State, to: State) -> None:
    change = Change(to, TODAY, next=STEP, reason="other", remedy="none")

    assert code_of(lambda: after(before, change)) == "application.not-now"


def test_a_refusal_says_why_and_what_can_be_done() -> None:
    after(State.HANDED_IN, Change(State.REFUSED, TODAY, reason="papers_missing", remedy="again"))

    bare = Change(State.REFUSED, TODAY)
    assert code_of(lambda: after(State.HANDED_IN, bare)) == "application.reason"
    assert code_of(lambda: after(State.HANDED_IN, bare._replace(reason="other"))) == "application.remedy"


@pytest.mark.parametrize("on", [TODAY + timedelta(days=1), TODAY - timedelta(days=11), date.max])
def test_what_happened_lies_between_the_beginning_and_today(on: date) -> None:
    assert code_of(lambda: after(State.HANDED_IN, Change(State.GRANTED, on))) == "application.day"


def test_what_was_granted_does_not_end_before_it_began() -> None:
    change = Change(State.GRANTED, TODAY, holds_until=TODAY)

    assert code_of(lambda: after(State.HANDED_IN, change)) == "application.until"
    after(State.HANDED_IN, change._replace(holds_until=TODAY + timedelta(days=1)))


@pytest.mark.parametrize(
    ("kind", "words", "due_on", "code"),
    [
        ("passport", "", None, "application.kind"),
        ("other", " ", None, "application.words"),
        ("identity_card", "长" * 501, None, "application.words"),
        ("medical_insurance", "", TODAY - timedelta(days=1), "application.due"),
        ("medical_insurance", "", date.max, "application.due"),
    ],
)
def test_an_application_begins_with_something_possible(kind, words, due_on, code) -> None:
    assert code_of(lambda: check_new(kind, words, due_on, today=TODAY)) == code


def test_the_days_of_a_remedy_come_from_the_book() -> None:
    book = {"remedy.review_days": 60, "remedy.lawsuit_months": 6}

    assert remedy_until("review", TODAY, book) == date(2026, 5, 1)
    assert remedy_until("review", TODAY, {"remedy.review_days": 10}) == date(2026, 3, 12)
    assert remedy_until("lawsuit", TODAY, book) == date(2026, 9, 2)
    assert {code for code in REMEDIES if remedy_until(code, TODAY, book) is None} == {
        "again", "legal_aid", "none",
    }  # fmt: skip


@settings(derandomize=True, max_examples=80)
@given(st.lists(st.sampled_from(list(State)), max_size=12))
def test_from_wherever_it_stands_the_person_can_leave_it_or_it_is_over(path: list[State]) -> None:
    state = State.PREPARED
    for to in path:
        if to in MOVES[state]:
            state = to

    assert State.WITHDRAWN in MOVES[state] or state in {State.GRANTED, State.WITHDRAWN}
    assert state not in OPEN or State.REFUSED in MOVES[state]
