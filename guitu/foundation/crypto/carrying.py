"""All data keys at once, for backups of keys: read in portions, added where they are missing."""

from collections.abc import Iterator
from uuid import UUID

from django.db import connection

Row = tuple[UUID, str, int, str, str, bytes]  # person, compartment, held_by, suite, kek, wrapped

AT_ONCE = 10_000

_READ = """
select person_id, compartment, held_by, suite, kek, wrapped from crypto_datakey
where (person_id, compartment) > (%s, %s) order by person_id, compartment limit %s
"""
_ADD = """
insert into crypto_datakey (person_id, compartment, held_by, suite, kek, wrapped)
select * from unnest(%s::uuid[], %s::text[], %s::bigint[], %s::text[], %s::text[], %s::bytea[])
on conflict do nothing
"""


def all_keys() -> Iterator[list[Row]]:
    """Every wrapped key, a portion at a time, in the caller's transaction."""
    behind: tuple[UUID, str] = (UUID(int=0), "")
    while True:
        with connection.cursor() as cursor:
            cursor.execute(_READ, [*behind, AT_ONCE])
            rows: list[Row] = cursor.fetchall()
        if not rows:
            return
        yield rows
        behind = (rows[-1][0], rows[-1][1])


def add_missing(rows: list[Row]) -> int:
    """Add these keys where their person has none in the compartment; returns how many were added."""
    if not rows:
        return 0
    with connection.cursor() as cursor:
        cursor.execute(_ADD, [list(column) for column in zip(*rows, strict=True)])
        added: int = cursor.rowcount
    return added


def is_any_key() -> bool:
    """Whether there is any data key at all."""
    with connection.cursor() as cursor:
        cursor.execute("select exists (select from crypto_datakey)")
        return bool(cursor.fetchone()[0])
