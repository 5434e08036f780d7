"""People in care, made the way the product makes them: registered, an episode opened, entries recorded."""

from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from uuid import UUID

from django.db import transaction

from guitu.casework.episodes.commands import NewEpisode, open_episode
from guitu.casework.people.commands import NewContact, NewPerson, register
from guitu.domain.kernel.citizen_id import check_digit
from guitu.domain.kernel.region import region_of
from guitu.foundation.ids import new_id
from guitu.workflows.record import record_entry
from guitu.workflows.refresh import refresh


@dataclass(frozen=True)
class Kept:
    """Somebody of a test: their file and its episode."""

    id: UUID
    episode: UUID
    name: str


def noon(day: date) -> datetime:
    """Noon in Beijing."""
    return datetime.combine(day, time(4), tzinfo=UTC)


@transaction.atomic
def in_rehab(name: str, *, by, held_by: int, since: date, today: date, number: int = 1) -> Kept:
    """Somebody ordered to three years of community rehab who reported on ``since``."""
    kept = _file(name, "community_rehab", by=by, held_by=held_by, opened=since, number=number)
    until = since.replace(year=since.year + 3) - timedelta(days=1)
    printed = {"term_from": since.isoformat(), "term_to": until.isoformat()}
    record(kept, "decision_received", since, by=by, details=printed, episode=kept.episode)
    record(kept, "report_in", since, by=by, episode=kept.episode)
    refresh((kept.id,), on=today)
    return kept


@transaction.atomic
def to_report(name: str, *, by, held_by: int, received: date, number: int = 1) -> Kept:
    """Somebody who received an order of community rehab on that day and has not reported."""
    kept = _file(name, "community_rehab", by=by, held_by=held_by, opened=received, number=number)
    record(kept, "decision_received", received, by=by, episode=kept.episode)
    return kept


@transaction.atomic
def in_aftercare(
    name: str, *, by, held_by: int, released: date, opened: date, today: date, number: int = 1
) -> Kept:
    """Somebody invited into aftercare who consented on the day the file was opened."""
    kept = _file(name, "aftercare", by=by, held_by=held_by, opened=opened, number=number, released=released)
    record(kept, "consent", opened, "given", by=by, episode=kept.episode)
    refresh((kept.id,), on=today)
    return kept


def _file(
    name: str, kind: str, *, by, held_by: int, opened: date, number: int, released: date | None = None
) -> Kept:
    stem = f"99010119880101{number:03d}"
    person = NewPerson(
        id=new_id(),
        held_by=held_by,
        name=name,
        sex="male",
        birth_on=date(1988, 1, 1),
        citizen_id=stem + check_digit(stem),
        created_at=noon(opened),
        contacts=(NewContact("phone", f"120888800{number:02d}"), NewContact("address", "文艺路 1 号")),
        recorded_by=by.id,
    )
    register(person)
    episode = open_episode(
        NewEpisode(
            id=new_id(),
            person_id=person.id,
            held_by=held_by,
            kind=kind,
            region=region_of(held_by),
            opened_on=opened,
            created_at=noon(opened),
            released_on=released or opened - timedelta(days=3),
            order_document="演公社康决字〔2025〕0001号" if kind == "community_rehab" else "",
            worker=by.id,
        )
    )
    return Kept(person.id, episode, name)


def record(kept: Kept, kind: str, day: date, outcome: str = "done", *, by, details=None, **more) -> UUID:
    """One entry, written on its day; its id."""
    return record_entry(
        person=kept.id,
        kind=kind,
        happened_on=day,
        outcome=outcome,
        details=details or {},
        by=by,
        at=noon(day),
        **more,
    ).entry_id
