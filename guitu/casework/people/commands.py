"""Making files and adding to them: one way for a form, an import and a made-up population."""

from collections.abc import Iterable, Iterator
from datetime import date, datetime
from itertools import islice
from typing import NamedTuple
from uuid import UUID

from django.db import IntegrityError, connection, transaction
from django.db.backends.utils import CursorWrapper

from guitu.casework.people.models import (
    CitizenIdIndex,
    ContactPoint,
    Fact,
    NameToken,
    Person,
    PersonAlias,
)
from guitu.casework.people.queries import AdmittedPerson
from guitu.casework.people.translate import tokens_of
from guitu.domain.kernel.errors import DomainError
from guitu.foundation.copying import copy_rows
from guitu.foundation.ids import new_ids

_AT_ONCE = 2000  # persons whose rows are sent together: about 40,000 rows

_PERSON = (
    "person_id", "held_by", "name", "sex", "birth_on", "citizen_id", "created_at", "batch", "sealed_on",
)  # fmt: skip
_TOKEN = ("person_id", "held_by", "kind", "token")
_CONTACT = (
    "id", "person_id", "held_by", "kind", "note", "region", "of", "relation", "as_of", "recorded_at",
    "batch", "is_current",
)  # fmt: skip
_FACT = (
    "id", "person_id", "held_by", "group", "field", "note", "as_of", "recorded_at", "recorded_by", "batch",
)  # fmt: skip


class NewContact(NamedTuple):
    """A way to reach somebody. ``value``: digits of a phone, or an address as written."""

    kind: str  # phone, address (where they live), domicile (where they are registered)
    value: str
    region: int | None = None
    of: str = "self"
    relation: str = ""
    as_of: date | None = None


class NewFact(NamedTuple):
    """A fact for one of the four record groups."""

    group: str  # background, conduct, supervision, treatment_history
    field: str
    value: str
    as_of: date | None = None


class NewPerson(NamedTuple):
    """A file to be made. ``name`` normalised; ``citizen_id`` normalised and checked, None if not known."""

    id: UUID
    held_by: int
    name: str
    sex: str
    birth_on: date | None
    citizen_id: str | None
    created_at: datetime
    batch: UUID | None = None
    contacts: tuple[NewContact, ...] = ()
    facts: tuple[NewFact, ...] = ()
    recorded_by: UUID | None = None


class Addition(NamedTuple):
    """What an import adds to a file that exists already."""

    person_id: UUID
    held_by: int
    recorded_at: datetime
    recorded_by: UUID | None
    batch: UUID | None
    contacts: tuple[NewContact, ...] = ()
    facts: tuple[NewFact, ...] = ()


def register(person: NewPerson) -> UUID:
    """One new file, in the caller's transaction; returns its id.

    Raises:
        DomainError: "person.citizen-id-taken": there is a file with this number; join it instead.
    """
    try:
        with transaction.atomic(), connection.cursor() as cursor:
            register_many(cursor, [person])
    except IntegrityError as error:
        raise DomainError("person.citizen-id-taken") from error
    return person.id


def register_many(cursor: CursorWrapper, rows: Iterable[NewPerson]) -> int:
    """Many new files by COPY, in the cursor's transaction; returns how many. Streams; nothing is kept.

    Raises:
        IntegrityError: an identity number has a file; the transaction is lost.
    """
    stream = iter(rows)
    count = 0
    while some := list(islice(stream, _AT_ONCE)):
        copy_rows(cursor, Person, _PERSON, (_person_row(p) for p in some))
        keys = ((p.citizen_id, p.id) for p in some if p.citizen_id)
        copy_rows(cursor, CitizenIdIndex, ("key", "person_id"), keys)
        tokens = (
            (p.id, p.held_by, kind, text)
            for p in some
            for kind, text in tokens_of(p.name, p.citizen_id, _phones(p))
        )
        copy_rows(cursor, NameToken, _TOKEN, tokens)
        _copy_details(
            cursor,
            [
                Addition(p.id, p.held_by, p.created_at, p.recorded_by, p.batch, p.contacts, p.facts)
                for p in some
            ],
        )
        count += len(some)
    return count


def _person_row(p: NewPerson) -> tuple[object, ...]:
    return p.id, p.held_by, p.name, p.sex, p.birth_on, p.citizen_id, p.created_at, p.batch, None


def _phones(of: NewPerson | Addition) -> tuple[str, ...]:
    """The person's own numbers; a relative's number does not find the person."""
    return tuple(dict.fromkeys(c.value for c in of.contacts if c.kind == "phone" and c.of == "self"))


def _copy_details(cursor: CursorWrapper, additions: list[Addition]) -> None:
    copy_rows(cursor, ContactPoint, _CONTACT, _contact_rows(additions))
    copy_rows(cursor, Fact, _FACT, _fact_rows(additions))


def _contact_rows(additions: list[Addition]) -> Iterator[tuple[object, ...]]:
    ids = iter(new_ids(sum(len(a.contacts) for a in additions)))
    for a in additions:
        for c in a.contacts:
            yield (
                next(ids), a.person_id, a.held_by, c.kind, c.value, c.region, c.of, c.relation, c.as_of,
                a.recorded_at, a.batch, True,
            )  # fmt: skip


