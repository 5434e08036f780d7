"""Making files and adding to them: one way for a form, an import and a made-up population.

What names somebody is sealed on its way into the tables; data keys are made for a whole batch at once.
"""

from collections.abc import Iterable, Iterator
from datetime import date, datetime
from itertools import islice
from typing import NamedTuple
from uuid import UUID

from django.db import IntegrityError, connection, transaction
from django.db.backends.utils import CursorWrapper

from guitu.casework.people import substances
from guitu.casework.people.models import (
    FACT_COMPARTMENTS,
    CitizenIdIndex,
    ContactPoint,
    Fact,
    NameToken,
    Person,
    PersonAlias,
    Substance,
)
from guitu.casework.people.queries import AdmittedPerson
from guitu.casework.people.translate import (
    CITIZEN_ID,
    CONTACT,
    EXISTENCE,
    FACT,
    NAME,
    WHEREABOUTS,
    citizen_id_key,
    contacts_opened,
    facts_opened,
    tokens_of,
)
from guitu.domain.kernel.citizen_id import is_made_up
from guitu.domain.kernel.errors import DomainError
from guitu.foundation.bulk import insert_rows
from guitu.foundation.crypto import blind, keys
from guitu.foundation.crypto.keys import Pair, Ring
from guitu.foundation.ids import new_ids
from guitu.foundation.tables import rewrite_holder

_AT_ONCE = 2000  # persons whose rows are sent together: about 40,000 rows

_PERSON = (
    "person_id", "held_by", "name", "sex", "birth_on", "citizen_id", "created_at", "batch", "sealed_on",
)  # fmt: skip
_CITIZEN_ID = ("key", "person_id", "held_by", "is_made_up")
_TOKEN = ("person_id", "held_by", "kind", "token")
_CONTACT = (
    "id", "person_id", "held_by", "kind", "note", "region", "of", "relation", "as_of", "recorded_at",
    "batch", "is_current",
)  # fmt: skip
_FACT = (
    "id", "person_id", "held_by", "group", "compartment", "field", "note", "as_of", "recorded_at",
    "recorded_by", "batch",
)  # fmt: skip


class NewContact(NamedTuple):
    """A way to reach somebody. ``value``: digits of a phone, or an address as written."""

    kind: str  # phone, address (where they live), domicile (where they are registered), mail
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
    """Many new files, in the cursor's transaction; returns how many. Streams; nothing is kept.

    Raises:
        IntegrityError: an identity number has a file; the transaction is lost.
    """
    stream = iter(rows)
    count = 0
    while some := list(islice(stream, _AT_ONCE)):
        details = [
            Addition(p.id, p.held_by, p.created_at, p.recorded_by, p.batch, p.contacts, p.facts) for p in some
        ]
        ring = keys.new_ring([*((p.id, EXISTENCE) for p in some), *_pairs(details)])
        insert_rows(cursor, Person, _PERSON, (_person_row(p, ring) for p in some))
        ring.store({p.id: p.held_by for p in some})
        insert_rows(cursor, CitizenIdIndex, _CITIZEN_ID, _id_rows(some))
        insert_rows(cursor, NameToken, _TOKEN, _token_rows(some))
        _copy_details(cursor, details, ring)
        substances.keep_new(cursor, ((p.id, p.held_by, p.facts) for p in some))
        count += len(some)
    return count


def _person_row(p: NewPerson, ring: Ring) -> tuple[object, ...]:
    name = ring.seal(p.id, EXISTENCE, NAME, p.id, p.name)
    number = ring.seal(p.id, EXISTENCE, CITIZEN_ID, p.id, p.citizen_id) if p.citizen_id else None
    return p.id, p.held_by, name, p.sex, p.birth_on, number, p.created_at, p.batch, None


def _id_rows(people: list[NewPerson]) -> Iterator[tuple[object, ...]]:
    for p in people:
        if p.citizen_id:
            yield citizen_id_key(p.citizen_id), p.id, p.held_by, is_made_up(p.citizen_id)


