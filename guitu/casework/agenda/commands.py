"""Making the stored duties equal to what the outlook derived."""

from collections.abc import Iterable
from datetime import date
from itertools import islice
from typing import NamedTuple
from uuid import UUID

from django.db import connection
from django.db.backends.utils import CursorWrapper

from guitu.casework.agenda.models import Duty
from guitu.casework.agenda.translate import COLUMNS
from guitu.foundation.bulk import insert_rows

_AT_ONCE = 2000  # persons


class NewDuty(NamedTuple):
    """One duty as derived, in the order of the table's columns.

    ``state`` is open, done, excused or unrecorded: a lapsed duty stays open with ``lapses_on`` behind it.
    ``done_by`` the entry that answered it, None where a fact of the file did.
    """

    person_id: UUID
    episode_id: UUID
    rule: str
    n: int
    held_by: int
    worker: UUID | None
    kind: str
    nature: str
    owed_by: str
    opens_on: date
    due_on: date
    late_after: date
    lapses_on: date | None
    state: str
    done_on: date | None
    done_by: UUID | None
    revision: str


class Changes(NamedTuple):
    """How many rows were written and taken away."""

    written: int
    removed: int


def replace_for(*, person_id: UUID, episode_id: UUID, rows: Iterable[NewDuty]) -> Changes:
    """Make the duties of one episode equal to ``rows``, touching only what differs.

    In the caller's transaction, which holds the person's lock.
    """
    mine = Duty.objects.filter(person_id=person_id, episode_id=episode_id)
    stored = {(row[2], row[3]): row for row in mine.values_list(*COLUMNS)}
    wanted = {(row.rule, row.n): row for row in rows}
    stale = [key for key, row in stored.items() if wanted.get(key) != row]
    fresh = [row for key, row in wanted.items() if stored.get(key) != row]
    if not stale and not fresh:
        return Changes(0, 0)
    with connection.cursor() as cursor:
        if stale:
            rules, numbers = zip(*stale, strict=True)
            cursor.execute(_DELETE_SOME, [list(rules), list(numbers), person_id, episode_id])
        insert_rows(cursor, Duty, COLUMNS, fresh)
    return Changes(len(fresh), len(stale))


_DELETE_SOME = """
delete from agenda_duty d
using unnest(%s::text[], %s::int[]) as gone (rule, n)
where d.person_id = %s and d.episode_id = %s and d.rule = gone.rule and d.n = gone.n
"""


def replace_many(
    cursor: CursorWrapper, files: Iterable[tuple[UUID, Iterable[NewDuty]]], *, all_new: bool = False
) -> int:
    """Make the duties of many persons equal to what is given, in the cursor's transaction; returns how many.

    Args:
        cursor: from Django's connection, inside a transaction.
        files: a person and the duties of all their episodes together. Read as a stream.
        all_new: nothing is stored for these persons yet, so nothing is looked for.
    """
    stream = iter(files)
    count = 0
    while some := list(islice(stream, _AT_ONCE)):
        if not all_new:
            cursor.execute(
                "delete from agenda_duty where person_id = any(%s)", [[person for person, _ in some]]
            )
        count += insert_rows(cursor, Duty, COLUMNS, (row for _, rows in some for row in rows))
    return count


def move(person_id: UUID, *, to_held_by: int) -> None:
    """Rewrite who holds the person, on every duty; nobody there is assigned yet."""
    Duty.objects.filter(person_id=person_id).update(held_by=to_held_by, worker=None)


def seal(*, person_id: UUID, episode_id: UUID, to_held_by: int) -> None:
    """Turn the duties of a closed episode to the sealed side. Under ``door.even_sealed`` only."""
    Duty.objects.filter(person_id=person_id, episode_id=episode_id).update(held_by=to_held_by, worker=None)


def reassign(*, person_id: UUID, episode_id: UUID, worker: UUID | None) -> None:
    """Repeat on the duties who now works on their episode."""
    Duty.objects.filter(person_id=person_id, episode_id=episode_id).update(worker=worker)


def remove_episodes(people: Iterable[UUID], episodes: Iterable[UUID]) -> int:
    """Take away all duties of these episodes of these persons: an import undone, a file erased."""
    return Duty.objects.filter(person_id__in=tuple(people), episode_id__in=tuple(episodes)).delete()[0]
