"""The national table of cohorts: a million people, forty million entries, every county, year and month.

The table is made of the outcomes that the night keeps, not of the journal, so two scans are measured beside
it: of the very columns it reads, and of the columns of the journal that these outcomes were made of.
"""

import resource
import sys
import time
from pathlib import Path
from typing import Final

import duckdb

from guitu.analytics.columns.cohorts import Cohorts
from guitu.analytics.columns.reading import Snapshot, opened
from guitu.runtime.bench import columns_made
from guitu.runtime.bench.database import folder
from guitu.runtime.bench.lines import Line, at_most
from guitu.runtime.bench.machine import loop_ms
from guitu.runtime.bench.watching import Watched, watch

PEOPLE: Final = 1_000_000
_ROUNDS: Final = 3
# the columns that Cohorts reads, each value looked at once
_OWN: Final = (
    "select bit_xor(hash(held_by, released_on, relapsed_on, died_on, known_on)) from outcomes_release",
    "select bit_xor(hash(region, released_year, watched_months, watched_end)) from records_cohort",
)
# the same columns read into memory, where the table lies as well
_KEPT: Final = (
    "create or replace temp table kept as"
    " select held_by, released_on, relapsed_on, died_on, known_on from outcomes_release",
    "create or replace temp table kept_closed as"
    " select region, released_year, watched_months, watched_end from records_cohort",
)
# what the outcomes were made of
_JOURNAL: Final = ("select bit_xor(hash(person_id, kind, outcome, happened_on, counts)) from journal_entry",)


def measure(people: int = PEOPLE) -> list[Line]:
    """``bin/guitu cohorts`` as a process of its own; then the table beside the scans.

    All in processor time of both cores, so that a neighbour on the machine does not look like work.
    """
    loop = loop_ms(1)
    made = columns_made.write(folder() / "made-snapshots", people)
    before = _of_children()
    done = _command(made)
    command = _of_children() - before
    with opened(made) as snapshot:
        columns = snapshot.columns
        own = min(_seconds(columns, _OWN) for _ in range(_ROUNDS))
        kept = min(_seconds(columns, _KEPT) for _ in range(_ROUNDS))
        table = min(_table(snapshot) for _ in range(_ROUNDS))
        journal = _seconds(columns, _JOURNAL)
    entries = people * columns_made.ENTRIES_EACH
    return [
        Line(
            "cohorts",
            f"national table, {people:,} people, {entries:,} entries: the command, its CSV written",
            command,
            "s",
            at_most(10),
            "a million additions",
            command * 1000 / loop,
            {
                "rows": done.said["rows"],
                "left_out": done.said["left_out"],
                "wall_seconds": round(done.seconds, 2),
            },
        ),
        Line("cohorts.memory", "national table: peak memory of the command", done.peak, "MB", at_most(4000)),
        Line(
            "cohorts.scan",
            "national table, against one scan of its own columns into memory",
            table / kept,
            "scans",
            at_most(3),
            "one scan of the journal's columns behind it",
            table / journal,
            {
                "table_seconds": round(table, 3),
                "columns_kept_seconds": round(kept, 3),
                "columns_looked_at_seconds": round(own, 3),
                "journal_looked_at_seconds": round(journal, 3),
            },
        ),
    ]


def _command(made: Path) -> Watched:
    target = folder() / "cohorts.csv"
    command = [sys.executable, "-m", "guitu.runtime.cli", "cohorts", str(target), "--json"]
    try:
        return watch([*command, "--snapshot", str(made)], folder() / "cohorts-answer.json")
    finally:
        target.unlink(missing_ok=True)


def _of_children() -> float:
    """Processor time of the processes that ended, of those this one started."""
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


def _table(snapshot: Snapshot) -> float:
    began = time.process_time()
    Cohorts(snapshot)
    return time.process_time() - began


def _seconds(columns: duckdb.DuckDBPyConnection, statements: tuple[str, ...]) -> float:
    began = time.process_time()
    for statement in statements:
        columns.execute(statement).fetchall()
    return time.process_time() - began
