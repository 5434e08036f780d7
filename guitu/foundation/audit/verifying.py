"""Checking the log from outside: against the database, or against a copy of it in a file.

What is believed comes from the caller: the log's public key, and the roots a witness saw. Needs no Django.
"""

import json
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, fields
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Protocol
from uuid import UUID

from guitu.domain.ledger.check import Batch, Checked, Fault, Trust, check_log, strays
from guitu.domain.ledger.head import Head
from guitu.domain.ledger.line import Line
from guitu.foundation.audit.keys import hash_of, verifies
from guitu.foundation.audit.own import Connection
from guitu.foundation.audit.sealing import numbers, split

KEPT = timedelta(days=3 * 366)  # rows of older heads may be gone
_LINE = tuple(field.name for field in fields(Line))
_HEAD = ("log", "size", "root", "at", "suite", "signature", "lines", "leaves")


class Source(Protocol):
    """Where a log is read from."""

    def batches(self) -> Mapping[UUID, Iterable[Batch]]:
        """The heads of every log, by size."""

    def fetch(self, wanted: Sequence[int]) -> Mapping[int, Sequence[Line]]:
        """The rows with these numbers."""

    def moments(self) -> Iterable[tuple[int, datetime]]:
        """Number and moment of every row."""


@dataclass(frozen=True, slots=True)
class Witnessed:
    """What a witness knows of one log: its public key, and the root at every size it saw."""

    key: str
    roots: Mapping[int, bytes]


@dataclass(frozen=True, slots=True)
class Report:
    """What came of it. ``waiting`` rows that are not sealed yet. ``inserted`` rows that no head knows."""

    logs: Mapping[UUID, Checked]
    inserted: tuple[int, ...]
    waiting: int

    @property
    def faults(self) -> list[Fault]:
        """All faults, log by log."""
        return [fault for checked in self.logs.values() for fault in checked.faults]

    @property
    def sound(self) -> bool:
        """Whether nothing is wrong."""
        return not self.faults and not self.inserted


def verify(
    source: Source, *, key: str, witnessed: Mapping[UUID, Witnessed], now: datetime, kept: timedelta = KEPT
) -> Report:
    """Check every log there is, and every log the witness knows.

    Args:
        source: what is checked.
        key: the public key of logs the witness knows nothing of.
        witnessed: what the witness knows, by log; empty without a witness.
        now: the present moment; rows older than ``kept`` may be gone.
        kept: how long rows are kept.
    """
    sealed: set[int] = set()
    checked: dict[UUID, Checked] = {}
    found = source.batches()
    last: datetime | None = None
    for log in dict.fromkeys([*found, *witnessed]):
        known = witnessed.get(log, Witnessed(key, {}))
        checked[log] = _one(log, found.get(log, ()), source, known, now - kept, sealed, after=last)
        last = checked[log].at or last
    rows = list(source.moments())
    inserted = strays(rows, sealed.__contains__, last) if last else []
    waiting = sum(1 for number, _ in rows if number not in sealed) - len(inserted)
    return Report(checked, tuple(inserted), waiting)


def _one(
    log: UUID,
    batches: Iterable[Batch],
    source: Source,
    known: Witnessed,
    kept_from: datetime,
    sealed: set[int],
    *,
    after: datetime | None,
) -> Checked:
    suites: list[str] = []

    def noticed() -> Iterator[Batch]:
        for batch in batches:
            suites.append(batch.head.suite)
            sealed.update(batch.lines)
            yield batch

    def signed(said: bytes, signature: bytes) -> bool:
        return verifies(suites[-1], known.key, said, signature)

    walk = noticed()
    first = next(walk, None)
    hashed = hash_of(first.head.suite if first else "sha256-ed25519")
    trust = Trust(signed, known.roots, kept_from)
    return check_log(log, [first, *walk] if first else [], source.fetch, trust, hashed, after=after)