def _fact_rows(additions: list[Addition]) -> Iterator[tuple[object, ...]]:
    ids = iter(new_ids(sum(len(a.facts) for a in additions)))
    for a in additions:
        for f in a.facts:
            yield (
                next(ids), a.person_id, a.held_by, f.group, f.field, f.value, f.as_of, a.recorded_at,
                a.recorded_by, a.batch,
            )  # fmt: skip


def add_many(cursor: CursorWrapper, rows: Iterable[Addition]) -> int:
    """Contacts and facts for files that exist, in the cursor's transaction; returns how many files.

    What the file says already (the same contact; the same value of a field at the same day) is not added
    again.
    """
    stream = iter(rows)
    count = 0
    while some := list(islice(stream, _AT_ONCE)):
        new = _without_known(some)
        _copy_details(cursor, new)
        _copy_phone_tokens(cursor, new)
        count += len(some)
    return count


def _without_known(additions: list[Addition]) -> list[Addition]:
    people = {a.person_id for a in additions}
    contacts = set(
        ContactPoint.objects.filter(person_id__in=people, is_current=True).values_list(
            "person_id", "kind", "note", "of"
        )
    )
    facts = set(
        Fact.objects.filter(person_id__in=people).values_list("person_id", "group", "field", "note", "as_of")
    )
    return [
        a._replace(
            contacts=tuple(c for c in a.contacts if (a.person_id, c.kind, c.value, c.of) not in contacts),
            facts=tuple(f for f in a.facts if (a.person_id, *f) not in facts),
        )
        for a in additions
    ]


def _copy_phone_tokens(cursor: CursorWrapper, additions: list[Addition]) -> None:
    people = {a.person_id for a in additions}
    known = set(
        NameToken.objects.filter(person_id__in=people, kind="phone").values_list("person_id", "token")
    )
    rows = [
        (a.person_id, a.held_by, "phone", number)
        for a in additions
        for number in _phones(a)
        if (a.person_id, number) not in known
    ]
    copy_rows(cursor, NameToken, _TOKEN, rows)


def add_contact(who: AdmittedPerson, contact: NewContact, *, by: UUID, at: datetime) -> None:
    """A contact somebody told us; a new address takes the place of the old one, phones stand side by side."""
    if contact.kind != "phone":
        ContactPoint.objects.filter(
            person_id=who.id, kind=contact.kind, of=contact.of, is_current=True
        ).exclude(note=contact.value).update(is_current=False)
    with connection.cursor() as cursor:
        add_many(cursor, [Addition(who.id, who.held_by, at, by, None, contacts=(contact,))])


def lock(person_id: UUID) -> None:
    """Hold the person's row until the transaction ends. Always before the episodes' rows.

    Raises:
        DomainError: "person.unknown".
    """
    if Person.objects.select_for_update().filter(id=person_id).values_list("id").first() is None:
        raise DomainError("person.unknown")


def lock_all(person_ids: Iterable[UUID]) -> None:
    """Hold the rows of many persons until the transaction ends, in order of id; unknown ids are no error."""
    found = Person.objects.select_for_update().filter(id__in=list(person_ids))
    list(found.order_by("id").values_list("id"))


def move(person_id: UUID, *, to_held_by: int) -> None:
    """Rewrite who holds the person, on every table of this room."""
    Person.objects.filter(id=person_id).update(held_by=to_held_by)
    for table in (PersonAlias, NameToken, ContactPoint, Fact):
        table._default_manager.filter(person_id=person_id).update(held_by=to_held_by)  # noqa: SLF001 - public


def join_files(*, duplicate: UUID, canonical: AdmittedPerson, by: UUID, at: datetime) -> None:
    """From now on read the file ``duplicate`` as ``canonical``; nothing is rewritten.

    Raises:
        DomainError: "person.join-itself", "person.already-joined".
    """
    if duplicate in canonical.ids:
        raise DomainError("person.join-itself")
    lock(duplicate)
    if PersonAlias.objects.filter(person_id=duplicate, undone_at__isnull=True).exists():
        raise DomainError("person.already-joined")
    held_by = Person.objects.filter(id=duplicate).values_list("held_by", flat=True).get()
    PersonAlias.objects.filter(canonical=duplicate, undone_at__isnull=True).update(canonical=canonical.id)
    PersonAlias.objects.update_or_create(
        person_id=duplicate,
        defaults={
            "canonical": canonical.id,
            "held_by": held_by,
            "made_at": at,
            "made_by": by,
            "undone_at": None,
        },
    )


def part_files(duplicate: UUID, *, at: datetime) -> None:
    """Take a joining back.

    Raises:
        DomainError: "person.not-joined".
    """
    if not PersonAlias.objects.filter(person_id=duplicate, undone_at__isnull=True).update(undone_at=at):
        raise DomainError("person.not-joined")


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
    Fact.objects.filter(batch=batch).delete()
    for person in touched:
        kept = ContactPoint.objects.filter(person_id=person, kind="phone", of="self").values("note")
        NameToken.objects.filter(person_id=person, kind="phone").exclude(token__in=kept).delete()
    for table in (NameToken, ContactPoint, Fact, CitizenIdIndex):
        table._default_manager.filter(person_id__in=made).delete()  # noqa: SLF001 - public
    Person.objects.filter(id__in=made).delete()
    return len(made)
