"""A figure's statement seen by several places at once: each file counts for the place that holds it.

A statement binds every row to a file of ``held`` and to the place asked about. Here a file brings the bounds
of its own part with it, and whoever it is read as is somebody else in each part: a person of two files, held
in two parts, is a case of both, as they are when each part is asked alone. Part 0 is whatever lies in none.

A coalesce() keeps the planner from taking the bounds for a rare case and looking every file up by itself.
"""

# ruff: noqa: S608 - every statement is joined from literals of this package

import re
from typing import Final

from guitu.analytics.sql.parts import HELD

_PARTED: Final = """
    held as (
        select p.person_id, s.part || ':' || coalesce(a.canonical, p.person_id) as who,
               (%(los)s::bigint[])[s.part] as lo, (%(his)s::bigint[])[s.part] as hi
        from people_person p
        cross join lateral (
            select case when p.held_by <= (%(his)s::bigint[])[b] then b else 0 end as part
            from width_bucket(p.held_by, %(los)s::bigint[]) b
        ) s
        left join people_personalias a on a.person_id = p.person_id and a.undone_at is null
        where p.held_by between %(lo)s and %(hi)s
          and (p.sealed_on is null or p.sealed_on > %(as_of)s)
    )"""
_ROW: Final = re.compile(r"\b(\w+)\.held_by between %\(lo\)s and %\(hi\)s")


def by_part(cases: str, numbers: str) -> str:
    """Rows of a part, by its place in ``los``, and its numbers; a part without a case has no row.

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
