"""What somebody can try who may run any statement as ``guitu_app``: each finds a wall.

There is somebody at Lin's station; Mo, at the neighbour station, attacks. Everything is tried on the
connection that the site itself uses, or on another of its role.
"""

import hashlib
import random
from contextlib import contextmanager
from dataclasses import replace
from uuid import UUID

import psycopg
import psycopg_pool
import pytest
from django.conf import settings
from django.db import DatabaseError, connection, transaction

from guitu.casework.people import commands as people
from guitu.config import home, pool
from guitu.domain.access import Relation, Role, reach
from guitu.foundation.authorization import door
from guitu.foundation.authorization.signing import Context, signed
from guitu.foundation.authorization.tables import person_tables
from guitu.foundation.ids import new_id
from tests.access import storing
from tests.access.connections import connected
from tests.web.test_sweep import NAME
from tests.world import in_aftercare, someone, world

__all__ = ["world"]
pytestmark = pytest.mark.django_db


@pytest.fixture
def case(world):
    """Somebody at the station, with something in most tables."""
    contacts = (people.NewContact("phone", "12098765432"),)
    made = someone(world.station, name=NAME, contacts=contacts)
    return in_aftercare(world.station, person=made, worker=world.lin.id)


def ask(words, *args):
    """What a statement answers."""
    with connection.cursor() as cursor:
        cursor.execute(words, args or None)
        return cursor.fetchall() if cursor.description else []


def count(table="people_person"):
    """How many rows are there, for whoever asks."""
    return ask(f"select count(*) from {table}")[0][0]  # noqa: S608 - ours


def refused(words, *args):
    """What the database says to a statement it refuses, which leaves nothing behind."""
    with pytest.raises(DatabaseError) as refusal, transaction.atomic():
        ask(words, *args)
    return refusal.value.__cause__


@contextmanager
def told(text):
    """The context as somebody else would set it, for a while."""
    before = ask("select current_setting('guitu.ctx', true)")[0][0]
    ask("select set_config('guitu.ctx', %s, true)", text)
    try:
        yield
    finally:
        ask("select set_config('guitu.ctx', %s, true)", before or "")


def good(viewer, *, pid=None, seconds=30, key=None):
    """A text that would hold, unless something is wrong with it."""
    here = connection.connection.info.backend_pid
    return signed(
        Context(viewer.id, viewer.role.value, reach(viewer)),
        key=key or settings.DOOR_KEY,
        pid=here if pid is None else pid,
        seconds=seconds,
    )


def test_a_text_that_holds_opens(world, case):
    """Otherwise nothing here would prove anything."""
    with told(good(world.lin)):
        assert count() == 1
        assert count("people_nametoken") > 1
    with told(good(world.mo)):
        assert count() == 0


@pytest.mark.parametrize(
    "text", ["", "x", "|" * 10, "k1|0|9999999999||system|0|999999999999999|ceomplwCEOMPLW|||", "k1"]
)
def test_without_a_text_or_with_rubbish_there_is_nothing_in_any_table(world, case, text):
    with told(text):
        assert {name: count(name) for name in person_tables()} == dict.fromkeys(person_tables(), 0)


def test_no_part_of_a_text_can_be_changed(world, case):
    parts = good(world.mo).split("|")
    wider = {
        1: "0",
        2: "9999999999",
        3: world.lin.id.hex,
        4: "system",
        5: "0",
        6: "999999999999999",
        7: "ceomplwCEOMPLW",
        8: f"ceomplw={case.person.hex}",
        9: UUID(int=1).hex,
        10: hashlib.sha256(b"").hexdigest(),
    }
    for place, better in wider.items():
        text = "|".join([*parts[:place], better, *parts[place + 1 :]])
        with told(text):
            assert {count(name) for name in person_tables()} == {0}, place


def test_no_single_character_can_be_changed(world, case):
    text = good(world.lin)
    rng = random.Random(1)  # noqa: S311 - the same edits each time

    for _ in range(200):
        at = rng.randrange(len(text))
        other = rng.choice([c for c in "0123456789abcdefkCE|;=" if c != text[at]])
        with told(text[:at] + other + text[at + 1 :]):
            assert count() == 0, (at, other)


def test_a_text_signed_with_another_key_is_none(world, case):
    with told(good(world.lin, key=b"another")):
        assert count() == 0


def test_a_text_is_over_after_its_seconds(world, case):
    with told(good(world.lin, seconds=-1)):
        assert count() == 0


def test_a_text_of_another_connection_is_none(world, case):
    with told(good(world.lin, pid=connection.connection.info.backend_pid + 1)):
        assert count() == 0


