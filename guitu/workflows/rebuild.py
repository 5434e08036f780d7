"""Derive everybody anew: after a change of rules or of code, and to prove that the caches are only caches."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db import connection, transaction

from guitu.casework.agenda import commands as agenda
from guitu.casework.agenda.commands import NewDuty
from guitu.casework.episodes import commands as episodes
from guitu.casework.episodes.commands import Projection
from guitu.casework.episodes.queries import EpisodeRow, every_file, partly_sealed
from guitu.casework.journal.queries import entries_by_person
from guitu.casework.outcomes import commands as outcomes
from guitu.casework.outcomes.commands import NewRelease
from guitu.casework.people.queries import joined_files
from guitu.domain.journal.entry import Entry
from guitu.domain.measures.outcomes import outcomes_of
from guitu.foundation.authorization import door
from guitu.workflows.derive import derive
from guitu.workflows.refresh import lock_files, refresh


@dataclass(frozen=True, slots=True)
class Rebuilt:
    """How much was derived."""

    people: int
    duties: int


def rebuild(
    *,
    on: date,
    share: tuple[int, int] = (0, 1),
    progress: Callable[[int], object] = lambda _people: None,
) -> Rebuilt:
    """Derive duties and phases of everybody and store them, a portion of people at a time.

    Each portion is one transaction that holds its people's rows, so that work going on meanwhile waits.

    Args:
        on: the day it is derived for.
        share: (which, of how many) portions this process takes; all processes together cover everybody.
        progress: called with the number of people of each finished portion.
    """
    which, of = share
    together = _read_as_one()
    elsewhere = {file for group in together for file in group}  # derived as one below
    people = duties = 0
    for number, portion in enumerate(every_file()):
        if number % of != which:
            continue
        done = _portion([row for row in portion if row.person_id not in elsewhere], on)
        people, duties = people + done[0], duties + done[1]
        progress(done[0])
    if which == 0:
        for group in together:
            _together(group, on)
    return Rebuilt(people, duties)


@transaction.atomic
def _read_as_one() -> list[tuple[UUID, ...]]:
    """Files to be derived one by one: those that are joined, and those of which a part is sealed."""
    groups = [tuple(group) for group in joined_files()]
    joined = {file for group in groups for file in group}
    with door.even_sealed("rebuild"):
        return groups + [(person,) for person in partly_sealed() if person not in joined]


@transaction.atomic
def _together(group: tuple[UUID, ...], on: date) -> None:
    lock_files(group)
    refresh(group, on=on)


def _portion(rows: list[EpisodeRow], on: date) -> tuple[int, int]:
    files: dict[UUID, list[EpisodeRow]] = {}
    for row in rows:
        files.setdefault(row.person_id, []).append(row)
    projections: list[Projection] = []
    releases: list[NewRelease] = []
    with transaction.atomic(), connection.cursor() as cursor:
        episodes.lock_people(files)
        made = _derived(files, entries_by_person(files), on, projections, releases)
        count = agenda.replace_many(cursor, made)
        outcomes.replace_many(cursor, list(files), releases)
        episodes.set_projections(cursor, projections)
    return len(files), count


def _derived(
    files: dict[UUID, list[EpisodeRow]],
    entries: dict[UUID, list[Entry]],
    on: date,
    projections: list[Projection],
    releases: list[NewRelease],
) -> Iterator[tuple[UUID, Iterable[NewDuty]]]:
    for person, rows in files.items():
        derived = derive(rows, entries.get(person, ()), on=on)
        projections.extend(derived.projections())
        releases.extend(derived.releases(outcomes_of(derived.seen)))
        yield person, [duty for row in derived.files for duty in derived.duties(row)]
