"""The walls as the catalog shows them, and that a start refuses once somebody has touched them."""

from collections.abc import Iterator
from dataclasses import replace
from typing import Any

import psycopg
import pytest
from django.db import connection as django_connection
from psycopg import sql

from guitu.config import home
from guitu.foundation.authorization import policies
from guitu.foundation.authorization.tables import person_tables
from guitu.runtime.roles import superuser
from guitu.runtime.say import MachineError
from guitu.runtime.serving import check_powers
from guitu.runtime.walls import check_walls
from tests.access.connections import connected

pytestmark = pytest.mark.django_db

# whatever has the key, partitions and what was made by hand included
ABOUT_PERSONS = """
    select c.oid, c.relname::text, c.relkind::text, c.relrowsecurity, c.relforcerowsecurity
    from pg_class c join pg_attribute a on a.attrelid = c.oid and a.attname = 'person_id'
    where c.relkind in ('r', 'p', 'f') and c.relnamespace = 'public'::regnamespace and not a.attisdropped
"""
SERVING = ("app", "worker", "report", "audit")


@pytest.fixture
def owner(db: None) -> Iterator[Any]:
    """The owner's connection; whatever it changes is taken back."""
    with connected("owner") as connection:
        connection.execute("set local lock_timeout to '5s'")
        yield connection


@pytest.fixture
def app(db: None) -> Iterator[Any]:
    """A connection of the application's role that nobody opened for anybody."""
    with connected("app") as connection:
        yield connection


def rows(connection: Any, words: str, *args: object) -> list[tuple[Any, ...]]:
    """Everything a statement finds."""
    return connection.execute(words, args or None).fetchall()


def test_every_table_about_persons_is_closed_for_all_four_commands_and_for_its_owner(app):
    found = rows(app, ABOUT_PERSONS)

    assert {name for _, name, *_ in found} >= set(person_tables())
    for oid, name, _kind, enabled, forced in found:
        assert enabled, name
        assert forced, name
        there = rows(
            app, "select polcmd::text, polpermissive, polroles::text from pg_policy where polrelid = %s", oid
        )
        # one policy each for SELECT, INSERT, UPDATE and DELETE, for every role
        assert sorted(there) == [(command, True, "{0}") for command in "adrw"], name


def test_no_column_about_persons_is_an_enum(app):
    assert not rows(
        app,
        f"select c.relname, a.attname from ({ABOUT_PERSONS}) c join pg_attribute a on a.attrelid = c.oid "  # noqa: S608 - ours
        "join pg_type t on t.oid = a.atttypid where t.typtype = 'e'",
    )


def test_no_view_reads_with_other_eyes_and_nothing_is_stored_twice(app):
    assert not rows(
        app,
        "select relname from pg_class where relnamespace in ('public'::regnamespace, 'door'::regnamespace)"
        " and (relkind = 'm' or relkind = 'v'"
        " and not 'security_invoker=true' = any(coalesce(reloptions, '{}')))",
    )


def test_functions_with_their_owners_rights_look_nowhere_but_in_the_catalog(app):
    found = rows(
        app,
        "select p.oid::regprocedure::text, proconfig, proowner::regrole::text, proacl is null or exists"
        " (select from aclexplode(proacl) a where a.grantee = 0) from pg_proc p"
        " where prosecdef and pronamespace not in ('pg_catalog'::regnamespace)",
    )

    assert found
    for name, settings, holder, is_public in found:
        paths = [s for s in settings or () if s.startswith("search_path=")]
        assert paths in (
            ["search_path=pg_catalog, pg_temp"],
            ["search_path=pg_catalog, public, pg_temp"],
        ), name
        assert holder == home.endpoint("owner").user, name
        assert not is_public, name


@pytest.mark.parametrize("role", SERVING)
def test_who_serves_is_nobody_special_and_owns_nothing(app, role):
    user = home.endpoint(role).user

    assert rows(
        app,
        "select rolsuper, rolbypassrls, rolcreaterole, rolcreatedb, rolreplication from pg_roles"
        " where rolname = %s",
        user,
    ) == [(False,) * 5]
    assert rows(app, "select pg_has_role(%s, %s, 'member')", user, home.endpoint("owner").user) == [(False,)]
    assert not rows(app, "select relname from pg_class where relowner = %s::regrole", user)
    assert not rows(app, "select proname from pg_proc where proowner = %s::regrole", user)
    assert rows(
        app,
        "select has_schema_privilege(%s, 'public', 'create'), has_database_privilege(%s, current_database(),"
        " 'create'), has_database_privilege(%s, current_database(), 'temporary')",
        user,
        user,
        user,
    ) == [(False,) * 3]


@pytest.mark.parametrize("role", ["app", "worker"])
def test_who_serves_may_start_as_nobody_but_itself(db, role):
    with connected(role) as connection:
        check_powers(connection)


def test_a_start_as_the_owner_is_refused(owner):
    with pytest.raises(MachineError):
        check_powers(owner)


@pytest.mark.parametrize(
    "given",
    ["grant guitu_owner to guitu_app", "grant postgres to guitu_app", "alter role guitu_app bypassrls",
     "alter role guitu_app superuser", "alter table people_person owner to guitu_app"],
)  # fmt: skip
def test_a_start_as_somebody_powerful_is_refused(django_db_setup, given):
    with (
        superuser(django_db_setup.server, django_db_setup.name) as connection,
        connection.transaction(force_rollback=True),
    ):
        connection.execute(given)
        connection.execute("set local role guitu_app")
        with pytest.raises(MachineError):
            check_powers(connection)


