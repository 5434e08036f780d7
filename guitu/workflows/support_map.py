"""The person's own map and safety plan are written down and changed: whatever they want, whenever."""

from datetime import datetime
from uuid import UUID

from django.db import transaction

from guitu.casework.people.queries import AdmittedPerson
from guitu.casework.plans import commands as plans
from guitu.casework.plans.queries import SupportRow, support_of
from guitu.domain.access import Permission, Viewer
from guitu.domain.kernel.errors import DomainError
from guitu.domain.plans.support import check
from guitu.foundation.audit.commands import note
from guitu.foundation.authorization import door
from guitu.workflows.family_apart import apart_of
from guitu.workflows.plan import admitted
from guitu.workflows.refresh import lock_files

# Whom somebody keeps away from is theirs to write, whoever it is.
_AWAY = frozenset({"avoid_people", "avoid_places"})


def lines_of(who: AdmittedPerson) -> tuple[SupportRow, ...]:
    """The map as it is shown: without lines that lead to somebody who is kept apart."""
    lines = support_of(who)
    apart = apart_of(who.ids) if lines else None
    return tuple(line for line in lines if not apart or line.sort in _AWAY or not apart.touches(line.words))


@transaction.atomic
def add(*, person: UUID, sort: str, words: str, by: Viewer, at: datetime) -> UUID:
    """One line more; returns its id.

    Raises:
        DomainError: "person.unknown", "support.sort", "support.words", "family.kept-apart".
    """
    who = admitted(by, person, Permission.CONTACT_RECORD)
    check(sort, words)
    lock_files(who.ids)
    if sort not in _AWAY:
        apart_of(who.ids).check_words(words, place="words")
    made = plans.add_support(who, sort=sort, words=words, by=by.id, at=at)
    note("support.added", subject=who.id, by=by, at=at, sort=sort)
    return made


@transaction.atomic
def drop(*, person: UUID, line: UUID, by: Viewer, at: datetime) -> None:
    """Take a line away.

    Raises:
        DomainError: "person.unknown", "support.unknown".
    """
    who = admitted(by, person, Permission.CONTACT_RECORD)
    lock_files(who.ids)
    with door.whole_files(who.ids):
        gone = plans.drop_support(who, line)
    if not gone:
        raise DomainError("support.unknown")
    note("support.dropped", subject=who.id, by=by, at=at)
