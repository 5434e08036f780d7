"""How many people of a place are honoured, in SQL. Who took consent back is in no number.

Whoever was honoured when their file closed stays in the numbers of their county and of what lies above it, by
rows that name nobody.
"""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.db import connection

from guitu.analytics.places import Place
from guitu.domain.access import Permission, Viewer, holds
from guitu.domain.honours.course import Level
from guitu.domain.honours.tiers import Tier
from guitu.domain.kernel.errors import DomainError
from guitu.foundation.authorization import door

_COUNTY = 10**9 - 1  # place numbers of a county: from its own to this much further on
# Of several honours of one person the longest counts; a longer time contains the shorter ones.
_HONOURED = """
    select tier, count(*) from (
        select max(array_position(%(tiers)s::text[], code::text)) as tier
        from honours_honour
        where held_by between %(lo)s and %(hi)s
          and is_shown and sort = 'tier' and state = 'granted'
        group by person_id
    ) each group by tier
"""
# Whose file closed counts where the whole county lies inside: the row knows no smaller place.
_CLOSED = """
    select array_position(%(tiers)s::text[], honour::text), count(*) from records_cohort
    where honour <> '' and region * 1000 >= %(lo)s and region * 1000 + 999999999 <= %(hi)s
    group by 1
"""
_AWARDED = """
    select level, count(*) from honours_award
    where held_by between %(lo)s and %(hi)s and is_shown and year = %(year)s
    group by level
"""


@dataclass(frozen=True, slots=True)
class Numbers:
    """People who reached at least each tier and were honoured for it, and awards of one year.

    ``with_closed``: whoever was honoured and whose file closed since is among the tiers.
    """

    tiers: Mapping[Tier, int]
    awards: Mapping[Level, int]
    with_closed: bool


def numbers(viewer: Viewer, place: Place, *, year: int) -> Numbers:
    """The numbers of a place. Three queries.

    Raises:
        DomainError: "place.unknown" for whoever may not read figures there.
    """
    if not holds(viewer, Permission.FIGURES_READ) or place.lo < viewer.lo or place.hi > viewer.hi:
        raise DomainError("place.unknown")
    values: dict[str, Any] = {
        "lo": place.lo,
        "hi": place.hi,
        "year": year,
        "tiers": [tier.value for tier in Tier],
    }
    with door.counting(viewer), connection.cursor() as cursor:
        cursor.execute(_HONOURED, values)
        longest = Counter(dict(cursor.fetchall()))
        cursor.execute(_CLOSED, values)
        longest.update(dict(cursor.fetchall()))
        cursor.execute(_AWARDED, values)
        awarded = dict(cursor.fetchall())
    order = list(Tier)
    reached = {
        tier: sum(count for place_in_order, count in longest.items() if place_in_order > n)
        for n, tier in enumerate(order)
    }
    awards = {level: awarded.get(level.value, 0) for level in Level}
    return Numbers(reached, awards, with_closed=place.hi - place.lo >= _COUNTY)