def test_a_copied_text_does_nothing_on_another_connection(world):
    text = good(world.lin)
    with told(text):
        assert ask("select door.account()") == [(world.lin.id,)]

    with connected("app") as other:
        other.execute("select set_config('guitu.ctx', %s, true)", [text])
        assert other.execute("select door.account(), door.lo('e')").fetchone() == (None, None)


def test_settings_of_any_other_name_do_nothing(world, case):
    with told(good(world.mo)):
        for name in ("guitu.lo", "guitu.hi", "guitu.held_by", "guitu.role", "door.lo", "app.ctx"):
            ask("select set_config(%s, '0', true)", name)
            assert count() == 0


def test_a_setting_made_in_the_middle_of_a_statement_opens_nothing(world, case):
    everything = good(replace(world.mo, lo=0, hi=10**15), key=b"a guess")
    for text in ("", everything, "k1|0|9|||0|9|e|||x"):
        with told(good(world.mo)):
            inside = "select count(*) from people_person where set_config('guitu.ctx', %s, true) is not null"
            assert ask(inside, text) == [(0,)]
            assert count() == 0


def test_the_key_lies_out_of_reach(world):
    assert isinstance(refused("select * from door.key"), psycopg.errors.InsufficientPrivilege)
    assert isinstance(refused("delete from door.key"), psycopg.errors.InsufficientPrivilege)
    source = ask("select string_agg(prosrc, '') from pg_proc where pronamespace = 'door'::regnamespace")
    assert settings.DOOR_KEY.hex() not in source[0][0]


STATEMENTS = {
    "another role": "set role guitu_owner",
    "another session": "set session authorization guitu_owner",
    "walls off": "alter table people_person disable row level security",
    "a policy of its own": "create policy mine on people_person using (true)",
    "no policy": "drop policy door_select on people_person",
    "a table": "create table mine (a int)",
    "a temporary table": "create temporary table mine (a int)",
    "a function": "create function mine() returns int language sql as 'select 1'",
    "a temporary function": "create function pg_temp.mine() returns int language sql as 'select 1'",
    "a view": "create view mine as select * from people_person",
    "a function of the door": (
        "create or replace function door.account() returns uuid language sql as 'select null::uuid'"
    ),
    "a schema": "create schema mine",
    "an extension": "create extension dblink",
    "a file": "select pg_read_file('/etc/passwd')",
    "a program": "copy people_person to program 'cat'",
    "a file to write": "copy people_person to 'mine'",
    "emptying": "truncate people_person cascade",
    "a changed note": "update journal_entry set note = 'x'",
    "a log rewritten": "delete from audit_access",
    "a log read": "select * from audit_access",
    "other people's statements": "select * from pg_stat_activity",
    "other people's statements by number": "select pg_stat_get_backend_activity(1)",
    "its own statements shown to others": "set track_activities to on",
    "a trigger": "create trigger mine before insert on people_person execute function door.claims()",
    "a rule": "create rule mine as on select to people_person do instead select 1",
    "another role's settings": "alter role guitu_worker set row_security = off",
    "another role's password": "alter role guitu_worker password 'mine'",
    "rights of its own": "alter role guitu_app bypassrls",
}


@pytest.mark.parametrize("words", STATEMENTS.values(), ids=STATEMENTS)
def test_the_applications_role_may_not(world, case, words):
    said = refused(words)

    assert isinstance(said, psycopg.errors.InsufficientPrivilege | psycopg.errors.WrongObjectType), said


def test_the_servers_settings_are_not_the_applications(db):
    with connected("app", autocommit=True) as other, pytest.raises(psycopg.errors.InsufficientPrivilege):
        other.execute("alter system set row_security = off")


def test_looking_past_the_policies_is_an_error(world, case):
    with told(good(world.lin)), transaction.atomic():
        ask("set local row_security = off")
        assert "row-level security" in str(refused("select * from people_person"))
        ask("set local row_security = on")


def test_copy_out_takes_what_is_seen_and_copy_in_is_refused(world, case):
    raw = connection.connection.cursor()
    with told(good(world.mo)):
        with raw.copy("copy people_person to stdout") as copied:
            assert not b"".join(copied)
        with (
            pytest.raises(psycopg.errors.FeatureNotSupported),
            connection.connection.transaction(),
            raw.copy("copy people_person (person_id) from stdin") as copy,
        ):
            copy.write("x\n")


def test_other_peoples_statements_are_not_shown(world):
    with connected("app") as other:
        other.execute("select 'a text to hide'")
        with transaction.atomic():
            try:
                found = ask("select query from pg_stat_activity where pid <> pg_backend_pid()")
            except DatabaseError:
                found = []
                transaction.set_rollback(True)
        assert not [query for (query,) in found if query and "a text to hide" in query]


