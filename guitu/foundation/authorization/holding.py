"""Turning every row about somebody to the side that nobody's interval reaches: below zero is sealed.

All tables at once, read from the models, so that a table somebody adds tomorrow is sealed as well. Under
``door.even_sealed`` only: no other context sees both sides.
"""

from collections.abc import Iterable
from uuid import UUID

from django.db import connection
from psycopg import sql

from guitu.foundation.authorization.tables import person_tables

_AWAY = "update {} set held_by = -greatest(held_by, 1) where person_id = any(%s) and held_by >= 0"


def seal_rows(persons: Iterable[UUID]) -> int:
    """Seal every row about these persons, in every table; returns how many rows."""
    listed = list(persons)
    turned = 0
    with connection.cursor() as cursor:
        for table in sorted(person_tables()):
            cursor.execute(sql.SQL(_AWAY).format(sql.Identifier(table)), [listed])
            turned += cursor.rowcount
    return turned


def sealed(held_by: int) -> int:
    """The sealed side of a unit's number.

    >>> sealed(430102001000001), sealed(-5), sealed(0)
    (-430102001000001, -5, -1)
    """
    return held_by if held_by < 0 else -max(held_by, 1)