def _token_rows(people: list[NewPerson]) -> Iterator[tuple[object, ...]]:
    known: dict[tuple[str, str], bytes] = {}  # surnames and their sounds come again and again
    for p in people:
        for kind, text in tokens_of(p.name, p.citizen_id, _phones(p)):
            token = known.get((kind, text))
            if token is None:
                token = known[kind, text] = blind.token(kind, text)
            yield p.id, p.held_by, kind, token


def _phones(of: NewPerson | Addition) -> tuple[str, ...]:
    """The person's own numbers; a relative's number does not find the person."""
    return tuple(dict.fromkeys(c.value for c in of.contacts if c.kind == "phone" and c.of == "self"))


def _pairs(additions: list[Addition]) -> Iterator[Pair]:
    """Whose keys of which compartments these details need."""
    for a in additions:
        if a.contacts:
            yield a.person_id, WHEREABOUTS
        for group in {f.group for f in a.facts}:
            yield a.person_id, FACT_COMPARTMENTS[group]


def _copy_details(cursor: CursorWrapper, additions: list[Addition], ring: Ring) -> None:
    insert_rows(cursor, ContactPoint, _CONTACT, _contact_rows(additions, ring))
    insert_rows(cursor, Fact, _FACT, _fact_rows(additions, ring))


def _contact_rows(additions: list[Addition], ring: Ring) -> Iterator[tuple[object, ...]]:
    ids = iter(new_ids(sum(len(a.contacts) for a in additions)))
    for a in additions:
        for c in a.contacts:
            row = next(ids)
            yield (
                row, a.person_id, a.held_by, c.kind,
                ring.seal(a.person_id, WHEREABOUTS, CONTACT, row, c.value),
                c.region, c.of, c.relation, c.as_of, a.recorded_at, a.batch, True,
            )  # fmt: skip


def _fact_rows(additions: list[Addition], ring: Ring) -> Iterator[tuple[object, ...]]:
    ids = iter(new_ids(sum(len(a.facts) for a in additions)))
    for a in additions:
        for f in a.facts:
            row, compartment = next(ids), FACT_COMPARTMENTS[f.group]
            yield (
                row, a.person_id, a.held_by, f.group, compartment, f.field,
                ring.seal(a.person_id, compartment, FACT, row, f.value),
                f.as_of, a.recorded_at, a.recorded_by, a.batch,
            )  # fmt: skip


def add_many(cursor: CursorWrapper, rows: Iterable[Addition]) -> int:
    """Contacts and facts for files that exist, in the cursor's transaction; returns how many files.

    What the file says already (the same contact; the same value of a field at the same day) is not added
    again.
    """
    stream = iter(rows)
    count = 0
    while some := list(islice(stream, _AT_ONCE)):
        ring = keys.ring_to_write(_pairs(some), {a.person_id: a.held_by for a in some})
        new = _without_known(some, ring)
        _copy_details(cursor, new, ring)
        substances.renew({a.person_id: a.held_by for a in new if substances.is_said(a.facts)}, ring)
        _copy_phone_tokens(cursor, new)
        count += len(some)
    return count


def _without_known(additions: list[Addition], ring: Ring) -> list[Addition]:
    people = {a.person_id for a in additions}
    current = ContactPoint.objects.filter(person_id__in=people, is_current=True)
    contacts = {(c.person_id, c.kind, text, c.of) for c, text in contacts_opened(ring, current)}
    stated = Fact.objects.filter(person_id__in=people)
    facts = {(f.person_id, f.group, f.field, text, f.as_of) for f, text in facts_opened(ring, stated)}
    return [
        a._replace(
            contacts=tuple(c for c in a.contacts if (a.person_id, c.kind, c.value, c.of) not in contacts),
            facts=tuple(f for f in a.facts if (a.person_id, *f) not in facts),
        )
        for a in additions
    ]


