"""A case in its order; a session as the team may see it; and whose eyes a private note is for."""

from datetime import date, timedelta
from uuid import UUID, uuid4

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from guitu.domain.access import Compartment, Permission, Record, Relation, Role, Viewer, compartments, decide
from guitu.domain.counselling import cases, sessions
from guitu.domain.counselling.cases import State
from guitu.domain.counselling.sessions import THEMES, Attendance, Shared
from guitu.domain.kernel.errors import DomainError

TODAY = date(2026, 3, 2)
PERSON = uuid4()
held = st.builds(
    Shared,
    st.dates(date(2025, 1, 1), TODAY),
    st.sampled_from(list(Attendance)),
    st.lists(st.sampled_from(list(THEMES)), max_size=4).map(tuple),
)


def code_of(act, *args, **given_):
    with pytest.raises(DomainError) as refused:
        act(*args, **given_)
    return refused.value.code


@settings(derandomize=True, max_examples=100, deadline=None)
@given(st.lists(held, max_size=10), st.booleans())
def test_the_team_sees_every_session_with_consent_and_none_without(found, agreed):
    seen = sessions.shared(found, agreed=agreed)

    assert sorted(seen) == (sorted(found) if agreed else [])
    assert [one.on for one in seen] == sorted((one.on for one in seen), reverse=True)


def test_what_the_team_sees_has_no_field_for_a_word():
    assert Shared._fields == ("on", "attendance", "themes")


def viewer(account: UUID, role: Role, *near: Relation, over: bool = True) -> Viewer:
    relations = {PERSON: frozenset(near)} if near else {}
    return Viewer(
        account, role, 430102001000001, 430102000000000 if over else 1, 430102999999999, "", relations
    )


@settings(derandomize=True, max_examples=100, deadline=None)
@given(
    st.sampled_from(list(Role)),
    st.sets(
        st.sampled_from(
            [r for r in Relation if r not in {Relation.OFFICE, Relation.PLACE, Relation.UNSEALED}]
        )
    ),
    st.booleans(),
    st.booleans(),
)
def test_a_private_note_is_for_its_author_and_the_supervisor_and_for_nobody_else(role, near, is_author, over):
    account = uuid4()
    asker = viewer(account, role, *near, over=over)
    note = Record(PERSON, 430102001000001, Compartment.PSYCHOLOGICAL, account if is_author else uuid4())

    allowed = decide(asker, Permission.PERSON_READ, note).allowed

    named = bool(near & {Relation.ASSIGNED, Relation.TEAM})
    supervises = role is Role.PSYCHOLOGIST and Relation.SUPERVISOR in near
    assert allowed == ((role is Role.PSYCHOLOGIST and named and is_author) or supervises)
    whole = compartments(asker, held_by=note.held_by, person=PERSON).whole
    assert (Compartment.PSYCHOLOGICAL in whole) == supervises


@settings(derandomize=True, max_examples=100, deadline=None)
@given(st.lists(st.sampled_from(list(State)), max_size=8))
def test_a_case_goes_forward_only_and_its_end_is_final(wanted):
    state = State.WAITING
    order = list(State)
    for to in wanted:
        if goes(state, to):
            assert order.index(to) > order.index(state)
            assert state is not State.ENDED
            state = to


def goes(state: State, to: State) -> bool:
    try:
        cases.check_step(state, to)
    except DomainError:
        return False
    return True


def test_who_waits_may_begin_and_who_ended_may_not():
    assert goes(State.WAITING, State.OPEN)
    assert code_of(cases.check_step, State.ENDED, State.OPEN) == "mind.not-now"


def test_what_a_case_must_say():
    assert code_of(cases.check_new, "x", "目标") == "mind.kind"
    assert code_of(cases.check_new, "family", " ") == "mind.goals"
    end = {"on": TODAY, "since": TODAY, "today": TODAY}
    assert code_of(cases.check_end, State.OPEN, "x", **end) == "mind.ending"
    assert code_of(cases.check_end, State.ENDED, "other", **end) == "mind.not-now"
    early = end | {"on": TODAY - timedelta(days=1)}
    assert code_of(cases.check_end, State.OPEN, "other", **early) == "mind.day"


@pytest.mark.parametrize("on", [None, TODAY - timedelta(days=1), TODAY + timedelta(days=367)])
def test_a_session_is_agreed_on_for_a_day_within_a_year(on):
    assert code_of(sessions.check_planned, on, today=TODAY) == "mind.session-day"
    sessions.check_planned(TODAY, today=TODAY)
