"""The way from the gate into care: one statement for each meaning of ``guitu.domain.measures.handoff``."""

from collections.abc import Callable, Mapping
from functools import partial
from types import MappingProxyType
from typing import Final

from guitu.analytics.sql.dialect import Dialect
from guitu.analytics.sql.parts import HELD, NO_SLOT
from guitu.domain.measures.handoff import SPANS, STEPS

# Everybody released in the period: the day, and the release before it.
_OUT = """
    released as (
        select h.who, max(e.released_on) as since
        from held h join episodes_episode e on e.person_id = h.person_id
        where e.held_by between %(lo)s and %(hi)s and e.opened_on <= %(as_of)s
          and e.released_on between %(first)s and %(as_of)s
        group by h.who
    ),
    outs as (
        select r.who, r.since, max(e.released_on) as before
        from released r
        join held h on h.who = r.who
        left join episodes_episode e on e.person_id = h.person_id
          and e.held_by between %(lo)s and %(hi)s and e.opened_on <= %(as_of)s and e.released_on < r.since
        group by r.who, r.since
    )"""


def _took(kind: str, d: Dialect) -> str:
    return f"""
    with {HELD}, {_OUT},
    took as (
        select distinct o.who
        from outs o
        join held h on h.who = o.who
        join journal_entry x on x.person_id = h.person_id
        where x.held_by between %(lo)s and %(hi)s and x.kind = '{kind}' and x.outcome = 'done'
          and x.happened_on <= %(as_of)s and (o.before is null or x.happened_on > o.before)
          and {d.effective}
    )
    select o.who, t.who is not null as counted, {NO_SLOT}
    from outs o left join took t on t.who = o.who"""  # noqa: S608 - literals of the two modules


def _reached(span: int, d: Dialect) -> str:
    return f"""
    with {HELD}, {_OUT},
    timed as (
        select o.who, o.since, o.since + (%(contact_days)s::int[])[{span + 1}] as last from outs o
    ),
    met as (
        select distinct o.who
        from timed o
        join held h on h.who = o.who
        join journal_entry x on x.person_id = h.person_id
        where x.held_by between %(lo)s and %(hi)s
          and x.happened_on between o.since and o.last and x.happened_on <= %(as_of)s
          and x.kind = any(%(contacts)s) and x.outcome = any(%(made)s) and {d.effective}
    )
    select o.who, case when m.who is not null then true
                       when %(as_of)s <= o.last then null
                       else false end as counted, {NO_SLOT}
    from timed o left join met m on m.who = o.who
    where o.last is not null"""  # noqa: S608 - as above


STATEMENTS: Final[Mapping[str, Callable[[Dialect], str]]] = MappingProxyType(
    {name: partial(_took, kind) for name, kind in STEPS.items()}
    | {name: partial(_reached, span) for name, span in SPANS.items()}
)
