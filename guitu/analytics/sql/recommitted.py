"""Courses of community rehab and how they ended, as ``guitu.domain.measures.recommitted`` means them."""

from typing import Any

from guitu.analytics.sql.parts import HELD, NO_SLOT
from guitu.domain.episode import Phase
from guitu.domain.measures.closed import month_of, whole_counties
from guitu.domain.measures.files import UNDER_ORDER, Question
from guitu.domain.measures.recommitted import ENDED, KIND
from guitu.domain.measures.registry import Recommitted


def statement(made: Recommitted) -> str:
    """The courses under way, with a person; and those that ended, without."""
    again = "c.outcome = %(terminated)s and c.recommitted"
    return f"""
    with {HELD}
    select h.who, case when %(knows)s then {made.counts_others} end as counted, e.id as episode_id,
           '' as rule, 0 as n, e.term_from as due, null::uuid as act, 0 as days, false as sealed
    from held h join episodes_episode e on e.person_id = h.person_id
    where e.held_by between %(lo)s and %(hi)s and e.opened_on <= %(as_of)s
      and e.kind = %(rehab)s and e.phase = any(%(under_order)s)
    union all
    select null::uuid as who, {"not " if made.counts_others else ""}({again}) as counted, {NO_SLOT},
           0 as days, true as sealed
    from records_cohort c
    where c.region between %(lo_region)s and %(hi_region)s
      and c.kind = %(rehab)s and c.outcome = any(%(ended)s)
      and 12 * c.year + c.month - 1 + c.months between %(first_month)s and %(last_month)s"""  # noqa: S608 - literals of this module


def values(asked: Question) -> dict[str, Any]:
    """What the statement is filled with, besides the question."""
    counties = whole_counties(asked)
    lo_region, hi_region = counties or (1, 0)
    return {
        "knows": counties is not None,
        "rehab": KIND.value,
        "under_order": sorted(phase.value for phase in UNDER_ORDER),
        "ended": [phase.value for phase in ENDED],
        "terminated": Phase.TERMINATED.value,
        "lo_region": lo_region,
        "hi_region": hi_region,
        "first_month": month_of(asked.first),
        "last_month": month_of(asked.as_of),
    }
