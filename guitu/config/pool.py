"""What the connection pool looks at when a connection comes back."""

from typing import Any

import psycopg
from psycopg.pq import TransactionStatus


class LeftoverContext(psycopg.Error):
    """A connection came back still knowing who had asked; the pool throws it away."""


def nothing_left(connection: "psycopg.Connection[Any]") -> None:
    """Refuse a connection whose context outlived its transaction: somebody else borrows it next.

    Raises:
        LeftoverContext: the pool then closes the connection.
    """
    row = connection.execute("select coalesce(current_setting('guitu.ctx', true), '')").fetchone()
    if connection.info.transaction_status is not TransactionStatus.IDLE:  # Django's commit by themselves
        connection.rollback()
    if row is None or row[0]:
        raise LeftoverContext("a context outlived its transaction")
