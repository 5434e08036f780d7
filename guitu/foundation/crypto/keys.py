"""Data keys in use: a ring of them for a page or a batch, fetched with one query.

A person's key in a compartment is made when something is first written there. Row-level security hides the
keys of compartments and people that are closed; what they seal then opens as None, as it does once somebody's
keys were destroyed.
"""

from collections.abc import Iterable, Mapping
from os import urandom
from typing import Any
from uuid import UUID

import psycopg
from django.conf import settings
from django.db import connection

from guitu.domain.kernel.errors import DomainError
from guitu.foundation.crypto import kek
from guitu.foundation.crypto.suites import SUITES, Cipher

Pair = tuple[UUID, str]  # person, compartment
_Row = tuple[UUID, str, str, str, bytes]  # person, compartment, suite, kek, wrapped

_NONCE, _NONCES = 12, 64  # bytes of one; how many are drawn together, because a draw costs as much as sealing
KEPT = 4096  # keys a process keeps unwrapped: a few hundred bytes each
_READ = "select person_id, compartment, suite, kek, wrapped from crypto_datakey where person_id = any(%s)"
_ADD = """
insert into crypto_datakey (person_id, compartment, held_by, suite, kek, wrapped)
select * from unnest(%b::uuid[], %b::text[], %b::bigint[], %b::text[], %b::text[], %b::bytea[])
on conflict do nothing
"""
_FOLLOW = """
update crypto_datakey k set held_by = u.held_by
from unnest(%s::uuid[], %s::bigint[]) as u (person_id, held_by)
where k.person_id = u.person_id and k.held_by <> u.held_by
"""


class Key:
    """One data key in the hand, and whose it is."""

    __slots__ = ("_open", "_person", "_seal")

    def __init__(self, cipher: Cipher, person: bytes) -> None:
        self._seal = cipher.seal
        self._open = cipher.open
        self._person = person

    def seal(self, place: bytes, row: UUID, text: str, nonce: bytes | None = None) -> bytes:
        """``text`` for one column (``place``: b"table.column") of one row, and for nowhere else."""
        return self._seal(text.encode(), place + row.int.to_bytes(16) + self._person, nonce)

    def open(self, place: bytes, row: UUID, sealed: bytes | memoryview) -> str:
        """The text again.

        Raises:
            DomainError: "secret.damaged": changed, or moved here from another row, column or person.
        """
        bound = place + row.int.to_bytes(16) + self._person
        return self._open(sealed, bound).decode()  # type: ignore[arg-type]  # psycopg gives bytes


class Ring:
    """Keys of some people. What is not on it cannot be opened. A key is unwrapped when it is first used."""

    # by the number of the person's id: a page asks a thousand times, and a UUID's own hash is slow
    __slots__ = ("_keys", "_new", "_nonces", "_wrapped", "_wrappers")

    def __init__(self, rows: Iterable[_Row] = ()) -> None:
        self._keys: dict[tuple[int, str], Key] = {}
        self._new: list[_Row] = []
        self._wrapped = {(row[0].int, row[1]): row for row in rows}
        self._wrappers: dict[str, Cipher] = {}
        self._nonces: list[bytes] = []  # each used once; they live as long as one page or batch

    def __contains__(self, pair: Pair) -> bool:
        found = (pair[0].int, pair[1])
        return found in self._keys or found in self._wrapped

    def key(self, person: UUID, compartment: str) -> Key | None:
        """The key of one person in one compartment; None where it is not open here, or destroyed."""
        found = self._keys.get((person.int, compartment))
        return self._unwrapped(person, compartment) if found is None else found

    def _unwrapped(self, person: UUID, compartment: str) -> Key | None:
        pair = (person.int, compartment)
        row = self._wrapped.get(pair)
        if row is None:
            return None
        held = (row[4], *pair)
        made = _kept.get(held)
        if made is None:
            made = _unwrap(row, self._wrapper(row[3]))
            if len(_kept) >= KEPT:
                _kept.clear()
            _kept[held] = made
        self._keys[pair] = made
        return made

    def _wrapper(self, by: str) -> Cipher:
        found = self._wrappers.get(by)
        if found is None:
            found = self._wrappers[by] = kek.store().cipher(by)
        return found

    def open(
        self, person: UUID, compartment: str, place: bytes, row: UUID, sealed: bytes | memoryview
    ) -> str | None:
        """What is sealed there; None where the key is not on the ring.

        Raises:
            DomainError: "secret.damaged".
        """
        key = self._keys.get((person.int, compartment)) or self._unwrapped(person, compartment)
        return None if key is None else key.open(place, row, sealed)

    def seal(self, person: UUID, compartment: str, place: bytes, row: UUID, text: str) -> bytes:
        """``text`` sealed.

        Raises:
            DomainError: "key.not-open": this reader may not write there.
        """
        key = self.key(person, compartment)
        if key is None:
            raise DomainError("key.not-open", compartment=compartment)
        if not self._nonces:
            chance = urandom(_NONCE * _NONCES)
            self._nonces = [chance[n : n + _NONCE] for n in range(0, len(chance), _NONCE)]
        return key.seal(place, row, text, self._nonces.pop())

    def make(self, pairs: Iterable[Pair], *, suite: str, by: str) -> None:
        """Make keys that are not there; ``store`` writes them down."""
        wrap = kek.store().cipher(by).seal
        maker, wanted = SUITES[suite], list(pairs)
        length = maker.key_bytes
        chance = urandom(length * len(wanted))
        for place, (person, compartment) in enumerate(wanted):
            secret = chance[place * length : (place + 1) * length]
            self._keys[person.int, compartment] = Key(maker(secret), person.bytes)
            wrapped = wrap(secret, bound_to(person, compartment))
            self._new.append((person, compartment, suite, by, wrapped))

    def store(self, held_by: Mapping[UUID, int]) -> bool:
        """Write down what was made; False where somebody else was quicker with one of them."""
        if not self._new:
            return True
        rows = self._new
        columns = zip(*((p, c, held_by[p], s, k, w) for p, c, s, k, w in rows), strict=True)
        with connection.wrap_database_errors, psycopg.Cursor(connection.connection) as cursor:
            cursor.execute(_ADD, [list(column) for column in columns])
            whole = cursor.rowcount == len(rows)
        self._new = []
        return whole


# Unwrapped keys, by what was unwrapped and for whom: whoever reads the row anew is spared unwrapping it.
_kept: dict[tuple[bytes, int, str], Key] = {}


def _unwrap(row: _Row, wrapper: Cipher) -> Key:
    person = row[0].int.to_bytes(16)
    secret = wrapper.open(row[4], b"crypto_datakey.wrapped" + person + row[1].encode())
    return Key(SUITES[row[2]](secret), person)


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
