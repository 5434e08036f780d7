"""How files stand on a day: one statement for each meaning of ``guitu.domain.measures.standing``."""

from collections.abc import Callable, Mapping
from types import MappingProxyType
from typing import Any, Final

from guitu.analytics.sql import away, handed_over, handoff, livelihood, service_years
from guitu.analytics.sql.dialect import Dialect
from guitu.analytics.sql.parts import HELD, NO_SLOT
from guitu.domain.episode import CLOSED, Phase
from guitu.domain.journal.codes import FACT_GROUPS
from guitu.domain.journal.kinds import CONTACT_KINDS, CONTACT_MADE
from guitu.domain.measures import standing as means
from guitu.domain.measures.files import IN_CARE_PHASES, IN_EXECUTION, REPORTED_ON, UNDER_ORDER


def _people_in(name: str, phases: str, more: str = "") -> str:
    """People with an episode in phases, one row for each; ``more`` further columns, aggregates."""
    return f"""
    {name} as (
        select h.who{more}
        from held h join episodes_episode e on e.person_id = h.person_id
        where e.held_by between %(lo)s and %(hi)s
          and e.opened_on <= %(as_of)s and e.phase = any(%({phases})s)
        group by h.who
    )"""  # noqa: S608 - literals of this module, as everywhere below


def _happened(d: Dialect, name: str, which: str, *, back_to: str = "") -> str:
    """People with an effective entry up to the day; ``back_to`` a value that bounds it below."""
    from_day = f"x.happened_on >= %({back_to})s and " if back_to else ""
    return f"""
    {name} as (
        select distinct h.who
        from held h join journal_entry x on x.person_id = h.person_id
        where x.held_by between %(lo)s and %(hi)s
          and {from_day}x.happened_on <= %(as_of)s and {which} and {d.effective}
    )"""  # noqa: S608 - as above


_CARE = _people_in("care", "in_care")
_MET = "x.kind = any(%(contacts)s) and x.outcome = any(%(made)s)"


def _of_these(people: str, also: str) -> str:
    """Of some people (``these``), who is also among others (``those``)."""
    return f"""
    with {HELD}, {people}, {also}
    select p.who, f.who is not null as counted, {NO_SLOT}
    from these p left join those f on f.who = p.who"""  # noqa: S608 - as above


def _in_care(_: Dialect) -> str:
    return f"with {HELD}, {_CARE} select who, true as counted, {NO_SLOT} from care"  # noqa: S608 - as above


def _invited(_: Dialect) -> str:
    return f"""
    with {HELD}, {_CARE}, {_people_in("asked", "invited")}
    select a.who, true as counted, {NO_SLOT}
    from asked a where not exists (select 1 from care c where c.who = a.who)"""  # noqa: S608 - as above


def _execution(_: Dialect) -> str:
    return f"""
    with {HELD}, {_people_in("ordered", "under_order", ", bool_and(e.phase = any(%(in_execution)s)) as good")}
    select who, good as counted, {NO_SLOT} from ordered"""  # noqa: S608 - as above


def _lost(_: Dialect) -> str:
    return f"""
    with {HELD}, {_people_in("ordered", "under_order", ", bool_or(e.phase = %(lost)s) as lost")}
    select who, lost as counted, {NO_SLOT} from ordered"""  # noqa: S608 - as above


def _in_touch(d: Dialect) -> str:
    return f"""
    with {HELD}, {_people_in("ordered", "under_order", ", bool_or(e.phase = %(lost)s) as lost")},
    {_happened(d, "met", _MET, back_to="fresh_from")}
    select o.who, not o.lost and m.who is not null as counted, {NO_SLOT}
    from ordered o left join met m on m.who = o.who"""  # noqa: S608 - as above


def _agreed(d: Dialect) -> str:
    return _of_these(
        _people_in("these", "reported_on"),
        _happened(d, "those", "x.kind = 'agreement' and x.outcome = 'done'"),
    )


def _teams(d: Dialect) -> str:
    return f"""
    with {HELD}, {_people_in("executed", "in_execution")},
    written as (
        select distinct on (h.who) h.who, x.details -> 'members' as members
        from held h join journal_entry x on x.person_id = h.person_id
        where x.held_by between %(lo)s and %(hi)s
          and x.kind = 'working_group' and x.happened_on <= %(as_of)s and {d.effective}
        order by h.who, x.happened_on desc, x.recorded_at desc, x.id desc
    )
    select e.who, {d.holds_all.format(list="w.members", wanted="%(five)s")} as counted, {NO_SLOT}
    from executed e left join written w on w.who = e.who"""  # noqa: S608 - as above


def _filed(d: Dialect) -> str:
    return _of_these(
        _people_in("these", "in_care"), _happened(d, "those", "x.kind = 'plan' and x.outcome = 'done'")
    )


def _collected(d: Dialect) -> str:
    return f"""
    with {HELD}, {_CARE},
    grouped as (
        select h.who
        from held h join journal_entry x on x.person_id = h.person_id
        where x.held_by between %(lo)s and %(hi)s
          and x.kind = 'fact_recorded' and x.happened_on <= %(as_of)s
          and x.details ->> 'group' = any(%(groups)s) and {d.effective}
        group by h.who
        having count(distinct x.details ->> 'group') = {d.length.format(list="%(groups)s")}
    )
    select c.who, g.who is not null as counted, {NO_SLOT}
    from care c left join grouped g on g.who = c.who"""  # noqa: S608 - as above


