"""Releases as spells, counted by group and length: what ``retention.spell`` says of each, without anybody.

Live files give days, what is kept of closed ones months. A row is (group, time, ended, how many); time and
ended are null where nothing was ever known, and the group is null where it is not known.
"""

from collections.abc import Mapping
from types import MappingProxyType
from typing import Final

DAYS_A_MONTH: Final = 365.25 / 12
"""What a month of a closed file counts for, in days."""

_KEYS: Mapping[str, str] = MappingProxyType(
    {
        "none": "''",
        "region": "(o.held_by / %(step)s)::text",
        "year": "to_char(o.released_on, 'YYYY')",
        "sex": "nullif(p.sex, 'unknown')",
        "age": "(extract(year from age(o.released_on, p.birth_on))::int / 10 * 10)::text",
        "substance": "k.kind",
        "times": "least(o.times, 3)::text",
        "centre": "nullif(e.facility_unit, 0)::text",
    }
)
_PERSON = "left join people_person p on p.person_id = o.person_id"
# two files of one person may each say something; where they say different things, it is several
_KIND = """
    left join people_personalias a on a.person_id = o.person_id and a.undone_at is null
    left join (
        select coalesce(b.canonical, s.person_id) as person,
               case when min(s.kind) = max(s.kind) then min(s.kind) else 'several' end as kind
        from people_substance s
        left join people_personalias b on b.person_id = s.person_id and b.undone_at is null
        where s.held_by between %(lo)s and %(hi)s
        group by 1
    ) k on k.person = coalesce(a.canonical, o.person_id)"""
_JOINS: Mapping[str, str] = MappingProxyType(
    {
        "sex": _PERSON,
        "age": _PERSON,
        "substance": _KIND,
        "centre": "left join episodes_episode e on e.person_id = o.person_id and e.id = o.episode_id",
    }
)
_CLOSED_KEYS: Mapping[str, str] = MappingProxyType(
    {
        "none": "''",
        "region": "(c.region * 1000 / %(step)s)::text",
        "year": "c.released_year::text",
        "sex": "nullif(c.sex, 'unknown')",
        "age": "case when c.age_band >= 0 then (c.age_band / 10 * 10)::text end",
    }
)

SPLITS: Final = tuple(_KEYS)
CLOSED_SPLITS: Final = frozenset(_CLOSED_KEYS)


def live(split: str) -> str:
    """Releases of files that are open; filled with lo, hi, as_of and, by region, step."""
    return f"""
    select {_KEYS[split]} as part,
           case when o.relapsed_on <= %(as_of)s then o.relapsed_on - o.released_on
                when o.died_on <= %(as_of)s then o.died_on - o.released_on
                when o.known_on >= o.released_on then least(o.known_on, %(as_of)s) - o.released_on
           end as time,
           case when o.relapsed_on <= %(as_of)s then 1
                when o.died_on <= %(as_of)s then 2
                when o.known_on >= o.released_on then 0
           end as ended,
           count(*)
    from outcomes_release o {_JOINS.get(split, "")}
    where o.held_by between %(lo)s and %(hi)s and o.released_on <= %(as_of)s
    group by 1, 2, 3"""  # noqa: S608 - literals of this module


def closed(split: str) -> str:
    """Releases of closed files, by month; filled with lo_region, hi_region, month and, by region, step."""
    return f"""
    select {_CLOSED_KEYS[split]} as part, c.watched_months * {DAYS_A_MONTH} as time,
           case c.watched_end when 'relapsed' then 1 when 'died' then 2 when 'known' then 0 end as ended,
           count(*)
    from records_cohort c
    where c.region between %(lo_region)s and %(hi_region)s
      and 12 * c.released_year + c.released_month <= %(month)s
    group by 1, 2, 3"""  # noqa: S608 - literals of this module
