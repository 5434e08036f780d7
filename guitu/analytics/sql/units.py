"""What stands in the register of units: one statement for each meaning of ``guitu.domain.measures.units``.

Live only: a snapshot holds files, not offices.
"""

from collections.abc import Mapping
from types import MappingProxyType
from typing import Final

# How many numbers a region spans, read from its zeros, as ``kernel.region`` reads them.
_SPAN: Final = """
    case when {0} %% 10000000000 = 0 then 10000000000
         when {0} %% 100000000 = 0 then 100000000
         when {0} %% 1000000 = 0 then 1000000
         when {0} %% 1000 = 0 then 1000 else 1 end"""

STANDS: Final = """
    case when u.closed_on <= %(on)s or u.opened_on > %(on)s then false
         when not u.is_active and u.closed_on is null
              then case when %(on)s::date >= %(today)s::date then false end
         when u.opened_on is null and %(on)s::date < %(today)s::date then null
         else true end"""

_DISTRICTS: Final = f"""
    districts as (
        select r.code, {_SPAN.format("r.code")} as span
        from organisations_region r
        where r.code between %(lo)s / 1000 and %(hi)s / 1000
          and (r.level = 'county'
               or r.level = 'prefecture' and not exists (
                   select 1 from organisations_region c where c.parent = r.code and c.level = 'county'))
    )"""  # noqa: S608 - literals of this module, as everywhere below

_COVERAGE: Final = f"""
    with {_DISTRICTS},
    answers as (
        select d.code, u.number, {STANDS} as stands
        from districts d
        left join organisations_unit u
          on u.type = %(centre)s
         and (u.region_id between d.code and d.code + d.span - 1
              or exists (
                  select 1 from organisations_unitregion s
                  where s.unit_id = u.number
                    and d.code between s.region_id and s.region_id + ({_SPAN.format("s.region_id")}) - 1))
        where d.code * 1000 >= %(lo)s and (d.code + d.span) * 1000 - 1 <= %(hi)s
    )
    select code as place,
           case when bool_or(number is not null and stands) then true
                when bool_or(number is not null and stands is null) then null
                else false end as counted,
           1::bigint as n
    from answers group by code"""  # noqa: S608 - as above

_WORKERS: Final = """
    select a.unit_id as place,
           case when a.is_active then true end as counted,
           count(*) as n
    from accounts_account a
    where a.role = %(worker)s and a.unit_id between %(lo)s and %(hi)s
      and (a.created_at at time zone 'Asia/Shanghai')::date <= %(on)s
      and (a.is_active or %(on)s::date < %(today)s::date)
    group by a.unit_id, a.is_active"""

STATEMENTS: Final[Mapping[str, str]] = MappingProxyType(
    {"coverage_districts": _COVERAGE, "full_time_workers": _WORKERS}
)

STANDING: Final = f"""
    select u.number as place, u.type, {STANDS} as counted
    from organisations_unit u where u.number between %(lo)s and %(hi)s"""  # noqa: S608 - as above