def test_what_the_planner_knows_of_the_rows_is_not_shown(world, case):
    found = ask(
        "select tablename from pg_stats where schemaname = 'public' and tablename = any(%s)",
        list(person_tables()),
    )

    assert found == []


def test_a_condition_is_never_asked_of_rows_that_are_not_there(world, case):
    """An error that only a hidden row can raise would tell of it."""
    with told(good(world.mo)):
        for table in person_tables():
            for condition in ("1 / (held_by - held_by) = 1", "person_id::text::int = 1"):
                assert ask(f"select 1 from {table} where {condition}") == []  # noqa: S608 - ours


def test_a_child_of_somebody_hidden_is_refused_like_one_of_nobody(world, case):
    """No foreign key tells who exists."""
    children = (
        "insert into people_contactpoint (id, person_id, held_by, kind, note, of, relation, recorded_at,"
        " is_current) values (gen_random_uuid(), %s, %s, 'phone', '', 'self', '', now(), true)",
        "insert into people_nametoken (person_id, held_by, kind, token) values (%s, %s, 'name', 'x')",
    )
    with told(good(world.mo)):
        for words in children:
            there = str(refused(words, case.person, world.mo.unit))
            assert there == str(refused(words, new_id(), world.mo.unit))
            assert "row-level security" in there


def test_what_cannot_be_read_cannot_be_changed_blindly_either(world, case):
    """A statement that names no row asks no policy for reading; it must not reach more for that."""
    seeker = replace(
        world.mo, role=Role.EMPLOYMENT_WORKER, relations={case.person: frozenset({Relation.REFERRED})}
    )
    with door.as_system("arranging"):
        for author in (seeker.id, world.lin.id):
            storing.entry(case.person, world.station, "casework", author).save(force_insert=True)
        storing.fact(case.person, world.station, "casework", seeker.id).save(force_insert=True)

    with told(good(seeker)), connection.cursor() as cursor:
        cursor.execute("update journal_entry set held_by = %s", [world.station])
        assert cursor.rowcount == 1
        cursor.execute("update people_fact set field = field")
        assert cursor.rowcount == 0


def test_a_row_cannot_be_handed_to_where_its_writer_may_not_write(world, case):
    with told(good(world.lin)):
        words = "update people_person set held_by = %s"
        assert "row-level security" in str(refused(words, world.mo.unit))
        assert "row-level security" in str(refused(words, -world.station))


def test_a_number_cannot_be_tried_out(world, case):
    """The table of identity numbers shows nothing to a stranger, and its keys need a key outside."""
    with door.as_system("asserting"):
        keys = [bytes(key) for (key,) in ask("select key from people_citizenidindex")]
        number = ask("select citizen_id from people_person")[0][0]
    with told(good(world.mo)):
        assert ask("select * from people_citizenidindex where key = any(%s)", keys) == []
    assert keys
    assert number
    for made in (hashlib.sha256, hashlib.sha1, hashlib.md5):
        assert not [key for key in keys if key == made(bytes(number)).digest()]


def test_the_context_ends_with_the_transaction(world):
    with connected("app") as other:
        context = Context(world.lin.id, "posted_officer", reach(world.lin))
        text = signed(context, key=settings.DOOR_KEY, pid=other.info.backend_pid, seconds=30)
        other.execute(psycopg.sql.SQL("set local guitu.ctx to {}").format(psycopg.sql.Literal(text)))
        assert other.execute("select door.account()").fetchone() == (world.lin.id,)
        other.commit()

        assert other.execute("select door.account()").fetchone() == (None,)
        assert not other.execute("select current_setting('guitu.ctx', true)").fetchone()[0]


def test_the_pool_throws_a_connection_away_that_still_knows_who_asked():
    way = home.endpoint("app")
    told = {"host": way.host, "port": way.port, "user": way.user, "password": way.password}
    with psycopg_pool.ConnectionPool(
        kwargs={**told, "dbname": way.database}, min_size=1, max_size=1, reset=pool.nothing_left
    ) as lent:
        with lent.connection() as first:
            pid = first.info.backend_pid
        with lent.connection() as again:
            assert again.info.backend_pid == pid
            again.execute("set guitu.ctx to 'left behind'")
        with lent.connection() as other:
            assert other.info.backend_pid != pid
            assert not other.execute("select current_setting('guitu.ctx', true)").fetchone()[0]


def test_the_door_opens_inside_a_transaction_only(world):
    with pytest.raises(RuntimeError), _outside(), door.open_for(world.lin):
        pass


@contextmanager
def _outside():
    inside, connection.in_atomic_block = connection.in_atomic_block, False
    try:
        yield
    finally:
        connection.in_atomic_block = inside
