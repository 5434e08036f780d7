"""A file on its way is in somebody's hands at every step, whoever does what in whatever order."""

import doctest
from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from guitu.domain import transfer
from guitu.domain.journal.entry import Entry
from guitu.domain.kernel.errors import DomainError
from guitu.domain.outlook.dropped import without_dropped
from guitu.domain.outlook.slots import DONE, EXCUSED, OPEN, Duty
from guitu.domain.outlook.windows import NEVER, Window
from guitu.domain.rules.model import Confidence, Deadline, Recurring, Satisfies
from guitu.domain.transfer import (
    Act,
    Answer,
    DropReason,
    Lead,
    Side,
    Sort,
    State,
    check_day,
    holder,
    lead_of,
    open_tasks,
    settle,
    step,
    undone,
)
from tests.domain.outlook.book import MONTHLY_TO_QUARTERLY, REPORT, rule

TODAY = date(2026, 3, 2)
DAY = TODAY.toordinal()
VISIT = rule(
    "J-01",
    Recurring("released", MONTHLY_TO_QUARTERLY, window_days=None, grace_days=30),
    "aftercare",
    satisfies=Satisfies("follow_up", frozenset({"done"})),
)
LAW = replace(
    rule(
        "C-01",
        Deadline("reported", working_days=3),
        "aftercare",
        satisfies=Satisfies("agreement", frozenset({"done"})),
    ),
    confidence=Confidence.SEEN_TEXT,
)


def duty(of=VISIT, n=1, opens=-5, due=5, lapses=NEVER, state=OPEN):
    end = lapses if lapses == NEVER else DAY + lapses
    return Duty(Window(of, n, DAY + opens, DAY + due, DAY + due, end), state)


def tasks(*duties):
    return open_tasks([("e", one) for one in duties], on=TODAY)


def test_the_examples_in_the_module_hold():
    assert doctest.testmod(transfer).failed == 0


def tried(sort, state, act, side):
    """The state after, None where the act is refused with a code of its own."""
    try:
        return step(sort, state, act, side)
    except DomainError as error:
        if error.code not in {"transfer.answered-before", "transfer.not-your-turn"}:
            raise
        return None


STEPS = st.lists(
    st.one_of(
        st.tuples(st.just("offer"), st.sampled_from(list(Sort))),
        st.tuples(st.sampled_from(list(Act)), st.sampled_from(list(Side))),
    ),
    max_size=40,
)


@given(STEPS)
def test_the_file_is_in_exactly_one_offices_hands_and_moves_on_acceptance_alone(steps):
    """Two offices and a file: every act either is refused and changes nothing, or keeps one holder."""
    holds, waits, last = (
        0,
        None,
        None,
    )  # who has the file; an offer (sort, from, state); what came of the last

    for what, more in steps:
        if what == "offer":
            if waits is None:
                waits = (more, holds, State.OFFERED)
            continue
        if waits is None:
            continue
        sort, sender, state = waits
        before = holds
        after = tried(sort, state, what, more)
        if after is None:
            continue
        holds = sender if holder(sort, after) is Side.SENDER else 1 - sender
        assert holds in (0, 1)
        if holds != before:
            assert (sort, state, what, more) == (Sort.MOVE, State.OFFERED, Act.ACCEPT, Side.RECEIVER)
        if what in (Act.DECLINE, Act.WITHDRAW, Act.END):
            assert holds == sender  # back, or never gone
        last = after
        waits = (sort, sender, after) if sort is Sort.SHARE and after is State.ACCEPTED else None
    assert last is None or last in State


@pytest.mark.parametrize("sort", list(Sort))
@pytest.mark.parametrize("state", list(State))
def test_every_state_has_a_holder_and_every_act_an_answer(sort, state):
    assert holder(sort, state) in Side
    for act in Act:
        for side in Side:
            assert tried(sort, state, act, side) in {None, *State}


