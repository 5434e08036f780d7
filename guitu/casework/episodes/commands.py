"""Opening episodes, assigning them, and storing what the outlook derived."""

from collections.abc import Iterable
from datetime import date, datetime
from typing import Any, NamedTuple
from uuid import UUID

from django.db import connection
from django.db.backends.utils import CursorWrapper

from guitu.casework.episodes.models import Episode
from guitu.casework.episodes.translate import EpisodeRow
from guitu.casework.people import commands as people
from guitu.domain.kernel.errors import DomainError
from guitu.foundation.bulk import insert_rows


class NewEpisode(NamedTuple):
    """An episode to be opened. Units are place numbers; ``region`` decides whose rulebook applies."""

    id: UUID
    person_id: UUID
    held_by: int
    kind: str
    region: int
    opened_on: date
    created_at: datetime
    released_on: date | None = None
    kept_since: date | None = None
    order_document: str = ""
    decided_on: date | None = None
    executing_unit: int | None = None
    facility_unit: int | None = None
    centre_unit: int | None = None
    station_unit: int | None = None
    worker: UUID | None = None
    batch: UUID | None = None
    phase: str = ""
    term_from: date | None = None
    term_to: date | None = None
    turns_on: date | None = None
    revision: str = ""


class Projection(NamedTuple):
    """What the outlook says of one episode: the cached columns."""

    episode_id: UUID
    person_id: UUID
    phase: str
    term_from: date | None
    term_to: date | None
    turns_on: date | None
    revision: str


def open_episode(episode: NewEpisode) -> UUID:
    """One new episode, in the caller's transaction; returns its id."""
    with connection.cursor() as cursor:
        open_many(cursor, [episode])
    return episode.id


def open_many(cursor: CursorWrapper, rows: Iterable[NewEpisode]) -> int:
    """Many new episodes by COPY, in the cursor's transaction; returns how many. Streams."""
    return insert_rows(cursor, Episode, NewEpisode._fields, rows)


def lock_person(person_id: UUID) -> None:
    """Hold the person's row, then their episodes' rows, until the transaction ends.

    Everything that appends to a journal or stores a projection does this first, and in this order, so that
    two writers wait for each other instead of for ever.

    Raises:
        DomainError: "person.unknown".
    """
    people.lock(person_id)
    list(Episode.objects.select_for_update().filter(person_id=person_id).order_by("id").values_list("id"))


def lock_people(ids: Iterable[UUID]) -> None:
    """The same for many persons: all their rows, then all their episodes' rows, each in order of id."""
    wanted = sorted(ids)
    people.lock_all(wanted)
    found = Episode.objects.select_for_update().filter(person_id__in=wanted)
    list(found.order_by("person_id", "id").values_list("id"))


def set_projection(projection: Projection) -> None:
    """Store what was derived for one episode.

    Raises:
        DomainError: "episode.unknown".
    """
    changed = _one(projection.person_id, projection.episode_id, **_caches(projection))
    if not changed:
        raise DomainError("episode.unknown")


def is_stored(row: EpisodeRow, projection: Projection) -> bool:
    """Whether the episode's cached columns, as read, say the same already."""
    return all(getattr(row, name) == value for name, value in _caches(projection).items())


def _caches(projection: Projection) -> dict[str, Any]:
    values = projection._asdict()
    del values["episode_id"], values["person_id"]
    return values


def _one(person_id: UUID, episode_id: UUID, **values: Any) -> int:
    return Episode.objects.filter(person_id=person_id, id=episode_id).update(**values)


def set_projections(cursor: CursorWrapper, rows: Iterable[Projection]) -> int:
    """Store what was derived for many episodes; returns how many rows changed. One statement per portion."""
    listed = list(rows)
    changed = 0
    for start in range(0, len(listed), 5000):
        columns = list(zip(*listed[start : start + 5000], strict=True))
        cursor.execute(_UPDATE_MANY, [list(column) for column in columns])
        changed += cursor.rowcount
    return changed


_UPDATE_MANY = """
update episodes_episode e
set phase = d.phase, term_from = d.term_from, term_to = d.term_to, turns_on = d.turns_on,
    revision = d.revision
from unnest(%s::uuid[], %s::uuid[], %s::text[], %s::date[], %s::date[], %s::date[], %s::text[])
    as d (id, person_id, phase, term_from, term_to, turns_on, revision)
where e.id = d.id and e.person_id = d.person_id
  and (e.phase, e.term_from, e.term_to, e.turns_on, e.revision)
      is distinct from (d.phase, d.term_from, d.term_to, d.turns_on, d.revision)
"""


def assign(
    episode: EpisodeRow,
    *,
    worker: UUID | None,
    station_unit: int | None = None,
    centre_unit: int | None = None,
) -> None:
    """Say who works on an episode and which station and centre support it; None leaves a unit as it is.

    The duties' own copy of the worker is the agenda's (``reassign``).
    """
    units = {"station_unit": station_unit, "centre_unit": centre_unit}
    named = {column: number for column, number in units.items() if number is not None}
    _one(episode.person_id, episode.id, worker=worker, **named)


def name_executing_unit(episode: EpisodeRow, *, unit: int) -> None:
    """Say which township office executes an order; notices print it."""
    _one(episode.person_id, episode.id, executing_unit=unit)


def reschedule(person_id: UUID, *, was: date, released_on: date) -> None:
    """Another release day, on the courses that were to begin at the gate on the day ``was``."""
    found = Episode.objects.filter(person_id=person_id, released_on=was)
    found.filter(opened_on=was).update(opened_on=released_on)
    found.update(released_on=released_on)


def move(person_id: UUID, *, to_held_by: int) -> None:
    """Rewrite who holds the person, on every episode; nobody there is assigned yet."""
    Episode.objects.filter(person_id=person_id).update(held_by=to_held_by, worker=None)


def seal(episode: EpisodeRow, *, to_held_by: int) -> None:
    """Turn a closed episode to the sealed side; nobody works on it. Under ``door.even_sealed`` only."""
    _one(episode.person_id, episode.id, held_by=to_held_by, worker=None, turns_on=None)


def remove_batch(batch: UUID) -> tuple[UUID, ...]:
    """Take back the episodes an import opened; returns whose they were. Their entries and duties go first."""
    found = Episode.objects.filter(batch=batch)
    owners = tuple(dict.fromkeys(found.values_list("person_id", flat=True)))
    found.delete()
    return owners
