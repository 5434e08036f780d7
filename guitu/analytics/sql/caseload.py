"""People by the unit that holds their file, as ``guitu.domain.measures.caseload`` means them."""

from guitu.analytics.sql.parts import HELD


def statement() -> str:
    """Rows of (unit, people in care, people in execution); nobody is in them."""
    return f"""
    with {HELD},
    care as (
        select h.who, min(e.held_by) as unit
        from held h join episodes_episode e on e.person_id = h.person_id
        where e.held_by between %(lo)s and %(hi)s
          and e.opened_on <= %(as_of)s and e.phase = any(%(in_care)s)
        group by h.who
    ),
    ordered as (
        select h.who, min(e.held_by) as unit, bool_and(e.phase = any(%(in_execution)s)) as good
        from held h join episodes_episode e on e.person_id = h.person_id
        where e.held_by between %(lo)s and %(hi)s
          and e.opened_on <= %(as_of)s and e.phase = any(%(under_order)s)
        group by h.who
    )
    select unit, sum(cared)::int, sum(executed)::int
    from (
        select unit, 1 as cared, 0 as executed from care
        union all select unit, 0, 1 from ordered where good
    ) one
    group by unit"""  # noqa: S608 - literals of this module
