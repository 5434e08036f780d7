"""Asking a snapshot: the registry's figures of one place, of many, and over years."""

import re
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import duckdb

from guitu.analytics.columns.layout import TABLES
from guitu.analytics.figures import asked_in, case_of, columns_of, count_of, lengths_of, listed, numbers_of
from guitu.analytics.sql.dialect import COLUMNS
from guitu.domain.kernel.errors import DomainError
from guitu.domain.measures import Case, Count, Metric, Question
from guitu.domain.measures.duration import median_days

_NAMED = re.compile(r"\$([a-z]\w*)")  # a value in a statement; "$.fields" is a path in JSON


@contextmanager
def opened(folder: Path, *, memory: str = "1GB") -> Iterator["Snapshot"]:
    """A snapshot to ask, until the block ends.

    Raises:
        DomainError: "snapshot.missing" where the folder holds none.
    """
    if not all((folder / f"{name}.parquet").exists() for name in TABLES):
        raise DomainError("snapshot.missing")
    with duckdb.connect() as columns:
        columns.execute(f"set memory_limit='{memory}'")
        for name in TABLES:
            columns.execute(f"create view {name} as from read_parquet('{folder / name}.parquet')")
        yield Snapshot(columns, date.fromisoformat(folder.name))


class Snapshot:
    """An open snapshot. ``as_of`` the day it shows; later days cannot be asked of it."""

    def __init__(self, columns: duckdb.DuckDBPyConnection, as_of: date) -> None:
        self.columns = columns
        self.as_of = as_of

    def count(self, metric: Metric, asked: Question) -> Count:
        """The numbers of a figure.

        Raises:
            DomainError: "figure.no-list", or "snapshot.later" where a later day is asked about.
        """
        row = self._rows(f"select {numbers_of(metric)} from ({{}}) c", metric, asked)[0]  # noqa: S608 - our own statements
        return count_of(metric, asked, row)

    def median(self, metric: Metric, asked: Question) -> float | None:
        """The middle of a figure of days.

        Raises:
            DomainError: as ``count``.
        """
        rows = self._rows(lengths_of("{}"), metric, asked)
        return median_days((float(days), used, alike) for days, used, alike in rows)

    def by_place(
        self, metric: Metric, asked: Question, places: Sequence[tuple[int, int]]
    ) -> dict[tuple[int, int], Count]:
        """The numbers of several places, each an interval of place numbers, both bounds inside."""
        return {
            (lo, hi): self.count(metric, replace(asked, lo=lo, hi=hi)) for lo, hi in dict.fromkeys(places)
        }

    def everyone(self, metric: Metric, asked: Question) -> list[Case]:
        """Every case of a figure: for comparison with its meaning."""
        cases = f"select {columns_of(metric)} from ({{}}) c where {listed(metric)}"  # noqa: S608 - our own statements
        rows = self._rows(cases, metric, asked)
        return [case_of(row) for row in rows]

    def _rows(self, around: str, metric: Metric, asked: Question) -> list[tuple[Any, ...]]:
        if asked.as_of > self.as_of:
            raise DomainError("snapshot.later", on=self.as_of)
        sql, values = asked_in(COLUMNS, metric, asked)
        statement = around.format(COLUMNS.written(sql))
        used = {name: values[name] for name in set(_NAMED.findall(statement))}
        return self.columns.execute(statement, used).fetchall()
