"""The way to a job: proposed, slip given, interview, hired or not, kept, ended. No step of it is a fault.

Whether a job was kept is asked of the person after 1, 3 and 6 months (proposed; rules K-30) and stands in the
journal; nobody asks the employer.
"""

from collections.abc import Mapping
from enum import StrEnum
from types import MappingProxyType
from typing import Final

from guitu.domain.kernel.errors import DomainError
from guitu.domain.work.words import EMPLOYER_REASONS, END_REASONS, PERSON_REASONS


class State(StrEnum):
    """How far it has come."""

    PROPOSED = "proposed"
    SLIP = "slip"
    INTERVIEW = "interview"
    HIRED = "hired"
    NOT_HIRED = "not_hired"
    DECLINED = "declined"
    ENDED = "ended"


MOVES: Final[Mapping[State, frozenset[State]]] = MappingProxyType(
    {
        State.PROPOSED: frozenset(
            {State.SLIP, State.INTERVIEW, State.HIRED, State.NOT_HIRED, State.DECLINED}
        ),
        State.SLIP: frozenset({State.INTERVIEW, State.HIRED, State.NOT_HIRED, State.DECLINED}),
        State.INTERVIEW: frozenset({State.HIRED, State.NOT_HIRED, State.DECLINED}),
        State.HIRED: frozenset({State.ENDED}),
        State.NOT_HIRED: frozenset(),
        State.DECLINED: frozenset(),
        State.ENDED: frozenset(),
    }
)
"""From each state, where it may go. A slip is no condition: people find work without one."""

CLOSED: Final = frozenset({State.NOT_HIRED, State.DECLINED, State.ENDED})
WAITING: Final = frozenset({State.PROPOSED, State.SLIP, State.INTERVIEW})

REASONS: Final[Mapping[State, frozenset[str]]] = MappingProxyType(
    {
        State.NOT_HIRED: frozenset(EMPLOYER_REASONS),
        State.DECLINED: frozenset(PERSON_REASONS),
        State.ENDED: frozenset(END_REASONS),
    }
)

HIRED, ENDED = "hired", "job_ended"
ON_HIRE: Final = "employed"  # the status that a hire writes beside it
KEPT: Final[Mapping[int, str]] = MappingProxyType(
    {1: "kept_one_month", 3: "kept_three_months", 6: "kept_six_months"}
)
"""Steps of a job in the journal: ``service`` entries of ``job_placement`` with the detail ``job``."""


def before_hire(*, has_slip: bool, was_seen: bool) -> State:
    """Where a job stands again that nobody was hired for after all.

    >>> before_hire(has_slip=True, was_seen=False)
    <State.SLIP: 'slip'>
    """
    if was_seen:
        return State.INTERVIEW
    return State.SLIP if has_slip else State.PROPOSED


def check_move(now: State, to: State, reason: str) -> None:
    """Whether a placement may go on to ``to``, and whether it is said why.

    Raises:
        DomainError: "placement.not-now", "placement.reason" with the ``field``.
    """
    if to not in MOVES[now]:
        raise DomainError("placement.not-now")
    needed = REASONS.get(to)
    if needed is None and reason:
        raise DomainError("placement.reason", field="reason")
    if needed is not None and reason not in needed:
        raise DomainError("placement.reason", field="reason")
