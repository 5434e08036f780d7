"""A whole country's people at once, for measuring walls: sealed as everybody is, but written, not lived.

The superuser writes them with COPY and SQL into tables without a write-ahead log, indexes come last: a
million people in minutes. Names, numbers and keys are sealed with the real ciphers and found by the real
tokens (one data key for all, wrapped for each), so that the rooms' own queries read them; one episode and a
dozen duties each have the shapes of real ones, not their meaning.
"""

import json
from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import asdict, dataclass
from datetime import timedelta
from itertools import accumulate
from pathlib import Path
from random import Random
from typing import Any

import psycopg
from django.conf import settings
from psycopg import sql

from guitu.casework.people.translate import CITIZEN_ID, EXISTENCE, NAME, tokens_of
from guitu.domain.kernel.ids import RANDOM_BITS, uuid7
from guitu.domain.kernel.region import place_number
from guitu.foundation import clock
from guitu.foundation.crypto import blind, kek
from guitu.foundation.crypto.keys import Key, bound_to
from guitu.foundation.crypto.suites import SUITES, new_key
from guitu.runtime.bench import database
from guitu.runtime.demo.people import draw_name
from guitu.runtime.postgres import Server
from guitu.runtime.roles import superuser

PROVINCE = 43
_OTHERS = (36, 42, 44, 45, 51, 52)
_ONE_PROVINCE = 100_000  # up to so many live in one province; of more, four in ten do
_IN_COUNTY = 2730
_STREETS = 20  # of a county; each with a station
_STATION = 902
_NAMES = 20_000  # different ones; the commonest is about one person's in two thousand
_SUITE = "aes"
DUTIES = 12


@dataclass(frozen=True, slots=True)
class Crowd:
    """Who was written. ``stations`` and ``counties`` of ``PROVINCE``; names and numbers to search for."""

    people: int
    on: str
    stations: tuple[int, ...]
    counties: tuple[int, ...]
    common: str
    rare: str
    letters: str
    number: str
    phone: str


