"""Whether an order of somebody runs on a day, and until when something may be asked of them."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from guitu.casework.episodes.queries import EpisodeRow, files_of
from guitu.casework.journal.queries import entries_by_person, entries_for
from guitu.casework.people.queries import AdmittedPerson
from guitu.domain.episode import ORDERED
from guitu.domain.journal.entry import Entry
from guitu.domain.kernel.errors import DomainError
from guitu.domain.outlook.engine import EpisodeOutlook, Outlook
from guitu.domain.testing.eligible import runs
from guitu.foundation.authorization import door
from guitu.workflows.derive import derive

_AT_ONCE = 200  # people whose files are read together


@dataclass(frozen=True, slots=True)
class Order:
    """One order that runs today. ``last`` the last day on which anything may be asked."""

    row: EpisodeRow
    of: EpisodeOutlook
    seen: Outlook

    @property
    def last(self) -> date:
        """The last day on which anything may be asked of the person."""
        return date.fromordinal(self.of.course.asked_to or 0)


def running_orders(ids: tuple[UUID, ...], *, on: date) -> tuple[Order, ...]:
    """The orders of one person that run on a day: reported, within the term, not suspended, not ended."""
    with door.whole_files(ids):  # the rules need the whole file
        rows = [row for of_one in files_of(ids).values() for row in of_one]
        return _running(rows, entries_for(ids), on=on)


def running_orders_of(people: Sequence[tuple[UUID, ...]], *, on: date) -> Iterator[tuple[Order, ...]]:
    """The same for many people, each with the files joined to theirs, in their order, portion by portion."""
    for start in range(0, len(people), _AT_ONCE):
        some = people[start : start + _AT_ONCE]
        ids = [file for files in some for file in files]
        with door.whole_files(ids):
            stored, kept = files_of(ids), entries_by_person(ids)
        for files in some:
            rows = [row for file in files for row in stored.get(file, ())]
            yield _running(rows, [e for file in files for e in kept.get(file, ())], on=on)


def _running(rows: Sequence[EpisodeRow], entries: Iterable[Entry], *, on: date) -> tuple[Order, ...]:
    if not any(row.kind in ORDERED for row in rows):
        return ()
    derived = derive(rows, entries, on=on)
    return tuple(
        Order(row, of, derived.seen)
        for row, of in zip(derived.files, derived.seen.episodes, strict=True)
        if runs(of, on.toordinal())
    )


def running_order(who: AdmittedPerson, episode: UUID | None, *, on: date) -> Order:
    """The order a test belongs to; with None the only or the first one that runs.

    Raises:
        DomainError: "test.no-order": none runs on that day, so nothing may be asked.
    """
    for order in running_orders(who.ids, on=on):
        if episode is None or order.row.id == episode:
            return order
    raise DomainError("test.no-order")
