"""What the outlook is told: an episode's fixed facts and where the person's file has been kept."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date

from guitu.domain.journal.entry import Entry
from guitu.domain.rules.model import Rulebook

BookOf = Callable[[int], Rulebook]  # region number -> what is in force there


@dataclass(frozen=True, slots=True)
class EpisodeFacts:
    """The facts of one episode that are not journal entries, all civil dates, None where unknown.

    Entries say the same later and better: a ``report_in`` entry counts like ``reported_on``, ``consent``
    like ``consented_on``, ``decision_received`` like ``decision_received_on`` (its details carry the
    printed ``term_from`` and ``term_to``). ``kept_since``: the day this office took over a file in the
    middle of a term; what was due before is unrecorded.
    """

    id: str
    kind: str
    released_on: date | None = None
    opened_on: date | None = None
    decision_received_on: date | None = None
    reported_on: date | None = None
    consented_on: date | None = None
    term_from: date | None = None
    term_to: date | None = None
    kept_since: date | None = None


@dataclass(frozen=True, slots=True)
class Stay:
    """A stretch of days (ordinals, inclusive) during which one place was responsible."""

    first: int
    last: int
    book: Rulebook


def stays(region: int, entries: Iterable[Entry], books: BookOf) -> tuple[Stay, ...]:
    """Where the person's file was kept, and so whose book applied, in order.

    Args:
        region: the place at the beginning, before any transfer.
        entries: effective entries; ``transfer`` entries move the file on their ``effective_on``.
        books: finds the book of a region.
    """
    first, place, found = 0, region, []
    for entry in entries:
        if entry.kind != "transfer" or "to_region" not in entry.details:
            continue
        moved = transfer_day(entry)
        found.append(Stay(first, moved - 1, books(place)))
        first, place = moved, int(str(entry.details["to_region"]))
    found.append(Stay(first, FAR, books(place)))
    return tuple(found)


def transfer_day(entry: Entry) -> int:
    """The ordinal of the day a transfer takes effect: its ``effective_on``, else the day it happened."""
    said = entry.details.get("effective_on")
    day = date.fromisoformat(str(said)) if said else entry.happened_on
    return day.toordinal()


FAR = date.max.toordinal()