def make(server: Server, people: int) -> None:
    """Fill the database, which is migrated and empty."""
    holders, counties = _places(people)
    rng = Random(people)  # noqa: S311 - a population, not a secret
    pool = _pool(rng)
    with superuser(server, database.WALLS) as way:
        _prepare(way)
        _copy_names(way, pool)
        _copy_people(way, _rows(rng, people, holders, pool))
    with ThreadPoolExecutor(2) as both:
        for done in [both.submit(_fill, server, tables) for tables in _ABREAST]:
            done.result()
    with superuser(server, database.WALLS) as way:
        way.execute("drop table bench_person, bench_name")
    mine = tuple(holder for holder in holders if holder // 10**13 == PROVINCE)
    crowd = Crowd(
        people=people,
        on=clock.today().isoformat(),
        stations=mine[:: max(1, len(mine) // 60)],
        counties=tuple(county for county in counties if county // 10**10 == PROVINCE),
        common=pool[0],
        rare=pool[-1],
        letters="zw",
        number=_number(people // 2),
        phone=_phone(people // 3),
    )
    _file().write_text(json.dumps({**asdict(crowd), "mark": database.mark()}))


def keys_of_their_own() -> None:
    """From here on this process seals with keys that nobody else's data depends on."""
    settings.GUITU_HOME = database.folder() / "crowd"


def fits(server: Server, people: int) -> bool:
    """Whether the database holds so many, made by the present code, and outlived every crash."""
    if not _file().exists() or not database.exists(server, database.WALLS):
        return False
    kept = json.loads(_file().read_text())
    if (kept["people"], kept["mark"]) != (people, database.mark()):
        return False
    with superuser(server, database.WALLS) as way:
        return way.execute("select from people_person limit 1").fetchone() is not None


def load() -> Crowd:
    """What ``make`` left behind."""
    kept: dict[str, Any] = json.loads(_file().read_text())
    del kept["mark"]
    tidy: dict[str, Any] = {name: tuple(v) if isinstance(v, list) else v for name, v in kept.items()}
    return Crowd(**tidy)


def forget() -> None:
    """What the database holds is unknown from now on."""
    _file().unlink(missing_ok=True)


def _file() -> Path:
    return database.folder() / "crowd.json"


def _places(people: int) -> tuple[list[int], list[int]]:
    """Every station, each of as many people, and every county's region."""
    shares = {PROVINCE: people}
    if people > _ONE_PROVINCE:
        shares = {PROVINCE: people * 4 // 10, **dict.fromkeys(_OTHERS, people // 10)}
    counties = [
        province * 10**10 + (1 + n // 10) * 10**8 + (1 + n % 10) * 10**6
        for province, share in shares.items()
        for n in range(max(1, round(share / _IN_COUNTY)))
    ]
    streets = [county + (1 + n) * 10**3 for county in counties for n in range(_STREETS)]
    return [place_number(street, _STATION) for street in streets], counties


def _pool(rng: Random) -> list[str]:
    """Different names, the commonest first."""
    found: dict[str, None] = {}
    while len(found) < _NAMES:
        found[draw_name(rng, "female" if rng.random() < 0.15 else "male")] = None
    return list(found)


def _number(n: int) -> str:
    return f"99{n:016d}"


def _phone(n: int) -> str:
    return f"12{n:09d}"


def _prepare(way: "psycopg.Connection[Any]") -> None:
    """Tables without references and without a log of their own; a place for what is copied in."""
    keys = way.execute(
        "select conrelid::regclass::text, conname from pg_constraint"
        " where contype = 'f' and connamespace = 'public'::regnamespace"
    ).fetchall()
    for table, name in keys:
        way.execute(f'alter table {table} drop constraint "{name}"')
    for table in TABLES:
        way.execute(f"alter table {table} set unlogged")
    way.execute("create unlogged table bench_name (name_id int, kind text, token bytea)")
    way.execute(
        "create unlogged table bench_person (person_id uuid, held_by bigint, name_id int, name bytea,"
        " number bytea, wrapped bytea, id_token bytea, phone_token bytea)"
    )


def _copy_names(way: "psycopg.Connection[Any]", pool: Sequence[str]) -> None:
    with way.cursor().copy("copy bench_name from stdin (format binary)") as copy:
        copy.set_types(["int4", "text", "bytea"])
        for n, name in enumerate(pool):
            for kind, text in tokens_of(name, None, ()):
                copy.write_row((n, kind, blind.token(kind, text)))


def _copy_people(way: "psycopg.Connection[Any]", rows: Iterator[tuple[object, ...]]) -> None:
    with way.cursor().copy("copy bench_person from stdin (format binary)") as copy:
        copy.set_types(["uuid", "int8", "int4", "bytea", "bytea", "bytea", "bytea", "bytea"])
        for row in rows:
            copy.write_row(row)


def _rows(
    rng: Random, people: int, holders: Sequence[int], pool: Sequence[str]
) -> Iterator[tuple[object, ...]]:
    """Everybody, street and name by chance, so that neighbours lie far apart in the tables."""
    secret = new_key(_SUITE)
    cipher = SUITES[_SUITE](secret)
    wrap = kek.store().cipher(kek.store().current()).seal
    began = int((clock.now() - timedelta(days=900)).timestamp() * 1000)
    weights = list(accumulate(1 / (rank + 500) for rank in range(len(pool))))
    called = rng.choices(range(len(pool)), cum_weights=weights, k=people)
    for n, name in enumerate(called):
        person = uuid7(began + n * 70, rng.getrandbits(RANDOM_BITS))
        key = Key(cipher, person.bytes)
        yield (
            person,
            holders[int(rng.random() * len(holders))],
            name,
            key.seal(NAME, person, pool[name]),
            key.seal(CITIZEN_ID, person, _number(n)),
            wrap(secret, bound_to(person, EXISTENCE)),
            blind.token("id", _number(n)),
            blind.token("phone", _phone(n)),
        )


_PEOPLE = """
insert into people_person (person_id, held_by, name, sex, birth_on, citizen_id, created_at, batch, sealed_on)
select person_id, held_by, name, 'male', date '1985-01-01' + name_id % 7000, number, now(), null, null
from bench_person
"""
_KEYS = """
insert into crypto_datakey (person_id, compartment, held_by, suite, kek, wrapped)
select person_id, 'existence', held_by, {suite}, {kek}, wrapped from bench_person
"""
_TOKENS = """
insert into people_nametoken (person_id, held_by, kind, token)
select person_id, held_by, kind, token from bench_person join bench_name using (name_id)
union all select person_id, held_by, 'id', id_token from bench_person
union all select person_id, held_by, 'phone', phone_token from bench_person
"""
_EPISODES = """
insert into episodes_episode (id, person_id, held_by, kind, region, released_on, opened_on, kept_since,
    order_document, decided_on, executing_unit, facility_unit, centre_unit, station_unit, worker, batch,
    created_at, phase, term_from, term_to, turns_on, revision)
select gen_random_uuid(), person_id, held_by, 'aftercare', held_by / 1000, {today}::date - 540,
    {today}::date - 540, null, '', null, null, null, null, held_by, null, null, now(), 'active',
    {today}::date - 540, {today}::date + 555, {today}::date + 555, 'bench'
from bench_person
"""
# every sixty days one, half of them behind us; of those one in seven was never answered
_DUTIES = """
insert into agenda_duty (person_id, episode_id, rule, n, held_by, worker, kind, nature, owed_by, opens_on,
    due_on, late_after, lapses_on, state, done_on, done_by, revision)
select person_id, id, 'F-1' || n % 4, n, held_by, null, 'follow_up', 'care', 'guidance_station',
    due - 30, due, due + 15, null, case when n > {half} or chance < 0.15 then 'open' else 'done' end,
    null, null, 'bench'
from (
    select person_id, id, held_by, n, {today}::date + (n - {half}) * 60 - 30 + (random() * 59)::int as due,
        random() as chance
    from (select person_id, gen_random_uuid() as id, held_by from bench_person) p,
        generate_series(1, {duties}) n
) d
"""
_ABREAST = (
    {"people_nametoken": _TOKENS, "episodes_episode": _EPISODES},
    {"agenda_duty": _DUTIES, "people_person": _PEOPLE, "crypto_datakey": _KEYS},
)
TABLES = tuple(table for tables in _ABREAST for table in tables)


def _fill(server: Server, tables: dict[str, str]) -> None:
    """Fill tables whose indexes are put back when all rows are there."""
    values = {
        "today": sql.Literal(clock.today()),
        "suite": sql.Literal(_SUITE),
        "kek": sql.Literal(kek.store().current()),
        "duties": sql.Literal(DUTIES),
        "half": sql.Literal(DUTIES // 2),
    }
    with superuser(server, database.WALLS) as way:
        way.execute("set maintenance_work_mem = '1GB'")
        way.execute("set work_mem = '256MB'")
        for table, statement in tables.items():
            back = list(_without_indexes(way, table))
            way.execute(sql.SQL(statement).format(**values))
            for put in back:
                way.execute(put)
            way.execute(f"vacuum analyze {table}")


def _without_indexes(way: "psycopg.Connection[Any]", table: str) -> Iterator[str]:
    """Drop a table's keys and indexes; gives the statements that put them back."""
    keys = way.execute(
        "select conname, pg_get_constraintdef(oid) from pg_constraint"
        " where conrelid = %s::regclass and contype in ('p', 'u')",
        [table],
    ).fetchall()
    for name, text in keys:
        way.execute(f'alter table {table} drop constraint "{name}"')
        yield f'alter table {table} add constraint "{name}" {text}'
    others = way.execute(
        "select indexname, indexdef from pg_indexes where schemaname = 'public' and tablename = %s", [table]
    ).fetchall()
    for name, text in others:
        way.execute(f'drop index "{name}"')
        yield str(text)
