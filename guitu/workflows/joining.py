"""Two files of one person are read as one, and can be parted again.

Rows are shown by the unit that holds them, so the second file's rows go to where the first is held; the
joining remembers where they were. Exclusions of either file hold for both.
"""

from datetime import UTC, datetime
from uuid import UUID

from guitu.casework.people import commands as people
from guitu.casework.people.queries import AdmittedPerson
from guitu.domain.access import Relation
from guitu.foundation.authorization import commands as authorization
from guitu.foundation.authorization import door
from guitu.foundation.authorization.queries import BarRow, TieRow, bars_of, ties_of
from guitu.foundation.clock import day_of
from guitu.workflows.assign import move_rows
from guitu.workflows.refresh import lock_files, refresh

# what stands for an office's own act on one file; everything else about the person holds for both files
_ONE_FILES_OWN = (Relation.BREAK_GLASS, Relation.UNSEALED)


def join(*, duplicate: AdmittedPerson, canonical: AdmittedPerson, by: UUID, at: datetime) -> None:
    """Read ``duplicate`` as ``canonical`` from now on, in the caller's transaction.

    Raises:
        DomainError: "person.join-itself", "person.already-joined".
    """
    ids = tuple(dict.fromkeys((*canonical.ids, *duplicate.ids)))
    lock_files(sorted(ids))
    with door.whole_files(ids):
        people.join_files(duplicate=duplicate.id, canonical=canonical, by=by, at=at)
        if duplicate.held_by != canonical.held_by:
            for file in duplicate.ids:
                move_rows(file, to=canonical.held_by)
        _share(ids, held_by=canonical.held_by, at=at)
    refresh(ids, on=day_of(at))


def part(duplicate: UUID, *, from_file: AdmittedPerson, at: datetime) -> None:
    """Take a joining back: the file is its own again and lies where it lay, in the caller's transaction.

    Exclusions and relations that the joining shared stay; whoever named them ends them.

    Raises:
        DomainError: "person.not-joined".
    """
    lock_files(sorted({duplicate, *from_file.ids}))
    with door.as_system("part two files"):
        was_held_by = people.part_files(duplicate, at=at)
        if was_held_by not in (0, from_file.held_by):
            move_rows(duplicate, to=was_held_by)
    refresh((duplicate,), on=day_of(at))
    refresh([file for file in from_file.ids if file != duplicate], on=day_of(at))


def _share(ids: tuple[UUID, ...], *, held_by: int, at: datetime) -> None:
    """Exclusions first of all, then relations: each holds for every file of the person.

    The one that ends last comes last, so that no exclusion of one file cuts another's short.
    """
    for bar in sorted(bars_of(ids, at=at), key=_end):
        for file in ids:
            authorization.bar(
                file, held_by=held_by, account=bar.account, kind=bar.kind, until=bar.until, at=at
            )
    for tie in sorted(ties_of(ids, at=at), key=_end):
        if tie.kind in _ONE_FILES_OWN:
            continue
        for file in ids:
            authorization.tie(
                file,
                held_by=held_by,
                kind=tie.kind,
                account=tie.account,
                unit=tie.unit,
                until=tie.until,
                basis=tie.basis,
                at=at,
            )


def _end(row: BarRow | TieRow) -> datetime:
    return row.until or datetime.max.replace(tzinfo=UTC)
