"""Many rows at once by COPY in its binary form: a million rows pass through here.

Many times faster than INSERT, and four times faster on our side than COPY as text, because the driver writes
each column's values in C once it knows the column's type.
"""

from collections.abc import Iterable, Sequence
from functools import lru_cache

from django.db import connection
from django.db.backends.utils import CursorWrapper
from django.db.models import Model
from psycopg import sql

Row = Sequence[object]


@lru_cache(maxsize=64)
def _types(model: type[Model], columns: tuple[str, ...]) -> tuple[str, ...]:
    """The database's types of these columns, without their lengths."""
    fields = {field.column: field for field in model._meta.concrete_fields}  # noqa: SLF001 - public
    return tuple((fields[column].db_type(connection) or "").partition("(")[0] for column in columns)


def copy_rows(cursor: CursorWrapper, model: type[Model], columns: Sequence[str], rows: Iterable[Row]) -> int:
    """Add rows, in the cursor's transaction; return how many.

    Args:
        cursor: from Django's connection, inside a transaction of the caller's.
        model: whose table.
        columns: the table's columns that each row holds, in order. Nothing else is filled in: the database
            knows no defaults.
        rows: values of exactly the columns' types (UUID, date, aware datetime, mappings for JSON) or None.
            Read as a stream, never kept.

    Raises:
        IntegrityError: a key is taken or a check fails; the transaction is lost.
    """
    statement = sql.SQL("copy {} ({}) from stdin (format binary)").format(
        sql.Identifier(model._meta.db_table),  # noqa: SLF001 - public
        sql.SQL(", ").join(map(sql.Identifier, columns)),
    )
    count = 0
    with connection.wrap_database_errors, cursor.copy(statement) as copy:
        copy.set_types(_types(model, tuple(columns)))
        for row in rows:
            copy.write_row(row)
            count += 1
    return count
