"""A server of the operator's own, stood in for by a second embedded one."""

from collections.abc import Iterator

import pytest

from tests.runtime.conftest import Home, make_home


@pytest.fixture
def operator() -> Iterator[Home]:
    """Somebody else's server, with an empty database."""
    made = make_home()
    started = made.guitu("db", "start")
    assert started.returncode == 0, started.stderr
    with made.connect("superuser", "postgres") as superuser:
        superuser.execute("create database aftercare template template0")
    yield made
    made.remove()


def rights_on_what_is_written_once(operator: Home) -> object:
    with operator.connect("superuser", "aftercare") as superuser:
        return superuser.execute(
            "select has_table_privilege('theirs', 'journal_entry', 'update'),"
            " has_table_privilege('theirs', 'audit_event', 'delete'),"
            " has_column_privilege('theirs', 'journal_entry', 'held_by', 'update')"
        ).fetchone()


def note_in(operator: Home, word: str) -> None:
    """One row and one data key, so that a restore can be seen to take back the first and keep the second."""
    with operator.connect("superuser", "aftercare") as superuser:
        superuser.execute("insert into django_content_type (app_label, model) values ('note', %s)", [word])
        superuser.execute(
            "insert into crypto_datakey (person_id, compartment, held_by, suite, kek, wrapped)"
            " values (gen_random_uuid(), 'existence', 430102001000001, 'aes', 'kek-1', '\\x00')"
        )


def notes_in(operator: Home) -> object:
    with operator.connect("superuser", "aftercare") as superuser:
        return superuser.execute(
            "select (select array_agg(model) from django_content_type where app_label = 'note'),"
            " (select count(*) from crypto_datakey)"
        ).fetchone()


def addresses(operator: Home) -> dict[str, str]:
    admin = f"postgresql://postgres:{operator.password('superuser')}@/postgres?host={operator.socket}"
    return {
        "DATABASE_URL": f"postgresql://theirs:t@/aftercare?host={operator.socket}",
        "GUITU_OWNER_DATABASE_URL": f"postgresql://mine:m@/aftercare?host={operator.socket}",
        "GUITU_ADMIN_DATABASE_URL": admin,
    }


def test_without_roles_migrations_say_which_command_makes_them(home: Home, operator: Home):
    urls = addresses(operator)
    with operator.connect("superuser", "aftercare") as superuser:
        superuser.execute("drop owned by guitu_rows")
        superuser.execute("create role theirs login password 't'")
        superuser.execute("create role mine login password 'm'")
        superuser.execute("create extension pg_trgm")
        superuser.execute("create extension btree_gist")
        superuser.execute("alter role guitu_rows rename to somebody")

    refused = home.guitu("migrate", **urls)

    assert refused.returncode == 1
    assert "bin/guitu db roles" in refused.stderr


def test_one_command_makes_the_roles_and_each_can_do_its_own_work_only(home: Home, operator: Home):
    urls = addresses(operator)

    made = home.guitu("db", "roles", **urls)
    again = home.guitu("db", "roles", **urls)
    migrated = home.guitu("migrate", **urls)
    home.guitu("migrate", **urls)
    written_once = rights_on_what_is_written_once(operator)
    note_in(operator, "before")
    saved = home.guitu("backup", str(home.folder / "file"), **urls)
    note_in(operator, "after")
    restored = home.guitu("restore", "--yes", str(home.folder / "file"), **urls)

    done = [made, again, migrated, saved, restored]
    assert [one.returncode for one in done] == [0] * 5, "\n".join(one.stderr for one in done)
    assert notes_in(operator) == (["before"], 2)
    with operator.connect("superuser", "aftercare") as superuser:
        superuser.execute("set role theirs")
        superuser.execute("insert into django_content_type (app_label, model) values ('a', 'b')")
        rights = superuser.execute(
            "select has_schema_privilege('public', 'create'),"
            " has_table_privilege('django_migrations', 'truncate'),"
            " has_table_privilege('guitu_report', 'people_person', 'select'),"
            " has_table_privilege('guitu_audit', 'people_person', 'select'),"
            " has_table_privilege('guitu_worker', 'people_person', 'select')"
        ).fetchone()
    assert rights == (False, False, False, False, True)
    assert written_once == rights_on_what_is_written_once(operator) == (False, False, True)
    assert home.postmasters() == []
