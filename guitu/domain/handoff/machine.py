"""The handing over of one person from the centre to the offices that receive them, as a state machine.

The person is in somebody's hands in every state: ``holder`` names the one, ``turns`` whose turn it is, and
neither is ever empty. Both receivers must accept, the township office and the station (rulebook 4.1, rows 6
and 8; I-06); one of them alone where the other does not exist there. A refusal needs a reason and returns
everything to the sender; what the other side had accepted counts no more, because the packet will be another.
"""

from dataclasses import dataclass, replace
from enum import StrEnum
from typing import Final

from guitu.domain.kernel.errors import DomainError


class Side(StrEnum):
    """Who takes part."""

    CENTRE = "centre"
    TOWNSHIP = "township"
    STATION = "station"


class State(StrEnum):
    """Where a hand-off stands."""

    PREPARING = "preparing"  # the centre gets everything ready
    OFFERED = "offered"  # packet and papers lie with the receivers
    RETURNED = "returned"  # a receiver sent it back, with a reason
    STAYED = "stayed"  # the person is not released on the day that was planned
    ACCEPTED = "accepted"  # everybody accepted; the person is in the receivers' hands


RECEIVERS: Final = frozenset({Side.TOWNSHIP, Side.STATION})
RETURN_REASONS: Final = (
    "papers_missing",
    "packet_incomplete",
    "not_our_place",
    "moved_elsewhere",
    "wrong_person",
    "other",
)
STAY_REASONS: Final = ("term_extended", "in_hospital", "other_measure", "other_place", "deceased", "other")


@dataclass(frozen=True, slots=True)
class Handoff:
    """One hand-off. ``receivers`` who is asked; ``accepted`` who of them accepted this offer.

    ``reason`` why it was returned, or why the person stays; "" in the other states.
    """

    state: State = State.PREPARING
    receivers: frozenset[Side] = frozenset()
    accepted: frozenset[Side] = frozenset()
    reason: str = ""


def holder(handoff: Handoff) -> Side:
    """In whose hands the person is: the centre's until everybody accepted, then the station's.

    Where there is no station, the township office's.
    """
    if handoff.state is not State.ACCEPTED:
        return Side.CENTRE
    return Side.STATION if Side.STATION in handoff.receivers else Side.TOWNSHIP


def turns(handoff: Handoff) -> frozenset[Side]:
    """Whose turn it is: never nobody's."""
    if handoff.state is State.OFFERED:
        return handoff.receivers - handoff.accepted
    return frozenset({holder(handoff)})


def offer(handoff: Handoff, *, to: frozenset[Side], missing: tuple[str, ...] = ()) -> Handoff:
    """The centre hands packet and papers over.

    Args:
        handoff: being prepared, or returned.
        to: who receives: the township office, the station, or both.
        missing: parts of the packet that are not written yet.

    Raises:
        DomainError: "handoff.not-now", "handoff.no-receiver", "handoff.packet-incomplete".
    """
    _only(handoff, State.PREPARING, State.RETURNED)
    if not to or not to <= RECEIVERS:
        raise DomainError("handoff.no-receiver")
    if missing:
        raise DomainError("handoff.packet-incomplete", missing=missing)
    return Handoff(State.OFFERED, receivers=to)


def accept(handoff: Handoff, side: Side) -> Handoff:
    """One receiver accepts; with the last of them the person changes hands.

    Raises:
        DomainError: "handoff.answered-already", "handoff.not-your-turn", "handoff.not-now".
    """
    _answering(handoff, side)
    accepted = handoff.accepted | {side}
    state = State.ACCEPTED if accepted == handoff.receivers else State.OFFERED
    return replace(handoff, state=state, accepted=accepted)


def send_back(handoff: Handoff, side: Side, *, reason: str) -> Handoff:
    """One receiver returns everything to the centre and says why.

    Raises:
        DomainError: "handoff.reason-missing", and as ``accept``.
    """
    _answering(handoff, side)
    if reason not in RETURN_REASONS:
        raise DomainError("handoff.reason-missing")
    return Handoff(State.RETURNED, receivers=handoff.receivers, reason=reason)


def take_back(handoff: Handoff) -> Handoff:
    """The centre takes an offer back to change something.

    Raises:
        DomainError: "handoff.not-now".
    """
    _only(handoff, State.OFFERED)
    return Handoff(State.PREPARING, receivers=handoff.receivers)


def stay(handoff: Handoff, *, reason: str) -> Handoff:
    """The person is not released as planned and stays in the centre's hands.

    Raises:
        DomainError: "handoff.reason-missing", "handoff.not-now".
    """
    _only(handoff, State.PREPARING, State.OFFERED, State.RETURNED)
    if reason not in STAY_REASONS:
        raise DomainError("handoff.reason-missing")
    return Handoff(State.STAYED, receivers=handoff.receivers, reason=reason)


def go_on(handoff: Handoff) -> Handoff:
    """A new release day is known: the centre prepares anew.

    Raises:
        DomainError: "handoff.not-now".
    """
    _only(handoff, State.STAYED)
    return Handoff(State.PREPARING, receivers=handoff.receivers)


def _answering(handoff: Handoff, side: Side) -> None:
    if side in handoff.accepted:
        raise DomainError("handoff.answered-already")
    _only(handoff, State.OFFERED)
    if side not in turns(handoff):
        raise DomainError("handoff.not-your-turn")


def _only(handoff: Handoff, *states: State) -> None:
    if handoff.state not in states:
        raise DomainError("handoff.not-now", state=handoff.state.value)
