"""Catches the SQL that a piece of work sends, so that the same can be sent without the work around it."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any

import psycopg
from django.db import connection


@dataclass(slots=True)
class Statement:
    """One statement as it went over the wire; ``types`` and ``rows`` where it is a COPY."""

    text: bytes
    types: Sequence[str] = ()
    rows: list[Sequence[object]] = field(default_factory=list)
    is_copy: bool = False


class _Copying:
    """A COPY that also keeps what is written."""

    def __init__(self, copy: Any, kept: Statement) -> None:
        self._copy, self._kept = copy, kept

    def set_types(self, types: Sequence[str]) -> None:
        self._kept.types = types
        self._copy.set_types(types)

    def write_row(self, row: Sequence[object]) -> None:
        self._kept.rows.append(tuple(row))
        self._copy.write_row(row)


@contextmanager
def caught() -> Iterator[list[Statement]]:
    """Every statement that Django's connection sends inside the block. Needs a connection that is open."""
    kept: list[Statement] = []
    connection.ensure_connection()
    way = connection.connection
    before = way.cursor_factory

    class Listening(before):  # type: ignore[misc, valid-type] # whatever class Django uses
        def execute(self, query: Any, params: Any = None, **options: Any) -> Any:
            kept.append(Statement(self.mogrify(query, params).encode()))
            return super().execute(query, params, **options)

        @contextmanager
        def copy(self, statement: Any, *args: Any, **options: Any) -> Iterator[_Copying]:
            said = Statement(statement.as_string(way).encode(), is_copy=True)
            kept.append(said)
            with super().copy(statement, *args, **options) as copy:
                yield _Copying(copy, said)

    way.cursor_factory = Listening
    try:
        yield kept
    finally:
        way.cursor_factory = before


def send(way: "psycopg.Connection[Any]", statements: Sequence[Statement]) -> None:
    """Send them in one transaction, read every answer, commit."""
    with way.transaction(), way.cursor() as cursor:
        for statement in statements:
            if statement.is_copy:
                with cursor.copy(statement.text) as copy:
                    copy.set_types(statement.types)
                    for row in statement.rows:
                        copy.write_row(row)
                continue
            cursor.execute(statement.text)
            if cursor.description is not None:
                cursor.fetchall()
