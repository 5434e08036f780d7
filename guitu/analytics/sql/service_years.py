"""Promises of each service year that ended, as ``guitu.domain.measures.service_years`` means them."""

from collections.abc import Callable, Mapping
from types import MappingProxyType
from typing import Any, Final

from guitu.analytics.sql.dialect import Dialect
from guitu.analytics.sql.parts import HELD
from guitu.domain.measures.files import Promised
from guitu.domain.promise.meter import RUNNING

_MOST_YEARS = 9  # of one promise; the rulebooks know three


def _kept(d: Dialect) -> str:
    begins = d.months.format(months="(12 * n.n)")
    ends = d.months.format(months="(12 * n.n + 12)")
    return f"""
    with {HELD},
    promise as (
        select unnest(%(p_kinds)s::text[]) as kind, unnest(%(p_anchors)s::text[]) as anchor,
               unnest(%(p_years)s::int[]) as years, unnest(%(p_since)s::int[]) as since,
               unnest(%(p_until)s::int[]) as until, unnest(%(p_services)s::text[]) as service,
               unnest(%(p_needed)s::int[]) as needed
    ),
    agreed as (
        select h.who, x.episode_id, min(x.happened_on) as day
        from journal_entry x join held h on h.person_id = x.person_id
        where x.held_by between %(lo)s and %(hi)s and x.kind = 'consent' and x.outcome = 'given'
          and x.happened_on <= %(as_of)s
          and coalesce(x.details ->> 'purpose', 'aftercare') = 'aftercare' and {d.effective}
        group by h.who, x.episode_id
    ),
    course as (
        select h.who, e.id as episode, e.opened_on, e.kind, e.released_on, e.term_from,
               min(a.day) as agreed_on
        from held h
        join episodes_episode e on e.person_id = h.person_id
        left join agreed a
          on a.who = h.who and (a.episode_id is null or a.episode_id = e.id) and e.kind = 'aftercare'
        where e.held_by between %(lo)s and %(hi)s
          and e.opened_on <= %(as_of)s and e.phase = any(%(running)s)
        group by h.who, e.id, e.opened_on, e.kind, e.released_on, e.term_from
    ),
    promised as (
        select c.*, p.service, p.needed, p.years, p.since, p.until,
               case p.anchor when 'released' then c.released_on else c.term_from end as anchor
        from course c join promise p on p.kind = c.kind
    ),
    year as (
        select c.*, n.n + 1 as n, (c.anchor + {begins})::date as begins, (c.anchor + {ends})::date - 1 as ends
        from promised c cross join (select * from generate_series(0, {_MOST_YEARS})) as n(n)
        where n.n < c.years
    ),
    ended as (
        select * from year
        where ends >= %(first)s and ends < %(as_of)s and ends >= opened_on
          and (agreed_on is null or ends >= agreed_on)
          and begins - date '0001-01-01' + 1 between since and until
    ),
    given as (
        select h.who, x.episode_id, x.happened_on, x.details ->> 'service' as service
        from journal_entry x join held h on h.person_id = x.person_id
        where x.held_by between %(lo)s and %(hi)s and x.kind = 'service' and x.outcome = 'done'
          and x.happened_on <= %(as_of)s
          and x.details ->> 'service' = any(%(p_services)s::text[]) and {d.effective}
    ),
    meter as (
        select y.who, y.episode, y.n, y.begins, y.ends, y.opened_on, y.service, y.needed, y.since,
               count(g.who) >= y.needed as kept
        from ended y
        left join given g
          on g.who = y.who and g.service = y.service and g.happened_on between y.begins and y.ends
         and (g.episode_id is null or g.episode_id = y.episode)
        group by y.who, y.episode, y.n, y.begins, y.ends, y.opened_on, y.service, y.needed, y.since
    )
    select who,
           case when bool_and(kept) then true when not max(opened_on) > begins then false end as counted,
           episode as episode_id, '' as rule, n, ends as due, null::uuid as act
    from meter group by who, episode, n, begins, ends"""  # noqa: S608 - literals of this module


STATEMENTS: Final[Mapping[str, Callable[[Dialect], str]]] = MappingProxyType({"service311_rate": _kept})
VALUES: Final[Mapping[str, Any]] = MappingProxyType({"running": sorted(RUNNING)})


def values(promises: tuple[Promised, ...]) -> dict[str, list[Any]]:
    """What is promised, as columns."""
    return {
        "p_kinds": [p.kind for p in promises],
        "p_anchors": [p.anchor for p in promises],
        "p_years": [p.years for p in promises],
        "p_since": [p.since for p in promises],
        "p_until": [p.until for p in promises],
        "p_services": [p.service for p in promises],
        "p_needed": [p.needed for p in promises],
    }
