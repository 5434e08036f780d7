"""Logs made up for the tests: lines, sealed in batches, signed by a stand-in that cannot be guessed."""

import hashlib
import hmac
from datetime import UTC, datetime, timedelta
from random import Random
from uuid import UUID

from guitu.domain.ledger.check import Batch, Checked, Trust, check_log, strays
from guitu.domain.ledger.head import Head, to_sign
from guitu.domain.ledger.line import Line, to_bytes
from guitu.domain.ledger.tree import Frontier, leaf_hash

BEGAN = datetime(2026, 11, 2, 1, 0, tzinfo=UTC)
LOG = UUID(int=7)
KEY = b"the log's own key"


def sha256(said: bytes) -> bytes:
    return hashlib.sha256(said).digest()


def signature(said: bytes) -> bytes:
    return hmac.digest(KEY, said, "sha256")


def signed(said: bytes, signature_: bytes) -> bool:
    return hmac.compare_digest(signature(said), signature_)


def line(rng: Random, seq: int, at: datetime) -> Line:
    """One made-up line."""
    return Line(
        seq=seq,
        id=UUID(int=rng.getrandbits(128)),
        at=at,
        actor=UUID(int=rng.getrandbits(128)),
        role="posted_officer",
        unit=430102001000001,
        subject=UUID(int=rng.getrandbits(128)),
        act=rng.choice(("open", "list", "change")),
        purpose="care",
        near="own",
        screen="people:person",
        compartments="casework,existence",
        request=UUID(int=rng.getrandbits(128)),
        device="0123456789abcdef",
        results=rng.randint(1, 50),
    )


def seal(lines: list[Line], size: int, before: Frontier, at: datetime) -> Batch:
    """One batch behind ``before``, which grows."""
    leaves = [leaf_hash(to_bytes(each), sha256) for each in lines]
    for leaf in leaves:
        before.add(leaf)
    head = Head(LOG, size + len(lines), before.root, at, "sha256-ed25519")
    return Batch(head, signature(to_sign(head)), tuple(each.seq for each in lines), tuple(leaves))


def a_log(rng: Random, batches: int = 12) -> tuple[list[Batch], list[Line]]:
    """A log of some batches, five seconds apart, and its lines."""
    tree, sealed, lines, at = Frontier(sha256), [], [], BEGAN
    for _ in range(batches):
        some = [
            line(rng, len(lines) + n + 1, at + timedelta(milliseconds=20 * n))
            for n in range(rng.randint(1, 9))
        ]
        at += timedelta(seconds=5)
        sealed.append(seal(some, len(lines), tree, at))
        lines += some
    return sealed, lines


def checked(
    batches: list[Batch], lines: list[Line], witnessed: dict[int, bytes], *, now: datetime | None = None
) -> tuple[Checked, list[int]]:
    """What the check finds: faults of the log, and rows that no head knows."""
    there: dict[int, list[Line]] = {}
    for each in lines:
        there.setdefault(each.seq, []).append(each)
    trust = Trust(signed, witnessed, (now or BEGAN) - timedelta(days=1096))
    done = check_log(LOG, batches, lambda wanted: {n: there.get(n, []) for n in wanted}, trust, sha256)
    known = {number for batch in batches for number in batch.lines}
    found = strays([(each.seq, each.at) for each in lines], known.__contains__, done.at) if done.at else []
    return done, found


def roots(batches: list[Batch]) -> dict[int, bytes]:
    """What an honest witness saw."""
    return {batch.head.size: batch.head.root for batch in batches}
