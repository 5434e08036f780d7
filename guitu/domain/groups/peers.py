"""Peers: who may be a mentor, whom they are brought together with, and how a mentor rests.

A mentor wants to be one, and has stayed clean as the ledger of verified days says; nothing else is asked.
Whoever relapses is helped first and rests then; the person they met hears that it is arranged anew.
"""

from collections.abc import Collection, Iterable
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum
from uuid import UUID

from guitu.domain.groups.words import MODES
from guitu.domain.kernel.dates import add_months
from guitu.domain.kernel.errors import DomainError

CONSENT = "peer_mentor"
MONTHS, MENTEES = "peers.mentor_months", "peers.most_mentees"
"""The parameters of the rulebook."""
SUPERVISION = "J-06.supervision"
"""The rule by which a mentor and whoever supervises them talk."""


class State(StrEnum):
    """How a mentor stands."""

    ACTIVE = "active"
    RESTING = "resting"
    ENDED = "ended"


@dataclass(frozen=True, slots=True)
class Ledger:
    """What is read from the clean-time ledger: since when verified days hold, and the last relapse."""

    verified_since: date | None
    relapsed_on: date | None


@dataclass(frozen=True, slots=True)
class Mentor:
    """A mentor's way. ``rests_since`` the day they began to rest."""

    state: State
    rests_since: date | None = None

    def rest(self, on: date) -> "Mentor":
        """They rest; resting twice is once.

        Raises:
            DomainError: "peers.not-a-mentor".
        """
        if self.state is State.ENDED:
            raise DomainError("peers.not-a-mentor")
        return self if self.state is State.RESTING else replace(self, state=State.RESTING, rests_since=on)

    def return_(self) -> "Mentor":
        """They are there again.

        Raises:
            DomainError: "peers.not-resting".
        """
        if self.state is not State.RESTING:
            raise DomainError("peers.not-resting")
        return Mentor(State.ACTIVE)


def check_eligible(consents: Collection[str], ledger: Ledger, *, months: int, today: date) -> None:
    """Whether somebody may be a mentor now.

    Raises:
        DomainError: "peers.no-consent", "peers.not-yet" with the months.
    """
    if CONSENT not in consents:
        raise DomainError("peers.no-consent")
    if ledger.verified_since is None or add_months(ledger.verified_since, months) > today:
        raise DomainError("peers.not-yet", months=months)


def should_rest(mentor: Mentor, since: date, ledger: Ledger) -> bool:
    """Whether a mentor had a relapse since they became one: somebody talks with them; no more follows."""
    return mentor.state is State.ACTIVE and ledger.relapsed_on is not None and ledger.relapsed_on >= since


@dataclass(frozen=True, slots=True)
class Candidate:
    """A mentor who could meet somebody. ``region`` 12 digits; ``mentees`` whom they meet already."""

    id: UUID
    region: int
    sex: str
    mode: str
    mentees: int


@dataclass(frozen=True, slots=True)
class Match:
    """A mentor and why they fit: codes that a page puts into words."""

    id: UUID
    reasons: tuple[str, ...]


def matches(
    wish: Candidate, candidates: Iterable[Candidate], *, closed: Collection[UUID], most: int
) -> tuple[Match, ...]:
    """Who could meet somebody (``wish``), the best fit first; nobody of ``closed``, nobody with enough to do.

    Nobody is left out for their sex; who shares it comes first, because many wish so.
    """
    found = []
    for one in candidates:
        if one.id == wish.id or one.id in closed or one.mentees >= most or not _agree(wish.mode, one.mode):
            continue
        reasons = [
            code
            for code, fits in (
                ("near", one.region == wish.region),
                ("same_county", one.region // 10**6 == wish.region // 10**6 and one.region != wish.region),
                ("same_sex", one.sex == wish.sex),
                ("has_time", one.mentees == 0),
            )
            if fits
        ]
        found.append((-len(reasons), one.mentees, one.id, Match(one.id, tuple(reasons))))
    return tuple(match for *_, match in sorted(found, key=lambda line: line[:3]))


def _agree(one: str, other: str) -> bool:
    return "both" in {one, other} or one == other


def check_pair(
    mentee: UUID,
    mentor: UUID,
    *,
    state: State | None,
    closed: bool,
    consents: Collection[str],
    mentees: int,
    most: int,
) -> None:
    """Whether two people may be brought together. That they may not says nothing of why.

    Raises:
        DomainError: "peers.themselves", "peers.no-consent", "peers.not-a-mentor", "peers.not-these-two",
            "peers.enough".
    """
    if mentee == mentor:
        raise DomainError("peers.themselves")
    if CONSENT not in consents:
        raise DomainError("peers.no-consent")
    if state is not State.ACTIVE:
        raise DomainError("peers.not-a-mentor")
    if closed:
        raise DomainError("peers.not-these-two")
    if mentees >= most:
        raise DomainError("peers.enough", most=most)


def check_mode(mode: str) -> None:
    """Whether a way of meeting is one we know.

    Raises:
        DomainError: "peers.mode".
    """
    if mode not in MODES:
        raise DomainError("peers.mode", field="mode")
