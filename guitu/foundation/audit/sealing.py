"""Sealing: rows that nothing can come before any more are put into the tree, and the head is signed.

A row counts as finished when its transaction lies below the horizon of the present snapshot: numbers are
given out in one order and committed in another. Everything the sealer must know to go on stands in its last
head, so it may be killed at any moment. This file needs a connection and no Django.
"""

import struct
from collections.abc import Sequence
from dataclasses import dataclass, fields
from datetime import datetime
from uuid import uuid4

from guitu.domain.ledger.head import Head, to_sign
from guitu.domain.ledger.line import Line, to_bytes
from guitu.domain.ledger.tree import Frontier, leaf_hash
from guitu.foundation.audit.keys import Signer, hash_of
from guitu.foundation.audit.own import Connection

DIGEST = 32  # bytes of a hash, SHA-256 and SM3 alike
MOST = 20_000  # rows in one batch
SLACK = 10_000  # numbers that may be given out and not committed yet, many times over
_LOCK = 4_715_311  # any fixed number: one sealer at a time
_COLUMNS = ", ".join(field.name for field in fields(Line))


@dataclass(frozen=True, slots=True)
class Sealed:
    """The last head as the sealer goes on from it.

    ``horizon`` the transaction below which everything is sealed; ``last_line`` the largest number sealed;
    ``server`` the identifier of the server whose transactions these are.
    """

    head: Head
    frontier: Frontier
    horizon: int
    last_line: int
    server: int


def alone(connection: Connection) -> bool:
    """Whether this process became the sealer: it stays so until its connection ends."""
    row = connection.execute("select pg_try_advisory_lock(%s)", [_LOCK]).fetchone()
    return bool(row and row[0])


def server_of(connection: Connection) -> int:
    """The identifier a server keeps for life."""
    row = connection.execute("select system_identifier from pg_control_system()").fetchone()
    return int(row[0]) if row else 0


def last(connection: Connection) -> Sealed | None:
    """The last head of the present log; None where none was ever made."""
    row = connection.execute(
        "select log, size, root, at, suite, frontier, horizon, last_line, server from audit_head"
        " order by number desc limit 1"
    ).fetchone()
    if row is None:
        return None
    log, size, root, at, suite, nodes, horizon, last_line, server = row
    frontier = Frontier(hash_of(suite), size, split(nodes))
    return Sealed(Head(log, size, root, at, suite), frontier, horizon, last_line, server)


def begin(
    connection: Connection, signer: Signer, before: Sealed | None, *, suite: str, at: datetime
) -> Sealed:
    """A new log, empty: the first, or one after a restored backup or with another suite.

    What the log before it held is not sealed a second time.
    """
    tree = Frontier(hash_of(suite))
    horizon, last_line, server = 0, 0, server_of(connection)
    if before is not None:
        last_line = before.last_line
        horizon = before.horizon if before.server == server else 0
    made = Sealed(Head(uuid4(), 0, tree.root, at, suite), tree, horizon, last_line, server)
    _keep(connection, signer, made, (), ())
    return made


def seal(connection: Connection, signer: Signer, before: Sealed, *, at: datetime) -> Sealed | None:
    """Put finished rows behind ``before``; the new head, or None where there was nothing to do."""
    found, horizon, more = _finished(connection, before)
    if not found:
        return None
    if more:  # what waits behind these is no older than they are: a head says up to when it is complete
        at = min(at, max(line.at for line in found))
    hashed = hash_of(before.head.suite)
    tree, leaves = before.frontier.copy(), []
    for line in found:
        leaves.append(leaf_hash(to_bytes(line), hashed))
        tree.add(leaves[-1])
    head = Head(before.head.log, tree.size, tree.root, at, before.head.suite)
    lines = [line.seq for line in found]
    made = Sealed(head, tree, horizon, max(before.last_line, *lines), before.server)
    _keep(connection, signer, made, lines, leaves)
    return made


# by transaction, so that a batch that is cut short ends at a border between two transactions
_FINISHED = f"""
    select {_COLUMNS}, xid::text::bigint, pg_snapshot_xmin(pg_current_snapshot())::text::bigint
    from audit_access
    where seq > %(floor)s and xid >= %(horizon)s::text::xid8 and xid < pg_snapshot_xmin(pg_current_snapshot())
    order by xid, seq limit %(most)s
"""  # noqa: S608 - the columns stand above

# rows restored from another server carry its transactions, which mean nothing here
_RESTORED = f"""
    select {_COLUMNS}, 0, pg_snapshot_xmin(pg_current_snapshot())::text::bigint
    from audit_access
    where seq > %(floor)s and (xid < pg_snapshot_xmin(pg_current_snapshot())
                               or xid >= pg_snapshot_xmax(pg_current_snapshot()))
    order by seq limit %(most)s
"""  # noqa: S608 - as above


def _finished(connection: Connection, before: Sealed) -> tuple[list[Line], int, bool]:
    """Finished rows that no head holds, the transaction below which there are no others, and if more wait."""
    restored = before.horizon == 0 and before.last_line > 0
    floor = before.last_line if restored else max(0, before.last_line - SLACK)
    values = {"floor": floor, "horizon": before.horizon, "most": MOST + 1}
    rows = connection.execute(_RESTORED if restored else _FINISHED, values).fetchall()
    if not rows:
        return [], before.horizon, False
    horizon, more = rows[0][-1], len(rows) > MOST
    if more:
        horizon = 0 if restored else rows[-1][-2]
        rows = rows[:MOST] if restored else [row for row in rows if row[-2] < horizon]
    return [Line(*row[:-2]) for row in rows], horizon, more


def _keep(
    connection: Connection, signer: Signer, made: Sealed, lines: Sequence[int], leaves: Sequence[bytes]
) -> None:
    head = made.head
    connection.execute(
        "insert into audit_head (log, size, root, at, suite, signature, frontier, lines, leaves, horizon,"
        " last_line, server) values (%s, %s, %s, %s, %s, %s, %s, %s, %s, %s, %s, %s)",
        [
            *(head.log, head.size, head.root, head.at, head.suite, signer.sign(to_sign(head))),
            *(b"".join(made.frontier.nodes), pack(lines), b"".join(leaves)),
            *(made.horizon, made.last_line, made.server),
        ],
    )


def pack(lines: Sequence[int]) -> bytes:
    """Numbers of rows as they are kept: eight bytes each."""
    return struct.pack(f">{len(lines)}q", *lines)


def numbers(packed: bytes) -> tuple[int, ...]:
    """The numbers again."""
    return struct.unpack(f">{len(packed) // 8}q", packed)


def split(packed: bytes) -> tuple[bytes, ...]:
    """Hashes that were kept one behind the other."""
    return tuple(packed[place : place + DIGEST] for place in range(0, len(packed), DIGEST))
