"""The entries of one made-up person while their life is being told. What lies ahead has not happened."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from random import Random
from uuid import UUID

from guitu.casework.journal.commands import NewEntry
from guitu.domain.journal.entry import Entry
from guitu.domain.journal.kinds import check
from guitu.foundation.clock import BEIJING
from guitu.runtime.demo.chance import draw_id
from guitu.runtime.demo.world import Place, Worker, writer

_EPOCH = date(1970, 1, 1).toordinal()
_DAY_MS = 86_400_000
_BEIJING_MS = 8 * 3_600_000
_NOTHING: Mapping[str, object] = {}


@dataclass(slots=True, eq=False)
class Diary:
    """Entries made so far. ``today`` is the first day on which nothing has happened yet.

    From ``moved_on`` the person lives at another place, where somebody else writes.
    """

    rng: Random
    person_id: UUID
    today: date
    place: Place
    worker: Worker
    moved_on: date | None = None
    next_place: Place | None = None
    next_worker: Worker | None = None
    entries: list[Entry] = field(default_factory=list)
    rows: list[NewEntry] = field(default_factory=list)

    def add(
        self,
        kind: str,
        day: date,
        outcome: str = "done",
        *,
        details: Mapping[str, object] = _NOTHING,
        episode: UUID | None = None,
        note: str = "",
        reason: str = "",
        supersedes: UUID | None = None,
        lag: int = 0,
    ) -> UUID | None:
        """Write one entry, checked as any other; None and nothing written where its day lies ahead.

        ``lag``: days between the act and writing it down, at least.
        """
        if day >= self.today:
            return None
        stored = check(kind, outcome, details, happened_on=day, today=self.today, reason=reason or None)
        place, worker = self.at(day)
        author = writer(place.team, kind, worker)
        recorded_at, moment_ms = self._moment(day + timedelta(days=lag))
        entry_id = draw_id(self.rng, moment_ms)
        self.rows.append(
            NewEntry(
                id=entry_id,
                person_id=self.person_id,
                held_by=0,  # known when the story is told
                kind=kind,
                outcome=outcome,
                happened_on=day,
                recorded_at=recorded_at,
                recorded_by=author.id,
                details=stored,
                episode_id=episode,
                unit=author.unit,
                region=place.region,
                supersedes=supersedes,
                note=note,
                reason=reason,
            )
        )
        self.entries.append(
            Entry(
                id=str(entry_id),
                kind=kind,
                happened_on=day,
                outcome=outcome,
                details=stored,
                recorded_at=recorded_at,
                episode=str(episode) if episode else None,
                supersedes=str(supersedes) if supersedes else None,
                reason=reason or None,
            )
        )
        return entry_id

    def move(self, day: date, place: Place, worker: Worker) -> None:
        """From ``day`` on the person lives at another place."""
        self.moved_on, self.next_place, self.next_worker = day, place, worker

    def at(self, day: date) -> tuple[Place, Worker]:
        """Where the person lives on a day, and who writes then."""
        if self.moved_on is None or self.next_place is None or self.next_worker is None:
            return self.place, self.worker
        if day < self.moved_on:
            return self.place, self.worker
        return self.next_place, self.next_worker

    def _moment(self, day: date) -> tuple[datetime, int]:
        """When it was written down: in office hours, mostly the same day, never after ``today`` began."""
        drawn = self.rng.random()
        lag = 0 if drawn < 0.8 else 1 if drawn < 0.92 else int(drawn * 50) % 5 + 1
        written = min(day + timedelta(days=lag), self.today - timedelta(days=1))
        seconds = 30_600 + int(self.rng.random() * 32_400)  # 08:30 to 17:30
        ms = (written.toordinal() - _EPOCH) * _DAY_MS + seconds * 1000 - _BEIJING_MS
        minutes, second = divmod(seconds, 60)
        hour, minute = divmod(minutes, 60)
        return datetime.combine(written, time(hour, minute, second), tzinfo=BEIJING), ms

    def told(self, *, held_by: int) -> list[NewEntry]:
        """The rows to write, now that it is known who holds the person."""
        return [row._replace(held_by=held_by) for row in self.rows]
