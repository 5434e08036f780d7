"""Answers that were worked out a moment ago, kept in this process as long as nothing has changed since.

An answer is kept together with the newest line of the trail of changes: every act writes one in its own
transaction, so that an answer is given again only while nobody has changed anything. What two transactions
write in the other order than they commit, and what the night derives, is seen after ``MOST`` at the latest.
"""

import threading
from collections import OrderedDict
from collections.abc import Callable, Hashable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any, Final, TypeVar
from uuid import UUID

from guitu.foundation import clock
from guitu.foundation.audit.queries import newest_change

Answer = TypeVar("Answer")
MOST: Final = timedelta(minutes=5)  # proposed
SIZE: Final = 200  # answers, of a few kilobytes each; proposed


@dataclass(frozen=True, slots=True)
class _Kept:
    answer: Any
    change: UUID | None
    at: datetime


_kept: OrderedDict[Hashable, _Kept] = OrderedDict()
_lock = threading.Lock()


def recent(key: Hashable, make: Callable[[], Answer]) -> Answer:
    """The answer of that key: the kept one, or what ``make`` works out now. One query where it is kept.

    Whoever calls has let the reader in; a key names everything the answer depends on but the data.
    """
    change, now = newest_change(), clock.now()
    with _lock:
        found = _kept.get(key)
    if found is not None and found.change == change and now - found.at < MOST:
        answer: Answer = found.answer
        return answer
    answer = make()
    with _lock:
        _kept[key] = _Kept(answer, change, now)
        _kept.move_to_end(key)
        while len(_kept) > SIZE:
            _kept.popitem(last=False)
    return answer


def forget() -> None:
    """Keep nothing: for tests, which write past the trail."""
    with _lock:
        _kept.clear()
