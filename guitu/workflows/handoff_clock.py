"""What comes next between two offices follows from the entries: derived whenever they change, then cached."""

from collections.abc import Iterable, Sequence
from uuid import UUID

from guitu.casework.handoffs import commands as handoffs
from guitu.casework.handoffs.queries import HandoffRow, latest
from guitu.domain.handoff import release
from guitu.domain.handoff.release import Due, Known, Numbers
from guitu.domain.journal.entry import Entry, effective
from guitu.foundation.calendar import work_calendar
from guitu.foundation.clock import day_of
from guitu.foundation.rulebooks import book_for


def numbers_for(row: HandoffRow) -> Numbers:
    """The days of the place's book for this release."""
    return release.numbers_of(book_for(row.region), row.released_on, work_calendar())


def known_of(row: HandoffRow, entries: Iterable[Entry]) -> Known:
    """What happened so far for this release."""
    return release.known_from(
        effective(entries).entries,
        row.released_on,
        offered_on=day_of(row.offered_at) if row.offered_at else None,
        answered_on=day_of(row.answered_at) if row.answered_at else None,
    )


def steps_of(row: HandoffRow, known: Known) -> tuple[Due, ...]:
    """Every step of this release, the earliest due first."""
    return release.steps(known, row.machine, numbers_for(row), work_calendar())


def keep_up(ids: Sequence[UUID], entries: Iterable[Entry]) -> None:
    """Cache what comes next of a person's hand-off; nothing where there is none. One query more.

    In the caller's transaction, which holds the person's lock and sees the whole file.
    """
    row = latest(ids)
    if row is None:
        return
    known = known_of(row, entries)
    handoffs.stamp(row, release.next_step(steps_of(row, known), row.machine), contact_on=known.contact_on)
