"""Finding what somebody did to a log: changed, deleted, inserted, reordered, cut off, or taken back a day.

Nothing the operator keeps is believed by itself: lines are hashed anew, heads are compared with their
signatures and with the roots a witness saw. What is named is the first position, counted from 0, that is bad.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Literal
from uuid import UUID

from guitu.domain.ledger.head import Head, to_sign
from guitu.domain.ledger.line import Line, to_bytes
from guitu.domain.ledger.tree import Frontier, Hash, leaf_hash

Kind = Literal["changed", "deleted", "inserted", "reordered", "altered", "forged", "truncated", "unknown"]
LATE = timedelta(seconds=15)  # a line is written that soon after its moment, and lines are sealed in turn


@dataclass(frozen=True, slots=True)
class Batch:
    """What one head added: the numbers of its lines and their hashes, in the order of the tree."""

    head: Head
    signature: bytes
    lines: Sequence[int]
    leaves: Sequence[bytes]


@dataclass(frozen=True, slots=True, order=True)
class Fault:
    """Something wrong at the lines from ``position`` up to, not including, ``until`` of one log.

    ``altered``: the record of what was sealed does not give the root that was signed or witnessed.
    ``forged``: a head the log's key did not sign. ``unknown``: the witness knows a log that is not there.
    """

    position: int
    until: int
    kind: Kind
    log: UUID


@dataclass(frozen=True, slots=True)
class Trust:
    """What is believed: the log's signature, and the roots a witness saw by the size of the tree.

    ``kept_from``: lines sealed before that moment may be gone; they were kept as long as was promised.
    """

    signed: Callable[[bytes, bytes], bool]
    witnessed: Mapping[int, bytes]
    kept_from: datetime


Fetch = Callable[[Sequence[int]], Mapping[int, Sequence[Line]]]


@dataclass
class Checked:
    """What came of checking one log. ``size`` how far its heads reach; ``at`` the moment of the last."""

    faults: list[Fault] = field(default_factory=list)
    size: int = 0
    at: datetime | None = None

    @property
    def first(self) -> Fault | None:
        """The fault at the lowest position."""
        return min(self.faults, default=None)


def check_log(
    log: UUID,
    batches: Iterable[Batch],
    fetch: Fetch,
    trust: Trust,
    hashed: Hash,
    *,
    after: datetime | None = None,
) -> Checked:
    """Walk over one log from its beginning.

    Args:
        log: which.
        batches: its heads with what each added, by size.
        fetch: the lines that are there now, by number; several under one number are a fault.
        trust: what is believed.
        hashed: the hash of the log's suite.
        after: the moment of the last head of the logs before this one; None: there is none.
    """
    walk = _Walk(log, fetch, trust, Frontier(hashed), after)
    done = Checked()
    for batch in batches:
        done.faults += walk.over(batch)
        if walk.tree.size != batch.head.size:  # a gap: nothing behind it can be placed
            break
        if batch.lines:  # a head without lines says that a log begins, not that nothing waited for it
            walk.before = max(batch.head.at, walk.before or batch.head.at)
    done.size, done.at = walk.tree.size, walk.before
    seen = max(trust.witnessed, default=0)
    if seen > done.size:
        done.faults.append(Fault(walk.proven, seen, "truncated", log))
    return done


@dataclass
class _Walk:
    """One pass over a log: the tree as far as it was walked, and the latest moment of the heads before.

    ``proven`` the last size whose root a witness saw.
    """

    log: UUID
    fetch: Fetch
    trust: Trust
    tree: Frontier
    before: datetime | None = None
    proven: int = 0

    def over(self, batch: Batch) -> Iterator[Fault]:
        """The faults of one batch; the tree grows by its leaves."""
        start = self.tree.size
        if start + len(batch.leaves) != batch.head.size or len(batch.lines) != len(batch.leaves):
            yield Fault(start, max(batch.head.size, start), "deleted", self.log)
            return
        bad_root = self._grow(batch)
        found = list(self._lines(batch, start))
        yield from found
        if bad_root and not found:
            yield Fault(start, batch.head.size, "altered", self.log)
        if batch.head.log != self.log or not self.trust.signed(to_sign(batch.head), batch.signature):
            yield Fault(start, batch.head.size, "forged", self.log)

    def _grow(self, batch: Batch) -> bool:
        """Add the batch's leaves; whether a root on the way is not the one that was signed or witnessed."""
        bad = False
        for leaf in batch.leaves:
            self.tree.add(leaf)
            seen = self.trust.witnessed.get(self.tree.size)
            if seen == self.tree.root:
                self.proven = self.tree.size
            bad = bad or (seen is not None and seen != self.tree.root)
        return bad or self.tree.root != batch.head.root

    def _lines(self, batch: Batch, start: int) -> Iterator[Fault]:
        there = self.fetch(batch.lines)
        leaves = frozenset(batch.leaves)
        for place, (number, leaf) in enumerate(zip(batch.lines, batch.leaves, strict=True), start):
            kind = self._judge(there.get(number, ()), leaf, batch.head.at, leaves)
            if kind is not None:
                yield Fault(place, place + 1, kind, self.log)

    def _judge(
        self, lines: Sequence[Line], leaf: bytes, sealed_at: datetime, leaves: frozenset[bytes]
    ) -> Kind | None:
        if not lines:
            return None if sealed_at < self.trust.kept_from else "deleted"
        if len(lines) > 1:
            return "inserted"
        made = leaf_hash(to_bytes(lines[0]), self.tree.hashed)
        if made != leaf:
            return "reordered" if made in leaves else "changed"
        if self.before is not None and lines[0].at < self.before - LATE:
            return "inserted"  # dated back, and sealed long after the others of its time
        return None


def strays(
    lines: Iterable[tuple[int, datetime]], sealed: Callable[[int], bool], until: datetime
) -> list[int]:
    """Lines that no head knows although heads reach past their moment: put in afterwards.

    Args:
        lines: number and moment of every line that is there.
        sealed: whether some head of some log holds a number.
        until: the moment of the last head; later lines are still waiting for theirs.
    """
    return sorted(number for number, at in lines if at < until - LATE and not sealed(number))
