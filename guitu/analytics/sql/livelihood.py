"""Work, benefits and honours, as ``guitu.domain.measures.livelihood`` means them."""

from collections.abc import Callable, Mapping
from functools import partial
from types import MappingProxyType
from typing import Any, Final

from guitu.analytics.sql.dialect import Dialect
from guitu.analytics.sql.parts import HELD, NO_SLOT
from guitu.domain.honours.tiers import Tier
from guitu.domain.measures import livelihood as means
from guitu.domain.work.placement import ENDED, HIRED, KEPT

_HELP = (
    "x.held_by between %(lo)s and %(hi)s and x.kind = 'service' and x.outcome = 'done'"
    " and x.happened_on <= %(as_of)s"
)


def _placed(d: Dialect) -> str:
    return f"""
    with {HELD}
    select h.who, bool_or(coalesce(x.details ->> 'job', '') = %(hired)s) as counted, {NO_SLOT}
    from held h join journal_entry x on x.person_id = h.person_id
    where {_HELP} and x.happened_on >= %(first)s
      and (x.details ->> 'service' = 'job_notice' or x.details ->> 'job' = %(hired)s) and {d.effective}
    group by h.who"""  # noqa: S608 - literals of this module, as everywhere below


def _retained(d: Dialect) -> str:
    reached = d.months.format(months=str(means.KEPT_MONTHS))
    return f"""
    with {HELD},
    step as (
        select h.who, x.id, x.happened_on, x.details ->> 'job' as job, x.details ->> 'placement' as placement
        from held h join journal_entry x on x.person_id = h.person_id
        where {_HELP} and x.details ->> 'job' = any(%(job_steps)s) and {d.effective}
    ),
    hire as (
        select who, id, placement, (happened_on + {reached})::date as due from step where job = %(hired)s
    ),
    told as (
        select who, placement, bool_or(job = %(kept)s) as kept,
               min(case when job = %(ended)s then happened_on end) as ended_on
        from step where placement is not null and job <> %(hired)s
        group by who, placement
    )
    select h.who, case when t.kept then true when t.ended_on < h.due then false end as counted,
           null::uuid as episode_id, '' as rule, 0 as n, h.due, h.id as act
    from hire h left join told t on t.who = h.who and t.placement = h.placement
    where h.due between %(first)s and %(as_of)s"""  # noqa: S608 - as above


def _at_bases(_: Dialect) -> str:
    return f"""
    with {HELD}
    select distinct h.who, true as counted, {NO_SLOT}
    from held h
    join work_placement w on w.person_id = h.person_id
    join employers_base b on b.employer_id = w.employer
    where w.held_by between %(lo)s and %(hi)s and w.state = %(hired)s and w.hired_on <= %(as_of)s
      and %(as_of)s between b.from_on and b.to_on
      and (b.ended_on is null or b.ended_on > %(as_of)s)"""  # noqa: S608 - as above


def _granted(_: Dialect) -> str:
    return f"""
    with {HELD}
    select h.who, case x.state when 'granted' then true when 'refused' then false end as counted,
           null::uuid as episode_id, '' as rule, 0 as n, x.begun_on as due, null::uuid as act
    from held h join support_application x on x.person_id = h.person_id
    where x.held_by between %(lo)s and %(hi)s and x.begun_on between %(first)s and %(as_of)s
      and x.state <> 'withdrawn' and x.kind = any(%(benefits)s)"""  # noqa: S608 - as above


def _honoured(_: Dialect, *, tier: Tier) -> str:
    return f"""
    with {HELD}
    select distinct h.who, true as counted, {NO_SLOT}
    from held h join honours_honour x on x.person_id = h.person_id
    where x.held_by between %(lo)s and %(hi)s and x.is_shown
      and x.sort = 'tier' and x.state = 'granted' and x.code = any(%({tier.value})s)"""  # noqa: S608 - as above


STATEMENTS: Final[Mapping[str, Callable[[Dialect], str]]] = MappingProxyType(
    {
        "jobs_placed": _placed,
        "job_retained_6m": _retained,
        "base_headcount": _at_bases,
        "benefit_uptake": _granted,
        **{f"hero_{tier.value}": partial(_honoured, tier=tier) for tier in Tier},
    }
)

VALUES: Final[Mapping[str, Any]] = MappingProxyType(
    {
        "hired": HIRED,
        "ended": ENDED,
        "kept": KEPT[means.KEPT_MONTHS],
        "job_steps": [HIRED, ENDED, KEPT[means.KEPT_MONTHS]],
        "benefits": sorted(means.BENEFITS),
        **{tier.value: list(means.tiers_from(tier)) for tier in Tier},
    }
)
