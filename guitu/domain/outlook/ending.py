"""How an episode ends, by the clock: the last day, the day its file is sealed, and the end of control.

Nobody chooses these days. They move only with what moves the term itself: a document of an authority with its
number and date (``postpones``). Sources: rule book H-01 to H-07 and M-04.
"""

from collections.abc import Mapping
from dataclasses import dataclass

from guitu.domain.journal.kind import Family
from guitu.domain.journal.kinds import KINDS
from guitu.domain.rules.model import Rulebook

from .course import Course
from .proposals import end_of_control


@dataclass(frozen=True, slots=True)
class Condition:
    """One thing the end of control depends on, and whether it holds today. ``on`` the day it speaks of."""

    rule: str
    met: bool
    on: int | None


@dataclass(frozen=True, slots=True)
class Ending:
    """The days (ordinals) on which it ends, None where no term is known yet.

    ``last`` the last day of the term; ``seals`` the day the file closes and is sealed. ``control`` the three
    conditions of the end of dynamic control, empty where no start is known; ``control_on`` the first day on
    which all of them hold, None where the exception stands in the way.
    """

    last: int | None
    seals: int | None
    control: tuple[Condition, ...]
    control_on: int | None

    @property
    def control_may_end(self) -> bool:
        """Whether all three conditions hold."""
        return bool(self.control) and all(condition.met for condition in self.control)


def ending(course: Course, book: Rulebook, today: int) -> Ending:
    """How one episode ends, as things stand today."""
    last = course.ended if course.asked_to is None else course.asked_to
    seals = last
    if last is not None and last != course.ended:
        seals = last + 1  # the last day of a term still belongs to it
    candidate = end_of_control(course, book, today)
    if candidate is None:
        return Ending(last, seals, (), None)
    start = course.day("released") or course.day("reported")
    excepted = candidate.candidate is None
    over = candidate.candidate is not None and today >= candidate.candidate
    conditions = (
        Condition("H-05", met=start is not None and start <= today, on=start),
        Condition("H-04", met=over, on=candidate.candidate),
        Condition("H-06", met=not excepted, on=None),
    )
    return Ending(last, seals, conditions, candidate.candidate)


def is_legal_act(kind: str, details: Mapping[str, object]) -> bool:
    """Whether an entry is a document of an authority with its number and date, and so may move an end.

    A decision's date is its own where it says none; what is no decision must say it.
    """
    known = KINDS.get(kind)
    if known is None or not details.get("document_number"):
        return False
    return known.family is Family.DECISION or bool(details.get("decided_on"))