def _fresh(d: Dialect) -> str:
    return f"""
    with {HELD}, {_CARE},
    confirmed as (
        select distinct h.who, f.field
        from held h
        join journal_entry x on x.person_id = h.person_id
        cross join lateral (
            {d.confirmed}
            union all select 'last_contact' where x.kind = any(%(contacts)s)
        ) f
        where x.held_by between %(lo)s and %(hi)s
          and x.happened_on between %(fresh_from)s and %(as_of)s
          and x.kind = any(%(confirming)s) and x.outcome = any(%(made)s) and {d.effective}
    ),
    fresh as (
        select who from confirmed where field = any(%(fields)s)
        group by who having count(*) = {d.length.format(list="%(fields)s")}
    )
    select c.who, f.who is not null as counted, {NO_SLOT}
    from care c left join fresh f on f.who = c.who"""  # noqa: S608 - as above


def _covered(d: Dialect) -> str:
    return f"""
    with {HELD}, {_people_in("agreed", "agreed_to", ", max(e.released_on) as since")},
    met as (
        select h.who, max(x.happened_on) as last
        from held h join journal_entry x on x.person_id = h.person_id
        where x.held_by between %(lo)s and %(hi)s
          and x.happened_on <= %(as_of)s and {_MET} and {d.effective}
        group by h.who
    )
    select a.who,
           case when a.since is not null then coalesce(m.last >= a.since, false) end as counted, {NO_SLOT}
    from agreed a left join met m on m.who = a.who
    where a.since is null
       or a.since <= %(as_of)s
          and (a.since + {d.months.format(months="%(aftercare)s")})::date > %(as_of)s"""  # noqa: S608 - as above


_RELAPSE = (
    "(x.kind = 'drug_test' and x.outcome = 'confirmed_positive'"
    " or x.kind = 'relapse' and x.outcome = 'confirmed')"
)


def _relapsed(d: Dialect) -> str:
    return f"""
    with {HELD}, {_CARE}, {_happened(d, "again", _RELAPSE, back_to="first")}
    select coalesce(c.who, a.who) as who, a.who is not null as counted, {NO_SLOT}
    from care c full join again a on a.who = c.who"""  # noqa: S608 - as above


def _offended(d: Dialect) -> str:
    return f"""
    with {HELD}, {_CARE},
    {_happened(d, "again", "x.kind = 'new_offence' and x.outcome = 'done'", back_to="first")}
    select coalesce(c.who, a.who) as who, a.who is not null as counted, {NO_SLOT}
    from care c full join again a on a.who = c.who"""  # noqa: S608 - as above


def _unsealed(_: Dialect) -> str:
    return f"with {HELD}, {_people_in('open', 'closed')} select who, true as counted, {NO_SLOT} from open"  # noqa: S608 - as above


def _overcontrolled(_: Dialect) -> str:
    return f"""
    with {HELD}
    select distinct h.who, true as counted, {NO_SLOT}
    from held h
    join agenda_duty d on d.person_id = h.person_id
    join episodes_episode e on e.person_id = d.person_id and e.id = d.episode_id
    where d.held_by between %(lo)s and %(hi)s and d.nature = 'control' and d.state = 'open'
      and (d.due_on > e.term_to or (e.phase = any(%(over)s) and d.due_on > %(as_of)s))"""  # noqa: S608 - as above


STATEMENTS: Final[Mapping[str, Callable[[Dialect], str]]] = MappingProxyType(
    {
        "in_care": _in_care,
        "invited": _invited,
        "execution_rate": _execution,
        "agreement_rate": _agreed,
        "team_complete_rate": _teams,
        "loss_rate": _lost,
        "control_rate": _in_touch,
        "file_rate": _filed,
        "collection_rate": _collected,
        "freshness_rate": _fresh,
        "aftercare_coverage": _covered,
        "relapse_rate": _relapsed,
        "overcontrol_count": _overcontrolled,
        **handoff.STATEMENTS,
        "reoffend_rate": _offended,
        "unsealed_count": _unsealed,
        **away.STATEMENTS,
        **handed_over.STATEMENTS,
        **service_years.STATEMENTS,
        **livelihood.STATEMENTS,
    }
)

VALUES: Final[Mapping[str, Any]] = MappingProxyType(
    {
        "in_care": sorted(p.value for p in IN_CARE_PHASES),
        "invited": [Phase.INVITED.value],
        "under_order": sorted(p.value for p in UNDER_ORDER),
        "in_execution": sorted(p.value for p in IN_EXECUTION),
        "reported_on": sorted(p.value for p in REPORTED_ON),
        "agreed_to": sorted(p.value for p in means.AGREED_TO),
        "over": sorted(p.value for p in means.OVER),
        "closed": sorted(p.value for p in CLOSED),
        "lost": Phase.LOST_CONTACT.value,
        "five": sorted(means.FIVE_MEMBERS),
        "groups": sorted(FACT_GROUPS),
        "aftercare": means.AFTERCARE_MONTHS,
        "contacts": sorted(CONTACT_KINDS),
        "confirming": sorted(means.CONFIRMING_KINDS),
        "made": sorted(CONTACT_MADE),
        **away.VALUES,
        **handed_over.VALUES,
        **service_years.VALUES,
        **livelihood.VALUES,
    }
)
