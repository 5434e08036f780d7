"""People in care, made the way the product makes them: registered, an episode opened, entries recorded."""

from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from uuid import UUID

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


def in_rehab(name: str, *, by, held_by: int, since: date, today: date, number: int = 1) -> Kept:
    """Somebody ordered to three years of community rehab who reported on ``since``."""
    stem = f"99010119880101{number:03d}"
    person = NewPerson(
        id=new_id(),
        held_by=held_by,
        name=name,
        sex="male",
        birth_on=date(1988, 1, 1),
        citizen_id=stem + check_digit(stem),
        created_at=noon(since),
        contacts=(NewContact("phone", "12088880001"), NewContact("address", "文艺路 1 号")),
        recorded_by=by.id,
    )
    register(person)
    episode = open_episode(
        NewEpisode(
            id=new_id(),
            person_id=person.id,
            held_by=held_by,
            kind="community_rehab",
            region=region_of(held_by),
            opened_on=since,
            created_at=noon(since),
            released_on=since - timedelta(days=3),
            order_document="演公社康决字〔2025〕0001号",
            worker=by.id,
        )
    )
    kept = Kept(person.id, episode, name)
    until = since.replace(year=since.year + 3) - timedelta(days=1)
    record(
        kept,
        "decision_received",
        since,
        by=by,
        details={"term_from": since.isoformat(), "term_to": until.isoformat()},
        episode=episode,
    )
    record(kept, "report_in", since, by=by, episode=episode)
    refresh((person.id,), on=today)
    return kept


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