def test_neither_report_nor_audit_reads_a_row_about_persons(app):
    for role in ("report", "audit"):
        for _, name, *_ in rows(app, ABOUT_PERSONS):
            may = rows(
                app, "select has_any_column_privilege(%s, %s, 'select')", home.endpoint(role).user, name
            )
            assert may == [(False,)], (role, name)


@pytest.mark.parametrize(("citus", "sub_selects"), [(True, False), (False, True)])
def test_only_the_rendering_for_one_server_has_sub_selects(owner, citus, sub_selects):
    for name, table in person_tables().items():
        owner.execute(sql.SQL("create table scratch (like {})").format(sql.Identifier(name)))
        for statement in policies.statements(table, "scratch", citus=citus):
            owner.execute(statement)
        trees = rows(
            owner,
            "select coalesce(polqual::text, '') || coalesce(polwithcheck::text, '') from pg_policy"
            " where polrelid = 'scratch'::regclass",
        )
        assert len(trees) == 4
        assert all(("SUBLINK" in tree) is sub_selects for (tree,) in trees), name
        owner.execute("drop table scratch")


def test_the_walls_as_they_were_built_pass(owner):
    check_walls(owner)


OPEN = (
    "create or replace function door.{} language plpgsql stable security definer"
    " as $$ begin return {}; end $$"
)
TOUCHED = {
    "a policy dropped": "drop policy door_select on people_person",
    "a policy altered": "alter policy door_select on people_person using (true)",
    "a policy for writing altered": "alter policy door_update on journal_entry with check (true)",
    "a policy renamed": "alter policy door_select on people_fact rename to other",
    "a policy added": "create policy more on journal_entry for select using (true)",
    "a policy added for one role": "create policy more on journal_entry for all to guitu_app using (true)",
    "its owner let through": "alter table people_contactpoint no force row level security",
    "policies switched off": "alter table agenda_duty disable row level security",
    "the upper end of an interval": OPEN.format("hi(letter text) returns bigint", "999999999999999"),
    "persons given singly": OPEN.format("given(letter text, sealed boolean) returns uuid[]", "'{}'::uuid[]"),
    "who is asking": OPEN.format("account() returns uuid", "null::uuid"),
    "a search path of its own": "alter function door.claims() set search_path = public, pg_catalog",
    "a function with the caller's rights": "alter function door.barred() security invoker",
    "a function more": "create function door.more() returns int language sql as 'select 1'",
    "a function fewer": "drop function door.barred() cascade",
    "a table nobody knows": "create table made_by_hand (person_id uuid, held_by bigint)",
    "a copy of a table": "create table copied as table people_person with no data",
    "a view with its owner's eyes": "create view everybody as select * from people_person",
    "a stored copy": "create materialized view everybody as select * from people_person",
    "a key that is read": "grant select on door.key to guitu_app",
    "a trigger dropped": "drop trigger door_place on people_person",
    "a trigger switched off": "alter table journal_entry disable trigger door_place",
    "a trigger more": (
        "create trigger more after insert on journal_entry for each row execute function door.keep_place()"
    ),
    "a guard dropped": "drop trigger door_guard_account_role on accounts_account",
    "a guard switched off": "alter table mfa_authenticator disable trigger door_guard_factor_made",
    "a guard of a whole table dropped": "drop trigger door_guard_region on organisations_region",
    "a trigger more on accounts": (
        "create trigger more after update on accounts_account for each row execute function door.keep_place()"
    ),
    "a guard let go": (
        "create or replace function door.guard_opening_agreed() returns trigger language plpgsql"
        " security definer as $$ begin return new; end $$"
    ),
    "a file's place let go": (
        "create or replace function door.keep_place() returns trigger language plpgsql security definer"
        " as $$ begin return new; end $$"
    ),
}


@pytest.mark.parametrize("touched", TOUCHED.values(), ids=TOUCHED)
def test_a_start_refuses_once_somebody_touched(owner, touched):
    owner.execute(touched)

    with pytest.raises(MachineError):
        check_walls(owner)


def test_a_partition_stands_behind_walls_of_its_own_or_is_found(owner, monkeypatch):
    """Policies of a parent do not hold for whoever asks the partition itself."""
    table = person_tables()["people_person"]
    parts = {**person_tables(), "parts": replace(table, name="parts")}
    monkeypatch.setattr("guitu.foundation.authorization.tables.person_tables", lambda: parts)
    owner.execute("create table parts (like people_person) partition by list (held_by)")
    owner.execute("create table parts_one partition of parts for values in (1)")
    for statement in policies.statements(parts["parts"], "parts", citus=False):
        owner.execute(statement)

    with pytest.raises(MachineError, match="parts_one"):
        check_walls(owner)
    for statement in policies.statements(parts["parts"], "parts_one", citus=False, is_part=True):
        owner.execute(statement)
    check_walls(owner)


def test_the_test_database_is_reached_as_the_application():
    with django_connection.cursor() as cursor:
        cursor.execute("select current_user")
        assert cursor.fetchone() == (home.endpoint("app").user,)
    assert isinstance(django_connection.connection, psycopg.Connection)


def test_no_answer_is_still_being_made_when_its_transaction_is_over():
    """A stream would ask for rows after the context has ended, or hold it open while a reader is slow."""
    for path in (home.REPOSITORY / "guitu").rglob("*.py"):
        source = path.read_text()
        assert "StreamingHttpResponse" not in source, path
        assert "FileResponse" not in source, path
