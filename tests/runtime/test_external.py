"""A server of the operator's own, stood in for by a second embedded one."""

import os
import signal
import subprocess
import sys
from collections.abc import Iterator

import pytest

from guitu.config.home import REPOSITORY
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


def all_rights(operator: Home) -> dict[str, str]:
    """Who may do what with each table, sequence and function, as the server says it."""
    with operator.connect("superuser", "aftercare") as superuser:
        found = superuser.execute(
            "select oid::regclass::text, relacl from pg_class where relnamespace in"
            " ('public'::regnamespace, 'door'::regnamespace) and relkind in ('r', 'p', 'S')"
            " union all select oid::regprocedure::text, coalesce(proacl, acldefault('f', proowner))"
            " from pg_proc where pronamespace in ('public'::regnamespace, 'door'::regnamespace)"
        ).fetchall()
    return {name: sorted(map(str, acl or [])) for name, acl in found}


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
    whose = all_rights(operator)
    written_once = rights_on_what_is_written_once(operator)
    note_in(operator, "before")
    saved = home.guitu("backup", str(home.folder / "file"), **urls)
    note_in(operator, "after")
    restored = home.guitu("restore", "--yes", str(home.folder / "file"), **urls)

    done = [made, again, migrated, saved, restored]
    assert [one.returncode for one in done] == [0] * 5, "\n".join(one.stderr for one in done)
    assert notes_in(operator) == (["before"], 2)
    assert all_rights(operator) == whose
    with operator.connect("superuser", "aftercare") as superuser:
        superuser.execute("set role theirs")
        superuser.execute("insert into django_content_type (app_label, model) values ('a', 'b')")
        rights = superuser.execute(
            "select has_schema_privilege('public', 'create'),"
            " has_table_privilege('django_migrations', 'truncate'),"
            " has_table_privilege('guitu_report', 'people_person', 'select'),"
            " has_table_privilege('guitu_audit', 'people_person', 'select'),"
            " has_table_privilege('guitu_worker', 'people_person', 'select'),"
            " has_function_privilege('pg_stat_get_backend_activity(integer)', 'execute')"
        ).fetchone()
        hidden = superuser.execute(
            "select count(*) from pg_roles where 'track_activities=off' = any(rolconfig)"
            " and rolname in ('theirs', 'guitu_worker', 'guitu_report', 'guitu_audit')"
        ).fetchone()
    assert rights == (False, False, False, False, True, False)
    assert hidden == (4,)
    assert written_once == rights_on_what_is_written_once(operator) == (False, False, True)
    assert home.postmasters() == []


def test_a_restore_that_is_killed_after_its_last_word_is_finished_by_whoever_comes_next(
    home: Home, operator: Home
):
    urls = addresses(operator)
    for words in (["db", "roles"], ["migrate"], ["backup", str(home.folder / "file")]):
        done = home.guitu(*words, **urls)
        assert done.returncode == 0, done.stderr
    note_in(operator, "after")
    with operator.connect("superuser", "aftercare") as superuser:
        # as a program does that has one step more than the one the backup was made with
        superuser.execute(
            "insert into django_migrations (app, name, applied) values ('crypto', '0099_later', now())"
        )

    restoring = subprocess.Popen(
        [sys.executable, "-m", "guitu.runtime.cli", "restore", "--yes", str(home.folder / "file")],
        cwd=REPOSITORY,
        env=home.surroundings(**urls),
        stdin=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        start_new_session=True,
    )
    while marked(operator) is None:
        assert restoring.poll() is None
    os.killpg(restoring.pid, signal.SIGKILL)
    restoring.wait()

    assert notes_in(operator) == (None, 1)
    assert marked(operator) == "unsettled"
    with operator.connect("superuser", "aftercare") as superuser:
        assert superuser.execute("select from django_migrations where name = '0099_later'").fetchone() == ()
        superuser.execute("delete from django_migrations where name = '0099_later'")
    words = home.folder / "words"
    words.write_text("四个不相干的词语")
    kept = str(home.folder / "kept")
    next_one = home.guitu("keys", "backup", kept, "--passphrase-file", str(words), **urls)
    assert next_one.returncode == 0, next_one.stderr
    assert "A restore was cut short" in next_one.stderr
    assert marked(operator) is None
    with operator.connect("superuser", "aftercare") as superuser:
        walled = superuser.execute(
            "select count(*) from pg_policy where polrelid = 'crypto_datakey'::regclass"
        ).fetchone()
    assert walled[0] > 0


def marked(operator: Home) -> object:
    """What stands on the ledger; None also while a restore holds it."""
    with operator.connect("superuser", "aftercare") as superuser:
        return superuser.execute(
            "select obj_description(to_regclass('public.crypto_erasure')::oid, 'pg_class')"
        ).fetchone()[0]
