"""Jobs that were kept, by place: of those old enough to be asked after, how many were still there.

Nobody who was not asked counts as having left: ``asked_for`` minus ``kept`` is what is not known or ended.
"""

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db import connection

from guitu.analytics.sql.dialect import LIVE
from guitu.domain.access import Permission, Viewer, scope
from guitu.domain.work.placement import KEPT

_KEPT = f"""
    with step as (
        select x.details ->> 'placement' as placement, x.details ->> 'job' as job
        from journal_entry x
        where x.held_by between %(lo)s and %(hi)s and x.kind = 'service' and x.outcome = 'done'
          and x.details ->> 'job' = any(%(jobs)s)
          and {LIVE.effective}
    )
    select m.months, count(distinct p.id) filter (where s.job is not null), count(distinct p.id)
    from work_placement p
    cross join unnest(%(months)s::int[], %(jobs)s::text[]) as m (months, job)
    left join step s on s.placement = p.id::text and s.job = m.job
    where p.held_by between %(lo)s and %(hi)s and p.hired_on is not null
      and (p.hired_on + make_interval(months => m.months))::date <= %(as_of)s
    group by m.months order by m.months"""  # noqa: S608 - joined from literals of the two modules


@dataclass(frozen=True, slots=True)
class Stayed:
    """After ``months``, how many of ``asked_for`` jobs were said to be kept."""

    months: int
    kept: int
    asked_for: int


def stayed(viewer: Viewer, *, today: date) -> tuple[Stayed, ...]:
    """After one, three and six months; a length that no job has reached is left out. Numbers only."""
    reach = scope(viewer, Permission.SERVICE_RECORD)
    values: dict[str, Any] = {
        "lo": reach.lo, "hi": reach.hi, "as_of": today, "months": list(KEPT), "jobs": list(KEPT.values()),
    }  # fmt: skip
    with connection.cursor() as cursor:
        cursor.execute(_KEPT, values)
        return tuple(Stayed(*row) for row in cursor.fetchall())
