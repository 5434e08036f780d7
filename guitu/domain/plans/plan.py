"""A plan from its first line to the next version: who may do what to it, and what it must hold.

A draft is written, proposed and approved, or sent back. An approved version never changes its words; only how
far needs and actions have come does. A new version takes its place once it is approved; the old is kept.
"""

from collections.abc import Collection
from datetime import date
from enum import StrEnum
from typing import Final, NamedTuple
from uuid import UUID

from guitu.domain.kernel.dates import add_months
from guitu.domain.kernel.errors import DomainError
from guitu.domain.plans.catalogue import ACTORS, GOALS, LEVERS, NEEDS


class State(StrEnum):
    """Where a version stands."""

    DRAFT = "draft"
    PROPOSED = "proposed"
    APPROVED = "approved"
    REPLACED = "replaced"


class Sort(StrEnum):
    """What a line of a plan says."""

    GOAL = "goal"
    STRENGTH = "strength"
    NEED = "need"
    ACTION = "action"


class Progress(StrEnum):
    """How far a need or an action has come. Declining one has no consequence."""

    NOT_STARTED = "not_started"
    IN_PROGRESS = "in_progress"
    MET = "met"
    DECLINED = "declined"


REVIEW_MONTHS: Final = "plan.review_months"
"""The parameter of the rulebook that says after how many months a plan is looked at again."""

MOVES: Final = frozenset({Sort.NEED, Sort.ACTION})
LONGEST: Final = 500  # characters of one line; proposed


class NewLine(NamedTuple):
    """One line somebody writes.

    ``code`` of the catalogue, "" for a strength. ``actor`` who acts, ``owner`` the colleague who sees to it
    (None: whoever ``words`` names), ``due_on`` until when: of an action only.
    """

    sort: Sort
    code: str
    words: str
    actor: str = ""
    owner: UUID | None = None
    due_on: date | None = None


def check_line(line: NewLine, *, today: date) -> None:
    """Whether a line says what it must.

    Raises:
        DomainError: "plan.code", "plan.own-words", "plan.owner", "plan.day"; with the ``field``.
    """
    codes: Collection[str] = {Sort.GOAL: GOALS, Sort.NEED: NEEDS, Sort.ACTION: LEVERS}.get(line.sort, ("",))
    if line.code not in codes:
        raise DomainError("plan.code", field="code")
    words = line.words.strip()
    wordless = line.sort is Sort.NEED and line.code != "other"
    if (not words and not wordless) or len(words) > LONGEST:
        raise DomainError("plan.own-words", field="words", most=LONGEST)
    if line.sort is Sort.ACTION:
        _check_action(line, today)


def _check_action(line: NewLine, today: date) -> None:
    if line.actor not in ACTORS or (line.owner is None and line.actor != "family"):
        raise DomainError("plan.owner", field="owner")
    if line.due_on is None or line.due_on < today:
        raise DomainError("plan.day", field="due_on")


def missing(sorts: Collection[Sort]) -> tuple[Sort, ...]:
    """What a plan still lacks before it can be proposed: it holds each sort of line at least once."""
    return tuple(sort for sort in Sort if sort not in sorts)


def check_proposal(state: State, sorts: Collection[Sort]) -> None:
    """Whether a draft may be proposed.

    Raises:
        DomainError: "plan.not-now", "plan.incomplete".
    """
    if state is not State.DRAFT:
        raise DomainError("plan.not-now")
    if missing(sorts):
        raise DomainError("plan.incomplete")


def check_approval(state: State, *, authors: Collection[UUID], approver: UUID, may_own: bool) -> bool:
    """Whether a plan may be put into force; says whether the approver wrote on it themselves.

    Args:
        state: where the plan stands.
        authors: whoever wrote a line of it or proposed it.
        approver: who decides.
        may_own: whether the approver has the right to approve what they wrote.

    Raises:
        DomainError: "plan.not-now", "plan.own".
    """
    if state is not State.PROPOSED:
        raise DomainError("plan.not-now")
    own = approver in authors
    if own and not may_own:
        raise DomainError("plan.own")
    return own


def check_review(state: State, *, view: str) -> None:
    """Whether a review may be kept: of a plan in force, and never without what the person says themselves.

    Raises:
        DomainError: "plan.not-now", "plan.view-missing".
    """
    if state is not State.APPROVED:
        raise DomainError("plan.not-now")
    if not view.strip():
        raise DomainError("plan.view-missing", field="view")


def review_due(since: date, months: int) -> date:
    """The day by which a plan is looked at again, from its approval or its last review.

    >>> review_due(date(2026, 8, 31), 6)
    datetime.date(2027, 2, 28)
    """
    return add_months(since, months)
