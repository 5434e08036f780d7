"""Made-up snapshots of any size, written by DuckDB itself: forty entries for each person of the country.

Releases are believable in their shape alone: two in five relapse within three years, most of them early, one
in a hundred dies in a year, contact is lost as time goes on, and of every tenth nothing was ever known.
"""

# ruff: noqa: S608 - every statement is joined from literals of this module

import shutil
from hashlib import sha256
from pathlib import Path
from typing import Final

import duckdb

from guitu.analytics.columns.layout import TABLES

ENTRIES_EACH: Final = 40
DUTIES_EACH: Final = 12
AS_OF: Final = "2026-06-30"
_PROVINCES: Final = (
    *(11, 12, 13, 14, 15, 21, 22, 23, 31, 32, 33, 34, 35, 36, 37, 41, 42, 43, 44, 45, 46, 50, 51, 52, 53, 54),
    *(61, 62, 63, 64, 65),
)

_HELD = f"""(({list(_PROVINCES)}[1 + p % 31] * 10000000000 + (1 + p // 31 % 9) * 100000000
    + (1 + p // 279 % 8) * 1000000 + (1 + p // 2232 % 12) * 1000) * 1000 + 1)::bigint"""
_PERSON = "hash(p)::uhugeint::uuid"
_OUT = "(date '2016-01-01' + (p * 7919 % 3650)::int)"
_WHO = "(select p, hash(p) as h from range($lo, $hi) people(p))"


def _days(salt: int, mean: int) -> str:
    """Days until something that comes to everybody at the same rate, of person ``p`` and release ``t``."""
    return f"(-ln(1 - (hash(p, t, {salt}) % 100003) / 100003.0) * {mean})::int"


_RELAPSE, _DEATH, _LOST = _days(1, 2200), _days(2, 36500), _days(3, 1500)
# somebody's release before the last one lies three years earlier
_LIVES = f"""(
    select p, t, out_on, seen,
           case when relapse <= least(death, lost, seen) then relapse end as relapse,
           case when death < least(relapse, seen) then death end as death,
           case when hash(p, t, 4) % 10 > 0 then least(relapse, death, lost, seen) end as known
    from (
        select p, t, {_OUT} - (1 - t)::int * 1096 as out_on,
               (date '{AS_OF}' - {_OUT} + (1 - t) * 1096)::int as seen,
               {_RELAPSE} as relapse, {_DEATH} as death, {_LOST} as lost
        from {_WHO}, range(2) releases(t) where t = 1 or h % 7 = 0
    )
)"""


def _window(months: int) -> str:
    """How a window of so many months ended."""
    days = round(months * 30.4375)
    return f"""case when relapse < {days} then 'relapsed' when death < {days} then 'died'
        when known >= {days} - 183 then 'strict' when known >= {days} then 'clean' else 'unknown' end"""


