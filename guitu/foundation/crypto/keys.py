"""Data keys in use: a ring of them for a page or a batch, fetched with one query.

A person's key in a compartment is made when something is first written there. Row-level security hides the
keys of compartments and people that are closed; what they seal then opens as None, as it does once somebody's
keys were destroyed.
"""

from collections.abc import Iterable, Mapping
from typing import Any
from uuid import UUID

from django.conf import settings
from django.db import connection

from guitu.domain.kernel.errors import DomainError
from guitu.foundation.crypto import kek
from guitu.foundation.crypto.suites import SUITES, Cipher, new_key

Pair = tuple[UUID, str]  # person, compartment
Sealed = bytes | memoryview  # as the database's driver gives it
_Row = tuple[UUID, str, str, str, bytes]  # person, compartment, suite, kek, wrapped

_READ = "select person_id, compartment, suite, kek, wrapped from crypto_datakey where person_id = any(%s)"
_ADD = """
insert into crypto_datakey (person_id, compartment, held_by, suite, kek, wrapped)
select * from unnest(%s::uuid[], %s::text[], %s::bigint[], %s::text[], %s::text[], %s::bytea[])
on conflict do nothing
"""
_FOLLOW = """
update crypto_datakey k set held_by = u.held_by
from unnest(%s::uuid[], %s::bigint[]) as u (person_id, held_by)
where k.person_id = u.person_id and k.held_by <> u.held_by
"""


class Key:
    """One data key in the hand, and whose it is."""

    __slots__ = ("_cipher", "_person")

    def __init__(self, cipher: Cipher, person: bytes) -> None:
        self._cipher = cipher
        self._person = person

    def seal(self, place: bytes, row: UUID, text: str) -> bytes:
        """``text`` for one column (``place``: b"table.column") of one row, and for nowhere else."""
        return self._cipher.seal(text.encode(), place + row.bytes + self._person)

    def open(self, place: bytes, row: UUID, sealed: Sealed) -> str:
        """The text again.

        Raises:
            DomainError: "secret.damaged": changed, or moved here from another row, column or person.
        """
        return self._cipher.open(bytes(sealed), place + row.bytes + self._person).decode()


class Ring:
    """Keys of some people. What is not on it cannot be opened. A key is unwrapped when it is first used."""

    __slots__ = ("_keys", "_new", "_wrapped")

    def __init__(self, rows: Iterable[_Row] = ()) -> None:
        self._keys: dict[Pair, Key] = {}
        self._new: list[_Row] = []
        self._wrapped: dict[Pair, tuple[str, str, bytes]] = {}
        self.take(rows)

    def take(self, rows: Iterable[_Row]) -> None:
        """Hang these keys on it as well."""
        for person, compartment, suite, by, wrapped in rows:
            self._wrapped[person, compartment] = (suite, by, wrapped)

    def __contains__(self, pair: Pair) -> bool:
        return pair in self._keys or pair in self._wrapped

    def key(self, person: UUID, compartment: str) -> Key | None:
        """The key of one person in one compartment; None where it is not open here, or destroyed."""
        pair = (person, compartment)
        found = self._keys.get(pair)
        if found is None and pair in self._wrapped:
            suite, by, wrapped = self._wrapped[pair]
            bound = bound_to(person, compartment)
            cipher = SUITES[suite](kek.store().cipher(by).open(wrapped, bound))
            found = self._keys[pair] = Key(cipher, person.bytes)
        return found

    def open(self, person: UUID, compartment: str, place: bytes, row: UUID, sealed: Sealed) -> str | None:
        """What is sealed there; None where the key is not on the ring.

        Raises:
            DomainError: "secret.damaged".
        """
        key = self.key(person, compartment)
        return None if key is None else key.open(place, row, sealed)

    def seal(self, person: UUID, compartment: str, place: bytes, row: UUID, text: str) -> bytes:
        """``text`` sealed.

        Raises:
            DomainError: "key.not-open": this reader may not write there.
        """
        key = self.key(person, compartment)
        if key is None:
            raise DomainError("key.not-open", compartment=compartment)
        return key.seal(place, row, text)

    def make(self, pairs: Iterable[Pair], *, suite: str, by: str) -> None:
        """Make keys that are not there; ``store`` writes them down."""
        wrap = kek.store().cipher(by).seal
        maker = SUITES[suite]
        for person, compartment in pairs:
            secret = new_key(suite)
            self._keys[person, compartment] = Key(maker(secret), person.bytes)
            wrapped = wrap(secret, bound_to(person, compartment))
            self._new.append((person, compartment, suite, by, wrapped))

    def store(self, held_by: Mapping[UUID, int]) -> bool:
        """Write down what was made; False where somebody else was quicker with one of them."""
        if not self._new:
            return True
        rows = self._new
        columns = zip(*((p, c, held_by[p], s, k, w) for p, c, s, k, w in rows), strict=True)
        with connection.cursor() as cursor:
            cursor.execute(_ADD, [list(column) for column in columns])
            whole: bool = cursor.rowcount == len(rows)
        self._new = []
        return whole


