"""Somebody is sent to a hospital: what the hospital gets is a slice the person agreed to, and it runs out.

draft → sent → accepted → done, or declined, or ended. The slice is made when it is sent and never grows
afterwards; maintenance treatment is never in it, and the words around it say nothing a stranger could read.
"""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from typing import Final

from guitu.domain.health.catalogue import Sort
from guitu.domain.kernel.errors import DomainError
from guitu.domain.outreach import telling

CONSENT: Final = "hospital_referral"
"""The consent a slice stands on: withdrawn, nothing is sent any more and what was sent is closed."""

DAYS: Final = "health.slice_days"
"""The parameter of the rulebook that says for how many days a slice may be read."""

ANSWER_DAYS: Final = "health.hospital_answer_days"
"""The parameter that says within how many days a hospital is asked again."""

LONGEST: Final = 500  # characters; proposed


class State(StrEnum):
    """Where a referral stands."""

    DRAFT = "draft"
    SENT = "sent"
    ACCEPTED = "accepted"
    DECLINED = "declined"
    DONE = "done"
    ENDED = "ended"


_STEPS: Final[Mapping[State, Collection[State]]] = {
    State.DRAFT: frozenset({State.SENT, State.ENDED}),
    State.SENT: frozenset({State.ACCEPTED, State.DECLINED, State.ENDED}),
    State.ACCEPTED: frozenset({State.DONE, State.ENDED}),
    State.DECLINED: frozenset({State.SENT, State.ENDED}),
    State.DONE: frozenset(),
    State.ENDED: frozenset(),
}


@dataclass(frozen=True, slots=True)
class Slice:
    """Everything a hospital gets, and nothing besides. ``until`` the last day it may be read."""

    name: str
    sex: str
    birth_on: date | None
    reason: str
    conditions: tuple[str, ...]
    medicines: tuple[str, ...]
    allergies: tuple[str, ...]
    green: bool
    until: date


def slice_of(
    *,
    name: str,
    sex: str,
    birth_on: date | None,
    reason: str,
    lines: Iterable[tuple[Sort, str]],
    green: bool,
    on: date,
    days: int,
) -> Slice:
    """The slice of the lines the person agreed to, by their sort; maintenance treatment is left out.

    Raises:
        DomainError: "health.reason", "health.reason-tells" (``word``).
    """
    check_reason(reason)
    told: dict[Sort, list[str]] = {sort: [] for sort in Sort}
    for sort, words in lines:
        told[sort].append(words)
    return Slice(
        name=name,
        sex=sex,
        birth_on=birth_on,
        reason=reason.strip(),
        conditions=(*told[Sort.CONDITION], *told[Sort.INFECTION], *told[Sort.DISABILITY]),
        medicines=tuple(told[Sort.MEDICINE]),
        allergies=tuple(told[Sort.ALLERGY]),
        green=green,
        until=on + timedelta(days=days),
    )


def check_reason(reason: str) -> None:
    """Whether a reason may leave the house.

    Raises:
        DomainError: "health.reason", "health.reason-tells" (``word``); with the ``field``.
    """
    if not reason.strip() or len(reason.strip()) > LONGEST:
        raise DomainError("health.reason", field="reason", most=LONGEST)
    word = telling(reason)
    if word is not None:
        raise DomainError("health.reason-tells", field="reason", word=word)


def check_step(state: State, to: State, *, agreed: bool) -> None:
    """Whether a referral may go from one state to another; it is sent only while the person agrees.

    Raises:
        DomainError: "health.referral-not-now", "health.referral-consent".
    """
    if to not in _STEPS[state]:
        raise DomainError("health.referral-not-now")
    if to is State.SENT and not agreed:
        raise DomainError("health.referral-consent")


def is_readable(until: date | None, *, agreed: bool, today: date) -> bool:
    """Whether what was sent may still be read: the person agrees, and the days are not over."""
    return agreed and until is not None and today <= until
