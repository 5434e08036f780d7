"""One referral from the draft to what came of it, as a state machine: it waits for somebody, or it is over.

``turns`` names whom it waits for. While it is with the partner there is a day by which the next word is
due; after that day, and whenever the partner declines or ends it, it waits for its owner again, until the
owner says how it goes on. Days are proposed and come from the rulebook of the place.
"""

from dataclasses import dataclass, replace
from datetime import date, timedelta
from enum import StrEnum
from typing import Final

from guitu.domain.kernel.errors import DomainError


class Side(StrEnum):
    """Who takes part: the office that sent it, and whoever can help."""

    OWNER = "owner"
    PARTNER = "partner"


class State(StrEnum):
    """Where a referral stands."""

    DRAFT = "draft"
    SENT = "sent"  # with the partner, no answer yet
    ACCEPTED = "accepted"  # the partner takes it on
    IN_PROGRESS = "in_progress"  # help is being given
    DECLINED = "declined"  # the partner does not take it on
    DONE = "done"  # the person was helped
    ENDED = "ended"  # it came to an end without that


# The partner sees its slice in these, and in no others.
LIVE: Final = frozenset({State.SENT, State.ACCEPTED, State.IN_PROGRESS})
DECLINE_REASONS: Final = (
    "full",
    "not_our_area",
    "not_our_task",
    "conditions_not_met",
    "cannot_reach",
    "other",
)
OUTCOMES: Final = ("helped", "partly_helped", "advised")
# Who may say why a referral ended. None of it is ever a fault of the person.
OWNER_ENDS: Final = (
    "person_withdrew",
    "no_longer_needed",
    "no_answer",
    "taken_back",
    "helped_elsewhere",
    "other",
)
PARTNER_ENDS: Final = ("could_not_help", "could_not_meet", "person_stopped", "other")
# What ends it without anybody's press: consent that was withdrawn, the day it holds to, a file that closed.
SYSTEM_ENDS: Final = ("consent_withdrawn", "consent_expired", "file_closed")

LONGEST_AGREED: Final = 366  # days ahead a day can be agreed on; proposed


@dataclass(frozen=True, slots=True)
class Referral:
    """One referral.

    ``reason`` why it was declined or ended; ``outcome`` what came of one that is done. ``until_on`` the last
    day the partner may see its slice. ``due_on`` the last day for the next word, None where nobody's word is
    awaited. ``answered_on`` the day of the first answer. ``agreed_on`` the day the partner and the person
    agreed on. ``settled`` the owner said how it goes on, after it was declined or ended.
    """

    state: State = State.DRAFT
    reason: str = ""
    outcome: str = ""
    until_on: date | None = None
    due_on: date | None = None
    answered_on: date | None = None
    agreed_on: date | None = None
    settled: bool = False


def is_over(referral: Referral) -> bool:
    """Whether nothing of it waits for anybody."""
    return referral.state is State.DONE or referral.settled


def is_silent(referral: Referral, today: date) -> bool:
    """Whether the partner's next word is owed since before today, or its time to see anything has run out."""
    if referral.state not in LIVE:
        return False
    days = [day for day in (referral.due_on, referral.until_on) if day is not None]
    return any(day < today for day in days)


def turns(referral: Referral, today: date) -> frozenset[Side]:
    """Whom it waits for: nobody only when it is over."""
    if is_over(referral):
        return frozenset()
    if referral.state not in LIVE:
        return frozenset({Side.OWNER})
    if referral.until_on is not None and referral.until_on < today:
        return frozenset({Side.OWNER})  # the partner sees nothing any more
    return frozenset(Side) if is_silent(referral, today) else frozenset({Side.PARTNER})


def send(referral: Referral, *, on: date, until: date, days: int) -> Referral:
    """Hand a draft to the partner; the first answer is due within ``days``.

    Raises:
        DomainError: "referral.not-now"; "referral.until": the slice would end before today.
    """
    _only(referral, State.DRAFT)
    if until < on:
        raise DomainError("referral.until", field="until_on", most=LONGEST_AGREED)
    return replace(referral, state=State.SENT, until_on=until, due_on=min(on + timedelta(days=days), until))