_SELECTS: Final = {
    "people_person": f"""
        select {_PERSON} as person_id, {_HELD} as held_by, null::date as sealed_on from {_WHO}""",
    "episodes_episode": f"""
        select {_PERSON} as person_id, {_PERSON} as id, {_HELD} as held_by, 'aftercare' as kind,
               case h % 5 when 0 then 'finished' when 1 then 'executing' else 'active' end as phase,
               {_OUT} as opened_on, {_OUT} as released_on, {_OUT} as term_from,
               ({_OUT} + 1096) as term_to, 430000000000001::bigint as facility_unit
        from {_WHO}""",
    "agenda_duty": f"""
        select {_PERSON} as person_id, {_PERSON} as episode_id,
               case (h + n) % 3 when 0 then 'J-01' when 1 then 'B-02' else 'D-03' end as rule,
               n::smallint as n, {_HELD} as held_by,
               case (h + n) % 3 when 0 then 'follow_up' when 1 then 'report_in' else 'drug_test' end as kind,
               case (h + n) % 3 when 0 then 'care' else 'control' end as nature,
               {_OUT} + (n * 90)::int as opens_on, {_OUT} + (n * 90 + 30)::int as due_on,
               case (h // 7 + n) % 10 when 0 then 'open' when 1 then 'excused' else 'done' end as state,
               {_OUT} + (n * 90 + 20)::int as done_on, {_PERSON} as done_by
        from {_WHO}, range({DUTIES_EACH}) duties(n)""",
    "journal_entry": f"""
        select {_PERSON} as person_id, hash(p, n)::uhugeint::uuid as id, {_HELD} as held_by,
               case (h + n * 31) % 20 when 0 then 'drug_test' when 1 then 'drug_test' when 2 then 'relapse'
                   when 3 then 'service' when 4 then 'talk' when 5 then 'plan' when 6 then 'fact_recorded'
                   else 'home_visit' end as kind,
               {_OUT} + (n * 27 + h % 20)::int as happened_on,
               timestamptz '2026-06-30 00:00:00+00' as recorded_at,
               case (h + n * 31) % 20 when 0 then 'negative' when 1 then 'negative'
                   when 2 then case h % 40 when 0 then 'confirmed' else 'self_reported' end
                   when 7 then 'attempted' when 8 then 'verified' else 'done' end as outcome,
               case (h + n * 31) % 20 when 8 then '{{"confirmed":["phone","address","work"]}}'
                   when 6 then '{{"group":"background"}}' when 3 then '{{"service":"job_notice"}}'
                   else '{{}}' end::json as details,
               (h + n) % 200 <> 0 as counts
        from {_WHO}, range({ENTRIES_EACH}) entries(n)""",
    "outcomes_release": f"""
        select {_PERSON} as person_id, out_on as released_on, {_PERSON} as episode_id, {_HELD} as held_by,
               (t + case when hash(p) % 7 = 0 then 1 else 0 end)::smallint as times,
               {_window(6)} as at_6, {_window(12)} as at_12, {_window(24)} as at_24, {_window(36)} as at_36,
               out_on + relapse as relapsed_on, out_on + death as died_on, out_on + known as known_on
        from {_LIVES}""",
    # a quarter as many have gone: what their files left
    "records_cohort": f"""
        select {_HELD} // 1000000000 * 1000000 as region, 'aftercare' as kind, year(out_on)::int as year,
               month(out_on)::int as month, 36 as months, 'finished' as outcome,
               year(out_on)::smallint as released_year, month(out_on)::smallint as released_month,
               {_window(6)} as at_6, {_window(12)} as at_12, {_window(24)} as at_24, {_window(36)} as at_36,
               round(known / 30.4375)::smallint as watched_months,
               case when known is null then '' when relapse is not null then 'relapsed'
                   when death is not null then 'died' else 'known' end as watched_end,
               false as recommitted
        from {_LIVES} where t = 1 and p % 4 = 0 and out_on < date '2022-06-30'""",
}


def write(folder: Path, people: int) -> Path:
    """Write a snapshot of so many people below ``folder``; one that is there already stays."""
    made = folder / str(people) / f"{_shape()}" / AS_OF
    if made.exists():
        return made
    shutil.rmtree(made.parent.parent, ignore_errors=True)  # of an older shape, the largest a gigabyte
    draft = folder / f".{people}"
    draft.mkdir(parents=True, exist_ok=True)
    with duckdb.connect() as columns:
        columns.execute("set memory_limit='2GB'; set threads=2")
        for name in TABLES:
            select = _SELECTS.get(name, _nothing(name))
            columns.execute(
                f"copy ({select.replace('$lo', '0').replace('$hi', str(people))}) to '{draft / name}.parquet'"
                " (format parquet, compression zstd, row_group_size 122880)"
            )
    made.parent.mkdir(parents=True, exist_ok=True)
    draft.rename(made)
    return made


def _nothing(name: str) -> str:
    """A table that stands in a snapshot and holds no row."""
    columns = ", ".join(f"null::{kind} as {column}" for column, kind in TABLES[name].columns.items())
    return f"select {columns} from range($lo, $hi) limit 0"


def _shape() -> str:
    """Which snapshots are alike: those of the same statements and the same layout."""
    told = repr((_SELECTS, [(name, dict(table.columns)) for name, table in TABLES.items()]))
    return sha256(told.encode()).hexdigest()[:12]
