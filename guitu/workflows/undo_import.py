"""An import is taken back whole, as long as nobody has worked on what it made."""

from datetime import datetime
from uuid import UUID

from django.db import connection, transaction

from guitu.casework.agenda import commands as agenda
from guitu.casework.episodes import commands as episodes
from guitu.casework.episodes.queries import EpisodeRow, files_of
from guitu.casework.intake import commands as intake
from guitu.casework.intake.queries import BatchRow, batch_for, subjects_of
from guitu.casework.journal import commands as journal
from guitu.casework.journal.queries import entries_by_person, written_since_import
from guitu.casework.outcomes import commands as outcomes
from guitu.casework.people import taking_back
from guitu.casework.people.queries import added_since_import, joined_files
from guitu.domain.access import Permission, Viewer, holds
from guitu.domain.kernel.errors import DomainError
from guitu.foundation.audit.commands import note
from guitu.foundation.authorization import door
from guitu.foundation.clock import day_of
from guitu.workflows.refresh import lock_files, refresh

_PEOPLE_AT_ONCE = 2000
_LONGEST = 600  # seconds; proposed


@transaction.atomic
def undo_import(batch_id: UUID, *, by: Viewer | None, at: datetime) -> int:
    """Take an import back; returns how many files it had made.

    Files that existed before stay, without what the import added. ``by`` None is the command line.

    Raises:
        DomainError: "access.refused", "import.unknown", "import.undone-already"; "import.worked-on" where
            somebody has written, assigned or added something since, with how many ``people``.
    """
    if by is not None and not holds(by, Permission.ROSTER_IMPORT):
        raise DomainError("access.refused")
    with door.as_system("take back an import", seconds=_LONGEST):  # also of files held elsewhere by now
        return _undo(batch_id, by=by, at=at)


def _undo(batch_id: UUID, *, by: Viewer | None, at: datetime) -> int:
    with connection.cursor() as cursor:
        intake.wait_for_other_imports(cursor)
    batch = batch_for(by, batch_id)
    if batch.state != "done":
        raise DomainError("import.undone-already")
    subjects = subjects_of(batch.id)
    made = sorted(person for person, is_new in subjects.items() if is_new)
    there = sorted(person for person, is_new in subjects.items() if not is_new)
    groups = {file: group for group in joined_files() for file in group}
    lock_files([file for person in there for file in groups.get(person, (person,))])
    worked_on = _worked_on(batch, made, there, groups)
    if worked_on:
        raise DomainError("import.worked-on", people=worked_on)
    _take_back(batch.id, list(subjects))
    for person in there:
        refresh(groups.get(person, (person,)), on=day_of(at))
    intake.mark_undone(batch.id, by=by.id if by else None, at=at)
    note("roster.undone", by=by, at=at, batch=batch.id, files=len(made))
    return len(made)


def _take_back(batch: UUID, subjects: list[UUID]) -> None:
    """Duties, then entries, then episodes, then what was known and the files themselves."""
    for start in range(0, len(subjects), _PEOPLE_AT_ONCE):
        files = files_of(subjects[start : start + _PEOPLE_AT_ONCE])
        ours = [row for rows in files.values() for row in rows if row.batch == batch]
        agenda.remove_episodes({row.person_id for row in ours}, [row.id for row in ours])
        outcomes.remove_people({row.person_id for row in ours})  # files that stay are derived anew below
    journal.remove_batch(batch)
    episodes.remove_batch(batch)
    taking_back.remove_batch(batch)


def _worked_on(
    batch: BatchRow, made: list[UUID], there: list[UUID], groups: dict[UUID, tuple[UUID, ...]]
) -> int:
    """How many people somebody has worked on since."""
    count = sum(person in groups for person in made)
    for start in range(0, len(made), _PEOPLE_AT_ONCE):
        some = made[start : start + _PEOPLE_AT_ONCE]
        files = files_of(some)
        count += sum(any(_is_touched(row, batch) for row in files.get(person, ())) for person in some)
        if written_since_import(batch.id, some):
            count += len(entries_by_person(some))
        count += added_since_import(batch.id, some)
    return count + sum(_is_worked_on_there(person, batch) for person in there)


def _is_worked_on_there(person: UUID, batch: BatchRow) -> bool:
    """Whether somebody worked on the episodes that the import added to a file that existed before."""
    ours = [row for row in files_of([person]).get(person, ()) if row.batch == batch.id]
    named = {str(row.id) for row in ours}
    if any(row.worker is not None for row in ours):
        return True
    return any(entry.episode in named for entry in entries_by_person([person]).get(person, ()))


def _is_touched(row: EpisodeRow, batch: BatchRow) -> bool:
    """Whether an episode of a file the import made was assigned, or came from somewhere else."""
    return row.worker is not None or row.batch != batch.id
