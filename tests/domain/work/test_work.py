"""The work file and the way to a job."""

from dataclasses import replace
from uuid import UUID

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from guitu.domain.kernel.errors import DomainError
from guitu.domain.matching.seeker import Firm, Near
from guitu.domain.work.file import WorkFile, check, seeker
from guitu.domain.work.placement import CLOSED, MOVES, REASONS, State, check_move

FILE = WorkFile(
    skills=("welding",), wants=("sewing",), schedules=("full_time",), nights="no", farthest="county"
)


def test_what_somebody_said_is_what_matching_knows() -> None:
    found = seeker(UUID(int=1), replace(FILE, firm=("nights",)), region=430102001000)
    assert (found.region, found.nights, found.farthest) == (430102001000, False, Near.COUNTY)
    assert found.firm == frozenset({Firm.NIGHTS})
    assert seeker(UUID(int=1), replace(FILE, region=430103001000), region=430102001000).region == 430103001000


@pytest.mark.parametrize(
    ("changed", "code", "field"),
    [
        ({"skills": ("magic",)}, "work.code", "skills"),
        ({"barriers": ("drugs",)}, "work.code", "barriers"),
        ({"nights": "maybe"}, "work.code", "nights"),
        ({"farthest": "moon"}, "work.code", "farthest"),
        ({"hours_most": 0}, "work.hours", "hours_most"),
        ({"hours_most": 168}, "work.hours", "hours_most"),
        ({"firm": ("hours",)}, "work.firm-unsaid", "firm"),
        ({"nights": "", "firm": ("nights",)}, "work.firm-unsaid", "firm"),
        ({"experience": "长" * 1001}, "work.words", "experience"),
    ],
)
def test_what_cannot_be_said_is_refused_beside_its_field(changed, code, field) -> None:
    check(FILE)
    with pytest.raises(DomainError) as refused:
        check(replace(FILE, **changed))
    assert (refused.value.code, refused.value.facts["field"]) == (code, field)


@given(steps=st.lists(st.sampled_from(list(State)), max_size=8))
@settings(derandomize=True, max_examples=300)
def test_a_way_never_goes_back_and_ends(steps: list[State]) -> None:
    order = [State.PROPOSED, State.SLIP, State.INTERVIEW, State.HIRED, State.ENDED]
    now = State.PROPOSED
    for to in steps:
        reason = min(REASONS[to]) if to in REASONS else ""
        if to in MOVES[now]:
            check_move(now, to, reason)
            assert to not in order or order.index(to) > order.index(now)
            now = to
        else:
            with pytest.raises(DomainError, match=r"placement\.not-now"):
                check_move(now, to, reason)
    assert bool(MOVES[now]) is (now not in CLOSED)


@pytest.mark.parametrize("to", list(State))
def test_why_is_said_where_it_is_asked_and_only_there(to: State) -> None:
    now = State.HIRED if to is State.ENDED else State.SLIP
    if to not in MOVES[now]:
        return
    wrong = "" if to in REASONS else "other"
    with pytest.raises(DomainError, match=r"placement\.reason"):
        check_move(now, to, wrong)
