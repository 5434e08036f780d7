"""Writing groups and peers, in the caller's transaction. Whether somebody may is the callers' question."""

from collections.abc import Collection
from datetime import date, datetime
from uuid import UUID

from guitu.casework.groups.models import Bar, Membership, Mentor, Pair, Seat, Series, Session, Supervision
from guitu.casework.groups.queries import MentorRow
from guitu.casework.groups.translate import CASEWORK, SUPERVISION, sealed
from guitu.casework.people.queries import AdmittedPerson
from guitu.domain.groups.peers import State
from guitu.domain.groups.series import About
from guitu.foundation.crypto import keys
from guitu.foundation.ids import new_id
from guitu.foundation.tables import rewrite_holder

_TABLES = (Seat, Membership, Mentor, Pair, Bar, Supervision)


def open_series(about: About, *, id_: UUID, unit: int, leader: UUID, by: UUID, at: datetime) -> None:
    """A new group or course; one that is there under this id stays as it is."""
    made = Series(
        id=id_, unit=unit, leader=leader, sort=about.sort, theme=about.theme, capacity=about.capacity,
        note=sealed(about, id_), starts_on=about.starts_on, made_at=at, made_by=by,
    )  # fmt: skip
    Series.objects.bulk_create([made], ignore_conflicts=True)  # two presses of one form may come at once


def lock_series(series: UUID) -> None:
    """Hold a group's row, so that two do not take its last seat."""
    Series.objects.select_for_update().filter(id=series).first()


def close_series(series: UUID, *, on: date) -> None:
    """It takes nobody any more, and has no further times."""
    Series.objects.filter(id=series).update(closed_on=on)


def plan_session(series: UUID, *, theme: str, on: date, by: UUID, at: datetime) -> None:
    """A further time; planned twice, it is once."""
    Session.objects.get_or_create(
        series_id=series, held_on=on, defaults={"theme": theme, "made_at": at, "made_by": by}
    )


def mark_signed(session: UUID, *, at: datetime) -> None:
    """Who came was written down."""
    Session.objects.filter(id=session).update(signed_at=at)


def take_seat(who: AdmittedPerson, series: UUID, *, by: UUID, at: datetime) -> None:
    """Somebody has a seat."""
    Seat(person_id=who.id, held_by=who.held_by, series=series, made_at=at, made_by=by).save(force_insert=True)


def leave_seat(who: AdmittedPerson, series: UUID, *, on: date) -> int:
    """They leave it; returns how many seats there were."""
    return Seat.objects.filter(person_id__in=who.ids, series=series, left_on__isnull=True).update(left_on=on)


def write_mentor(who: AdmittedPerson, *, mode: str, since: date, by: UUID, at: datetime) -> None:
    """Somebody is there for others, for the first time or again."""
    columns = {
        "state": "active",
        "mode": mode,
        "since": since,
        "rests_since": None,
        "made_at": at,
        "made_by": by,
    }
    found = Mentor.objects.filter(person_id__in=who.ids)
    if not found.update(**columns):
        Mentor(person_id=who.id, held_by=who.held_by, **columns).save(force_insert=True)


def stamp_mentor(row: MentorRow, *, state: str, rests_since: date | None) -> None:
    """Write down how a mentor stands."""
    Mentor.objects.filter(person_id=row.person_id, id=row.id).update(state=state, rests_since=rests_since)


def pair(who: AdmittedPerson, mentor: UUID, *, since: date, by: UUID, at: datetime) -> None:
    """Somebody and a mentor meet from now on."""
    Pair(
        person_id=who.id, held_by=who.held_by, mentor=mentor, since=since, made_at=at, made_by=by
    ).save(force_insert=True)  # fmt: skip


def part(person: UUID, pair_id: UUID, *, on: date, reason: str) -> None:
    """They meet no more."""
    Pair.objects.filter(person_id=person, id=pair_id).update(ended_on=on, reason=reason)


def let_go(ids: Collection[UUID], *, on: date) -> None:
    """Whoever took their word back is no mentor and meets none. In a context of the system."""
    meeting = Pair.objects.filter(ended_on__isnull=True)
    for found in (meeting.filter(person_id__in=ids), meeting.filter(mentor__in=ids)):
        found.update(ended_on=on, reason="wished")
    Mentor.objects.filter(person_id__in=ids).update(state=State.ENDED.value, rests_since=None)


def bar(who: AdmittedPerson, other: UUID, *, reason: str, by: UUID, at: datetime) -> None:
    """Two people are not to be brought together; said twice, it stands once."""
    if not Bar.objects.filter(person_id__in=who.ids, other=other).exists():
        Bar(
            person_id=who.id, held_by=who.held_by, other=other, reason=reason, made_at=at, made_by=by
        ).save(force_insert=True)  # fmt: skip


def supervise(who: AdmittedPerson, *, on: date, words: str, by: UUID, at: datetime) -> UUID | None:
    """A mentor and whoever supervises them talked; the talk's id, None where one of that day is kept."""
    if Supervision.objects.filter(person_id__in=who.ids, held_on=on).exists():
        return None
    row = Supervision(id=new_id(), person_id=who.id, held_by=who.held_by, held_on=on, made_at=at, made_by=by)
    if words.strip():
        ring = keys.ring_to_write([(who.id, CASEWORK)], {who.id: who.held_by})
        row.note = ring.seal(who.id, CASEWORK, SUPERVISION, row.id, words.strip())
    row.save(force_insert=True)
    return row.id


def move(person_id: UUID, *, to_held_by: int) -> None:
    """Rewrite who holds the person."""
    rewrite_holder(_TABLES, person_id, to_held_by=to_held_by)
