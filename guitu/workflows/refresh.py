"""Bring the caches of one person up to date: duties and phase follow from the entries, always whole.

What has closed is sealed in the same transaction.
"""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from uuid import UUID

from guitu.casework.agenda import commands as agenda
from guitu.casework.episodes import commands as episodes
from guitu.casework.episodes.queries import EpisodeRow, files_of
from guitu.casework.journal.queries import entries_for
from guitu.casework.outcomes import commands as outcomes
from guitu.domain.measures.outcomes import Outcome, outcomes_from, outcomes_of
from guitu.domain.outlook.clean import Gaps
from guitu.foundation.authorization import door
from guitu.workflows import honour_clock, plan_clock
from guitu.workflows.derive import Derived, derive
from guitu.workflows.handoff_clock import keep_up
from guitu.workflows.seal import seal_closed


def lock_files(ids: Sequence[UUID]) -> None:
    """Hold the rows of one person's files until the transaction ends, in a fixed order."""
    with door.whole_files(ids):
        for file in sorted(ids):
            episodes.lock_person(file)


def refresh(ids: Sequence[UUID], *, on: date) -> Derived | None:
    """Derive and store duties and phases of one person, in the caller's transaction, which holds the lock.

    Args:
        ids: the person's file and those joined to it.
        on: the day it is derived for.

    Returns:
        What was derived, or None where there is no episode.
    """
    # what is due follows from all that happened, also where the writer reads less
    with door.whole_even_sealed(ids) as shut_sealed:
        stored = [row for of_one in files_of(ids).values() for row in of_one]
        shut_sealed()
        rows = [row for row in stored if row.held_by >= 0]
        if not rows:
            return None
        sealed = [row for row in stored if row.held_by < 0]
        entries = entries_for(ids)
        derived = derive(rows, entries, on=on)
        found = _outcomes(ids, derived, sealed)
        for projection, row in zip(derived.projections(), derived.files, strict=True):
            if not episodes.is_stored(row, projection):
                episodes.set_projection(projection)
            agenda.replace_for(person_id=row.person_id, episode_id=row.id, rows=derived.duties(row))
        outcomes.replace_for(ids, derived.releases(found, only_open=True))
        keep_up(ids, entries)
        plan_clock.keep_up(ids, entries)
        honour_clock.keep_up(ids, entries)
    return replace(derived, sealed=seal_closed(ids, derived, found, on=on))


def _outcomes(ids: Sequence[UUID], derived: Derived, sealed: Sequence[EpisodeRow]) -> tuple[Outcome, ...]:
    """How each release turned out, what is sealed of it included: sealing one course changes no release."""
    if not sealed:
        return outcomes_of(derived.seen)
    with door.whole_even_sealed(ids):
        everything = entries_for(ids)
    return outcomes_from(
        (row.released_on for row in (*derived.files, *sealed)),
        everything,
        gaps=Gaps.of(derived.seen.book.parameters),
        today=derived.seen.today,
    )
