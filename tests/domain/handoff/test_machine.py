"""Nobody is ever in nobody's hands: every state that can be reached, and ten thousand steps at random."""

from collections.abc import Callable, Iterator

import pytest
from hypothesis import Phase, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, rule, run_state_machine_as_test

from guitu.domain.handoff import machine
from guitu.domain.handoff.machine import RECEIVERS, RETURN_REASONS, STAY_REASONS, Handoff, Side, State
from guitu.domain.kernel.errors import DomainError

BOTH = RECEIVERS
TOWNSHIP, STATION = Side.TOWNSHIP, Side.STATION
SOME_RECEIVERS = (BOTH, frozenset({TOWNSHIP}), frozenset({STATION}))

ACTS: dict[str, Callable[[Handoff], Handoff]] = {
    **{f"offer {sorted(to)}": lambda h, to=to: machine.offer(h, to=to) for to in SOME_RECEIVERS},
    **{f"accept {side}": lambda h, side=side: machine.accept(h, side) for side in Side},
    **{f"send back {side}": lambda h, side=side: machine.send_back(h, side, reason="other") for side in Side},
    "take back": machine.take_back,
    "stay": lambda h: machine.stay(h, reason="term_extended"),
    "go on": machine.go_on,
}


def reachable() -> set[Handoff]:
    """Every hand-off that any row of acts can lead to."""
    found, waiting = {Handoff()}, [Handoff()]
    while waiting:
        here = waiting.pop()
        for after in neighbours(here):
            if after not in found:
                found.add(after)
                waiting.append(after)
    return found


def neighbours(here: Handoff) -> Iterator[Handoff]:
    for act in ACTS.values():
        try:
            yield act(here)
        except DomainError:
            continue


def test_every_state_that_can_be_reached_has_a_holder_and_somebodys_turn():
    everything = reachable()

    assert {h.state for h in everything} == set(State)
    for h in everything:
        assert machine.turns(h)
        assert machine.holder(h) in Side
        assert (machine.holder(h) is Side.CENTRE) == (h.state is not State.ACCEPTED)


def test_from_every_state_the_person_can_still_come_to_the_receivers():
    for h in reachable():
        seen, waiting = {h}, [h]
        while waiting:
            for after in neighbours(waiting.pop()):
                if after not in seen:
                    seen.add(after)
                    waiting.append(after)
        assert any(after.state is State.ACCEPTED for after in seen), h


def test_the_person_changes_hands_only_when_both_have_accepted():
    offered = machine.offer(Handoff(), to=BOTH)
    one = machine.accept(offered, TOWNSHIP)

    assert machine.holder(one) is Side.CENTRE
    assert machine.turns(one) == {STATION}
    both = machine.accept(one, STATION)
    assert machine.holder(both) is STATION
    assert machine.turns(both) == {STATION}


def test_where_there_is_no_station_the_township_holds_the_person():
    alone = machine.accept(machine.offer(Handoff(), to=frozenset({TOWNSHIP})), TOWNSHIP)

    assert machine.holder(alone) is TOWNSHIP


def test_sending_back_voids_what_the_other_had_accepted():
    offered = machine.accept(machine.offer(Handoff(), to=BOTH), TOWNSHIP)
    returned = machine.send_back(offered, STATION, reason="papers_missing")

    assert (returned.state, returned.accepted, returned.reason) == (
        State.RETURNED,
        frozenset(),
        "papers_missing",
    )
    assert machine.turns(returned) == {Side.CENTRE}
    assert machine.turns(machine.offer(returned, to=BOTH)) == BOTH


@pytest.mark.parametrize("reason", ["", "because"])
def test_nothing_is_sent_back_or_put_off_without_a_reason(reason):
    offered = machine.offer(Handoff(), to=BOTH)

    with pytest.raises(DomainError, match=r"handoff.reason-missing"):
        machine.send_back(offered, STATION, reason=reason)
    with pytest.raises(DomainError, match=r"handoff.reason-missing"):
        machine.stay(offered, reason=reason)


def test_the_second_acceptance_of_one_side_is_refused_also_after_the_other_accepted():
    one = machine.accept(machine.offer(Handoff(), to=BOTH), TOWNSHIP)

    for h in (one, machine.accept(one, STATION)):
        with pytest.raises(DomainError, match=r"handoff.answered-already"):
            machine.accept(h, TOWNSHIP)


def test_the_centre_never_answers_its_own_offer():
    with pytest.raises(DomainError, match=r"handoff.not-your-turn"):
        machine.accept(machine.offer(Handoff(), to=BOTH), Side.CENTRE)


def test_an_unfinished_packet_is_not_offered():
    with pytest.raises(DomainError, match=r"handoff.packet-incomplete") as refused:
        machine.offer(Handoff(), to=BOTH, missing=("conduct",))

    assert refused.value.facts["missing"] == ("conduct",)


class Walk(RuleBasedStateMachine):
    """Anybody does anything, at any time."""

    steps = 0

    def __init__(self) -> None:
        super().__init__()
        self.handoff = Handoff()

    def _try(self, act: Callable[[], Handoff], sides: frozenset[Side]) -> None:
        before, turn = self.handoff, machine.turns(self.handoff)
        Walk.steps += 1
        try:
            self.handoff = act()
        except DomainError:
            assert self.handoff is before
        else:
            assert sides <= turn | {Side.CENTRE}, "somebody acted whose turn it was not"

    @rule(to=st.sampled_from(SOME_RECEIVERS), missing=st.sampled_from([(), (), ("conduct",)]))
    def offer(self, to, missing):
        self._try(lambda: machine.offer(self.handoff, to=to, missing=missing), frozenset({Side.CENTRE}))

    @rule(side=st.sampled_from(Side))
    def accept(self, side):
        self._try(lambda: machine.accept(self.handoff, side), frozenset({side}))

    @rule(side=st.sampled_from(Side), reason=st.sampled_from([*RETURN_REASONS, "", "nonsense"]))
    def send_back(self, side, reason):
        self._try(lambda: machine.send_back(self.handoff, side, reason=reason), frozenset({side}))

    @rule()
    def take_back(self):
        self._try(lambda: machine.take_back(self.handoff), frozenset({Side.CENTRE}))

    @rule(reason=st.sampled_from([*STAY_REASONS, ""]))
    def stay(self, reason):
        self._try(lambda: machine.stay(self.handoff, reason=reason), frozenset({Side.CENTRE}))

    @rule()
    def go_on(self):
        self._try(lambda: machine.go_on(self.handoff), frozenset({Side.CENTRE}))

    @invariant()
    def somebody_holds_the_person(self):
        assert machine.turns(self.handoff)
        accepted = self.handoff.state is State.ACCEPTED
        assert accepted == (machine.holder(self.handoff) in self.handoff.receivers)
        if accepted:
            assert self.handoff.accepted == self.handoff.receivers != frozenset()

    @invariant()
    def a_reason_stands_where_one_is_owed(self):
        assert bool(self.handoff.reason) == (self.handoff.state in {State.RETURNED, State.STAYED})


def test_ten_thousand_steps_leave_nobody_in_nobodys_hands():
    # exactly 250 walks of 50 steps unless one fails: no generation stops early, nothing is shrunk away
    Walk.steps = 0
    walks = settings(
        max_examples=250,
        stateful_step_count=50,
        derandomize=True,
        deadline=None,
        phases=[Phase.generate, Phase.shrink],
    )
    run_state_machine_as_test(Walk, settings=walks)

    assert Walk.steps >= 10_000
