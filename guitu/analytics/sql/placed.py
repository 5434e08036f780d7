"""A figure's statement seen by a place and by its parts at once: each file counts for what holds it.

A statement binds every row to a file of ``held`` and to the place asked about. Here a file comes twice, once
for the whole and once for its part, and brings the bounds of each with it; whoever it is read as is somebody
else in each part: a person of two files, held in two parts, is a case of both, as they are when each part is
asked alone. What a file's rows cost to find is paid once.

A coalesce() keeps the planner from taking the bounds for a rare case and looking every file up by itself.
"""

# ruff: noqa: S608 - every statement is joined from literals of this package

import re
from typing import Final

from guitu.analytics.sql.parts import HELD

WHOLE, NONE = -1, 0
"""What stands in place of the number of a part: the whole place, and whatever lies in none of the parts."""

_PARTED: Final = f"""
    held as (
        select p.person_id, s.part || ':' || coalesce(a.canonical, p.person_id) as who, s.lo, s.hi
        from people_person p
        cross join lateral (
            select {WHOLE} as part, %(lo)s::bigint as lo, %(hi)s::bigint as hi
            union all
            select case when p.held_by <= (%(his)s::bigint[])[b] then b else {NONE} end,
                   (%(los)s::bigint[])[b], (%(his)s::bigint[])[b]
            from width_bucket(p.held_by, %(los)s::bigint[]) b
        ) s
        left join people_personalias a on a.person_id = p.person_id and a.undone_at is null
        where p.held_by between %(lo)s and %(hi)s
          and (p.sealed_on is null or p.sealed_on > %(as_of)s)
    )"""
_ROW: Final = re.compile(r"\b(\w+)\.held_by between %\(lo\)s and %\(hi\)s")


def by_part(cases: str, numbers: str) -> str:
    """Rows of a part, by its place in ``los`` from 1, and its numbers; without a case there is no row.

    Args:
        cases: the statement of a figure.
        numbers: what is counted of its cases.

    The values ``los`` and ``his`` are the bounds of the parts, in order and apart from each other.
    """
    apart = _ROW.sub(r"\g<0> and coalesce(\1.held_by between h.lo and h.hi, false)", cases.replace(HELD, ""))
    return f"""
    select split_part(who, ':', 1)::int as part, {numbers}
    from ({apart.replace("with ", f"with {_PARTED}", 1)}) c group by part"""


def can_be_parted(cases: str) -> bool:
    """Whether all its cases come from files that the statement holds to its place."""
    return cases.count(HELD) == 1
