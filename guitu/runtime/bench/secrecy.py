"""Sealing: a long list opened with each suite, and wrapping every data key anew."""

import time
from collections.abc import Callable
from uuid import UUID

from django.conf import settings
from django.db import connection

from guitu.foundation.crypto import kek, rotation
from guitu.foundation.crypto.keys import Ring, bound_to, ring
from guitu.foundation.crypto.suites import SUITES, new_key
from guitu.foundation.ids import new_ids
from guitu.runtime.bench.lines import Line, at_most, percentile, spread
from guitu.runtime.bench.machine import loop_ms

ROWS, FIELDS = 200, 5
_COMPARTMENT, _PLACE = "casework", b"people_fact.note"
_TEXT = "入户走访，情况平稳，本人有就业意愿。"
_MOST = {"aes": 5.0, "sm4": 40.0}  # ms
_ROTATION = 30.0  # minutes for a million
_MILLION = 1_000_000

_Row = tuple[UUID, str, str, str, bytes]


def measure(*, rounds: int = 40) -> list[Line]:
    """Both lists and the rotation. On the people behind the walls, with keys of their own."""
    return [*(_list(suite, rounds) for suite in _MOST), _rotation()]


def _list(suite: str, rounds: int) -> Line:
    """A list of people nobody asked for before (their keys are still wrapped), and the same list again."""
    loop = loop_ms(1)
    first, again = [], []
    for _ in range(rounds):
        rows, texts = _people(suite)
        first.append(_timed(lambda rows=rows, texts=texts: _opened(Ring(rows), texts)))  # type: ignore[misc] # bound now
        again.append(_timed(lambda rows=rows, texts=texts: _opened(Ring(rows), texts)))  # type: ignore[misc] # bound now
    return Line(
        f"sealed.{suite}",
        f"list of {ROWS} with {FIELDS} sealed fields opened, {suite.upper()}, keys still wrapped: p50",
        percentile(first, 50),
        "ms",
        at_most(_MOST[suite]),
        "a million additions",
        percentile(first, 50) / loop,
        {"first_ms": spread(first), "again_ms": spread(again)},
    )


def _people(suite: str) -> tuple[list[_Row], list[tuple[UUID, UUID, bytes]]]:
    """Wrapped keys of some people, and what is sealed with them."""
    by = kek.store().current()
    wrap = kek.store().cipher(by).seal
    people = new_ids(ROWS)
    secrets = {person: new_key(suite) for person in people}
    rows = [(p, _COMPARTMENT, suite, by, wrap(secrets[p], bound_to(p, _COMPARTMENT))) for p in people]
    texts = []
    for person in people:
        cipher = SUITES[suite](secrets[person])
        texts += [
            (person, row, cipher.seal(_TEXT.encode(), _PLACE + row.bytes + person.bytes))
            for row in new_ids(FIELDS)
        ]
    return rows, texts


def _opened(keys: Ring, texts: list[tuple[UUID, UUID, bytes]]) -> None:
    for person, row, sealed in texts:
        keys.open(person, _COMPARTMENT, _PLACE, row, sealed)


def _timed(work: Callable[[], None]) -> float:
    """Milliseconds of one core's time."""
    began = time.process_time()
    work()
    return (time.process_time() - began) * 1000


def _rotation() -> Line:
    """Every data key wrapped anew, and somebody's read between the portions."""
    with connection.cursor() as cursor:
        cursor.execute("select person_id from crypto_datakey limit 50")
        some = [person for (person,) in cursor.fetchall()]
    unread = 0

    def look(_done: int) -> None:
        nonlocal unread
        found = ring(some, ("existence",))
        unread += sum(found.key(person, "existence") is None for person in some)

    began = time.perf_counter()
    done = rotation.rotate(suite=settings.GUITU_CIPHER, progress=look)
    seconds = time.perf_counter() - began
    return Line(
        "keys.rotate",
        f"wrap {done.keys:,} data keys anew: minutes for a million, readable throughout",
        seconds / 60 * _MILLION / max(1, done.keys),
        "min",
        at_most(_ROTATION),
        "a million additions, for each key",
        seconds * 1000 / max(1, done.keys) / loop_ms(1),
        {"seconds": round(seconds, 1), "keys": done.keys, "could_not_be_read": unread},
    )
