"""The snapshot: how fast it is written beside a plain COPY, and how its figures grow with the country."""

import sys
import time
from datetime import date
from math import log
from pathlib import Path
from typing import Final

import duckdb
from django.db import connection, transaction

from guitu.analytics.asking import question
from guitu.analytics.columns.layout import TABLES
from guitu.analytics.columns.reading import opened
from guitu.analytics.places import Place
from guitu.domain.kernel import region as regions
from guitu.foundation.authorization import door
from guitu.foundation.metrics import metrics
from guitu.runtime.bench import columns_made
from guitu.runtime.bench.database import PEOPLE, folder
from guitu.runtime.bench.lines import Line, at_least, at_most
from guitu.runtime.bench.machine import loop_ms
from guitu.runtime.bench.watching import watch

SIZES: Final = (23_000, 230_000, 1_000_000)
FIGURES: Final = (
    "in_care", "file_rate", "freshness_rate", "visit_completion", "test_completion", "report_rate",
    "help_given", "relapse_rate",
)  # fmt: skip


def export(on: date) -> list[Line]:
    """``bin/guitu snapshot`` as a process of its own, beside COPY of the same rows into nothing."""
    loop = loop_ms(1)
    rows, plain = _copied()
    command = [sys.executable, "-m", "guitu.runtime.cli", "--on", on.isoformat(), "snapshot", "--json"]
    done = watch(
        command,
        folder() / "snapshot-answer.json",
        env={"GUITU_DB_NAME": PEOPLE, "GUITU_DB_ROLE": "worker"},
    )
    counts = done.said["rows"]
    assert isinstance(counts, dict)  # noqa: S101 - the command's own shape
    seconds, written = float(str(done.said["seconds"])), sum(counts.values())
    more = {"rows": written, "copy_rows_per_second": round(rows / plain), "copy_seconds": round(plain, 2)}
    return [
        Line(
            "snapshot",
            f"snapshot of {written:,} rows, against COPY of the same into nothing: share of its speed",
            (written / seconds) / (rows / plain),
            "of COPY",
            at_least(1 / 8),
            "a million additions, for each thousand rows",
            seconds * 1e6 / written / loop,
            more,
        ),
        Line("snapshot.memory", "snapshot: peak memory of the command", done.peak, "MB", at_most(300)),
    ]


def _copied() -> tuple[int, float]:
    """How many rows COPY gives of all tables of a snapshot, and in how many seconds."""
    began, rows = time.perf_counter(), 0
    with transaction.atomic(), door.as_system("bench", seconds=3600):
        for table in TABLES.values():
            with (
                connection.cursor() as cursor,
                cursor.copy(f"copy ({table.select}) to stdout (format csv)") as copy,
            ):
                rows += sum(1 for _ in copy)
    return rows, time.perf_counter() - began


def growth(sizes: tuple[int, ...] = SIZES) -> list[Line]:
    """Eight figures of the nation from made-up snapshots of growing size, and how steeply the time grows.

    Times are of both cores together, so that a neighbour on the machine does not look like growth.
    """
    taken: dict[int, float] = {}
    lines: list[Line] = []
    for people in sizes:
        snapshot = columns_made.write(_made(), people)
        seconds, scan = _figures_of(snapshot), _scan(snapshot)
        taken[people] = seconds
        entries = people * columns_made.ENTRIES_EACH
        lines.append(
            Line(
                f"growth.{people}",
                f"eight figures of the nation, {people:,} people, {entries:,} entries: time of both cores",
                seconds,
                "s",
                None,
                "one scan of the columns they read",
                seconds / scan,
                {"scan_seconds": round(scan, 3)},
            )
        )
    small, large = min(taken), max(taken)
    slope = log(taken[large] / taken[small]) / log(large / small)
    lines.append(
        Line(
            "growth",
            f"how the time grows from {small:,} to {large:,} people: slope on both scales in logarithms",
            slope,
            "slope",
            at_most(1.1),
            more={str(people): round(seconds, 3) for people, seconds in taken.items()},
        )
    )
    return lines


def _figures_of(made: Path) -> float:
    nation = Place(regions.NATION, "", *regions.place_interval(regions.NATION))
    asked = question(nation, months=12, as_of=date.fromisoformat(made.name))
    with opened(made, memory="3GB") as snapshot:
        began = time.process_time()
        for figure in FIGURES:
            snapshot.count(metrics()[figure], asked)
        return time.process_time() - began


def _scan(made: Path) -> float:
    """Each column that the figures read, looked at once."""
    began = time.process_time()
    with duckdb.connect() as columns:
        columns.execute(
            "select max(person_id), max(held_by), max(kind), max(outcome), max(happened_on), max(details),"  # noqa: S608
            f" bool_or(counts) from read_parquet('{made}/journal_entry.parquet')"
        )
        columns.execute(
            "select max(person_id), max(held_by), max(rule), max(kind), max(nature), max(due_on), max(state),"  # noqa: S608
            f" max(done_on) from read_parquet('{made}/agenda_duty.parquet')"
        )
    return time.process_time() - began


def _made() -> Path:
    return folder() / "made-snapshots"
