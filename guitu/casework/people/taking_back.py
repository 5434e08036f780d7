"""Taking back what an import wrote in this room."""

from uuid import UUID

from guitu.casework.people import substances
from guitu.casework.people.commands import phone_tokens
from guitu.casework.people.models import CitizenIdIndex, ContactPoint, Fact, NameToken, Person, Substance
from guitu.casework.people.translate import WHEREABOUTS, contacts_opened
from guitu.foundation.crypto import blind, keys


def remove_batch(batch: UUID) -> int:
    """Take back what an import wrote in this room; returns how many files it had made.

    Episodes and entries of those files go first. Whether anybody has worked on them is the caller's question.
    """
    made = list(Person.objects.filter(batch=batch).values_list("id", flat=True))
    touched = set(
        ContactPoint.objects.filter(batch=batch, kind="phone")
        .exclude(person_id__in=made)
        .values_list("person_id", flat=True)
    )
    ContactPoint.objects.filter(batch=batch).delete()
    said = substances.said_by(batch)
    Fact.objects.filter(batch=batch).delete()
    _drop_phone_tokens(touched)
    substances.renew(said)
    for table in (NameToken, ContactPoint, Fact, CitizenIdIndex, Substance):
        table._default_manager.filter(person_id__in=made).delete()  # noqa: SLF001 - public
    Person.objects.filter(id__in=made).delete()
    keys.forget(made)
    return len(made)


def _drop_phone_tokens(people: set[UUID]) -> None:
    """Whoever lost a phone is no longer found by it."""
    ring = keys.ring(people, (WHEREABOUTS,))
    left = ContactPoint.objects.filter(person_id__in=people, kind="phone", of="self")
    kept = {(row.person_id, blind.token("phone", text)) for row, text in contacts_opened(ring, left)}
    for person, token in phone_tokens(people) - kept:
        NameToken.objects.filter(person_id=person, kind="phone", token=token).delete()
