"""Whether somebody is on file, asked by what the database says to a row that is refused.

Unique keys look past policies. Mo at the neighbour station, who knows a person's number in the house, tries
it as ``guitu_app``: what is said of somebody hidden, and of a number that nobody has, must be the same to the
letter. Each row tried is a copy of the hidden one, put down at Mo's own unit.
"""

import json
from uuid import UUID, uuid4

import psycopg
import pytest
from django.db import DatabaseError, connection, transaction

from guitu.casework.people import commands as people
from guitu.foundation.authorization import door
from guitu.foundation.authorization.tables import person_tables
from tests.access import storing
from tests.access.connections import connected
from tests.access.test_attacks import ask, case, count, good, refused, told
from tests.world import someone, world

__all__ = ["case", "world"]
pytestmark = pytest.mark.django_db

_UNIQUE = """
    select array_agg(a.attname::text order by k.n) from pg_index i
    cross join lateral unnest(i.indkey::int[]) with ordinality k (column_, n)
    join pg_attribute a on a.attrelid = i.indrelid and a.attnum = k.column_
    where i.indrelid = %s::regclass and i.indisunique and i.indpred is null
    group by i.indexrelid
"""
COMMANDS = ("", "on conflict do nothing", "on conflict ({}) do update set held_by = excluded.held_by")


@pytest.fixture
def hidden(world, case):
    """One row of each table about somebody at Lin's station, as JSON by the table's name."""
    found = {}
    with door.even_sealed("arranging"):
        for name, table in storing.TABLES.items():
            if not count(name):
                table.make(case.person, world.station, table.part or "orders", world.lin.id).save(
                    force_insert=True
                )
            row = f"select to_jsonb(t) from {name} t where person_id = %s limit 1"  # noqa: S608 - ours
            found[name] = ask(row, case.person)[0][0]
    return {name: json.loads(row) if isinstance(row, str) else row for name, row in found.items()}


def said(words, *args):
    """What the database says: how many rows it took, or its refusal; taken back either way."""
    try:
        with transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(words, args)
            took = cursor.rowcount
            transaction.set_rollback(True)
    except DatabaseError as error:
        diag = error.__cause__.diag
        return diag.sqlstate, diag.message_primary, diag.message_detail
    return took


def copied(name, row, command):
    """What is said to the row put down there."""
    words = f"insert into {name} select * from jsonb_populate_record(null::{name}, %s::jsonb) {command}"  # noqa: S608 - ours
    return said(words, json.dumps(row))


@pytest.mark.parametrize("name", sorted(person_tables()))
def test_a_number_that_is_taken_and_one_that_is_free_are_refused_alike(world, hidden, name):
    row = {**hidden[name], "held_by": world.mo.unit}
    keys = [key for (key,) in ask(_UNIQUE, name)]
    assert keys
    tried = [*COMMANDS[:2], *(COMMANDS[2].format(", ".join(key)) for key in keys)]

    with told(good(world.mo)):
        assert count(name) == 0
        for command in tried:
            taken, free = (copied(name, {**row, "person_id": str(who)}, command)
                           for who in (row["person_id"], uuid4()))  # fmt: skip
            assert taken == free, command
            assert "row-level security" in taken[1], command


def test_the_same_would_tell_without_the_walls(hidden):
    """Otherwise the rows tried prove nothing: to the system a number that is taken is taken."""
    with door.even_sealed("asserting"):
        for name, row in hidden.items():
            assert copied(name, row, "")[0] == "23505", name
            assert copied(name, row, "on conflict do nothing") == 0, name


def test_a_key_of_somebody_one_sees_is_still_made(world, case):
    words = (
        "insert into crypto_datakey (person_id, compartment, held_by, suite, kek, wrapped)"
        " values (%s, 'casework', %s, 'aes', 'k', '')"
    )
    with door.as_system("arranging"):
        ask("delete from crypto_datakey where compartment = 'casework'")
    with told(good(world.lin)):
        assert said(words, case.person, world.station) == 1
        assert "row-level security" in said(words, uuid4(), world.station)[1]
    with door.even_sealed("a backup of keys comes back before the people do"):
        assert said(words, uuid4(), world.station) == 1


def test_a_file_is_not_renamed_to_one_that_is_hidden(world, case):
    """Nor to a number that nobody has, which says the same."""
    with door.as_system("arranging"):
        own = someone(world.mo.unit)
        people.register(own)
        tables = ["people_person", "people_nametoken", "crypto_datakey"]
    with told(good(world.mo)):
        for table in tables:
            words = f"update {table} set person_id = %s where person_id = %s"  # noqa: S608 - ours
            taken, free = said(words, case.person, own.id), said(words, UUID(int=1), own.id)
            assert taken == free, table
            assert taken == 0 or "row-level security" in taken[1], table


def test_nobody_makes_a_file_but_the_system(world):
    words = (
        "insert into people_person (person_id, held_by, name, sex, created_at)"
        " values (%s, %s, '', 'male', now())"
    )
    for viewer in (world.lin, world.head, world.gate, world.officer):
        with told(good(viewer)):
            assert "row-level security" in said(words, uuid4(), viewer.unit)[1], viewer.role


@pytest.mark.parametrize("act", ["pg_cancel_backend(%s)", "pg_terminate_backend(%s)"])
def test_no_colleagues_connection_is_cut(world, act):
    with connected("app") as other:
        pid = other.info.backend_pid
        assert isinstance(refused(f"select {act}", pid), psycopg.errors.InsufficientPrivilege)
        assert other.execute("select 1").fetchone() == (1,)


def test_statistics_tell_nothing_of_columns_about_persons(world, case):
    """What the planner remembers of a column holds values of it."""
    with told(good(world.lin)):
        shown = {name for (name,) in ask("select tablename::text from pg_stats")}
    assert not shown & set(person_tables())
    assert isinstance(refused("select * from pg_statistic"), psycopg.errors.InsufficientPrivilege)
