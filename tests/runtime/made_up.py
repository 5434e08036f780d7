"""The demo county as a world to live in, and a made-up file as the outlook asks for it."""

from collections.abc import Iterator
from datetime import date
from functools import lru_cache
from uuid import NAMESPACE_OID, UUID, uuid5

from guitu.casework.agenda.models import Duty
from guitu.casework.agenda.translate import COLUMNS
from guitu.casework.episodes.models import Episode
from guitu.casework.episodes.queries import EpisodeRow, every_file
from guitu.casework.journal.queries import entries_by_person
from guitu.casework.outcomes.models import Release
from guitu.casework.outcomes.translate import COLUMNS as RELEASE
from guitu.domain.episode import EpisodeKind
from guitu.domain.journal.entry import Entry
from guitu.domain.kernel.region import place_number
from guitu.domain.measures.outcomes import outcomes_of
from guitu.runtime.demo import county
from guitu.runtime.demo.cast import CAST
from guitu.runtime.demo.making import world_of
from guitu.runtime.demo.population import MadeFile
from guitu.runtime.demo.world import Worker, World
from guitu.workflows.derive import derive


@lru_cache(maxsize=1)
def demo_staff() -> dict[str, Worker]:
    """The county's staff by user name, as if they had accounts."""
    numbers = _numbers()
    return {m.username: Worker(uuid5(NAMESPACE_OID, m.username), numbers[m.unit], m.role) for m in CAST}


def _numbers() -> dict[str, int]:
    return {unit.key: place_number(unit.region, unit.own) for unit in county.units()}


@lru_cache(maxsize=1)
def demo_world() -> World:
    """The demo county without a database."""
    return world_of(_numbers(), demo_staff())


def entries_of(file: MadeFile) -> list[Entry]:
    """Its entries as decisions see them."""
    return [
        Entry(
            id=str(row.id),
            kind=row.kind,
            happened_on=row.happened_on,
            outcome=row.outcome,
            details=row.details,
            recorded_at=row.recorded_at,
            episode=str(row.episode_id) if row.episode_id else None,
            supersedes=str(row.supersedes) if row.supersedes else None,
            reason=row.reason or None,
        )
        for row in file.entries
    ]


def rows_of(file: MadeFile) -> list[EpisodeRow]:
    """Its episodes as they are read back."""
    rows = []
    for episode in file.episodes:
        values = episode._asdict()
        del values["created_at"]
        rows.append(EpisodeRow(**{**values, "kind": EpisodeKind(episode.kind)}))
    return rows


Seen = tuple[list[tuple[object, ...]], dict[UUID, str], list[tuple[object, ...]]]  # duties, phases, releases


def stored_and_derived(*, on: date) -> Iterator[tuple[Seen, Seen]]:
    """Of every person in the database: what is cached, and what a fresh outlook says."""
    for portion in every_file():
        entries = entries_by_person(row.person_id for row in portion)
        for person in dict.fromkeys(row.person_id for row in portion):
            derived = derive([r for r in portion if r.person_id == person], entries[person], on=on)
            fresh = [tuple(duty) for row in derived.files for duty in derived.duties(row)]
            phases = {p.episode_id: p.phase for p in derived.projections()}
            releases = [tuple(row) for row in derived.releases(outcomes_of(derived.seen))]
            yield _stored(person), (sorted(fresh, key=_place), phases, releases)


def _stored(person: UUID) -> Seen:
    duties = Duty.objects.filter(person_id=person).values_list(*COLUMNS)
    phases = Episode.objects.filter(person_id=person).values_list("id", "phase")
    releases = Release.objects.filter(person_id=person).order_by("released_on").values_list(*RELEASE)
    return sorted(duties, key=_place), dict(phases), list(releases)


def _place(duty: tuple[object, ...]) -> tuple[str, ...]:
    return str(duty[1]), str(duty[2]), f"{duty[3]:05}"
