"""A backup comes back whole; whatever is no backup of ours, or broken, changes nothing."""

import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from guitu.config.home import REPOSITORY
from guitu.runtime.roles import RESTORING
from tests.runtime.conftest import Home, make_home


@pytest.fixture(scope="module")
def migrated() -> Iterator[Home]:
    """A migrated home whose server is left running."""
    made = make_home()
    assert made.guitu("db", "start").returncode == 0
    assert made.guitu("migrate").returncode == 0
    yield made
    made.remove()


@pytest.fixture
def filled(migrated: Home) -> Home:
    """The home with one row that the application wrote, and a backup of it."""
    with migrated.connect("app") as app:
        app.execute("delete from django_content_type where app_label = 'backup'")
    write(migrated, "before")
    made = migrated.guitu("backup", str(migrated.folder / "backup.guitu"))
    assert made.returncode == 0, made.stderr
    return migrated


def write(home: Home, word: str) -> None:
    with home.connect("app") as app:
        app.execute("insert into django_content_type (app_label, model) values ('backup', %s)", [word])


def read(home: Home) -> list[str]:
    with home.connect("app") as app:
        rows = app.execute("select model from django_content_type where app_label = 'backup' order by 1")
        return [row[0] for row in rows.fetchall()]


def test_a_backup_brings_rows_owners_and_rights_back(filled: Home):
    file = filled.folder / "backup.guitu"
    write(filled, "later")

    restored = filled.guitu("restore", str(file))

    assert restored.returncode == 0, restored.stderr
    assert oct(file.stat().st_mode)[-3:] == "600"
    assert read(filled) == ["before"]
    write(filled, "after")  # the application may still write, and sequences go on where they stood
    with filled.connect("superuser") as superuser:
        owners = superuser.execute(
            "select distinct pg_get_userbyid(relowner) from pg_class"
            " where relnamespace = 'public'::regnamespace and relkind in ('r', 'S')"
        ).fetchall()
        databases = superuser.execute("select datname from pg_database where datname ~ '^guitu'").fetchall()
        may = superuser.execute(
            "select has_database_privilege('guitu_app', 'guitu', 'temp'),"
            " has_schema_privilege('guitu_app', 'public', 'create'),"
            " has_table_privilege('guitu_app', 'django_migrations', 'truncate')"
        ).fetchone()
    assert owners == [("guitu_owner",)]
    assert databases == [("guitu",)]
    assert may == (False, False, False)


def test_nothing_is_replaced_under_a_program_that_is_connected(filled: Home):
    file = filled.folder / "backup.guitu"
    write(filled, "later")
    with filled.connect("app"):
        while_connected = filled.guitu("restore", str(file), "--yes")

    assert while_connected.returncode == 1
    assert "Stop bin/serve first" in while_connected.stderr
    assert read(filled) == ["before", "later"]


def copies(home: Home) -> list[str]:
    """Databases beside the living one."""
    with home.connect("superuser", "postgres") as superuser:
        found = superuser.execute("select datname from pg_database where datname like 'guitu\\_%' order by 1")
        return [name for (name,) in found]


def test_a_restore_that_is_killed_leaves_the_old_data_and_no_second_copy(filled: Home):
    write(filled, "after")
    restoring = subprocess.Popen(
        [sys.executable, "-m", "guitu.runtime.cli", "restore", "--yes", str(filled.folder / "backup.guitu")],
        cwd=REPOSITORY,
        env=filled.surroundings(),
        stdin=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        start_new_session=True,
    )
    while not copies(filled):
        assert restoring.poll() is None
    assert filled.guitu("db", "start").returncode == 0
    assert copies(filled)  # whoever starts meanwhile leaves it alone
    os.killpg(restoring.pid, signal.SIGKILL)
    restoring.wait()

    while copies(filled):  # the server needs a moment to notice
        assert filled.guitu("db", "start").returncode == 0

    assert read(filled) == ["after", "before"]


def test_what_a_restore_replaced_is_dropped_by_whoever_starts_next(filled: Home):
    with filled.connect("superuser", "postgres") as superuser:
        superuser.execute("create database guitu_replaced")
        superuser.execute("select pg_advisory_lock(%s)", [RESTORING])
        assert filled.guitu("db", "start").returncode == 0
        assert copies(filled) == ["guitu_replaced"]

    while copies(filled):
        assert filled.guitu("db", "start").returncode == 0


@pytest.mark.parametrize(("damage", "code"), [("foreign", 2), ("cut", 1), ("flipped", 1)])
def test_what_is_no_whole_backup_changes_nothing(filled: Home, damage: str, code: int):
    file = filled.folder / "backup.guitu"
    content = bytearray(file.read_bytes())
    content[-2000] ^= 1
    file.write_bytes({"foreign": b"PK" * 999, "cut": content[:-1000], "flipped": content}[damage])

    refused = filled.guitu("restore", str(file), "--yes")

    assert refused.returncode == code, refused.stderr
    assert "Traceback" not in refused.stderr
    assert read(filled) == ["before"]


def test_a_backup_to_a_place_that_cannot_be_written(filled: Home, tmp_path: Path):
    refused = filled.guitu("backup", str(tmp_path / "missing" / "file"))

    assert refused.returncode == 1
    assert "cannot be written" in refused.stderr
