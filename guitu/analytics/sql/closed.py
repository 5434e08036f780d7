"""Courses that closed, from rows without a person, as ``guitu.domain.measures.closed`` means them."""

from typing import Any

from guitu.analytics.sql.parts import NO_SLOT
from guitu.domain.measures.closed import month_of, whole_counties
from guitu.domain.measures.files import Question
from guitu.domain.measures.registry import Closed


def statement() -> str:
    """One row for each course that ended; nobody is in it."""
    return f"""
    select null::uuid as who, c.outcome = any(%(counted)s) as counted, {NO_SLOT}
    from records_cohort c
    where c.region between %(lo_region)s and %(hi_region)s
      and c.kind = any(%(kinds)s) and c.outcome = any(%(outcomes)s)
      and 12 * c.year + c.month - 1 + c.months between %(first_month)s and %(last_month)s"""  # noqa: S608 - literals of this module


def values(made: Closed, asked: Question) -> dict[str, Any]:
    """What the statement is filled with."""
    lo_region, hi_region = whole_counties(asked) or (1, 0)
    return {
        "counted": sorted(made.counted),
        "outcomes": sorted(made.outcomes),
        "kinds": sorted(made.kinds),
        "lo_region": lo_region,
        "hi_region": hi_region,
        "first_month": month_of(asked.first),
        "last_month": month_of(asked.as_of),
    }
