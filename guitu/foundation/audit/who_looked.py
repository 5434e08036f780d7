"""Who looked at a person's file: the log read for the person, three years back."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from psycopg.rows import class_row

from guitu.foundation.audit import pseudonym
from guitu.foundation.audit.own import Connection, run

YEARS = 3  # kept and shown; 网络数据安全管理条例 §12 asks three years for provided data

_READ = """
    select (at at time zone 'Asia/Shanghai')::date as day, unit, role, act,
           purpose, count(*)::int as times,
           string_agg(distinct compartments, ',') as compartments
    from audit_access
    where subject = any(%s) and at >= %s and at < %s and act <> 'reason'
    group by 1, unit, role, act, purpose
    order by 1 desc, unit, role, act, purpose
"""


@dataclass(frozen=True, slots=True)
class Look:
    """What one role of one unit did with the file on one day, and why. Colleagues are not named."""

    day: date
    unit: int | None
    role: str
    act: str
    purpose: str
    times: int
    compartments: str


def looks(people: Iterable[UUID], *, since: datetime, until: datetime) -> tuple[Look, ...]:
    """Who looked, the latest day first.

    The caller has been let in to the person.

    Args:
        people: the files joined into one.
        since: the first moment, included.
        until: the last moment, not included.

    Raises:
        LogUnavailableError: the log does not answer.
    """
    subjects = [pseudonym.of(person) for person in people]

    def read(connection: Connection) -> tuple[Look, ...]:
        with connection.cursor(row_factory=class_row(Look)) as cursor:
            return tuple(cursor.execute(_READ, [subjects, since, until]).fetchall())

    return run(read)
