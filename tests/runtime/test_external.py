"""A server of the operator's own, stood in for by a second embedded one."""

import pytest

from tests.runtime.conftest import Home, make_home


@pytest.fixture
def operator():
    """Somebody else's server, with an empty database and two plain roles."""
    made = make_home()
    made.guitu("db", "start")
    with made.connect("superuser", "postgres") as superuser:
        superuser.execute("create role mine login password 'm'")
        superuser.execute("create role theirs login password 't'")
        superuser.execute("create database aftercare owner mine template template0")
    with made.connect("superuser", "aftercare") as superuser:
        superuser.execute("create extension pg_trgm")
        superuser.execute("create extension btree_gist")
    yield made
    made.remove()


def test_migrations_run_as_the_owner_and_the_application_may_only_use_rows(home: Home, operator: Home):
    urls = {
        "DATABASE_URL": f"postgresql://theirs:t@/aftercare?host={operator.socket}",
        "GUITU_OWNER_DATABASE_URL": f"postgresql://mine:m@/aftercare?host={operator.socket}",
    }

    migrated = home.guitu("migrate", **urls)
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
    assert home.postmasters() == []
