"""Somebody is erased: keys destroyed, nothing left to find them by, and it stays so after a restore.

What happened stays as rows without a name, in nobody's reach: days, kinds and outcomes that no key opens and
no list shows.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.db import transaction

from guitu.casework.agenda import commands as agenda
from guitu.casework.episodes import commands as episodes
from guitu.casework.episodes.queries import files_of
from guitu.casework.honours import commands as honours
from guitu.casework.letters import commands as letters
from guitu.casework.outcomes import commands as outcomes
from guitu.casework.outreach import commands as outreach
from guitu.casework.people import commands as people
from guitu.casework.people.queries import everybody, files_read_as_one, holders
from guitu.casework.records import commands as records
from guitu.casework.referrals import commands as referrals
from guitu.casework.surveys import commands as surveys
from guitu.casework.transfers import commands as transfers
from guitu.domain.access import Compartment
from guitu.domain.kernel.errors import DomainError
from guitu.foundation import clock
from guitu.foundation.audit.commands import note
from guitu.foundation.authorization import door, holding
from guitu.foundation.clock import day_of
from guitu.foundation.crypto import erasure, keys

_AT_ONCE = 5000


@transaction.atomic
def erase(person: UUID, *, by: UUID | None, at: datetime) -> tuple[UUID, ...]:
    """Erase a person, with every file joined to theirs; returns the files.

    Raises:
        DomainError: "person.unknown": there is no such file, or it was erased before.
    """
    with door.even_sealed("erase"):
        files = files_read_as_one(person)
        if not files or erasure.erased(files) == list(files):
            raise DomainError("person.unknown")
        episodes.lock_people(files)
        erasure.destroy(files, by=by, at=at)
        _take_away(files, on=day_of(at))
        note("person.erased", subject=files[0], by=None, at=at, files=len(files))
    return files


def _take_away(files: Sequence[UUID], *, on: date) -> None:
    """Nothing to be found by, nothing to do, in nobody's reach."""
    people.erase(files)
    records.erase(files)
    outreach.erase(files, at=clock.now())
    transfers.erase(files)
    referrals.erase(files)
    honours.erase(files)
    letters.erase(files)
    surveys.erase(files)
    outcomes.remove_people(files)
    for file, rows in files_of(files).items():
        agenda.remove_episodes({file}, [row.id for row in rows])
    people.mark_sealed(files, on=on)
    holding.seal_rows(files)


@dataclass(frozen=True, slots=True)
class Settled:
    """After a restore: files erased again, and files whose keys are missing although nobody erased them."""

    erased: int
    unreadable: int


def settle_restored(*, on: date) -> Settled:
    """Bring restored data up to what happened since: erase whoever was erased, let keys follow files."""
    again = unreadable = 0
    with transaction.atomic(), door.even_sealed("restore"):
        erasure.take_log()
        everyone = list(everybody())
    for start in range(0, len(everyone), _AT_ONCE):
        some = everyone[start : start + _AT_ONCE]
        with transaction.atomic(), door.even_sealed("restore"):
            gone = erasure.erased(some)
            if gone:
                episodes.lock_people(gone)
                keys.forget(gone)
                _take_away(gone, on=on)
            keys.follow(holders(some))
            unreadable += len(set(keys.without(some, Compartment.EXISTENCE.value)) - set(gone))
            again += len(gone)
    return Settled(again, unreadable)
