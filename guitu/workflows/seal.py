"""A file closes: what is closed is sealed on the same day, and one row without a name is kept for statistics.

An episode is sealed when it closes, the person when none is open. A question the person asked and nobody has
answered keeps the person's own file open, for thirty days at most, so that the answer can reach them and an
office cannot put sealing off by not answering; the closed episodes are sealed all the same.
"""

from collections.abc import Sequence
from datetime import date
from uuid import UUID

from guitu.casework.agenda import commands as agenda
from guitu.casework.episodes import commands as episodes
from guitu.casework.episodes.queries import EpisodeRow, files_of
from guitu.casework.honours import commands as honours
from guitu.casework.honours.queries import longest_shown
from guitu.casework.journal import commands as journal
from guitu.casework.outreach import commands as outreach
from guitu.casework.people import commands as people
from guitu.casework.people.queries import holders, sex_and_birth
from guitu.casework.records import commands as records
from guitu.casework.records.queries import asked_since
from guitu.casework.referrals import commands as referrals
from guitu.casework.testing import commands as testing
from guitu.domain.cohort import cohort_row
from guitu.domain.episode import CLOSED
from guitu.domain.measures.outcomes import Outcome
from guitu.domain.outreach import Reason
from guitu.foundation import clock
from guitu.foundation.audit.commands import note
from guitu.foundation.authorization import commands as authorization
from guitu.foundation.authorization import door, holding
from guitu.workflows.derive import Derived


def seal_closed(ids: Sequence[UUID], derived: Derived, found: Sequence[Outcome], *, on: date) -> bool:
    """Seal the closed episodes of a person, and the person where none is left; whether the person was.

    In the caller's transaction, which holds the person's lock and has stored what was derived. ``found`` how
    their releases turned out: the last episode of each takes it along into the statistics.
    """
    seen = zip(derived.files, derived.seen.episodes, strict=True)
    closed = [(row, of) for row, of in seen if of.phase in CLOSED]
    if not closed:
        return False
    carrying = _carrying(derived, found)
    with door.even_sealed("seal"):
        honour = _tally(ids) if len(closed) == len(derived.files) else ""
        sex, birth_on = sex_and_birth(ids[0])
        for row, of in closed:
            records.keep_cohort(
                cohort_row(
                    of.course,
                    of.phase,
                    derived.seen.clean_time,
                    held_by=row.held_by,
                    sex=sex,
                    birth_on=birth_on,
                    today=on,
                    release=carrying.get(row.id),
                    honour=honour if row is closed[-1][0] else "",
                )
            )
            _seal_episode(row)
        return settle(ids, on=on)


def _carrying(derived: Derived, found: Sequence[Outcome]) -> dict[UUID, Outcome]:
    """Which episode takes its release along: the last one of a release of which none stays open."""
    outcomes = {told.released_on: told for told in found}
    last: dict[date, UUID] = {}
    open_days = set()
    for row, of in zip(derived.files, derived.seen.episodes, strict=True):
        if row.released_on is not None and of.phase in CLOSED:
            last[row.released_on] = row.id
        elif row.released_on is not None:
            open_days.add(row.released_on)
    return {episode: outcomes[day] for day, episode in last.items() if day not in open_days}


def _tally(ids: Sequence[UUID]) -> str:
    """The tier that statistics count from now on; nobody is counted twice while a question still waits."""
    tier = longest_shown(ids)
    for file, held_by in holders(ids).items():
        honours.seal_tiers(file, to_held_by=holding.sealed(held_by))
    return tier


def _seal_episode(row: EpisodeRow) -> None:
    away = holding.sealed(row.held_by)
    episodes.seal(row, to_held_by=away)
    agenda.seal(person_id=row.person_id, episode_id=row.id, to_held_by=away)
    journal.seal(person_id=row.person_id, episode_id=row.id, to_held_by=away)
    testing.seal(person_id=row.person_id, episode_id=row.id, to_held_by=away)


def settle(ids: Sequence[UUID], *, on: date) -> bool:
    """Seal a person with no open episode and no question that waits; whether that was so.

    In the caller's transaction, which holds the person's lock.
    """
    with door.even_sealed("seal"):
        courses = [row for rows in files_of(ids).values() for row in rows]
        if not courses or any(row.held_by >= 0 for row in courses) or asked_since(ids, on=on):
            return False
        _seal_person(ids, on)
    return True


def _seal_person(ids: Sequence[UUID], on: date) -> None:
    at = clock.now()
    for file, held_by in holders(ids).items():
        key = people.detach_id(file)
        if key is not None:
            records.remember_sealed(file, key=key, held_by=holding.sealed(held_by), on=on)
    authorization.end_all(ids, at=at)
    outreach.drop_all(ids, Reason.SEALED, at=at)
    referrals.close_all(ids, on=on)
    people.mark_sealed(ids, on=on)
    holding.seal_rows(ids)
    note("file.sealed", subject=ids[0], by=None, at=at)
