"""A new key-encryption key: every data key is wrapped anew, in portions, while everything stays readable.

What the data keys seal is not touched. Cut short, it goes on where it stopped when it is run again.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from time import sleep
from uuid import UUID

from django.db import connection, transaction

from guitu.foundation.authorization import door
from guitu.foundation.crypto import files, installation, kek
from guitu.foundation.crypto.keys import bound_to

AT_ONCE = 10_000  # keys of one transaction: a fraction of a second

_Row = tuple[UUID, str, str, bytes]  # person, compartment, kek, wrapped
_FIRST = UUID(int=0)
_OLD = """
select person_id, compartment, kek, wrapped from crypto_datakey
where (person_id, compartment) > (%s, %s) and kek <> %s
order by person_id, compartment limit %s
"""
# the range lets the primary key find the rows; a row that was destroyed meanwhile is not there any more
_REWRAP = """
update crypto_datakey d set kek = %s, wrapped = u.wrapped
from unnest(%s::uuid[], %s::text[], %s::text[], %s::bytea[]) as u (person_id, compartment, kek, wrapped)
where d.person_id = u.person_id and d.compartment = u.compartment and d.kek = u.kek
  and d.person_id >= %s and d.person_id <= %s
"""
# transactions of others that have touched this database; not every one of the server, whose end nobody knows
_OPEN = """
select array_agg(own.virtualxid) from pg_locks own
where own.locktype = 'virtualxid' and own.pid <> pg_backend_pid() and exists (
    select from pg_locks held join pg_database here on here.oid = held.database
    where held.pid = own.pid and held.locktype = 'relation' and here.datname = current_database()
)
"""
_STILL_OPEN = (
    "select exists (select from pg_locks where locktype = 'virtualxid' and virtualxid = any(%s::text[]))"
)
_LOOK = 0.2  # seconds between two looks


@dataclass(frozen=True, slots=True)
class Rotated:
    """The key that wraps now, how many data keys were wrapped anew, whether an earlier run was finished."""

    kek: str
    keys: int
    resumed: bool


def rotate(*, suite: str, progress: Callable[[int], object] = lambda _keys: None) -> Rotated:
    """Make a key-encryption key and wrap everything with it; the old one's file stays until ``drop_unused``.

    Where an earlier run of the same suite was cut short, its key is taken and the rest is done. What is being
    written with the older key at the moment, a large import perhaps, is waited for. Not inside a transaction.

    Raises:
        DomainError: "key.busy": another process is rotating.
    """
    store = kek.store()
    with files.alone("rotation"):
        resumed = is_unfinished() and store.suite(store.current()) == suite
        to = store.current() if resumed else store.make(suite)
        earlier = _open_transactions()  # whoever begins from here on finds the new key
        done = _everything(to, progress)
        while _are_open(earlier):
            sleep(_LOOK)
        done += _everything(to, progress)
        installation.rewrap(to)
    return Rotated(to, done, resumed)


def _everything(to: str, progress: Callable[[int], object]) -> int:
    done = 0
    while some := sum(_portions(to, progress)):  # once more for what others wrote meanwhile
        done += some
    return done


def _open_transactions() -> list[str]:
    with connection.cursor() as cursor:
        cursor.execute(_OPEN)
        return cursor.fetchone()[0] or []


def _are_open(transactions: list[str]) -> bool:
    with connection.cursor() as cursor:
        cursor.execute(_STILL_OPEN, [transactions])
        return bool(cursor.fetchone()[0])


def is_unfinished() -> bool:
    """Whether anything is wrapped by another key than the current one."""
    with transaction.atomic(), door.even_sealed("rotation"), connection.cursor() as cursor:
        cursor.execute("select exists (select from crypto_datakey where kek <> %s)", [kek.store().current()])
        return bool(cursor.fetchone()[0])


def drop_unused() -> tuple[str, ...]:
    """Delete the files of key-encryption keys that wrap nothing any more; returns their names.

    Only right after ``rotate``, which has waited for whoever still wrote with them.

    Raises:
        DomainError: "key.busy": another process is rotating.
    """
    store = kek.store()
    with files.alone("rotation"):
        if is_unfinished():
            return ()
        gone = tuple(name for name in store.names() if name != store.current())
        for name in gone:
            store.drop(name)
    return gone


def _portions(to: str, progress: Callable[[int], object]) -> Iterator[int]:
    behind: tuple[UUID, str] = (_FIRST, "")
    while True:
        with transaction.atomic(), door.even_sealed("rotation"), connection.cursor() as cursor:
            cursor.execute(_OLD, [*behind, to, AT_ONCE])
            rows: list[_Row] = cursor.fetchall()
            if not rows:
                return
            persons, compartments, keks, _ = zip(*rows, strict=True)
            wrapped = _rewrapped(rows, to)
            values = [list(persons), list(compartments), list(keks), wrapped]
            cursor.execute(_REWRAP, [to, *values, persons[0], persons[-1]])
        behind = (rows[-1][0], rows[-1][1])
        progress(len(rows))
        yield len(rows)


def _rewrapped(rows: list[_Row], to: str) -> list[bytes]:
    cipher = kek.store().cipher
    wrap = cipher(to).seal
    made = []
    for person, compartment, by, wrapped in rows:
        bound = bound_to(person, compartment)
        made.append(wrap(cipher(by).open(wrapped, bound), bound))
    return made
