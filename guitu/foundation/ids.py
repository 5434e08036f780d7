"""New row ids: UUIDv7 from our clock and the system's chance; within a process they only rise."""

import os
from datetime import datetime
from threading import Lock
from uuid import UUID

from guitu.domain.kernel.ids import RANDOM_BITS, uuid7
from guitu.foundation import clock

_HEADROOM = (
    1 << (RANDOM_BITS - 1)
) - 1  # leaves room for a thousand milliard more ids in the same millisecond

_lock = Lock()
_last_ms = -1
_last_bits = 0


def _milliseconds(moment: datetime) -> int:
    return int(moment.timestamp() * 1000)


def _random(bits: int) -> int:
    return int.from_bytes(os.urandom((bits + 7) // 8)) & ((1 << bits) - 1)


def new_id(at: datetime | None = None) -> UUID:
    """A new id; ``at`` (aware) makes it as old as that moment, as an import or a demo needs.

    Without ``at`` each id of this process sorts after the one before it, even if the clock steps back.
    """
    if at is not None:
        return uuid7(_milliseconds(at), _random(RANDOM_BITS))
    return new_ids(1)[0]


def new_ids(count: int) -> list[UUID]:
    """``count`` new ids of this moment in rising order, later than all ids this process made before."""
    global _last_ms, _last_bits
    steps = os.urandom(4 * count)
    with _lock:
        moment = _milliseconds(clock.now())
        if moment > _last_ms:
            _last_ms, _last_bits = moment, _random(RANDOM_BITS) & _HEADROOM
        ids = []
        for place in range(0, 4 * count, 4):
            _last_bits += 1 + int.from_bytes(steps[place : place + 4])
            ids.append(uuid7(_last_ms, _last_bits))
    return ids
