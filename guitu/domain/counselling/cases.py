"""A case of counselling from the waiting list to its end. It is offered; leaving it has no consequence.

A counsellor does not diagnose and does not treat (精神卫生法, article 23): whoever needs that is sent to a
hospital.
"""

from collections.abc import Collection, Mapping
from datetime import date
from enum import StrEnum
from typing import Final

from guitu.domain.health.catalogue import Word
from guitu.domain.kernel.errors import DomainError

LONGEST: Final = 2000  # characters of goals or of a summary; two pages


class Kind(StrEnum):
    """With whom somebody sits there."""

    INDIVIDUAL = "individual"
    GROUP = "group"
    FAMILY = "family"


class State(StrEnum):
    """Where a case stands."""

    WAITING = "waiting"
    OPEN = "open"
    ENDED = "ended"


KINDS: Final[Mapping[str, Word]] = {
    Kind.INDIVIDUAL: Word("个别咨询", "Individual"),
    Kind.GROUP: Word("小组咨询", "Group"),
    Kind.FAMILY: Word("家庭咨询", "Family"),
}
STATES: Final[Mapping[str, Word]] = {
    State.WAITING: Word("等候", "Waiting"),
    State.OPEN: Word("进行中", "Going on"),
    State.ENDED: Word("已结束", "Ended"),
}
ENDINGS: Final[Mapping[str, Word]] = {
    "goals_met": Word("目标达到", "Goals met"),
    "person_left": Word("本人不再来", "The person left"),
    "referred": Word("转介医院或其他咨询师", "Referred on"),
    "moved": Word("搬走", "Moved away"),
    "other": Word("其他", "Other"),
}
_STEPS: Final[Mapping[State, Collection[State]]] = {
    State.WAITING: frozenset({State.OPEN, State.ENDED}),
    State.OPEN: frozenset({State.ENDED}),
    State.ENDED: frozenset(),
}


def check_new(kind: str, goals: str) -> None:
    """Whether a case may begin.

    Raises:
        DomainError: "mind.kind", "mind.goals"; with the ``field``.
    """
    if kind not in KINDS:
        raise DomainError("mind.kind", field="kind")
    if not goals.strip() or len(goals.strip()) > LONGEST:
        raise DomainError("mind.goals", field="goals", most=LONGEST)


def check_step(state: State, to: State) -> None:
    """Whether a case may go from one state to another.

    Raises:
        DomainError: "mind.not-now".
    """
    if to not in _STEPS[state]:
        raise DomainError("mind.not-now")


def check_end(state: State, ending: str, *, on: date, since: date, today: date) -> None:
    """Whether a case may end so.

    Raises:
        DomainError: "mind.not-now", "mind.ending", "mind.day"; with the ``field``.
    """
    check_step(state, State.ENDED)
    if ending not in ENDINGS:
        raise DomainError("mind.ending", field="ending")
    if not since <= on <= today:
        raise DomainError("mind.day", field="on")
