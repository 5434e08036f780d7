"""Days away without notice, as ``guitu.domain.measures.away`` means them."""

from collections.abc import Callable, Mapping
from types import MappingProxyType
from typing import Any, Final

from guitu.analytics.sql.dialect import Dialect
from guitu.analytics.sql.parts import HELD
from guitu.domain.measures import away as means


def _away(d: Dialect) -> str:
    return f"""
    with {HELD},
    course as (
        select h.who, e.id as episode, least(e.opened_on, e.term_from) as begins,
               least(e.term_to, %(as_of)s::date) as until
        from held h join episodes_episode e on e.person_id = h.person_id
        where e.held_by between %(lo)s and %(hi)s
          and e.opened_on <= %(as_of)s and e.phase = any(%(under_order)s)
    ),
    absence as (
        select h.who, x.episode_id, x.happened_on,
               coalesce((x.details ->> 'from')::date, x.happened_on) as left_on,
               (x.details ->> 'to')::date as back_on
        from held h join journal_entry x on x.person_id = h.person_id
        where x.held_by between %(lo)s and %(hi)s and x.happened_on <= %(as_of)s
          and x.kind = %(absence)s and x.outcome = %(unauthorised)s and {d.effective}
    ),
    away as (
        select c.who, c.episode, max(a.happened_on) as last,
               sum(greatest(0, least(a.back_on, c.until) - a.left_on)) as days
        from course c
        join absence a
          on a.who = c.who and (a.episode_id is null or a.episode_id = c.episode)
         and a.happened_on between c.begins and c.until
        group by c.who, c.episode
    )
    select who, days > %(away_days)s::int as counted, episode as episode_id, '' as rule, days::int as n,
           last as due, null::uuid as act
    from away where %(away_days)s::int is not null"""  # noqa: S608 - literals of this module


STATEMENTS: Final[Mapping[str, Callable[[Dialect], str]]] = MappingProxyType({"leave_violation_days": _away})
VALUES: Final[Mapping[str, Any]] = MappingProxyType({"absence": means.KIND, "unauthorised": means.OUTCOME})
