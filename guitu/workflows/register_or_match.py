"""The one way to a new file by hand: somebody is taken in, and nobody is told whether they were on file.

Unique keys look past row-level security: a plain insert would answer "this number is taken" to whoever
guesses numbers. Here the answer is a ticket either way; a file that is there, wherever it is held, is joined
silently, a sealed one is not there, and the trail has who asked.
"""

from uuid import UUID

from django.db import connection, transaction

from guitu.casework.people import commands as people
from guitu.casework.people.commands import Addition, NewPerson
from guitu.casework.people.queries import holders, match_by_citizen_id
from guitu.domain.access import Permission, Viewer, may
from guitu.domain.kernel.errors import DomainError
from guitu.foundation.audit.commands import note
from guitu.foundation.authorization import door
from guitu.foundation.ids import new_id


@transaction.atomic
def register_or_match(person: NewPerson, *, by: Viewer) -> UUID:
    """Take somebody in; returns a ticket, which says nothing of them.

    Where nobody has the number, a file is made as given. Where somebody has, what is new about them is added
    to their file, which stays where it is.

    Raises:
        DomainError: "access.refused": the unit that shall hold the file is not in the asker's reach.
    """
    if not may(by, Permission.CONTACT_RECORD, held_by=person.held_by):
        raise DomainError("access.refused")
    ticket = new_id()
    with door.as_system("register or match"), connection.cursor() as cursor:
        known = _on_file(person.citizen_id)
        if known is None:
            people.register_many(cursor, [person])
        else:
            ((file, held_by),) = known.items()
            people.add_many(cursor, [_addition(person, file, held_by)])
        subject = person.id if known is None else next(iter(known))
        note("person.taken-in", subject=subject, by=by, at=person.created_at, ticket=ticket)
    return ticket


def _on_file(citizen_id: str | None) -> dict[UUID, int] | None:
    """The file with this number and who holds it; None where there is none."""
    return holders(match_by_citizen_id([citizen_id] if citizen_id else []).values()) or None


def _addition(person: NewPerson, file: UUID, held_by: int) -> Addition:
    return Addition(
        person_id=file,
        held_by=held_by,
        recorded_at=person.created_at,
        recorded_by=person.recorded_by,
        batch=None,
        contacts=person.contacts,
        facts=person.facts,
    )
