"""Writing a snapshot: each table streams out of PostgreSQL by COPY, through a pipe, into a Parquet file.

All tables are read in one transaction, so that they agree. Nothing is held whole in memory, and the folder
takes its place under its name only when every file stands.
"""

import os
import shutil
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Final

import duckdb
from django.db import connection, transaction

from guitu.analytics.columns.layout import GONE, TABLES, Table
from guitu.foundation.authorization import door

MEMORY: Final = "144MB"  # what DuckDB may hold; it writes row groups as they fill
KEPT: Final = 3  # snapshots that stay; proposed
_ROW_GROUP: Final = 30_720
_PIPE: Final = 1 << 20


@dataclass(frozen=True, slots=True)
class Written:
    """A snapshot that stands: its folder, the day it shows, and the rows of each table."""

    folder: Path
    as_of: date
    rows: dict[str, int]


def write(root: Path, *, as_of: date, seconds: int = 4 * 3600) -> Written:
    """Write a snapshot below ``root``, named after its day; one of the same day is replaced.

    Raises:
        OSError: the folder cannot be written; nothing of the new snapshot is left.
    """
    root.mkdir(parents=True, exist_ok=True)
    root.chmod(0o700)
    draft = root / f".{as_of.isoformat()}.{os.getpid()}"
    draft.mkdir(mode=0o700)
    try:
        with _one_moment(), door.as_system("snapshot", seconds=seconds):
            rows = _write_tables(draft)
        return Written(_put_in_place(draft, root / as_of.isoformat()), as_of, rows)
    finally:
        shutil.rmtree(draft, ignore_errors=True)
        _drop_old(root)


def snapshots(root: Path) -> tuple[Path, ...]:
    """The snapshots below ``root``, the newest first."""
    found = [each for each in root.glob("[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]") if each.is_dir()]
    return tuple(sorted(found, reverse=True))


@contextmanager
def _one_moment() -> Iterator[None]:
    """A transaction that sees one moment throughout; inside the caller's own, whatever that one sees."""
    within = connection.in_atomic_block
    with transaction.atomic():
        if not within:
            with connection.cursor() as cursor:
                cursor.execute("set transaction isolation level repeatable read, read only")
        yield


def _write_tables(folder: Path) -> dict[str, int]:
    with duckdb.connect() as columns:
        columns.execute(f"set memory_limit='{MEMORY}'; set threads=1; set preserve_insertion_order=false")
        columns.execute(
            f"set temp_directory='{folder}'"
        )  # what does not fit lies beside the rest, and goes with it
        columns.execute("create table gone (id uuid)")
        with _flowing(GONE, folder / "gone.pipe") as pipe:
            columns.execute(f"insert into gone {_read(pipe, {'id': 'UUID'}, '')}")
        return {name: _write_table(columns, folder, name, table) for name, table in TABLES.items()}


def _write_table(columns: duckdb.DuckDBPyConnection, folder: Path, name: str, table: Table) -> int:
    with _flowing(table.select, folder / f"{name}.pipe") as pipe:
        target = folder / f"{name}.parquet"
        (count,) = columns.execute(
            f"copy ({_read(pipe, dict(table.columns), table.extra)}) to '{target}'"
            f" (format parquet, compression zstd, row_group_size {_ROW_GROUP})"
        ).fetchone() or (0,)
    target.chmod(0o600)
    return int(count)


def _read(pipe: Path, columns: dict[str, str], extra: str) -> str:
    """A query of DuckDB over rows that come through a pipe as CSV."""
    shape = ", ".join(f"'{name}': '{kind}'" for name, kind in columns.items())
    more = f", {extra}" if extra else ""
    return (
        f"select *{more} from read_csv('{pipe}', auto_detect=false, header=false, delim=',', quote='\"',"  # noqa: S608 - our own names
        f" escape='\"', nullstr='\\N', columns={{{shape}}}, parallel=false)"
    )


@contextmanager
def _flowing(select: str, pipe: Path) -> Iterator[Path]:
    """While the block runs, a thread writes the rows of ``select`` into ``pipe``."""
    os.mkfifo(pipe, 0o600)
    failed: list[BaseException] = []

    def pour() -> None:
        try:
            with (
                pipe.open("wb", buffering=_PIPE) as out,
                raw.cursor() as cursor,
                cursor.copy(f"copy ({select}) to stdout (format csv, null '\\N')") as copy,
            ):
                for block in copy:
                    out.write(block)
        except BaseException as error:  # noqa: BLE001 - raised again in the thread that waits
            failed.append(error)

    connection.ensure_connection()
    raw = connection.connection
    flow = threading.Thread(target=pour, name=f"copy {pipe.stem}")
    flow.start()
    try:
        yield pipe
    finally:
        _let_go(pipe, flow)
        pipe.unlink(missing_ok=True)
        if failed:
            raise failed[0]


def _let_go(pipe: Path, flow: threading.Thread) -> None:
    """Where the reader failed before it opened the pipe, the writer still waits for one: open it and go."""
    while flow.is_alive():
        flow.join(timeout=0.05)
        if flow.is_alive():
            reader = os.open(pipe, os.O_RDONLY | os.O_NONBLOCK)
            flow.join(timeout=0.05)
            os.close(reader)


def _put_in_place(draft: Path, folder: Path) -> Path:
    if folder.exists():
        shutil.rmtree(folder)
    draft.rename(folder)
    return folder


def _drop_old(root: Path) -> None:
    for folder in snapshots(root)[KEPT:]:
        shutil.rmtree(folder)