def accept(referral: Referral, *, on: date, agreed_on: date | None, days: int) -> Referral:
    """The partner takes it on; the next word is due on the day they agreed on, else within ``days``.

    Raises:
        DomainError: "referral.not-now", "referral.agreed-on".
    """
    _only(referral, State.SENT)
    return _next(replace(referral, state=State.ACCEPTED, answered_on=on), on, agreed_on, days)


def decline(referral: Referral, *, on: date, reason: str) -> Referral:
    """The partner does not take it on; it waits for its owner again.

    Raises:
        DomainError: "referral.not-now", "referral.reason".
    """
    _only(referral, State.SENT)
    if reason not in DECLINE_REASONS:
        raise DomainError("referral.reason", field="reason")
    return replace(referral, state=State.DECLINED, reason=reason, answered_on=on, due_on=None)


def go_on(referral: Referral, *, on: date, agreed_on: date | None, days: int) -> Referral:
    """Help has begun, or goes on with another day agreed on.

    Raises:
        DomainError: "referral.not-now", "referral.agreed-on".
    """
    _only(referral, State.ACCEPTED, State.IN_PROGRESS)
    return _next(replace(referral, state=State.IN_PROGRESS), on, agreed_on, days)


def finish(referral: Referral, *, on: date, outcome: str) -> Referral:
    """The person was helped.

    Raises:
        DomainError: "referral.not-now", "referral.outcome".
    """
    _only(referral, State.ACCEPTED, State.IN_PROGRESS)
    if outcome not in OUTCOMES:
        raise DomainError("referral.outcome", field="outcome")
    first = referral.answered_on or on
    return replace(referral, state=State.DONE, outcome=outcome, due_on=None, answered_on=first)


def end(referral: Referral, side: Side | None, *, reason: str) -> Referral:
    """It comes to an end without help. What the owner ended is over; anything else waits for the owner.

    Args:
        referral: not over yet.
        side: who ends it; None: consent, its day, or the file.
        reason: one of that side's.

    Raises:
        DomainError: "referral.not-now", "referral.reason".
    """
    if side is Side.OWNER:
        _only(referral, State.DRAFT, *LIVE)
    else:
        _only(referral, *(LIVE if side is None else LIVE - {State.SENT}))
    known = {Side.OWNER: OWNER_ENDS, Side.PARTNER: PARTNER_ENDS, None: SYSTEM_ENDS}[side]
    if reason not in known:
        raise DomainError("referral.reason", field="reason")
    mine = side is Side.OWNER
    return replace(referral, state=State.ENDED, reason=reason, due_on=None, settled=mine)


def settle(referral: Referral) -> Referral:
    """The owner saw that it came back and goes on in another way.

    Raises:
        DomainError: "referral.not-now".
    """
    _only(referral, State.DECLINED, State.ENDED)
    if referral.settled:
        raise DomainError("referral.not-now", state=referral.state.value)
    return replace(referral, settled=True)


def reopen(referral: Referral, *, on: date, days: int) -> Referral:
    """It was written down as done by mistake: help goes on, and the partner's next word is due.

    Raises:
        DomainError: "referral.not-now".
    """
    _only(referral, State.DONE)
    return replace(referral, state=State.IN_PROGRESS, outcome="", due_on=on + timedelta(days=days))


def _next(referral: Referral, on: date, agreed_on: date | None, days: int) -> Referral:
    if agreed_on is not None and not on <= agreed_on <= on + timedelta(days=LONGEST_AGREED):
        raise DomainError("referral.agreed-on", field="agreed_on")
    due = agreed_on or on + timedelta(days=days)
    return replace(referral, agreed_on=agreed_on or referral.agreed_on, due_on=due)


def _only(referral: Referral, *states: State) -> None:
    if referral.state not in states:
        raise DomainError("referral.not-now", state=referral.state.value)