def _copy_phone_tokens(cursor: CursorWrapper, additions: list[Addition]) -> None:
    known = phone_tokens({a.person_id for a in additions})
    rows = [
        (a.person_id, a.held_by, "phone", token)
        for a in additions
        for token in (blind.token("phone", number) for number in _phones(a))
        if (a.person_id, token) not in known
    ]
    insert_rows(cursor, NameToken, _TOKEN, rows)


def phone_tokens(people: set[UUID]) -> set[tuple[UUID, bytes]]:
    """Whom of these people is found by which number."""
    found = NameToken.objects.filter(person_id__in=people, kind="phone").values_list("person_id", "token")
    return {(person, bytes(token)) for person, token in found}


def add_contact(who: AdmittedPerson, contact: NewContact, *, by: UUID, at: datetime) -> None:
    """A contact somebody told us; a new address takes the place of the old one, phones stand side by side."""
    if contact.kind != "phone":
        current = ContactPoint.objects.filter(
            person_id=who.id, kind=contact.kind, of=contact.of, is_current=True
        )
        old = [row.id for row, text in contacts_opened(who.ring, current) if text != contact.value]
        ContactPoint.objects.filter(person_id=who.id, id__in=old).update(is_current=False)
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
    """Rewrite who holds the person, on every table of this room and on their keys."""
    Person.objects.filter(id=person_id).update(held_by=to_held_by)
    rewrite_holder(
        (PersonAlias, CitizenIdIndex, NameToken, ContactPoint, Fact, Substance),
        person_id,
        to_held_by=to_held_by,
    )
    keys.move(person_id, to_held_by=to_held_by)


def join_files(*, duplicate: UUID, canonical: AdmittedPerson, by: UUID, at: datetime) -> None:
    """From now on read the file ``duplicate`` as ``canonical``; no row is rewritten here.

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
            "was_held_by": held_by,
            "made_at": at,
            "made_by": by,
            "undone_at": None,
        },
    )


def part_files(duplicate: UUID, *, at: datetime) -> int:
    """Take a joining back; returns the unit that held the file before, 0 where nobody wrote it down.

    Raises:
        DomainError: "person.not-joined".
    """
    joined = PersonAlias.objects.filter(person_id=duplicate, undone_at__isnull=True)
    was_held_by = joined.values_list("was_held_by", flat=True).first()
    if was_held_by is None:
        raise DomainError("person.not-joined")
    joined.update(undone_at=at)
    return was_held_by


def forget_relative(ids: Iterable[UUID], number: str) -> int:
    """Take away a relative's contacts under this number; returns how many. In a context of the system."""
    files = list(ids)
    rows = ContactPoint.objects.filter(person_id__in=files, of="relative")
    found = [
        row.id for row, text in contacts_opened(keys.ring(files, (WHEREABOUTS,)), rows) if text == number
    ]
    return ContactPoint.objects.filter(person_id__in=files, id__in=found).delete()[0]


def detach_id(person_id: UUID) -> bytes | None:
    """Let the identity number lead here no longer; returns its look-up value, None where none was known.

    Whoever brings the number again finds nothing, and a new file is opened.
    """
    found = CitizenIdIndex.objects.filter(person_id=person_id)
    key = found.values_list("key", flat=True).first()
    found.delete()
    return None if key is None else bytes(key)


def mark_sealed(ids: Iterable[UUID], *, on: date) -> None:
    """Say on which day these files were sealed. Their rows are turned by ``authorization.holding``."""
    Person.objects.filter(id__in=list(ids)).update(sealed_on=on)


def erase(ids: Iterable[UUID]) -> None:
    """What is left of somebody whose keys are destroyed: nothing to be found by, nothing to be read."""
    listed = list(ids)
    for table in (NameToken, CitizenIdIndex, ContactPoint, Fact, Substance):
        table._default_manager.filter(person_id__in=listed).delete()  # noqa: SLF001 - public
    Person.objects.filter(id__in=listed).update(name=b"", citizen_id=None, birth_on=None)