def bound_to(person: UUID, compartment: str) -> bytes:
    """What a wrapped key is bound to."""
    return b"crypto_datakey.wrapped" + person.bytes + compartment.encode()


def ring(persons: Iterable[UUID], compartments: Iterable[str] | None = None) -> Ring:
    """The keys of these people, as far as they are open here. One query; none for nobody.

    ``compartments`` None: all.
    """
    return Ring(_read(persons, compartments))


def _read(persons: Iterable[UUID], compartments: Iterable[str] | None) -> list[_Row]:
    wanted = list(dict.fromkeys(persons))
    if not wanted:
        return []
    statement = _READ
    values: list[Any] = [wanted]
    if compartments is not None:
        statement, values = f"{_READ} and compartment = any(%s)", [wanted, list(compartments)]
    with connection.cursor() as cursor:
        cursor.execute(statement, values)
        rows: list[_Row] = cursor.fetchall()
    return rows


def new_ring(pairs: Iterable[Pair]) -> Ring:
    """Keys for people who are being made in this transaction: ``store`` them once their rows are there."""
    made = Ring()
    made.make(dict.fromkeys(pairs), suite=settings.GUITU_CIPHER, by=kek.store().current())
    return made


def ring_to_write(pairs: Iterable[Pair], held_by: Mapping[UUID, int]) -> Ring:
    """The keys of these people in these compartments; what is missing is made and written down first.

    Two writers at once end with the same key: the slower one takes the quicker one's. One query where nothing
    is missing, two where something is.
    """
    wanted = list(dict.fromkeys(pairs))
    persons = [person for person, _ in wanted]
    compartments = list(dict.fromkeys(compartment for _, compartment in wanted))
    found = ring(persons, compartments)
    missing = [pair for pair in wanted if pair not in found]
    if missing:
        found.make(missing, suite=settings.GUITU_CIPHER, by=kek.store().current())
        if not found.store(held_by):
            return ring(persons, compartments)
    return found


def move(person: UUID, *, to_held_by: int) -> None:
    """Rewrite who holds the person."""
    with connection.cursor() as cursor:
        cursor.execute("update crypto_datakey set held_by = %s where person_id = %s", [to_held_by, person])


def follow(held_by: Mapping[UUID, int]) -> None:
    """Let the keys of these people be held where their files are: after a restore."""
    with connection.cursor() as cursor:
        cursor.execute(_FOLLOW, [list(held_by), list(held_by.values())])


def without(persons: Iterable[UUID], compartment: str) -> list[UUID]:
    """Those of these people who have no key in a compartment."""
    listed = list(persons)
    found = ring(listed, (compartment,))
    return [person for person in listed if (person, compartment) not in found]


def forget(persons: Iterable[UUID]) -> None:
    """Delete the keys of people whose files are taken back. Destroying somebody's is ``erasure``'s."""
    with connection.cursor() as cursor:
        cursor.execute("delete from crypto_datakey where person_id = any(%s)", [list(persons)])
