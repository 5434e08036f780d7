"""Many rows at once by COPY: the text format made here, because a million rows pass through it.

Several times faster than one INSERT after another and twice as fast as letting the driver adapt each value.
"""

from collections.abc import Callable, Iterable, Sequence
from datetime import date, datetime
from itertools import islice
from typing import Any
from uuid import UUID

from django.db.backends.utils import CursorWrapper
from psycopg import sql

Row = Sequence[object]

_ESCAPES = str.maketrans({"\\": "\\\\", "\t": "\\t", "\n": "\\n", "\r": "\\r"})
_AT_ONCE = 2000  # rows sent together: a few hundred kilobytes


def _text(value: str) -> str:
    # most values need no escape, and asking is cheaper than translating
    if "\\" in value or "\t" in value or "\n" in value or "\r" in value:
        return value.translate(_ESCAPES)
    return value


_WRITE: dict[type, Callable[[Any], str]] = {
    str: _text,
    int: str,
    type(None): lambda _: "\\N",
    UUID: lambda value: value.hex,
    date: date.isoformat,
    datetime: datetime.isoformat,
    bool: lambda value: "t" if value else "f",
}


def _line(row: Row) -> str:
    # a StrEnum or another subclass is written as the text it is
    return "\t".join([(_WRITE.get(type(value)) or _text)(value) for value in row])  # type: ignore[arg-type] # as said


def copy_rows(cursor: CursorWrapper, table: str, columns: Sequence[str], rows: Iterable[Row]) -> int:
    """Add rows, in the cursor's transaction; return how many.

    Args:
        cursor: from Django's connection, inside a transaction of the caller's.
        table: its name in the database.
        columns: the names of the values of each row, in order.
        rows: values of the types text, whole number, UUID, date, aware datetime, truth and None. Read as a
            stream, never kept.

    Raises:
        psycopg.errors.UniqueViolation: a key is taken; the transaction is lost.
    """
    statement = sql.SQL("copy {} ({}) from stdin").format(
        sql.Identifier(table), sql.SQL(", ").join(map(sql.Identifier, columns))
    )
    count = 0
    stream = iter(rows)
    with cursor.copy(statement) as copy:
        while batch := list(islice(stream, _AT_ONCE)):
            copy.write("\n".join(map(_line, batch)) + "\n")
            count += len(batch)
    return count
