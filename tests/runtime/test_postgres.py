"""The embedded server: survives being killed, is started once, and runs as nobody in particular."""

import json
import os
import pwd
import shutil
import subprocess
import sys
import sysconfig
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from pathlib import Path

import psycopg
import pytest

from guitu.config.home import REPOSITORY
from guitu.runtime.postgres import configuration
from tests.runtime.conftest import Home


def test_a_killed_server_restarts_without_help_and_loses_no_committed_row(home: Home):
    home.guitu("db", "start", GUITU_THROWAWAY="0")
    with closing(home.connect("owner")) as owner:
        owner.execute("create table kept (n int primary key)")
    for kills_all, upto in ((False, 200), (True, 400)):
        with closing(home.connect("app")) as app:
            for n in range(upto - 200, upto):
                app.execute("insert into kept values (%s)", [n])
            app.execute("begin")
            app.execute("insert into kept values (9999)")
            (postmaster,) = home.postmasters()
            for victim in [postmaster, *(postmaster.children(recursive=True) if kills_all else [])]:
                victim.kill()

        again = home.guitu("db", "start", GUITU_THROWAWAY="0")

        assert again.returncode == 0, again.stderr
        with closing(home.connect("app")) as app:
            assert app.execute("select count(*), max(n) from kept").fetchone() == (upto, upto - 1)


def test_six_starters_at_once_end_with_one_server(home: Home):
    with ThreadPoolExecutor(6) as pool:
        results = list(pool.map(lambda _n: home.guitu("db", "start"), range(6)))

    assert [result.returncode for result in results] == [0] * 6, results[0].stderr
    assert len(home.postmasters()) == 1
    with home.connect("app") as app:
        assert app.execute("select 1").fetchone() == (1,)


def test_the_last_process_to_leave_stops_the_server(home: Home):
    waits = (
        "from guitu.runtime.presence import database\n"
        "with database():\n"
        "    print('up', flush=True)\n"
        "    input()\n"
    )
    guests = [
        subprocess.Popen(
            [sys.executable, "-c", waits],
            cwd=REPOSITORY,
            env=home.surroundings(PYTHONPATH=str(REPOSITORY)),
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        )
        for _ in range(2)
    ]
    for guest in guests:
        assert guest.stdout.readline() == "up\n"

    guests[0].communicate("\n")
    while_one_is_left = len(home.postmasters())
    guests[1].communicate("\n")

    assert while_one_is_left == 1
    assert home.postmasters() == []


def test_nobody_gets_in_over_the_network_or_without_a_password(running: Home):
    with running.connect("superuser") as superuser:
        assert superuser.execute("show listen_addresses").fetchone() == ("",)
        assert superuser.execute("show data_checksums").fetchone() == ("on",)
        assert superuser.execute("select datlocale from pg_database where datname = 'guitu'").fetchone() == (
            "C.UTF-8",
        )
        methods = superuser.execute("select distinct auth_method from pg_hba_file_rules").fetchall()
    assert methods == [("scram-sha-256",)]
    assert oct(running.socket.stat().st_mode)[-3:] == "700"
    assert {oct(path.stat().st_mode)[-3:] for path in (running.folder / "keys").iterdir()} == {"600"}
    with pytest.raises(psycopg.OperationalError, match="password"):
        psycopg.connect(host=str(running.socket), user="postgres", password="wrong", dbname="guitu")


def test_data_written_under_an_unsafe_setting_say_so():
    assert "fsync = off" in configuration(Path("/s"), throwaway=True)
    assert "fsync" not in configuration(Path("/s"), throwaway=False)


def test_a_path_too_long_for_a_socket_gets_a_short_one(home: Home):
    deep = Home(home.folder / ("long-" * 20))
    deep.folder.mkdir()
    started = deep.guitu("db", "start", TMPDIR=str(home.folder), XDG_RUNTIME_DIR="")
    try:
        assert started.returncode == 0
        assert "too long for a socket" in started.stderr
    finally:
        deep.remove()


@pytest.mark.skipif(os.geteuid() != 0, reason="only root drops to another user")
def test_root_drops_to_an_unprivileged_user_and_makes_anew_what_was_half_made(home: Home):
    (home.folder / "postgres" / "data.new").mkdir(parents=True)
    (home.folder / "postgres" / "data.new" / "PG_VERSION").write_text("18")

    home.guitu("db", "start", GUITU_OS_USER="nobody")

    assert [process.username() for process in home.postmasters()] == ["nobody"]


@pytest.mark.skipif(os.geteuid() != 0, reason="only root can be somewhere that others cannot reach")
def test_a_clone_the_database_user_cannot_reach_puts_its_data_elsewhere(home: Home):
    private = Home(home.folder / "private" / "var")
    (home.folder / "private").mkdir(mode=0o700)

    started = private.guitu("db", "start")
    status = private.guitu("db", "status", "--json")
    data = Path(json.loads(status.stdout)["data"])
    private.guitu("db", "stop")
    shutil.rmtree(data.parent)

    assert started.returncode == 0, started.stderr
    assert f"so the data go to {data.parent}" in started.stderr
    assert data.is_relative_to("/var/lib/guitu")
    assert oct((home.folder / "private").stat().st_mode)[-3:] == "700"


@pytest.mark.skipif(os.geteuid() != 0, reason="the other tests already run as a plain user")
def test_a_plain_user_starts_it_too(home: Home):
    nobody = pwd.getpwnam("nobody")
    libraries = sysconfig.get_path("purelib")
    plain = {"user": nobody.pw_uid, "group": nobody.pw_gid, "extra_groups": []}
    surroundings = {
        "GUITU_HOME": str(home.folder),
        "PATH": "/usr/bin:/bin",
        "PYTHONPATH": f"{REPOSITORY}:{libraries}",
        "PYTHONDONTWRITEBYTECODE": "1",
    }
    python = next(
        (
            candidate
            for candidate in (sys.executable, "/usr/bin/python3", "/usr/local/bin/python3")
            if _can_run(candidate, surroundings, plain)
        ),
        None,
    )
    if python is None:
        pytest.skip("no Python here that a plain user can run, or the clone is private")
    os.chown(home.folder, nobody.pw_uid, nobody.pw_gid)

    started = subprocess.run(
        [python, "-m", "guitu.runtime.cli", "db", "start"],
        cwd="/",
        env=surroundings,
        capture_output=True,
        text=True,
        check=False,
        **plain,
    )

    assert started.returncode == 0, started.stderr
    assert [process.username() for process in home.postmasters()] == ["nobody"]
    assert home.guitu("db", "status", "--json").stdout.startswith('{"running": true')


def _can_run(python: str, surroundings: dict[str, str], plain: dict[str, object]) -> bool:
    try:
        tried = subprocess.run(
            [python, "-c", "import psycopg, guitu.runtime.cli.frame"],
            cwd="/",
            env=surroundings,
            capture_output=True,
            check=False,
            **plain,
        )
    except OSError:
        return False
    return tried.returncode == 0
