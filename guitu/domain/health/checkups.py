"""Check-ups: offered, never owed. When the next one is due the doctor agrees with the person."""

from datetime import date, timedelta
from enum import StrEnum
from typing import Final

from guitu.domain.health.catalogue import CHECKUPS
from guitu.domain.kernel.errors import DomainError

FURTHEST: Final = 732  # days; proposed
LONGEST: Final = 1000  # characters of a finding; proposed


class Outcome(StrEnum):
    """What became of a check-up. Not wanting one has no consequence."""

    OPEN = "open"
    DONE = "done"
    NOT_WANTED = "not_wanted"
    CALLED_OFF = "called_off"


def check_new(kind: str, *, due_on: date | None, today: date) -> None:
    """Whether a check-up may be planned.

    Raises:
        DomainError: "health.code", "health.checkup-day"; with the ``field``.
    """
    if kind not in CHECKUPS:
        raise DomainError("health.code", field="kind")
    if due_on is None or not today <= due_on <= today + timedelta(days=FURTHEST):
        raise DomainError("health.checkup-day", field="due_on", most=FURTHEST)


def check_outcome(
    state: Outcome, outcome: Outcome, *, done_on: date, today: date, found: str, next_on: date | None
) -> None:
    """Whether a check-up may be closed so, and the next one planned.

    Raises:
        DomainError: "health.checkup-closed", "health.checkup-day", "health.checkup-done-on", "health.words".
    """
    if state is not Outcome.OPEN or outcome is Outcome.OPEN:
        raise DomainError("health.checkup-closed")
    if done_on > today:
        raise DomainError("health.checkup-done-on", field="done_on")
    if len(found.strip()) > LONGEST:
        raise DomainError("health.words", field="found", most=LONGEST)
    if next_on is not None and not today <= next_on <= today + timedelta(days=FURTHEST):
        raise DomainError("health.checkup-day", field="next_on", most=FURTHEST)
