"""Telling the security admin, on a connection that is open; the sealer does so without Django."""

from datetime import datetime
from uuid import UUID, uuid4

from psycopg.types.json import Jsonb

from guitu.foundation import clock
from guitu.foundation.audit.own import Connection


def tell(
    connection: Connection,
    kind: str,
    at: datetime,
    *,
    actor: UUID | None = None,
    unit: int | None = None,
    **facts: int | str,
) -> None:
    """Add an alert; once per account, kind and day.

    Args:
        connection: the log's own.
        kind: "area.what"; its words stand with the alerts' page.
        at: when (aware).
        actor: whose behaviour it is; None: the log's own.
        unit: that account's unit.
        facts: numbers and codes, never a person.
    """
    connection.execute(
        'insert into audit_alert (id, kind, actor, unit, "on", at, facts, answer)'
        " values (%s, %s, %s, %s, %s, %s, %s, '') on conflict do nothing",
        [uuid4(), kind, actor, unit, clock.day_of(at), at, Jsonb(facts)],
    )
