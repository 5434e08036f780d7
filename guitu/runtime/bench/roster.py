"""Importing a province's roster by the command, beside the very rows that it wrote, written bare.

Twice, by the superuser, whom no walls hold, into tables without walls: by COPY, and by INSERT from arrays,
which is what row-level security leaves to the import.
"""

import sys
import time
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from datetime import date
from pathlib import Path
from typing import Any

import psycopg
from psycopg import sql
from psycopg.types.json import Jsonb

from guitu.foundation import clock
from guitu.foundation.organisations.commands import load_regions
from guitu.runtime.bench import database
from guitu.runtime.bench.lines import Line, at_most
from guitu.runtime.bench.population import PROVINCE
from guitu.runtime.bench.sheet import write_sheet
from guitu.runtime.bench.watching import LOOK_EVERY, Watched, watch
from guitu.runtime.demo.province import build_world
from guitu.runtime.postgres import Server
from guitu.runtime.roles import superuser

_VERSION = 1  # of the made-up file's layout
_THERE_BEFORE = ("organisations_", "accounts_", "audit_", "django_", "auth_", "procrastinate_", "bare_")
_ROUNDS = 2  # of the bare COPY; the faster one counts
_AT_ONCE = 2000  # rows of one statement, as ``foundation.bulk`` sends them


def measure(server: Server, rows: int) -> list[Line]:
    """Seconds, memory and the distance from writing bare. On an empty, migrated database."""
    file = _prepare(rows)
    done = _import(file)
    seconds, peak, answer = done.seconds, done.peak, done.said
    bare, by_arrays, copied = _bare(server)
    counts = answer["counts"]
    assert isinstance(counts, dict)  # noqa: S101 - the command's own shape
    return [
        Line(
            "roster.seconds",
            f"roster import, {rows:,} rows, command start to end",
            seconds,
            "s",
            at_most(45),
            "a bare COPY of the same rows into the same kind of tables and indexes",
            seconds / bare,
            {
                "rows_per_second": round(rows / seconds),
                **{k: counts[k] for k in ("accepted", "rejected", "duplicate")},
            },
        ),
        Line(
            "roster.memory",
            f"roster import, {rows:,} rows: peak memory, children included",
            peak,
            "MB",
            at_most(500),
            more={"measured": f"sum of resident sizes every {LOOK_EVERY * 1000:.0f} ms"},
        ),
        Line(
            "roster.above_bare",
            f"roster import, {rows:,} rows: times the bare COPY",
            seconds / bare,
            "×",
            at_most(3),
            "a bare COPY of the same rows into the same kind of tables and indexes",
            seconds / bare,
            {"bare_seconds": round(bare, 2), "copied": copied},
        ),
        Line(
            "roster.above_arrays",
            f"roster import, {rows:,} rows: times the same rows by INSERT from arrays",
            seconds / by_arrays,
            "×",
            None,
            "INSERT from arrays of the same rows into the same kind of tables and indexes",
            seconds / by_arrays,
            {"bare_seconds": round(by_arrays, 2)},
        ),
    ]


def _prepare(rows: int) -> Path:
    """The province's units, and the file; the file is kept for a month."""
    load_regions()
    world = build_world(PROVINCE * 10**10, at=clock.now())
    today = clock.today()
    file = database.folder() / f"roster-{_VERSION}-{rows}-{today:%Y%m}.xlsx"
    if not file.exists():
        for old in database.folder().glob(f"roster-*-{rows}-*.xlsx"):
            old.unlink()
        write_sheet(file, rows=rows, world=world, on=date(today.year, today.month, 1))
    return file


def _import(file: Path) -> Watched:
    command = [sys.executable, "-m", "guitu.runtime.cli", "import", "roster", str(file), "--json"]
    return watch(command, database.folder() / "roster-answer.json")


def _bare(server: Server) -> tuple[float, float, dict[str, int]]:
    """Seconds of COPY and of INSERT from arrays of what the import wrote, and how many rows of what."""
    with superuser(server, database.ROSTER) as way:
        copied = dict(_written(way))
        for table in copied:
            way.execute(_ddl("create table {bare} (like {table} including all)", table))
        with _kept(way, copied) as files:
            by_copy = min(_copy_round(way, files) for _ in range(_ROUNDS))
        by_arrays = _array_round(way, copied)
        for table in copied:
            way.execute(_ddl("drop table {bare}", table))
    return by_copy, by_arrays, copied


def _written(way: "psycopg.Connection[Any]") -> Iterator[tuple[str, int]]:
    """The tables that the import filled, and their rows."""
    names = way.execute("select tablename from pg_tables where schemaname = 'public' order by 1").fetchall()
    for (name,) in names:
        if name.startswith(_THERE_BEFORE):
            continue
        found = way.execute(_ddl("select count(*) from {table}", name)).fetchone()
        if found and found[0]:
            yield name, int(found[0])


def _ddl(text: str, table: str) -> sql.Composed:
    return sql.SQL(text).format(table=sql.Identifier(table), bare=sql.Identifier(f"bare_{table}"))


@contextmanager
def _kept(way: "psycopg.Connection[Any]", tables: dict[str, int]) -> Iterator[dict[str, Path]]:
    """Each table's rows in a file, in the form in which COPY takes them back."""
    files = {table: database.folder() / f"{table}.copy" for table in tables}
    try:
        for table, path in files.items():
            with (
                path.open("wb") as file,
                way.cursor().copy(_ddl("copy {table} to stdout (format binary)", table)) as rows,
            ):
                for block in rows:
                    file.write(block)
        yield files
    finally:
        for path in files.values():
            path.unlink(missing_ok=True)


def _copy_round(way: "psycopg.Connection[Any]", files: dict[str, Path]) -> float:
    """Copy every file in one transaction, as the import does; into tables that are empty."""
    _empty(way, files)
    began = time.perf_counter()
    with way.transaction():
        for table, path in files.items():
            with (
                path.open("rb") as file,
                way.cursor().copy(_ddl("copy {bare} from stdin (format binary)", table)) as rows,
            ):
                while block := file.read(1 << 16):
                    rows.write(block)
    return time.perf_counter() - began


def _array_round(way: "psycopg.Connection[Any]", tables: Iterable[str]) -> float:
    """The same by arrays of some thousand rows, table by table; reading them is not counted."""
    _empty(way, tables)
    seconds = 0.0
    for table in tables:
        columns = way.execute(_COLUMNS, [table]).fetchall()
        rows = way.execute(_ddl("select * from {table}", table)).fetchall()
        statement = sql.SQL("insert into {} select * from unnest({})").format(
            sql.Identifier(f"bare_{table}"),
            sql.SQL(", ").join(sql.SQL(f"%b::{kind}[]") for (kind,) in columns),
        )
        began = time.perf_counter()
        with way.transaction(), way.cursor() as cursor:
            for start in range(0, len(rows), _AT_ONCE):
                some = zip(*rows[start : start + _AT_ONCE], strict=True)
                cursor.execute(
                    statement,
                    [_array(values, kind) for values, (kind,) in zip(some, columns, strict=True)],
                )
        seconds += time.perf_counter() - began
    return seconds


_COLUMNS = """
select format_type(atttypid, null) from pg_attribute
where attrelid = %s::regclass and attnum > 0 and not attisdropped order by attnum
"""


def _array(values: tuple[Any, ...], kind: str) -> list[Any]:
    if kind == "jsonb":
        return [None if value is None else Jsonb(value) for value in values]
    return list(values)


def _empty(way: "psycopg.Connection[Any]", tables: Iterable[str]) -> None:
    for table in tables:
        way.execute(_ddl("truncate {bare}", table))
