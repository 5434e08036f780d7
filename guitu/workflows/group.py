"""Groups and courses: opened by a colleague, seats taken by people, and who came written down as help.

A list of names opens to the group's leader alone; another colleague sees the people they are named to, which
the database holds as well, and everybody else a number. Where a seat is decided on, the system looks.
"""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID, uuid5

from django.db import transaction

from guitu.casework.groups import commands as groups
from guitu.casework.groups import queries
from guitu.casework.groups.queries import SeriesRow, SessionRow
from guitu.casework.journal.commands import Draft
from guitu.casework.journal.queries import standing_entries
from guitu.casework.people.queries import AdmittedPerson, PersonRow, people_of
from guitu.domain.access import Permission, Relation, Role, Viewer
from guitu.domain.groups.series import About, check_about, check_seat, check_session, check_sign_in
from guitu.domain.groups.words import THEMES
from guitu.domain.kernel.errors import DomainError
from guitu.foundation.audit.commands import note
from guitu.foundation.authorization import door
from guitu.foundation.clock import day_of
from guitu.workflows.plan import admitted
from guitu.workflows.record import write
from guitu.workflows.refresh import lock_files
from guitu.workflows.together import closed_to

_NAMED = frozenset({Relation.ASSIGNED, Relation.TEAM})


@dataclass(frozen=True, slots=True)
class Circle:
    """A group as its page shows it. ``people`` whom the viewer may read; ``taken`` all seats, as a number."""

    row: SeriesRow
    sessions: tuple[SessionRow, ...]
    people: tuple[PersonRow, ...]
    taken: int
    leads: bool


def leads(viewer: Viewer, row: SeriesRow) -> bool:
    """Whether somebody is the leader of a group, and so reads its list."""
    return viewer.id == row.leader


def circle(viewer: Viewer, series: UUID) -> Circle:
    """One group.

    Raises:
        DomainError: "groups.unknown".
    """
    row = queries.series_for(viewer, series)
    with door.as_system("counting seats, and the leader's own list"):
        taken = queries.seats_taken([row.id]).get(row.id, 0)
        ids = queries.seated(row.id) if leads(viewer, row) else ()
    if not leads(viewer, row):
        ids = tuple(one for one in queries.seated(row.id) if near(viewer, one))
    people = people_of(viewer, ids)
    shown = tuple(people[one] for one in ids if one in people)
    return Circle(row, queries.sessions_of(row.id), shown, taken, leads(viewer, row))


def near(viewer: Viewer, person: UUID) -> bool:
    """Whether somebody is named to the person: assigned, or on their team."""
    return bool(viewer.relations.get(person, frozenset()) & _NAMED)


def seats_of(who: AdmittedPerson) -> tuple[UUID, ...]:
    """The groups one person comes to, for whoever was let in to their file."""
    with door.as_system("one person's own seats"):
        return queries.seats_of(who)


def taken_of(series: Collection[UUID]) -> dict[UUID, int]:
    """How many seats are taken, by group."""
    with door.as_system("counting seats"):
        return dict(queries.seats_taken(series))


@transaction.atomic
def open_group(about: About, *, made: UUID, leader: UUID, by: Viewer, at: datetime) -> UUID:
    """A group or course is opened; returns its id. Sending twice opens one.

    Raises:
        DomainError: "groups.…".
    """
    groups.open_series(check_about(about), id_=made, unit=by.unit, leader=leader, by=by.id, at=at)
    note("group.opened", by=by, at=at, series=made)
    return made


@transaction.atomic
def close_group(series: UUID, *, by: Viewer, at: datetime) -> None:
    """It takes nobody any more.

    Raises:
        DomainError: "groups.unknown", "groups.not-yours".
    """
    row = _answered_for(series, by)
    groups.close_series(row.id, on=day_of(at))
    note("group.closed", by=by, at=at, series=row.id)


@transaction.atomic
def plan_session(series: UUID, *, theme: str, on: date, by: Viewer, at: datetime) -> None:
    """A further time of a group.

    Raises:
        DomainError: "groups.unknown", "groups.not-yours", "groups.closed", "groups.choose", "groups.before".
    """
    row = _answered_for(series, by)
    check_session(theme, on, starts_on=row.about.starts_on, closed=row.closed_on is not None)
    groups.plan_session(row.id, theme=theme, on=on, by=by.id, at=at)


def _answered_for(series: UUID, by: Viewer) -> SeriesRow:
    row = queries.series_for(by, series)
    if not leads(by, row) and not (by.role is Role.UNIT_HEAD and by.unit == row.unit):
        raise DomainError("groups.not-yours")
    return row


@transaction.atomic
def take_seat(*, person: UUID, series: UUID, by: Viewer, at: datetime) -> None:
    """Somebody who wants to comes along; twice is once.

    Raises:
        DomainError: "person.unknown", "groups.unknown", "groups.closed", "groups.full", "groups.another".
    """
    who = admitted(by, person, Permission.CONTACT_RECORD)
    row = queries.series_for(by, series)
    lock_files(who.ids)
    groups.lock_series(row.id)
    if row.id in seats_of(who):
        return
    with door.as_system("who sits there"):
        there = queries.seated(row.id)
    unfit = bool(closed_to(who.ids, there) & set(there))
    check_seat(closed=row.closed_on is not None, taken=len(there), capacity=row.about.capacity, unfit=unfit)
    with door.as_system("somebody takes a seat"):
        groups.take_seat(who, row.id, by=by.id, at=at)
    note("group.joined", subject=who.id, by=by, at=at, series=row.id)


@transaction.atomic
def leave_seat(*, person: UUID, series: UUID, by: Viewer, at: datetime) -> None:
    """Somebody does not come any more; nobody asks why.

    Raises:
        DomainError: "person.unknown", "groups.unknown".
    """
    who = admitted(by, person, Permission.CONTACT_RECORD)
    lock_files(who.ids)
    with door.as_system("somebody leaves their seat"):
        left = groups.leave_seat(who, series, on=day_of(at))
    if not left:
        raise DomainError("groups.unknown")
    note("group.left", subject=who.id, by=by, at=at, series=series)


def mark_of(session: UUID, person: UUID) -> UUID:
    """The id of the entry that says somebody was there: the same for whoever writes it down."""
    return uuid5(session, str(person))


def came(session: UUID, people: Collection[UUID]) -> frozenset[UUID]:
    """Those of these people who were written down as there."""
    marks = {mark_of(session, one): one for one in people}
    return frozenset(marks[mark] for mark in standing_entries(marks))


@transaction.atomic
def sign_in(*, series: UUID, session: UUID, there: Collection[UUID], by: Viewer, at: datetime) -> int:
    """Who came is written down as help, one entry each; returns how many. Not to come is written nowhere.

    Raises:
        DomainError: "groups.unknown", "groups.not-yet", "groups.not-seated", "journal.…".
    """
    found = circle(by, series)
    one = queries.session_for(found.row, session)
    check_sign_in(one.held_on, today=day_of(at), seated={p.id for p in found.people}, there=there)
    details: dict[str, object] = {"service": THEMES[one.theme].service}
    written = 0
    for person in sorted(there):
        who = admitted(by, person, Permission.SERVICE_RECORD)
        draft = Draft(
            kind="service", outcome="done", happened_on=one.held_on, details=details,
            id=mark_of(one.id, person),
        )  # fmt: skip
        written += write(who, draft, episode=None, by=by, at=at).was_new
    groups.mark_signed(one.id, at=at)
    return written
