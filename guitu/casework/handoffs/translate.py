"""From rows to what pages and decisions read of a hand-off."""

from dataclasses import dataclass, field
from datetime import date, datetime
from uuid import UUID

from guitu.casework.handoffs import models
from guitu.domain.handoff.machine import Handoff, Side, State
from guitu.foundation.crypto.keys import Ring

CASEWORK = "casework"  # whose key seals the words
NOTE = b"handoffs_line.note"


@dataclass(frozen=True, slots=True)
class HandoffRow:
    """One release of one person. Units are place numbers; ``turn`` "" where nothing is left to do."""

    id: UUID
    person_id: UUID
    held_by: int
    centre: int
    township: int | None
    station: int | None
    onlooker: int | None
    region: int
    released_on: date
    decided_on: date | None
    state: State
    reason: str
    order_document: str
    certificate_document: str
    rehab_document: str
    offered_at: datetime | None
    township_at: datetime | None
    township_by: UUID | None
    station_at: datetime | None
    station_by: UUID | None
    turn: str
    next_step: str
    due_on: date | None
    contact_on: date | None

    @property
    def machine(self) -> Handoff:
        """The hand-off as the domain sees it."""
        sides = {
            Side.TOWNSHIP: (self.township, self.township_at),
            Side.STATION: (self.station, self.station_at),
        }
        return Handoff(
            state=self.state,
            receivers=frozenset(side for side, (unit, _) in sides.items() if unit is not None),
            accepted=frozenset(side for side, (_, at) in sides.items() if at is not None),
            reason=self.reason,
        )

    def side_of(self, unit: int) -> Side | None:
        """Which side a unit is; None: no part of it."""
        sides = {self.centre: Side.CENTRE, self.township: Side.TOWNSHIP, self.station: Side.STATION}
        return sides.get(unit)

    def unit_of(self, side: Side) -> int:
        """The unit on a side.

        Raises:
            KeyError: nobody was named there.
        """
        found = {Side.CENTRE: self.centre, Side.TOWNSHIP: self.township, Side.STATION: self.station}[side]
        if found is None:
            raise KeyError(side)
        return found

    @property
    def answered_at(self) -> datetime | None:
        """When the last receiver accepted; None while somebody has not."""
        moments = [at for at in (self.township_at, self.station_at) if at is not None]
        return max(moments) if moments and self.state is State.ACCEPTED else None


@dataclass(frozen=True, slots=True)
class LineRow:
    """One line of a hand-off. ``words`` "" where nothing was said or the reader may not read it."""

    id: UUID
    sort: str
    code: str
    inside: UUID | None
    outside: str
    words: str = field(repr=False)
    written_at: datetime


def handoff_row(row: models.Handoff) -> HandoffRow:
    """The frozen hand-off."""
    return HandoffRow(
        row.id, row.person_id, row.held_by, row.centre, row.township, row.station, row.onlooker, row.region,
        row.released_on, row.decided_on, State(row.state), row.reason, row.order_document,
        row.certificate_document, row.rehab_document, row.offered_at, row.township_at, row.township_by,
        row.station_at, row.station_by, row.turn, row.next_step, row.due_on, row.contact_on,
    )  # fmt: skip


def line_row(row: models.Line, ring: Ring) -> LineRow:
    """The frozen line, opened as far as the ring reaches."""
    words = ring.open(row.person_id, CASEWORK, NOTE, row.id, row.note) if row.note else ""
    return LineRow(row.id, row.sort, row.code, row.inside, row.outside, words or "", row.written_at)