class DatabaseSource:
    """The log as it stands in the database."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def batches(self) -> Mapping[UUID, Iterable[Batch]]:
        """The heads of every log, by size, read as they are asked for."""
        logs = self._connection.execute("select log from audit_head group by log order by min(number)")
        return {log: self._of(log) for (log,) in logs.fetchall()}

    def _of(self, log: UUID) -> Iterator[Batch]:
        size = -1
        read = (
            f"select {', '.join(_HEAD)} from audit_head where log = %s and size > %s order by size limit 200"  # noqa: S608 - our columns
        )
        while rows := self._connection.execute(read, [log, size]).fetchall():
            yield from (_batch(*row) for row in rows)
            size = rows[-1][1]

    def fetch(self, wanted: Sequence[int]) -> Mapping[int, Sequence[Line]]:
        """The rows with these numbers."""
        read = f"select {', '.join(_LINE)} from audit_access where seq = any(%s)"  # noqa: S608 - our columns
        found: dict[int, list[Line]] = defaultdict(list)
        for row in self._connection.execute(read, [list(wanted)]):
            found[row[0]].append(Line(*row))
        return found

    def moments(self) -> Iterable[tuple[int, datetime]]:
        """Number and moment of every row."""
        return self._connection.execute("select seq, at from audit_access").fetchall()


class CopySource:
    """The log as somebody copied it: each line of the file is a head or a row, as JSON."""

    def __init__(self, heads: Iterable[Batch], rows: Iterable[Line]) -> None:
        self.heads = list(heads)
        self.rows = list(rows)
        self._numbered: dict[int, list[Line]] = defaultdict(list)
        for row in self.rows:
            self._numbered[row.seq].append(row)

    @classmethod
    def read(cls, file: Path) -> "CopySource":
        """A copy that ``write_copy`` wrote.

        Raises:
            ValueError: the file is something else.
        """
        heads, rows = [], []
        with file.open(encoding="utf-8") as lines:
            for text in lines:
                said = json.loads(text)
                if "row" in said:
                    rows.append(_row(said["row"]))
                else:
                    heads.append(_batch_of(said["head"]))
        return cls(heads, rows)

    def batches(self) -> Mapping[UUID, Iterable[Batch]]:
        """The heads of every log, by size."""
        found: dict[UUID, list[Batch]] = defaultdict(list)
        for batch in sorted(self.heads, key=lambda each: each.head.size):
            found[batch.head.log].append(batch)
        return found

    def fetch(self, wanted: Sequence[int]) -> Mapping[int, Sequence[Line]]:
        """The rows with these numbers."""
        return {number: self._numbered[number] for number in wanted if number in self._numbered}

    def moments(self) -> Iterable[tuple[int, datetime]]:
        """Number and moment of every row."""
        return [(row.seq, row.at) for row in self.rows]


def write_copy(connection: Connection, file: Path) -> int:
    """Copy heads and rows into a file, to be checked elsewhere; how many rows there were."""
    count = 0
    with file.open("w", encoding="utf-8") as out:
        for row in connection.execute(f"select {', '.join(_HEAD)} from audit_head order by number"):  # noqa: S608 - our columns
            out.write(json.dumps({"head": _as_json(row)}) + "\n")
        with connection.transaction(), connection.cursor(name="copy") as rows:
            for row in rows.execute(f"select {', '.join(_LINE)} from audit_access order by seq"):  # noqa: S608 - as above
                out.write(json.dumps({"row": _as_json(row)}, ensure_ascii=False) + "\n")
                count += 1
    return count


def _as_json(row: Iterable[object]) -> list[object]:
    plain: list[object] = []
    for value in row:
        if isinstance(value, datetime):
            plain.append(value.astimezone(UTC).isoformat())
        elif isinstance(value, bytes):
            plain.append(value.hex())
        else:
            plain.append(str(value) if isinstance(value, UUID) else value)
    return plain


def _batch(
    log: UUID, size: int, root: bytes, at: datetime, suite: str, signature: bytes, lines: bytes, leaves: bytes
) -> Batch:
    return Batch(Head(log, size, root, at, suite), signature, numbers(lines), split(leaves))


def _batch_of(said: Sequence[str]) -> Batch:
    log, size, root, at, suite, signature, lines, leaves = said
    unhexed = bytes.fromhex
    return _batch(
        UUID(log),
        int(size),
        unhexed(root),
        datetime.fromisoformat(at),
        suite,
        unhexed(signature),
        unhexed(lines),
        unhexed(leaves),
    )


_IDS = frozenset({"id", "actor", "subject", "request"})


def _row(said: Sequence[object]) -> Line:
    values = dict(zip(_LINE, said, strict=True))
    for name in _IDS:
        values[name] = UUID(str(values[name])) if values[name] is not None else None
    values["at"] = datetime.fromisoformat(str(values["at"]))
    return Line(**values)  # type: ignore[arg-type]  # a file somebody may have written; the hashes tell
