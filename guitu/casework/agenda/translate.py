"""What a duty is called on a given day: lateness is computed, never stored."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from guitu.domain.outlook.slots import Status, status_on

COLUMNS = (
    "person_id", "episode_id", "rule", "n", "held_by", "worker", "kind", "nature", "owed_by", "opens_on",
    "due_on", "late_after", "lapses_on", "state", "done_on", "done_by", "revision",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class DutyRow:
    """One duty on the day it was asked for."""

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
    status: Status

    @property
    def place(self) -> tuple[date, UUID, UUID, str, int]:
        """Where it stands in a worklist; hand the last row's to ``after`` for the next page."""
        return self.due_on, self.person_id, self.episode_id, self.rule, self.n


def status(*, state: str, opens_on: date, late_after: date, lapses_on: date | None, today: date) -> Status:
    """What a duty is on ``today``.

    >>> days = {"opens_on": date(2026, 3, 3), "late_after": date(2026, 3, 12), "lapses_on": date(2026, 4, 1)}
    >>> [status(state="open", today=date(2026, *day), **days) for day in ((3, 2), (3, 12), (3, 13), (4, 1))]
    ['upcoming', 'due', 'late', 'lapsed']
    """
    return status_on(today, state=state, opens=opens_on, late_after=late_after, lapses=lapses_on)


def duty_row(values: tuple[object, ...], today: date) -> DutyRow:
    """The frozen row, from ``COLUMNS`` in order."""
    named = dict(zip(COLUMNS, values, strict=True))
    said = status(
        state=named["state"],  # type: ignore[arg-type] # values_list knows no types
        opens_on=named["opens_on"],  # type: ignore[arg-type] # as above
        late_after=named["late_after"],  # type: ignore[arg-type] # as above
        lapses_on=named["lapses_on"],  # type: ignore[arg-type] # as above
        today=today,
    )
    return DutyRow(**named, status=said)  # type: ignore[arg-type] # as above
