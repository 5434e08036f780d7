"""How courses of care turned out, by the month they began.

The open ones are counted from their files, the closed from rows without a person (``records_cohort``), so a
figure over 36 months does not change when the files behind it are sealed.
"""

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db import connection

from guitu.domain.access import Permission, Viewer, holds
from guitu.domain.episode import CLOSED
from guitu.domain.kernel import region as regions
from guitu.domain.kernel.errors import DomainError
from guitu.foundation.authorization import door

_SQL = """
    with open as (
        select e.kind, ''::text as outcome, 'unknown'::text as relapse, false as lost, 0 as verified
        from episodes_episode e
        where e.held_by between %(lo)s and %(hi)s and not e.phase = any(%(closed)s)
          and coalesce(e.term_from, e.released_on, e.opened_on) between %(first)s and %(last)s
    ),
    shut as (
        select c.kind, c.outcome, c.relapse, c.lost, c.verified_months as verified
        from records_cohort c
        where c.region between %(lo_region)s and %(hi_region)s
          and make_date(c.year, c.month, 1) between date_trunc('month', %(first)s::date) and %(last)s
    )
    select count(*), count(*) filter (where outcome = ''),
           count(*) filter (where outcome in ('finished', 'completed')),
           count(*) filter (where relapse = 'yes'), count(*) filter (where lost),
           coalesce(sum(verified), 0)
    from (select * from open union all select * from shut) both_sorts
    where kind = any(%(kinds)s)
"""


@dataclass(frozen=True, slots=True)
class Outcome:
    """Courses that began in a time: all, still open, completed, with a relapse, lost; months clean."""

    begun: int
    open: int
    completed: int
    relapsed: int
    lost: int
    verified_months: int


def outcomes(viewer: Viewer, *, county: int, first: date, last: date, kinds: tuple[str, ...]) -> Outcome:
    """How the courses of a county that began from ``first`` to ``last`` (both inside) turned out. One query.

    Args:
        viewer: who asks; needs figures over the whole county.
        county: its number; the closed ones are kept by county.
        first: the first day; of closed courses its month counts whole.
        last: the last day.
        kinds: of episodes.

    Raises:
        DomainError: "place.unknown" for whoever may not read figures there.
    """
    low, high = regions.place_interval(county)
    if not holds(viewer, Permission.FIGURES_READ) or low < viewer.lo or high > viewer.hi:
        raise DomainError("place.unknown")
    values: dict[str, Any] = {
        "lo": low,
        "hi": high,
        "lo_region": regions.region_of(low),
        "hi_region": regions.region_of(high),
        "first": first,
        "last": last,
        "closed": sorted(phase.value for phase in CLOSED),
        "kinds": list(kinds),
    }
    with door.counting(viewer), connection.cursor() as cursor:
        cursor.execute(_SQL, values)
        return Outcome(*cursor.fetchone())
