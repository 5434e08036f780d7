"""How many people of a place are honoured, in SQL. Who took consent back is in no number."""

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
_AWARDED = """
    select level, count(*) from honours_award
    where held_by between %(lo)s and %(hi)s and is_shown and year = %(year)s
    group by level
"""


@dataclass(frozen=True, slots=True)
class Numbers:
    """People who reached at least each tier and were honoured for it, and awards of one year."""

    tiers: Mapping[Tier, int]
    awards: Mapping[Level, int]


def numbers(viewer: Viewer, place: Place, *, year: int) -> Numbers:
    """The numbers of a place. Two queries.

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
        longest = dict(cursor.fetchall())
        cursor.execute(_AWARDED, values)
        awarded = dict(cursor.fetchall())
    order = list(Tier)
    reached = {
        tier: sum(count for place_in_order, count in longest.items() if place_in_order > n)
        for n, tier in enumerate(order)
    }
    return Numbers(reached, {level: awarded.get(level.value, 0) for level in Level})
