"""Numbering letters and keeping their files. Whether somebody may is the callers' question."""

from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import date, datetime
from hashlib import sha256
from typing import NamedTuple
from uuid import UUID

from django.db import connection

from guitu.casework.letters.models import Counter, Letter
from guitu.casework.letters.translate import (
    CASEWORK,
    CONTENT,
    NOTE,
    LetterRow,
    file_as_text,
    letter_row,
    words_as_text,
)
from guitu.casework.people.queries import AdmittedPerson
from guitu.domain.kernel.errors import DomainError
from guitu.foundation.crypto import keys
from guitu.foundation.ids import new_id

# Of two who count at once the second waits for the first to commit, and a letter taken back takes its number
# back: a year has no gaps.
_NEXT = """
insert into letters_counter (unit, year, last) values (%s, %s, 1)
on conflict (unit, year) do update set last = letters_counter.last + 1 returning last
"""


class Printed(NamedTuple):
    """A file as it was printed, and SHA-256 of the template it was made from."""

    content: bytes
    template: bytes


class NewLetter(NamedTuple):
    """A letter to be kept. ``words`` every placeholder with what stands there."""

    entry: UUID
    kind: str
    recipient: str
    unit: int
    number: int
    issued_on: date
    issued_at: datetime
    issued_by: UUID
    words: Mapping[str, str]


def next_number(unit: int, year: int) -> int:
    """The next number of a unit's year, held until the caller's transaction ends.

    To be asked last of all: whoever waits for it holds up the unit.
    """
    with connection.cursor() as cursor:
        cursor.execute(_NEXT, [unit, year])
        (number,) = cursor.fetchone()
    return int(number)


def numbered_so_far(unit: int, year: int) -> int:
    """The last number of a unit's year, 0 before the first."""
    return Counter.objects.filter(unit=unit, year=year).values_list("last", flat=True).first() or 0


def keep(who: AdmittedPerson, new: NewLetter, file: Printed | None = None) -> LetterRow:
    """Write one letter, its words and its file sealed, in the caller's transaction."""
    row = Letter(
        id=new_id(),
        person_id=who.id,
        held_by=who.held_by,
        entry=new.entry,
        kind=new.kind,
        recipient=new.recipient,
        unit=new.unit,
        year=new.issued_on.year,
        number=new.number,
        issued_on=new.issued_on,
        issued_at=new.issued_at,
        issued_by=new.issued_by,
    )
    pair = (who.id, CASEWORK)
    ring = who.ring if pair in who.ring else keys.ring_to_write([pair], {who.id: who.held_by})
    row.note = ring.seal(*pair, NOTE, row.id, words_as_text(new.words))
    if file is not None:
        row.content = ring.seal(*pair, CONTENT, row.id, file_as_text(file.content))
        row.digest, row.template = sha256(file.content).digest(), file.template
    row.save(force_insert=True)
    return letter_row(row)


def keep_file(letter: LetterRow, file: Printed) -> LetterRow:
    """Keep the file of a letter that has none, once: what was printed stays as it is.

    Raises:
        DomainError: "letter.printed-already".
    """
    person = letter.person_id
    ring = keys.ring_to_write([(person, CASEWORK)], {person: letter.held_by})
    digest = sha256(file.content).digest()
    kept = Letter.objects.filter(person_id=person, id=letter.id, digest=b"").update(
        content=ring.seal(person, CASEWORK, CONTENT, letter.id, file_as_text(file.content)),
        digest=digest,
        template=file.template,
    )
    if not kept:
        raise DomainError("letter.printed-already")
    return replace(letter, digest=digest)


def move(person_id: UUID, *, to_held_by: int) -> None:
    """Rewrite who holds the person, on every letter."""
    Letter.objects.filter(person_id=person_id).update(held_by=to_held_by)


def erase(persons: Iterable[UUID]) -> None:
    """What is left of letters about somebody whose keys are destroyed: numbers, kinds and days."""
    Letter.objects.filter(person_id__in=list(persons)).update(note=b"", content=b"")
