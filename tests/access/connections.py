"""Ways into the test database beside Django's, as the roles the house has."""

from contextlib import contextmanager
from typing import Any

import psycopg

from guitu.config import home


@contextmanager
def connected(role: str, **more: Any) -> Any:
    """A connection as ``role`` of ``home.USERS``, in a transaction that is taken back."""
    way = home.endpoint(role)
    with psycopg.connect(
        host=way.host, port=way.port, user=way.user, password=way.password, dbname=way.database, **more
    ) as connection:
        yield connection
        connection.rollback()
