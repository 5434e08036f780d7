"""Teams of peers: people who hold each other up, mentors among them, and a colleague who accompanies them.

Nobody is put in one: who wants to joins, and leaves without a word. Whoever has a hard time keeps their place
and rests; what the others see does not change by it.
"""

from collections.abc import Collection, Iterable
from dataclasses import dataclass, replace
from datetime import date
from typing import NamedTuple
from uuid import UUID

from guitu.domain.groups.peers import CONSENT, Ledger
from guitu.domain.groups.words import LONGEST, LONGEST_ALIAS, LONGEST_TITLE, MODES, PLACES, THEMES, WHOM
from guitu.domain.kernel.errors import DomainError

MOST = "peers.most_in_team"
"""The parameter of the rulebook."""
MENTOR, MEMBER = "mentor", "member"


class About(NamedTuple):
    """A team as its companion describes it; nothing of it is about anybody in it."""

    title: str
    theme: str
    mode: str
    whom: str
    where: str


def check_about(about: About) -> About:
    """The team as it is kept.

    Raises:
        DomainError: "peerteam.choose", "peerteam.title", "groups.words".
    """
    for field, words in (("theme", THEMES), ("mode", MODES), ("whom", WHOM)):
        if getattr(about, field) not in words:
            raise DomainError("peerteam.choose", field=field)
    title, where = about.title.strip(), about.where.strip()
    if not title or len(title) > LONGEST_TITLE:
        raise DomainError("peerteam.title", field="title", most=LONGEST_TITLE)
    if len(where) > LONGEST:
        raise DomainError("groups.words", field="where", most=LONGEST)
    return about._replace(title=title, where=where)


@dataclass(frozen=True, slots=True)
class Member:
    """Somebody's way in a team. ``rests_since`` they come when they like; their place is kept."""

    place: str
    since: date
    rests_since: date | None = None
    left_on: date | None = None

    @property
    def is_in(self) -> bool:
        """Whether they hold a place."""
        return self.left_on is None

    @property
    def mentors(self) -> bool:
        """Whether they are there for the others now."""
        return self.is_in and self.place == MENTOR and self.rests_since is None

    def rest(self, on: date) -> "Member":
        """They rest, a mentor as a member like the others; resting twice is once.

        Raises:
            DomainError: "peerteam.none".
        """
        self._check()
        place = MEMBER if self.place == MENTOR else self.place
        return replace(self, place=place, rests_since=self.rests_since or on)

    def return_(self) -> "Member":
        """They are there again, whenever they like.

        Raises:
            DomainError: "peerteam.none".
        """
        self._check()
        return replace(self, rests_since=None)

    def leave(self, on: date) -> "Member":
        """They leave; nobody asks why.

        Raises:
            DomainError: "peerteam.none".
        """
        self._check()
        return replace(self, left_on=on)

    def _check(self) -> None:
        if not self.is_in:
            raise DomainError("peerteam.none")


def talk_first(member: Member | None, ledger: Ledger) -> bool:
    """Whether somebody of a team had a relapse since they joined: they are helped first; no more follows."""
    if member is None or not member.is_in or member.rests_since is not None:
        return False
    return ledger.relapsed_on is not None and ledger.relapsed_on >= member.since


def check_alias(alias: str) -> str:
    """How somebody wishes to be called among the others; "" they are on no list.

    Raises:
        DomainError: "peerteam.alias".
    """
    said = alias.strip()
    if len(said) > LONGEST_ALIAS or any(letter.isdigit() for letter in said):  # no number of a telephone
        raise DomainError("peerteam.alias", field="alias", most=LONGEST_ALIAS)
    return said


@dataclass(frozen=True, slots=True)
class Wish:
    """What somebody looks for. ``theme`` "" any; ``region`` 12 digits. A mentor may be a team's first."""

    region: int
    sex: str
    mode: str
    theme: str = ""
    is_mentor: bool = False


@dataclass(frozen=True, slots=True)
class Offer:
    """A team that could take somebody. ``taken`` its places, ``mentors`` who is there for the others now.

    ``closed``: somebody is in it with whom they are not to be brought together; nobody is told so.
    """

    id: UUID
    region: int
    mode: str
    theme: str
    whom: str
    taken: int
    mentors: int
    closed: bool = False


@dataclass(frozen=True, slots=True)
class Fit:
    """A team and why it fits: codes that a page puts into words."""

    id: UUID
    reasons: tuple[str, ...]


def fits(wish: Wish, offers: Iterable[Offer], *, most: int) -> tuple[Fit, ...]:
    """The teams that could take somebody now, the best fit first."""
    found = []
    for one in offers:
        if one.closed or one.taken >= most or one.whom not in {"all", wish.sex}:
            continue
        if not one.mentors and not wish.is_mentor:
            continue
        if "both" not in {wish.mode, one.mode} and wish.mode != one.mode:
            continue
        reasons = [
            code
            for code, holds in (
                ("near", one.region == wish.region),
                ("same_county", one.region // 10**6 == wish.region // 10**6 and one.region != wish.region),
                ("theme", one.theme == wish.theme),
                ("whom", one.whom == wish.sex),
            )
            if holds
        ]
        found.append((-len(reasons), one.taken, one.id, Fit(one.id, tuple(reasons))))
    return tuple(fit for *_, fit in sorted(found, key=lambda line: line[:3]))


class Joining(NamedTuple):
    """What is known when somebody wants to join: of them, of the team, of the two."""

    place: str
    consents: Collection[str]
    is_mentor: bool
    sex: str
    has_team: bool
    is_named: bool
    offer: Offer
    is_over: bool
    most: int


def check_joining(asked: Joining) -> None:
    """Whether somebody may join now. That they may not says nothing of who is in the team.

    The first in a team is a mentor, so that nobody is left among people who only begin.

    Raises:
        DomainError: "peerteam.choose", "peers.no-consent", "peers.not-a-mentor", "peerteam.over",
            "peerteam.has-one", "peerteam.whom", "peerteam.not-named", "peerteam.another",
            "peerteam.no-mentor", "peerteam.full".
    """
    if asked.place not in PLACES:
        raise DomainError("peerteam.choose", field="place")
    offer = asked.offer
    refused = (
        ("peers.no-consent", CONSENT not in asked.consents),
        ("peers.not-a-mentor", asked.place == MENTOR and not asked.is_mentor),
        ("peerteam.over", asked.is_over),
        ("peerteam.has-one", asked.has_team),
        ("peerteam.whom", offer.whom not in {"all", asked.sex}),
        ("peerteam.not-named", not asked.is_named),
        ("peerteam.another", offer.closed),
        ("peerteam.no-mentor", asked.place != MENTOR and not offer.mentors),
        ("peerteam.full", offer.taken >= asked.most),
    )
    for code, holds in refused:
        if holds:
            raise DomainError(code, most=asked.most) if code == "peerteam.full" else DomainError(code)


def check_meeting(
    theme: str,
    on: date,
    *,
    opened_on: date,
    today: date,
    members: Collection[object],
    there: Collection[object],
) -> None:
    """Whether a meeting may be written down.

    Raises:
        DomainError: "peerteam.choose", "peers.day", "groups.before", "groups.not-seated".
    """
    if theme not in THEMES:
        raise DomainError("peerteam.choose", field="theme")
    if on > today:
        raise DomainError("peers.day", field="on")
    if on < opened_on:
        raise DomainError("groups.before", field="on")
    if not set(there) <= set(members):
        raise DomainError("groups.not-seated")
