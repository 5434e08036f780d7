"""The figures of a region and the cases behind them, in SQL. Their meaning is ``guitu.domain.measures``.

One statement gives the cases of a figure; its numbers are counted from that statement and its lists are
pages of it, so a number and its list cannot disagree. Bounds and days are literals of the statement: the
planner sees them, and no statement asks what day it is.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from types import MappingProxyType
from typing import Any, Literal

from django.db import connection

from guitu.domain.episode import Phase
from guitu.domain.journal.kinds import CONTACT_KINDS, CONTACT_MADE
from guitu.domain.measures import (
    ASKED_STATES,
    CONFIRMING_KINDS,
    IN_CARE_PHASES,
    TEST_KINDS,
    VISIT_KINDS,
    Case,
    Count,
    Figure,
    Question,
)

Part = Literal["all", "counted", "missing"]

# Files that may be counted, each with the person it is read as. A sealed file counts nowhere.
HELD = """
    held as (
        select p.person_id, coalesce(a.canonical, p.person_id) as who
        from people_person p
        left join people_personalias a on a.person_id = p.person_id and a.undone_at is null
        where p.held_by between %(lo)s and %(hi)s
          and (p.sealed_on is null or p.sealed_on > %(as_of)s)
    )"""

_CARE = f"""{HELD},
    care as (
        select distinct h.who
        from held h join episodes_episode e on e.person_id = h.person_id
        where e.held_by between %(lo)s and %(hi)s
          and e.opened_on <= %(as_of)s and e.phase = any(%(in_care)s)
    )"""  # noqa: S608 - joined from literals of this module, as everywhere below

# Not corrected since, not itself a retraction, and the latest of several corrections of one entry.
EFFECTIVE = """
          x.kind <> 'retraction'
          and not exists (
              select from journal_entry s where s.person_id = x.person_id and s.supersedes = x.id)
          and (x.supersedes is null or not exists (
              select from journal_entry s
              where s.person_id = x.person_id and s.supersedes = x.supersedes
                and (s.recorded_at, s.id) > (x.recorded_at, x.id)))"""

_NO_SLOT = "null::uuid as episode_id, '' as rule, 0 as n, null::date as due, null::uuid as act"

_IN_CARE = f"with {_CARE} select who, true as counted, {_NO_SLOT} from care"  # noqa: S608 - as above

_INVITED = f"""
    with {_CARE}
    select distinct h.who, true as counted, {_NO_SLOT}
    from held h join episodes_episode e on e.person_id = h.person_id
    where e.held_by between %(lo)s and %(hi)s
      and e.opened_on <= %(as_of)s and e.phase = %(invited)s
      and not exists (select from care c where c.who = h.who)"""  # noqa: S608 - as above

_FILED = f"""
    with {_CARE},
    planned as (
        select distinct h.who
        from held h join journal_entry x on x.person_id = h.person_id
        where x.held_by between %(lo)s and %(hi)s
          and x.kind = 'plan' and x.outcome = 'done' and x.happened_on <= %(as_of)s
          and {EFFECTIVE}
    )
    select c.who, p.who is not null as counted, {_NO_SLOT}
    from care c left join planned p on p.who = c.who"""  # noqa: S608 - as above

_FRESH = f"""
    with {_CARE},
    confirmed as (
        select distinct h.who, f.field
        from held h
        join journal_entry x on x.person_id = h.person_id
        cross join lateral (
            select jsonb_array_elements_text(
                coalesce(nullif(x.details -> 'fields', '[]'), x.details -> 'confirmed', '[]')) as field
            union all select 'last_contact' where x.kind = any(%(contacts)s)
        ) f
        where x.held_by between %(lo)s and %(hi)s
          and x.happened_on between %(fresh_from)s and %(as_of)s
          and x.kind = any(%(confirming)s) and x.outcome = any(%(made)s)
          and {EFFECTIVE}
    ),
    fresh as (
        select who from confirmed where field = any(%(fields)s)
        group by who having count(*) = cardinality(%(fields)s::text[])
    )
    select c.who, f.who is not null as counted, {_NO_SLOT}
    from care c left join fresh f on f.who = c.who"""  # noqa: S608 - as above


def _slots(which: str, days: str, counted: str) -> str:
    """Slots of rules by the days they are due; ``counted`` says which are in the numerator."""
    return f"""
    with {HELD}
    select h.who, {counted} as counted, d.episode_id, d.rule, d.n, d.due_on as due,
           case when {counted} then d.done_by end as act
    from agenda_duty d join held h on h.person_id = d.person_id
    where d.held_by between %(lo)s and %(hi)s and d.state = any(%(asked)s) and {which} and {days}"""  # noqa: S608 - as above


_DONE = "(d.state = 'done' and coalesce(d.done_on <= %(as_of)s, false))"
_DUE = "d.due_on between %(first)s and %(as_of)s"
_SQL: Mapping[Figure, str] = MappingProxyType(
    {
        Figure.IN_CARE: _IN_CARE,
        Figure.INVITED: _INVITED,
        Figure.REPORT_RATE: _slots(
            "d.kind = 'report_in' and d.rule = any(%(report_rules)s)",
            "d.due_on >= %(first)s and d.due_on < %(as_of)s",
            "(d.state = 'done' and coalesce(d.done_on <= d.due_on, false))",
        ),
        Figure.VISITS: _slots("d.kind = any(%(visits)s)", _DUE, _DONE),
        Figure.TESTS: _slots("d.kind = any(%(tests)s)", _DUE, _DONE),
        Figure.FILE_RATE: _FILED,
        Figure.FRESHNESS: _FRESH,
    }
)
_PARTS: Mapping[Part, str] = MappingProxyType({"all": "true", "counted": "counted", "missing": "not counted"})


@dataclass(frozen=True, slots=True)
class CasePage:
    """Some cases of a figure and how many there are in all."""

    cases: tuple[Case, ...]
    total: int


def count(figure: Figure, asked: Question) -> Count:
    """The numbers of a figure. One query."""
    numbers = "count(*) filter (where counted), count(*), count(distinct act)"
    with connection.cursor() as cursor:
        cursor.execute(f"select {numbers} from ({_SQL[figure]}) c", _values(asked))  # noqa: S608 - as above
        counted, of, acts = cursor.fetchone()
    return Count(counted, of, acts)


def page(figure: Figure, asked: Question, *, part: Part, offset: int, limit: int) -> CasePage:
    """Cases of a figure, the earliest due first; ``part`` the numerator, the rest, or all. One query."""
    values: dict[str, Any] = {**_values(asked), "offset": offset, "limit": limit}
    with connection.cursor() as cursor:
        cursor.execute(
            f"""select who, counted, episode_id, rule, n, due, act, count(*) over ()
                from ({_SQL[figure]}) c where {_PARTS[part]}
                order by due nulls last, who, rule, n offset %(offset)s limit %(limit)s""",  # noqa: S608 - as above
            values,
        )
        rows = cursor.fetchall()
    found = tuple(Case(*row[:7]) for row in rows)
    return CasePage(found, rows[0][7] if rows else 0)


def _values(asked: Question) -> dict[str, Any]:
    fresh_from = date.fromordinal(max(1, asked.as_of.toordinal() - asked.days))
    return {
        "lo": asked.lo,
        "hi": asked.hi,
        "first": asked.first,
        "as_of": asked.as_of,
        "fresh_from": fresh_from,
        "report_rules": sorted(asked.report_rules),
        "fields": sorted(set(asked.fields)),
        "invited": Phase.INVITED.value,
        "in_care": sorted(p.value for p in IN_CARE_PHASES),
        "asked": sorted(ASKED_STATES),
        "visits": sorted(VISIT_KINDS),
        "tests": sorted(TEST_KINDS),
        "contacts": sorted(CONTACT_KINDS),
        "confirming": sorted(CONFIRMING_KINDS),
        "made": sorted(CONTACT_MADE),
    }


def everyone(figure: Figure, asked: Question) -> list[Case]:
    """Every case of a figure: for comparison with its meaning, not for screens."""
    return list(page(figure, asked, part="all", offset=0, limit=10_000_000).cases)
