"""Reading and writing teams of peers, in the caller's transaction. Whether somebody may, the callers ask."""

from collections.abc import Collection, Iterable, Mapping
from datetime import date, datetime
from uuid import UUID, uuid5

from guitu.casework.groups.models import Membership, PeerTeam, TeamMeeting
from guitu.casework.groups.translate import (
    FAMILY,
    MEMBERSHIP,
    MeetingRow,
    MemberRow,
    TeamRow,
    meeting_row,
    member_row,
    sealed_team,
    team_row,
)
from guitu.casework.people.queries import AdmittedPerson
from guitu.domain.access import Viewer
from guitu.domain.groups.teams import About, Member
from guitu.domain.kernel.errors import DomainError
from guitu.foundation.crypto import keys
from guitu.foundation.ids import new_id

__all__ = ["MeetingRow", "MemberRow", "TeamRow"]


def teams_near(viewer: Viewer, *, closed: bool = False) -> tuple[TeamRow, ...]:
    """The teams of the places the viewer looks over, the latest first."""
    found = PeerTeam.objects.filter(unit__gte=viewer.lo, unit__lte=viewer.hi)
    if not closed:
        found = found.filter(closed_on__isnull=True)
    return tuple(team_row(row) for row in found.order_by("-opened_on", "-id")[:200])


def team_for(viewer: Viewer, team: UUID) -> TeamRow:
    """One of them.

    Raises:
        DomainError: "peerteam.unknown".
    """
    row = PeerTeam.objects.filter(id=team, unit__gte=viewer.lo, unit__lte=viewer.hi).first()
    if row is None:
        raise DomainError("peerteam.unknown")
    return team_row(row)


def team_named(team: UUID) -> TeamRow | None:
    """One team, wherever it is."""
    row = PeerTeam.objects.filter(id=team).first()
    return None if row is None else team_row(row)


def members_of(teams: Iterable[UUID]) -> tuple[MemberRow, ...]:
    """Whoever holds a place in these teams, as far as this context sees them; no aliases."""
    rows = Membership.objects.filter(team__in=list(teams), left_on__isnull=True)
    return tuple(member_row(row) for row in rows.order_by("since", "id"))


def membership_of(ids: Collection[UUID]) -> MemberRow | None:
    """Somebody's place, or None, as far as this context sees it."""
    row = Membership.objects.filter(person_id__in=ids, left_on__isnull=True).first()
    return None if row is None else member_row(row)


def alias_of(who: AdmittedPerson, member: MemberRow) -> str:
    """How somebody is called in their team; "" where they are not on the list."""
    row = Membership.objects.filter(person_id__in=who.ids, id=member.id).first()
    return "" if row is None else member_row(row, who.ring).alias


def meetings_of(team: UUID) -> tuple[MeetingRow, ...]:
    """When a team met, the latest first."""
    return tuple(meeting_row(row) for row in TeamMeeting.objects.filter(team=team).order_by("-held_on")[:50])


def open_team(
    about: About, *, id_: UUID, unit: int, companion: UUID, on: date, by: UUID, at: datetime
) -> None:
    """A new team; one that is there under this id stays as it is."""
    if PeerTeam.objects.filter(id=id_).exists():
        return
    PeerTeam(
        id=id_, unit=unit, companion=companion, theme=about.theme, mode=about.mode, whom=about.whom,
        note=sealed_team(about, id_), opened_on=on, made_at=at, made_by=by,
    ).save(force_insert=True)  # fmt: skip


def lock_team(team: UUID) -> None:
    """Hold a team's row, so that two do not take its last place."""
    PeerTeam.objects.select_for_update().filter(id=team).first()


def hand_over(team: UUID, *, to: UUID) -> None:
    """Another colleague accompanies it."""
    PeerTeam.objects.filter(id=team).update(companion=to)


def close_team(team: UUID, *, on: date) -> None:
    """It meets no more, and nobody holds a place in it. In a context of the system."""
    PeerTeam.objects.filter(id=team).update(closed_on=on)
    Membership.objects.filter(team=team, left_on__isnull=True).update(left_on=on)


def meeting_id(team: UUID, on: date) -> UUID:
    """The id of a team's meeting of a day: the same for whoever writes it down."""
    return uuid5(team, on.isoformat())


def keep_meeting(team: UUID, *, theme: str, on: date, there: int, by: UUID, at: datetime) -> None:
    """A team met; written down again, how many were there is put right."""
    TeamMeeting.objects.update_or_create(
        team_id=team, held_on=on, defaults={"theme": theme, "there": there},
        create_defaults={
            "id": meeting_id(team, on), "theme": theme, "there": there, "made_at": at, "made_by": by,
        },
    )  # fmt: skip


def join(
    who: AdmittedPerson, team: UUID, *, place: str, alias: str, on: date, by: UUID, at: datetime
) -> None:
    """Somebody holds a place from today."""
    row = Membership(
        id=new_id(), person_id=who.id, held_by=who.held_by, team=team, place=place, since=on, made_at=at,
        made_by=by,
    )  # fmt: skip
    row.note = _sealed(who, row.person_id, row.id, alias)
    row.save(force_insert=True)


def call(who: AdmittedPerson, member: MemberRow, *, alias: str) -> None:
    """How somebody is called in their team from now on."""
    note = _sealed(who, member.person_id, member.id, alias)
    Membership.objects.filter(person_id=member.person_id, id=member.id).update(note=note)


def stamp(member: MemberRow, then: Member) -> None:
    """Write down how somebody's place stands."""
    Membership.objects.filter(person_id=member.person_id, id=member.id).update(
        place=then.place, rests_since=then.rests_since, left_on=then.left_on
    )


def let_go(ids: Collection[UUID], *, on: date) -> None:
    """Whoever took their word back is in no team. In a context of the system."""
    Membership.objects.filter(person_id__in=ids, left_on__isnull=True).update(left_on=on)


def _sealed(who: AdmittedPerson, person: UUID, row: UUID, alias: str) -> bytes:
    if not alias:
        return b""
    ring = keys.ring_to_write([(person, FAMILY)], {person: who.held_by})
    return ring.seal(person, FAMILY, MEMBERSHIP, row, alias)


def counted(members: Iterable[MemberRow]) -> Mapping[UUID, tuple[int, int]]:
    """By team: how many places are taken, and how many mentors are there for the others now."""
    found: dict[UUID, tuple[int, int]] = {}
    for row in members:
        taken, mentors = found.get(row.team, (0, 0))
        found[row.team] = (taken + 1, mentors + row.machine.mentors)
    return found
