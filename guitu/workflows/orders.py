"""Whether an order of somebody runs on a day, and until when something may be asked of them."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from guitu.casework.episodes.queries import EpisodeRow, files_of
from guitu.casework.journal.queries import entries_for
from guitu.casework.people.queries import AdmittedPerson
from guitu.domain.episode import ORDERED
from guitu.domain.kernel.errors import DomainError
from guitu.domain.outlook.engine import EpisodeOutlook, Outlook
from guitu.domain.testing.eligible import runs
from guitu.foundation.authorization import door
from guitu.workflows.derive import derive


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
        if not any(row.kind in ORDERED for row in rows):
            return ()
        derived = derive(rows, entries_for(ids), on=on)
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
