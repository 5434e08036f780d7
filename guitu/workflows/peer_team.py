"""A team of peers as its companion keeps it: opened, met, handed on, closed; and what its members may read.

A list of names opens to the companion alone, and of it those only to whom they are named: the database holds
that. The members themselves read how each of them wishes to be called, and nothing else.
"""

from collections.abc import Collection
from dataclasses import dataclass, field
from datetime import date, datetime
from uuid import UUID

from django.db import transaction

from guitu.casework.groups import teams
from guitu.casework.groups.teams import MeetingRow, MemberRow, TeamRow
from guitu.casework.journal.commands import Draft
from guitu.casework.people.queries import AdmittedPerson
from guitu.domain.access import Permission, Role, Viewer
from guitu.domain.groups.teams import About, check_about, check_meeting
from guitu.domain.groups.words import THEMES
from guitu.domain.kernel.errors import DomainError
from guitu.foundation.accounts.queries import who_works_at
from guitu.foundation.audit import sightings
from guitu.foundation.audit.commands import note
from guitu.foundation.authorization import door
from guitu.foundation.clock import day_of
from guitu.workflows import family
from guitu.workflows.group import came, mark_of, near
from guitu.workflows.peers import supervision_due
from guitu.workflows.plan import admitted
from guitu.workflows.record import write


@dataclass(frozen=True, slots=True)
class Shown:
    """A member as the companion reads them. ``supervision_due`` of a mentor."""

    who: AdmittedPerson = field(repr=False)
    row: MemberRow
    alias: str = field(repr=False)
    supervision_due: date | None


@dataclass(frozen=True, slots=True)
class View:
    """A team as its page shows it. ``taken`` and ``mentors`` are numbers of all, for everybody."""

    row: TeamRow
    members: tuple[Shown, ...]
    taken: int
    mentors: int
    accompanies: bool
    meetings: tuple[MeetingRow, ...]


def accompanies(viewer: Viewer, row: TeamRow) -> bool:
    """Whether somebody is the companion of a team, and so reads its list."""
    return viewer.id == row.companion


def numbers_of(rows: Collection[TeamRow]) -> dict[UUID, tuple[int, int]]:
    """By team: how many places are taken, how many mentors are there for the others now."""
    with door.as_system("counting places"):
        return dict(teams.counted(teams.members_of([row.id for row in rows])))


def view(viewer: Viewer, team: UUID, *, today: date) -> View:
    """One team; names for its companion, a number for everybody else.

    Raises:
        DomainError: "peerteam.unknown".
    """
    row = teams.team_for(viewer, team)
    taken, mentors = numbers_of([row]).get(row.id, (0, 0))
    mine = accompanies(viewer, row)
    members = _members(viewer, row, today=today) if mine else ()
    return View(row, members, taken, mentors, mine, teams.meetings_of(row.id) if mine else ())


def _members(viewer: Viewer, row: TeamRow, *, today: date) -> tuple[Shown, ...]:
    """Those named to the companion; each opened by itself, as any file is."""
    found = []
    for member in teams.members_of([row.id]):
        if not near(viewer, member.person_id):
            continue
        who = family.admitted(viewer, member.person_id)
        due = supervision_due(who, today) if member.machine.mentors else None
        found.append(Shown(who, member, teams.alias_of(who, member), due))
    sightings.saw({one.who.id: one.who.held_by for one in found}, "family")
    return tuple(found)


def sheet(viewer: Viewer, team: UUID, *, today: date) -> tuple[TeamRow, tuple[str, ...], int]:
    """What the members read: the team, how each wishes to be called, and how many are not on the list.

    Whoever rests stays on it: nobody is told.

    Raises:
        DomainError: "peerteam.unknown", "peerteam.not-yours".
    """
    found = view(viewer, team, today=today)
    if not found.accompanies:
        raise DomainError("peerteam.not-yours")
    names = tuple(sorted(one.alias for one in found.members if one.alias))
    return found.row, names, found.taken - len(names)


@transaction.atomic
def open_team(about: About, *, made: UUID, companion: UUID, by: Viewer, at: datetime) -> UUID:
    """A team is opened; returns its id. Sending twice opens one.

    Raises:
        DomainError: "peerteam.…", "groups.words".
    """
    said = check_about(about)
    _check_companion(by, companion)
    teams.open_team(said, id_=made, unit=by.unit, companion=companion, on=day_of(at), by=by.id, at=at)
    note("peerteam.opened", by=by, at=at, team=made)
    return made


@transaction.atomic
def hand_over(team: UUID, *, to: UUID, by: Viewer, at: datetime) -> None:
    """Another colleague accompanies it; of its members they read those to whom they are named.

    Raises:
        DomainError: "peerteam.unknown", "peerteam.not-yours", "peerteam.companion".
    """
    row = _answered_for(team, by)
    _check_companion(by, to)
    teams.hand_over(row.id, to=to)
    note("peerteam.handed-over", by=by, at=at, team=row.id)


@transaction.atomic
def close_team(team: UUID, *, by: Viewer, at: datetime) -> None:
    """It meets no more.

    Raises:
        DomainError: "peerteam.unknown", "peerteam.not-yours".
    """
    row = _answered_for(team, by)
    with door.as_system("a team ends"):
        teams.close_team(row.id, on=day_of(at))
    note("peerteam.closed", by=by, at=at, team=row.id)


@transaction.atomic
def hold_meeting(
    team: UUID, *, theme: str, on: date, there: Collection[UUID], by: Viewer, at: datetime
) -> int:
    """A team met: how many were there, and for each of them help in their own file; returns how many are new.

    Not to come is written nowhere.

    Raises:
        DomainError: "peerteam.unknown", "peerteam.not-yours", "peerteam.over", "peerteam.choose",
            "peers.day", "groups.before", "groups.not-seated", "journal.…".
    """
    found = view(by, team, today=day_of(at))
    row = found.row
    if not found.accompanies:
        raise DomainError("peerteam.not-yours")
    if row.closed_on is not None:
        raise DomainError("peerteam.over")
    members = [one.who.id for one in found.members]
    check_meeting(theme, on, opened_on=row.opened_on, today=day_of(at), members=members, there=there)
    meeting = teams.meeting_id(row.id, on)
    new = sum(_was_there(by, one, meeting, theme, on, at) for one in sorted(there))
    teams.keep_meeting(row.id, theme=theme, on=on, there=len(came(meeting, members)), by=by.id, at=at)
    return new


def _was_there(by: Viewer, person: UUID, meeting: UUID, theme: str, on: date, at: datetime) -> bool:
    who = admitted(by, person, Permission.SERVICE_RECORD)
    draft = Draft(
        kind="service", outcome="done", happened_on=on, details={"service": THEMES[theme].service},
        id=mark_of(meeting, person),
    )  # fmt: skip
    return write(who, draft, episode=None, by=by, at=at).was_new


def _answered_for(team: UUID, by: Viewer) -> TeamRow:
    row = teams.team_for(by, team)
    if not accompanies(by, row) and not (by.role is Role.UNIT_HEAD and by.unit == row.unit):
        raise DomainError("peerteam.not-yours")
    return row


def _check_companion(by: Viewer, companion: UUID) -> None:
    if companion not in {row.id for row in who_works_at(by, by.unit)}:
        raise DomainError("peerteam.companion", field="companion")
