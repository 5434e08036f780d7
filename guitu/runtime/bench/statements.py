"""Catches the SQL that a piece of work sends, so that the same can be sent without the work around it.

A signed context is good for one connection and for seconds only, so each that was caught is signed anew for
the connection that sends it: the bare reference passes the same walls as the work did.
"""

import hashlib
import hmac
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

import psycopg
from django.conf import settings
from django.db import connection

_OPENING = b"set local guitu.ctx to "
_GOOD_FOR = 30  # seconds


@dataclass(frozen=True, slots=True)
class Statement:
    """One statement as it went over the wire; ``values`` where they went beside the text, as arrays do."""

    text: bytes
    values: Sequence[Any] | None = None

    def for_connection(self, way: "psycopg.Connection[Any]") -> bytes:
        """The text; a context signed for ``way`` and from now on."""
        if not self.text.startswith(_OPENING) or self.text.endswith(b"''"):
            return self.text
        said = self.text.removeprefix(_OPENING).strip(b"'").decode()
        return _OPENING + f"'{_renewed(said, way.info.backend_pid)}'".encode()


def _renewed(said: str, pid: int) -> str:
    """The context ``said`` for the connection of ``pid``; ``signing`` has the order."""
    version, _, _, *what, _ = said.split("|")
    text = "|".join((version, str(pid), str(int(time.time()) + _GOOD_FOR), *what))
    return f"{text}|{hmac.new(settings.DOOR_KEY, text.encode(), hashlib.sha256).hexdigest()}"


@contextmanager
def caught() -> Iterator[list[Statement]]:
    """Every statement that Django's connection sends inside the block. Needs a connection that is open."""
    kept: list[Statement] = []
    connection.ensure_connection()
    way = connection.connection
    before, plain = way.cursor_factory, psycopg.Cursor

    class Listening(before):  # type: ignore[misc, valid-type] # whatever class Django uses
        def execute(self, query: Any, params: Any = None, **options: Any) -> Any:
            kept.append(Statement(self.mogrify(query, params).encode()))
            return super().execute(query, params, **options)

    class Beside(plain):  # type: ignore[misc, valid-type] # foundation.bulk sends arrays by one of its own
        def execute(self, query: Any, params: Any = None, **options: Any) -> Any:
            text = query if isinstance(query, bytes) else query.as_string(self.connection).encode()
            kept.append(Statement(text, params))
            return super().execute(query, params, **options)

    way.cursor_factory = Listening
    psycopg.Cursor = Beside  # type: ignore[misc] # until the block ends
    try:
        yield kept
    finally:
        way.cursor_factory = before
        psycopg.Cursor = plain  # type: ignore[misc] # as it was


def send(way: "psycopg.Connection[Any]", statements: Sequence[Statement]) -> None:
    """Send them in one transaction, read every answer, commit."""
    with way.transaction(), way.cursor() as cursor:
        for statement in statements:
            cursor.execute(statement.for_connection(way), statement.values)
            if cursor.description is not None:
                cursor.fetchall()
