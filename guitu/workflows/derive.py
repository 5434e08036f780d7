"""From stored rows to the outlook and back to the rows that cache it: one place for both directions.

Nothing is read or written here; the callers hold the locks and store what comes out.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from guitu.casework.agenda.commands import NewDuty
from guitu.casework.episodes.commands import Projection
from guitu.casework.episodes.queries import EpisodeRow
from guitu.casework.outcomes.commands import NewRelease
from guitu.domain.episode import CLOSED
from guitu.domain.journal.entry import Entry
from guitu.domain.measures.outcomes import Outcome
from guitu.domain.outlook.engine import EpisodeOutlook, Outlook, outlook
from guitu.domain.outlook.facts import EpisodeFacts
from guitu.domain.outlook.slots import Duty
from guitu.domain.outlook.windows import NEVER
from guitu.foundation.calendar import work_calendar
from guitu.foundation.rulebooks import book_for


@dataclass(frozen=True, slots=True)
class Derived:
    """The outlook of one person and the rows it is cached in, by episode in the order given."""

    seen: Outlook
    files: tuple[EpisodeRow, ...]
    sealed: bool = False  # the person's file closed and was sealed right after

    def projections(self) -> list[Projection]:
        """The cached columns of each episode."""
        return [
            _projection(row, of, self.seen.book.revision)
            for row, of in zip(self.files, self.seen.episodes, strict=True)
        ]

    def duties(self, row: EpisodeRow) -> list[NewDuty]:
        """The rows of one episode's duties, by rule and slot."""
        of = self.seen.episodes[self.files.index(row)]
        made = [_duty_row(row, duty, self.seen.book.revision) for duty in of.duties]
        made.sort(key=lambda duty: (duty.rule, duty.n))
        return made

    def releases(self, found: Sequence[Outcome], *, only_open: bool = False) -> list[NewRelease]:
        """The rows of releases: each belongs to its first episode that is not closed.

        Where all are closed and none is sealed yet it belongs to the first of them, unless ``only_open``.
        """
        owners: dict[date, EpisodeRow] = {}
        seen = list(zip(self.files, self.seen.episodes, strict=True))
        for is_open in (True,) if only_open else (True, False):
            for row, of in seen:
                if row.released_on is not None and (of.phase not in CLOSED) is is_open:
                    owners.setdefault(row.released_on, row)
        return [
            NewRelease(owner.person_id, told.released_on, owner.id, owner.held_by, *told[1:])
            for told in found
            if (owner := owners.get(told.released_on)) is not None
        ]


def derive(files: Sequence[EpisodeRow], entries: Iterable[Entry], *, on: date) -> Derived:
    """What the rules say about one person, from their episodes and entries.

    Args:
        files: all episodes of the person, joined files included; at least one.
        entries: all journal entries, in any order.
        on: the day it is derived for.
    """
    ordered = tuple(sorted(files, key=lambda row: (row.opened_on, row.id)))
    seen = outlook(
        ordered[0].region,
        [facts_of(row) for row in ordered],
        entries,
        books=book_for,
        calendar=work_calendar(),
        today=on,
    )
    return Derived(seen, ordered)


def facts_of(row: EpisodeRow) -> EpisodeFacts:
    """The fixed facts of a stored episode; what is an entry (report, consent, receipt) is not among them."""
    return EpisodeFacts(
        id=str(row.id),
        kind=row.kind,
        released_on=row.released_on,
        opened_on=row.opened_on,
        kept_since=row.kept_since,
    )


def _projection(row: EpisodeRow, of: EpisodeOutlook, revision: str) -> Projection:
    term = of.course.term
    return Projection(
        episode_id=row.id,
        person_id=row.person_id,
        phase=of.phase,
        term_from=date.fromordinal(term[0]) if term else None,
        term_to=date.fromordinal(term[1]) if term else None,
        turns_on=date.fromordinal(of.turns_on) if of.turns_on else None,
        revision=revision,
    )


def _duty_row(row: EpisodeRow, duty: Duty, revision: str) -> NewDuty:
    window = duty.window
    rule = window.rule
    return NewDuty(
        person_id=row.person_id,
        episode_id=row.id,
        rule=rule.id,
        n=window.n,
        held_by=row.held_by,
        worker=row.worker,
        kind=rule.satisfies.kind if rule.satisfies else "",
        nature=rule.nature.value,
        owed_by=rule.owed_by,
        opens_on=date.fromordinal(window.opens),
        due_on=date.fromordinal(window.due),
        late_after=date.fromordinal(window.late_after),
        lapses_on=None if window.lapses == NEVER else date.fromordinal(window.lapses),
        state=duty.state,
        done_on=duty.done_on,
        done_by=_entry_id(duty),
        revision=revision,
    )


def _entry_id(duty: Duty) -> UUID | None:
    """The entry that answered, or None: nothing did, or a fixed fact of the file."""
    return UUID(duty.by.id) if duty.by is not None and duty.by.id else None
