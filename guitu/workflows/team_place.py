"""Somebody's place in a team of peers: wanted, held, rested in, left. None of it has a consequence."""

from dataclasses import dataclass, field
from datetime import date, datetime
from uuid import UUID

from django.db import transaction

from guitu.casework.groups import queries, teams
from guitu.casework.groups.teams import MemberRow, TeamRow
from guitu.casework.journal.commands import Draft
from guitu.casework.people.queries import AdmittedPerson
from guitu.domain.access import Relation, Viewer
from guitu.domain.groups import teams as rules
from guitu.domain.groups.peers import State, check_mode
from guitu.domain.groups.teams import Fit, Joining, Offer, Wish
from guitu.domain.groups.words import THEMES
from guitu.domain.kernel.errors import DomainError
from guitu.foundation.audit.commands import note
from guitu.foundation.authorization import door
from guitu.foundation.authorization.queries import is_barred, ties_of
from guitu.foundation.clock import day_of
from guitu.foundation.rulebooks import book_for
from guitu.workflows import family, peers
from guitu.workflows.group import near
from guitu.workflows.record import write
from guitu.workflows.refresh import lock_files
from guitu.workflows.together import closed_to

_PROPOSED = 8


@dataclass(frozen=True, slots=True)
class Place:
    """Somebody's place as their page shows it. ``talk_first`` after a relapse: help comes first."""

    who: AdmittedPerson
    team: TeamRow
    row: MemberRow
    alias: str = field(repr=False)
    talk_first: bool


def place_of(viewer: Viewer, who: AdmittedPerson, *, today: date) -> Place | None:
    """Somebody's place, for whoever is named to them; None for others and where there is none."""
    row = teams.membership_of(who.ids)
    team = teams.team_named(row.team) if row is not None else None
    if row is None or team is None or not any(near(viewer, one) for one in who.ids):
        return None
    talk = rules.talk_first(row.machine, peers.read(who, on=today).ledger)
    return Place(who, team, row, teams.alias_of(who, row), talk)


def most(place: int) -> int:
    """How many places a team has at most, by the place's book."""
    return int(str(book_for(place).parameters.get(rules.MOST, _PROPOSED)))


