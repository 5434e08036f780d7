"""Made-up snapshots of any size, written by DuckDB itself: forty entries for each person of the country."""

# ruff: noqa: S608 - every statement is joined from literals of this module

from pathlib import Path
from typing import Final

import duckdb

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

_SELECTS: Final = {
    "people_person": f"""
        select {_PERSON} as person_id, {_HELD} as held_by, null::date as sealed_on from {_WHO}""",
    "people_personalias": "select null::uuid as person_id, null::uuid as canonical,"
    " null::timestamptz as undone_at from range($lo, $hi) limit 0",
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
}


def write(folder: Path, people: int) -> Path:
    """Write a snapshot of so many people below ``folder``; one that is there already stays."""
    made = folder / str(people) / AS_OF
    if made.exists():
        return made
    draft = folder / f".{people}"
    draft.mkdir(parents=True, exist_ok=True)
    with duckdb.connect() as columns:
        columns.execute("set memory_limit='2GB'; set threads=2")
        for name, select in _SELECTS.items():
            columns.execute(
                f"copy ({select.replace('$lo', '0').replace('$hi', str(people))}) to '{draft / name}.parquet'"
                " (format parquet, compression zstd, row_group_size 122880)"
            )
    made.parent.mkdir(parents=True, exist_ok=True)
    draft.rename(made)
    return made
