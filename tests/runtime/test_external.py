"""A server of the operator's own, stood in for by a second embedded one."""

import pytest

from tests.runtime.conftest import Home


@pytest.fixture
def operator(running: Home) -> Home:
    """Somebody else's server, with an empty database and two plain roles."""
    with running.connect("superuser", "postgres") as superuser:
        superuser.execute("create role mine login password 'm'")
        superuser.execute("create role theirs login password 't'")
        superuser.execute("create database aftercare owner mine template template0")
    with running.connect("superuser", "aftercare") as superuser:
        superuser.execute("create extension pg_trgm")
        superuser.execute("create extension btree_gist")
    return running


def rights_on_what_is_written_once(operator: Home) -> object:
    with operator.connect("superuser", "aftercare") as superuser:
        return superuser.execute(
            "select has_table_privilege('theirs', 'journal_entry', 'update'),"
            " has_table_privilege('theirs', 'audit_event', 'delete'),"
            " has_column_privilege('theirs', 'journal_entry', 'held_by', 'update')"
        ).fetchone()


def test_migrations_run_as_the_owner_and_the_application_may_only_use_rows(home: Home, operator: Home):
    urls = {
        "DATABASE_URL": f"postgresql://theirs:t@/aftercare?host={operator.socket}",
        "GUITU_OWNER_DATABASE_URL": f"postgresql://mine:m@/aftercare?host={operator.socket}",
    }

    migrated = home.guitu("migrate", **urls)
    home.guitu("migrate", **urls)
    written_once = rights_on_what_is_written_once(operator)
    saved = home.guitu("backup", str(home.folder / "file"), **urls)
    restored = home.guitu("restore", "--yes", str(home.folder / "file"), **urls)

    assert [done.returncode for done in (migrated, saved, restored)] == [0, 0, 0], restored.stderr
    with operator.connect("superuser", "aftercare") as superuser:
        superuser.execute("set role theirs")
        superuser.execute("insert into django_content_type (app_label, model) values ('a', 'b')")
        rights = superuser.execute(
            "select has_schema_privilege('public', 'create'),"
            " has_table_privilege('django_migrations', 'truncate')"
        ).fetchone()
    assert rights == (False, False)
    assert written_once == rights_on_what_is_written_once(operator) == (False, False, True)
    assert home.postmasters() == []