def test_nobody_answers_twice_and_nobody_in_the_others_place():
    with pytest.raises(DomainError, match="transfer.answered-before"):
        step(Sort.MOVE, State.ACCEPTED, Act.ACCEPT, Side.RECEIVER)
    with pytest.raises(DomainError, match="transfer.answered-before"):
        step(Sort.MOVE, State.ACCEPTED, Act.END, Side.RECEIVER)  # a file that moved is offered anew
    with pytest.raises(DomainError, match="transfer.not-your-turn"):
        step(Sort.MOVE, State.OFFERED, Act.ACCEPT, Side.SENDER)
    with pytest.raises(DomainError, match="transfer.not-your-turn"):
        step(Sort.MOVE, State.OFFERED, Act.WITHDRAW, Side.RECEIVER)


def test_open_is_what_has_begun_and_is_neither_done_nor_lapsed():
    found = tasks(
        duty(n=1),
        duty(n=2, due=-3),  # late
        duty(n=3, opens=1),  # not begun
        duty(n=4, state=DONE),
        duty(n=5, due=-9, lapses=0),  # lapsed today
    )

    assert [task.n for task in found] == [2, 1]


def test_every_open_task_needs_an_answer_and_a_drop_a_reason():
    (one,) = tasks(duty())

    with pytest.raises(DomainError, match="transfer.task-unanswered"):
        settle([one], {})
    with pytest.raises(DomainError, match="transfer.task-unanswered"):
        settle([one], {one.key: ("forget", "")})
    with pytest.raises(DomainError, match="transfer.drop-without-reason"):
        settle([one], {one.key: ("drop", "")})

    (kept,) = settle([one], {one.key: ("keep", "")})
    (dropped,) = settle([one], {one.key: ("drop", "not_known_there")})
    assert (kept.answer, kept.reason) == (Answer.KEEP, None)
    assert (dropped.answer, dropped.reason) == (Answer.DROP, DropReason.NOT_KNOWN_THERE)


def test_two_offices_cannot_agree_away_what_is_owed_once():
    report, agreement = tasks(duty(REPORT), duty(LAW))

    for task in (report, agreement):
        assert not task.may_drop
        with pytest.raises(DomainError, match="transfer.cannot-drop"):
            settle([task], {task.key: ("drop", "person_wishes")})


def test_what_the_sender_was_to_do_and_has_not_is_named():
    first, second = tasks(duty(n=1), duty(n=2))
    settled = settle([first, second], {first.key: ("do_before", ""), second.key: ("keep", "")})

    assert undone(settled, [first.key, second.key]) == (first,)
    assert undone(settled, [second.key]) == ()


def test_what_was_dropped_is_excused_by_the_transfer_and_what_was_done_stays_done():
    moved = Entry("t", "transfer", TODAY, "done", {"dropped": ["J-01:1:e", "J-01:2:e"]})
    given_duties = [duty(n=1), duty(n=2, state=DONE), duty(n=3)]

    found = without_dropped(given_duties, "e", [moved])

    assert [one.state for one in found] == [EXCUSED, DONE, OPEN]
    assert found[0].by is moved
    assert [one.state for one in without_dropped(given_duties, "other", [moved])] == [OPEN, DONE, OPEN]


@pytest.mark.parametrize(("days", "code"), [(61, "too-far-ahead"), (-31, "too-long-ago")])
def test_a_move_lies_near(days, code):
    for near in (-30, 0, 60):
        check_day(TODAY + timedelta(days=near), today=TODAY)
    with pytest.raises(DomainError, match=code):
        check_day(TODAY + timedelta(days=days), today=TODAY)


@pytest.mark.parametrize(
    ("domicile", "residence", "lead", "agreed"),
    [
        ({}, {}, Lead.DOMICILE, True),
        ({}, {"control_lead": "residence"}, Lead.RESIDENCE, False),
        ({"control_lead": "residence"}, {"control_lead": "residence"}, Lead.RESIDENCE, True),
        ({"control_lead": "residence"}, {}, Lead.DOMICILE, False),
    ],
)
def test_the_book_of_the_place_where_somebody_lives_says_who_leads(domicile, residence, lead, agreed):
    found = lead_of(domicile, residence)

    assert (found.lead, found.agreed) == (lead, agreed)
