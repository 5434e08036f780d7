"""Somebody used again: help is opened in the transaction that writes it down, and nothing is sent to anybody.

Who tells of it themselves is treated, not punished (A-09). What an authority found needs its paper. The file
stays as it is; clean time starts anew by itself.
"""

from datetime import date, datetime
from typing import Final
from uuid import UUID

from django.db import transaction

from guitu.casework.episodes.queries import episode_for
from guitu.casework.journal.commands import Draft
from guitu.casework.people.queries import person_for
from guitu.domain.access import Permission, Viewer
from guitu.domain.kernel.errors import DomainError
from guitu.workflows.record import Recorded, write

NEED: Final = "health"
"""The need that is opened: treatment first."""


@transaction.atomic
def told_of_use(
    *, person: UUID, on: date, words: str = "", by: Viewer, at: datetime, entry_id: UUID | None = None
) -> Recorded:
    """The person said so themselves. Any case worker may write it down; no paper, no report, no counter.

    Raises:
        DomainError: "person.unknown", "journal.…".
    """
    who = person_for(by, person, Permission.CONTACT_RECORD)
    draft = Draft(
        kind="relapse", outcome="self_reported", happened_on=on, details={}, note=words, id=entry_id
    )
    done = write(who, draft, episode=None, by=by, at=at)
    if done.was_new:
        write(who, _urgent(on), episode=None, by=by, at=at)
    return done


@transaction.atomic
def found_use(
    *,
    person: UUID,
    on: date,
    document_number: str,
    decided_on: date,
    authority: str,
    episode: UUID | None = None,
    by: Viewer,
    at: datetime,
    entry_id: UUID | None = None,
) -> Recorded:
    """An authority found it and says so on paper.

    Raises:
        DomainError: "person.unknown", "episode.unknown", "journal.paper-missing", "journal.…".
    """
    who = person_for(by, person, Permission.LEGAL_FACT_RECORD)
    if not document_number:
        raise DomainError("journal.paper-missing", kind="relapse", field="document_number", allowed=())
    details: dict[str, object] = {
        "document_number": document_number,
        "decided_on": decided_on.isoformat(),
        "authority": authority,
    }
    draft = Draft(kind="relapse", outcome="confirmed", happened_on=on, details=details, id=entry_id)
    row = episode_for(who, episode) if episode else None
    done = write(who, draft, episode=row, by=by, at=at)
    if done.was_new and not done.sealed:
        write(who, _urgent(on), episode=None, by=by, at=at)
    return done


def _urgent(on: date) -> Draft:
    return Draft(kind="need_raised", outcome="done", happened_on=on, details={"need": NEED})
