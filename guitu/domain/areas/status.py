"""The status of an area, never of a person: what stands on a day, who may propose, who decides.

A status never follows by itself from a number. Somebody of the place proposes with what speaks for it;
somebody else, who looks over the larger region, decides with a document.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, Final
from uuid import UUID

from guitu.domain.kernel import region as regions
from guitu.domain.kernel.errors import DomainError

NONE: Final = "none"
STATUSES: Final = ("key_rectification", "notified", "early_warning", NONE)
STATUS_WORDS: Final = {
    "key_rectification": ("重点整治", "Key rectification"),
    "notified": ("通报", "Notified"),
    "early_warning": ("预警关注", "Early warning"),
    NONE: ("无", "None"),
}
STATES: Final = ("open", "accepted", "refused", "withdrawn")
WORDS_MOST: Final = 1000
PAPER_MOST: Final = 120


@dataclass(frozen=True, slots=True)
class Step:
    """An area has a status from a day on, by the decision of an authority with a document."""

    id: UUID
    region: int
    status: str
    since: date
    authority: str
    document: str
    proposal: UUID
    decided_at: datetime
    decided_by: UUID


@dataclass(frozen=True, slots=True)
class Proposal:
    """What is asked for and what speaks for it: ``evidence`` as it stood when it was sent."""

    id: UUID
    region: int
    before: str
    to: str
    words: str
    evidence: tuple[dict[str, Any], ...]
    state: str
    made_at: datetime
    made_by: UUID
    unit: int
    answered_at: datetime | None
    answered_by: UUID | None
    answer: str


@dataclass(frozen=True, slots=True)
class Decision:
    """What a higher level says. An agreement names the authority, its document and the day it holds from."""

    agrees: bool
    words: str
    authority: str = ""
    document: str = ""
    since: date | None = None


def standing(steps: Iterable[Step], *, on: date) -> Step | None:
    """The step that holds on a day; None where no decision is known, which reads as no status."""
    there = [one for one in steps if one.since <= on]
    return max(there, key=lambda one: (one.since, one.decided_at), default=None)


def check_proposal(*, before: str, to: str, words: str) -> None:
    """Whether such a proposal can be sent.

    Raises:
        DomainError: "status.word", "status.same", "status.words-missing", "status.words-long".
    """
    if to not in STATUSES:
        raise DomainError("status.word", field="to")
    if to == before:
        raise DomainError("status.same", field="to")
    if not words.strip():
        raise DomainError("status.words-missing", field="words")
    if len(words) > WORDS_MOST:
        raise DomainError("status.words-long", field="words", most=WORDS_MOST, length=len(words))


def check_decision(decision: Decision, *, last: Step | None, today: date) -> None:
    """Whether such a decision can be written down. The day is never before the last step nor to come.

    Raises:
        DomainError: "status.answer-missing", "status.words-long", "status.paper-missing",
            "status.paper-long", "status.day-missing", "status.future", "status.before-last".
    """
    if not decision.agrees and not decision.words.strip():
        raise DomainError("status.answer-missing", field="words")
    if len(decision.words) > WORDS_MOST:
        raise DomainError("status.words-long", field="words", most=WORDS_MOST, length=len(decision.words))
    if not decision.agrees:
        return
    for name in ("authority", "document"):
        if not getattr(decision, name).strip():
            raise DomainError("status.paper-missing", field=name)
        if len(getattr(decision, name)) > PAPER_MOST:
            raise DomainError("status.paper-long", field=name, most=PAPER_MOST)
    _check_day(decision.since, last=last, today=today)


def _check_day(since: date | None, *, last: Step | None, today: date) -> None:
    if since is None:
        raise DomainError("status.day-missing", field="since")
    if since > today:
        raise DomainError("status.future", field="since")
    if last is not None and since <= last.since:
        raise DomainError("status.before-last", field="since", day=last.since.isoformat())


def looks_over(lo: int, hi: int, region: int) -> bool:
    """Whether somebody who looks over ``lo`` to ``hi`` looks over all of a region."""
    low, high = regions.place_interval(region)
    return lo <= low and high <= hi


def may_decide(*, lo: int, hi: int, proposal: Proposal, account: UUID) -> bool:
    """Whether an account decides: not its own, over all of the next larger region, not below the sender."""
    above = regions.parent(proposal.region)
    if account == proposal.made_by or above is None:
        return False
    return looks_over(lo, hi, above) and lo <= proposal.unit <= hi