def offers(viewer: Viewer, person: UUID, *, mode: str, theme: str) -> tuple[tuple[TeamRow, Fit], ...]:
    """The teams nearby that could take somebody now, the best fit first.

    Raises:
        DomainError: "person.unknown", "peers.mode", "peerteam.choose".
    """
    who = family.admitted(viewer, person)
    check_mode(mode)
    if theme and theme not in THEMES:
        raise DomainError("peerteam.choose", field="theme")
    rows = {row.id: row for row in teams.teams_near(viewer)}
    wish = Wish(who.held_by // 1000, who.sex, mode, theme, is_mentor=_is_mentor(who))
    found = rules.fits(wish, _offers(who, list(rows.values())), most=most(who.held_by))
    return tuple((rows[fit.id], fit) for fit in found)


def _offers(who: AdmittedPerson, rows: list[TeamRow]) -> list[Offer]:
    with door.as_system("who is in these teams"):
        members = teams.members_of([row.id for row in rows])
        numbers = teams.counted(members)
        closed = closed_to(who.ids, [m.person_id for m in members])
    shut = {m.team for m in members if m.person_id in closed}
    return [
        Offer(
            row.id,
            row.unit // 1000,
            row.about.mode,
            row.about.theme,
            row.about.whom,
            *numbers.get(row.id, (0, 0)),
            closed=row.id in shut,
        )
        for row in rows
    ]


@transaction.atomic
def join(*, person: UUID, team: UUID, place: str, alias: str, by: Viewer, at: datetime) -> None:
    """Somebody who wants to joins a team; twice is once.

    Args:
        person: who.
        team: which.
        place: a code of ``PLACES``.
        alias: how they wish to be called among the others; "" they are on no list.
        by: a colleague who is named to them.
        at: when (aware).

    Raises:
        DomainError: "person.unknown", "peerteam.…", "peers.no-consent", "peers.not-a-mentor".
    """
    who = family.admitted(by, person)
    row = teams.team_for(by, team)
    said = rules.check_alias(alias)
    lock_files(who.ids)
    teams.lock_team(row.id)
    consents = peers.read(who, on=day_of(at)).consents
    with door.as_system("what decides on a place"):
        own = teams.membership_of(who.ids)
        named = _is_named(who, row.companion, at=at)
    if own is not None and own.team == row.id:
        return
    rules.check_joining(
        Joining(
            place=place,
            consents=consents,
            is_mentor=_is_mentor(who),
            sex=who.sex,
            has_team=own is not None,
            is_named=named,
            offer=_offers(who, [row])[0],
            is_over=row.closed_on is not None,
            most=most(row.unit),
        )
    )
    teams.join(who, row.id, place=place, alias=said, on=day_of(at), by=by.id, at=at)
    note("peerteam.joined", subject=who.id, by=by, at=at, team=row.id)


def _is_mentor(who: AdmittedPerson) -> bool:
    mentor = queries.mentor_of(who.ids)
    return mentor is not None and mentor.machine.state is State.ACTIVE


def _is_named(who: AdmittedPerson, account: UUID, *, at: datetime) -> bool:
    """Whether an account is assigned to somebody or on their team, and not excluded from them."""
    ties = ties_of(who.ids, at=at)
    named = any(t.account == account and t.kind in {Relation.ASSIGNED, Relation.TEAM} for t in ties)
    return named and not is_barred(account, who.ids, at=at)


@transaction.atomic
def call(*, person: UUID, alias: str, by: Viewer, at: datetime) -> None:
    """How somebody wishes to be called in their team from now on.

    Raises:
        DomainError: "person.unknown", "peerteam.none", "peerteam.alias".
    """
    who, row = _mine(person, by)
    teams.call(who, row, alias=rules.check_alias(alias))
    note("peerteam.called", subject=who.id, by=by, at=at)


@transaction.atomic
def leave(*, person: UUID, by: Viewer, at: datetime) -> None:
    """Somebody leaves; nobody asks why, and no reason is kept.

    Raises:
        DomainError: "person.unknown", "peerteam.none".
    """
    who, row = _mine(person, by)
    teams.stamp(row, row.machine.leave(day_of(at)))
    note("peerteam.left", subject=who.id, by=by, at=at)


@transaction.atomic
def rest(*, person: UUID, helped_by: str, words: str, by: Viewer, at: datetime) -> None:
    """Somebody rests, with their place kept; first they are helped, and nobody else is told.

    Of a mentor that is their rest as a mentor too.

    Raises:
        DomainError: "person.unknown", "peerteam.none", "peers.help-first", "journal.…".
    """
    who, row = _mine(person, by)
    if _is_mentor(who):
        peers.rest(person=who.id, helped_by=helped_by, words=words, ended=False, by=by, at=at)
        return
    if not helped_by:
        raise DomainError("peers.help-first", field="helped_by")
    help_ = Draft("service", "done", day_of(at), {"service": helped_by}, note=words)
    write(who, help_, episode=None, by=by, at=at)
    teams.stamp(row, row.machine.rest(day_of(at)))
    note("peerteam.rests", subject=who.id, by=by, at=at)


@transaction.atomic
def return_(*, person: UUID, by: Viewer, at: datetime) -> None:
    """They come again when they like; nobody asks.

    Raises:
        DomainError: "person.unknown", "peerteam.none".
    """
    who, row = _mine(person, by)
    teams.stamp(row, row.machine.return_())
    note("peerteam.returned", subject=who.id, by=by, at=at)


def _mine(person: UUID, by: Viewer) -> tuple[AdmittedPerson, MemberRow]:
    """The pass and the place, the person locked.

    Raises:
        DomainError: "person.unknown", "peerteam.none".
    """
    who = family.admitted(by, person)
    lock_files(who.ids)
    row = teams.membership_of(who.ids)
    if row is None:
        raise DomainError("peerteam.none")
    return who, row
