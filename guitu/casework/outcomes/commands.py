"""Making the stored outcomes of releases equal to what the outlook derived."""

from collections.abc import Iterable, Sequence
from datetime import date
from typing import NamedTuple
from uuid import UUID

from django.db import connection
from django.db.backends.utils import CursorWrapper
from django.db.models import QuerySet

from guitu.casework.outcomes.models import Release
from guitu.casework.outcomes.translate import COLUMNS
from guitu.foundation.bulk import insert_rows
from guitu.foundation.tables import rewrite_holder


class NewRelease(NamedTuple):
    """One release as derived, in the table's order. The codes: ``domain.measures.outcomes``."""

    person_id: UUID
    released_on: date
    episode_id: UUID
    held_by: int
    times: int
    at_6: str
    at_12: str
    at_24: str
    at_36: str
    relapsed_on: date | None
    died_on: date | None
    known_on: date | None


class Changes(NamedTuple):
    """How many rows were written and taken away."""

    written: int
    removed: int


def replace_for(ids: Sequence[UUID], rows: Iterable[NewRelease]) -> Changes:
    """Make the releases of one person equal to ``rows``, touching only what differs.

    In the caller's transaction, which holds the person's lock.

    Args:
        ids: the person's file and those joined to it.
        rows: of whichever of these files.
    """
    mine = Release.objects.filter(person_id__in=tuple(ids))
    stored = {row[:2]: row for row in mine.values_list(*COLUMNS)}
    wanted = {(row.person_id, row.released_on): row for row in rows}
    stale = stored.keys() - wanted.keys()
    for key in stale:
        _one(*key).delete()
    changed = [row for key, row in wanted.items() if key in stored and stored[key] != row]
    for row in changed:
        _one(*row[:2]).update(**dict(zip(COLUMNS[2:], row[2:], strict=True)))
    fresh = [row for key, row in wanted.items() if key not in stored]
    if fresh:
        with connection.cursor() as cursor:
            insert_rows(cursor, Release, COLUMNS, fresh)
    return Changes(len(changed) + len(fresh), len(stale))


def _one(person_id: UUID, released_on: date) -> QuerySet[Release]:
    return Release.objects.filter(person_id=person_id, released_on=released_on)


def replace_many(
    cursor: CursorWrapper, people: Sequence[UUID], rows: Iterable[NewRelease], *, all_new: bool = False
) -> int:
    """Make the releases of many persons equal to ``rows``, in the cursor's transaction; returns how many.

    Args:
        cursor: from Django's connection, inside a transaction.
        people: whose rows are replaced.
        rows: of these persons.
        all_new: nothing is stored for these persons yet, so nothing is looked for.
    """
    if not all_new:
        cursor.execute("delete from outcomes_release where person_id = any(%s)", [list(people)])
    return insert_rows(cursor, Release, COLUMNS, rows)


def move(person_id: UUID, *, to_held_by: int) -> None:
    """Rewrite who holds the person."""
    rewrite_holder((Release,), person_id, to_held_by=to_held_by)


def remove_people(people: Iterable[UUID]) -> int:
    """Take away what is stored of these persons: an import undone, a file erased."""
    return Release.objects.filter(person_id__in=tuple(people)).delete()[0]
