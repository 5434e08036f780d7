"""From rows to what pages and decisions read of groups and peers."""

import json
from dataclasses import dataclass, field
from datetime import date, datetime
from uuid import UUID

from guitu.casework.groups import models
from guitu.domain.groups.peers import Mentor, State
from guitu.domain.groups.series import About
from guitu.domain.groups.teams import About as TeamAbout
from guitu.domain.groups.teams import Member
from guitu.foundation.crypto import installation
from guitu.foundation.crypto.keys import Ring

CASEWORK, FAMILY = "casework", "family"
SUPERVISION = b"groups_supervision.note"
MEMBERSHIP = b"groups_membership.note"


@dataclass(frozen=True, slots=True)
class SeriesRow:
    """A group or a course."""

    id: UUID
    unit: int
    leader: UUID
    about: About
    closed_on: date | None


@dataclass(frozen=True, slots=True)
class SessionRow:
    """One time of a group."""

    id: UUID
    series: UUID
    theme: str
    held_on: date
    signed_at: datetime | None


@dataclass(frozen=True, slots=True)
class MentorRow:
    """Somebody who is there for others."""

    id: UUID
    person_id: UUID
    held_by: int
    mode: str
    since: date
    machine: Mentor


@dataclass(frozen=True, slots=True)
class PairRow:
    """Somebody and their mentor."""

    id: UUID
    person_id: UUID
    mentor: UUID
    since: date
    ended_on: date | None
    reason: str


@dataclass(frozen=True, slots=True)
class SupervisionRow:
    """A talk of a mentor with whoever supervises them."""

    held_on: date
    words: str = field(repr=False)


@dataclass(frozen=True, slots=True)
class TeamRow:
    """A team of peers."""

    id: UUID
    unit: int
    companion: UUID
    about: TeamAbout
    opened_on: date
    closed_on: date | None


@dataclass(frozen=True, slots=True)
class MeetingRow:
    """A team met."""

    theme: str
    held_on: date
    there: int


@dataclass(frozen=True, slots=True)
class MemberRow:
    """Somebody's place in a team. ``alias`` how they are called there; "" where it was not opened or said."""

    id: UUID
    person_id: UUID
    team: UUID
    machine: Member
    alias: str = field(default="", repr=False)


def place_of(row: UUID) -> bytes:
    """What the words of a group are bound to."""
    return b"groups_series.note" + row.bytes


def sealed(about: About, row: UUID) -> bytes:
    """The words of a group as they are kept."""
    words = {"title": about.title, "place": about.place, "materials": about.materials}
    return installation.seal(json.dumps(words, ensure_ascii=False).encode(), place_of(row))


def series_row(row: models.Series) -> SeriesRow:
    """The frozen group."""
    words = json.loads(installation.unseal(row.note, place_of(row.id)))
    about = About(
        row.sort, row.theme, words["title"], words["place"], words["materials"], row.capacity, row.starts_on
    )
    return SeriesRow(row.id, row.unit, row.leader, about, row.closed_on)


def sealed_team(about: TeamAbout, row: UUID) -> bytes:
    """The words of a team as they are kept."""
    words = {"title": about.title, "where": about.where}
    return installation.seal(json.dumps(words, ensure_ascii=False).encode(), _team_place(row))


def _team_place(row: UUID) -> bytes:
    return b"groups_peerteam.note" + row.bytes


def team_row(row: models.PeerTeam) -> TeamRow:
    """The frozen team."""
    words = json.loads(installation.unseal(row.note, _team_place(row.id)))
    about = TeamAbout(words["title"], row.theme, row.mode, row.whom, words["where"])
    return TeamRow(row.id, row.unit, row.companion, about, row.opened_on, row.closed_on)


def meeting_row(row: models.TeamMeeting) -> MeetingRow:
    """The frozen meeting."""
    return MeetingRow(row.theme, row.held_on, row.there)


def member_row(row: models.Membership, ring: Ring | None = None) -> MemberRow:
    """The frozen place; without a ring, without the name they are called by."""
    alias = ring.open(row.person_id, FAMILY, MEMBERSHIP, row.id, row.note) if ring and row.note else None
    machine = Member(row.place, row.since, row.rests_since, row.left_on)
    return MemberRow(row.id, row.person_id, row.team, machine, alias or "")


def session_row(row: models.Session) -> SessionRow:
    """The frozen session."""
    return SessionRow(row.id, row.series_id, row.theme, row.held_on, row.signed_at)


def mentor_row(row: models.Mentor) -> MentorRow:
    """The frozen mentor."""
    machine = Mentor(State(row.state), row.rests_since)
    return MentorRow(row.id, row.person_id, row.held_by, row.mode, row.since, machine)


def pair_row(row: models.Pair) -> PairRow:
    """The frozen pair."""
    return PairRow(row.id, row.person_id, row.mentor, row.since, row.ended_on, row.reason)


def supervision_row(row: models.Supervision, ring: Ring) -> SupervisionRow:
    """The frozen talk."""
    words = ring.open(row.person_id, CASEWORK, SUPERVISION, row.id, row.note) if row.note else None
    return SupervisionRow(row.held_on, words or "")
