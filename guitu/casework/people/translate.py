"""From sealed rows to what people read, and from what somebody is called to what they are found by."""

from collections.abc import Iterable, Iterator
from datetime import date
from uuid import UUID

from django.utils.translation import gettext as _

from guitu.casework.people.models import ContactPoint, Fact, Person
from guitu.domain.kernel import names
from guitu.foundation import pinyin
from guitu.foundation.crypto import blind
from guitu.foundation.crypto.keys import Ring

Token = tuple[str, str]  # kind, text

EXISTENCE, WHEREABOUTS = "existence", "whereabouts"  # whose keys open a person's name, and their contacts
NAME, CITIZEN_ID = b"people_person.name", b"people_person.citizen_id"
CONTACT, FACT = b"people_contactpoint.note", b"people_fact.note"
_CITIZEN_ID = "citizen-id"  # the kind of look-up value


def tokens_of(name: str, citizen_id: str | None, phones: tuple[str, ...]) -> Iterator[Token]:
    """Everything somebody is found by: parts and sounds of the name, the identity number, phone numbers."""
    yield from sorted(names.tokens(name, pinyin.reading(name)))
    if citizen_id:
        yield "id", citizen_id
    for number in phones:
        yield "phone", number


def name_token(name: str) -> bytes:
    """The token of a whole name: two spellings of one name give the same."""
    text = next(text for kind, text in names.tokens(names.normalise(name)) if kind == "name")
    return blind.token("name", text)


def citizen_id_key(citizen_id: str) -> bytes:
    """What the one file of an identity number is found by."""
    return blind.unique(_CITIZEN_ID, citizen_id)


def by_name(name: str, birth_on: date | None, person_id: UUID) -> tuple[str, str, str]:
    """The key that lists of people sort by, in memory: sound, then birth, then id."""
    return pinyin.sort_key(name), birth_on.isoformat() if birth_on else "", person_id.hex


def opened(ring: Ring, person: Person) -> tuple[str, str | None]:
    """Name and identity number; a word in place of the name once somebody's keys are destroyed."""
    key = ring.key(person.id, EXISTENCE)
    if key is None or not person.name:
        return _("（资料已删除）"), None
    number = key.open(CITIZEN_ID, person.id, person.citizen_id) if person.citizen_id else None
    return key.open(NAME, person.id, person.name), number


def contacts_opened(ring: Ring, rows: Iterable[ContactPoint]) -> Iterator[tuple[ContactPoint, str]]:
    """Contacts with their numbers and addresses; those that are not open to this reader are left out."""
    for row in rows:
        text = ring.open(row.person_id, WHEREABOUTS, CONTACT, row.id, row.note)
        if text is not None:
            yield row, text


def facts_opened(ring: Ring, rows: Iterable[Fact]) -> Iterator[tuple[Fact, str]]:
    """Facts with their values; those that are not open to this reader are left out."""
    for row in rows:
        text = ring.open(row.person_id, row.compartment, FACT, row.id, row.note)
        if text is not None:
            yield row, text
