"""What an operator can get wrong is answered with a sentence, never with a trace."""

import socket
import subprocess
import sys
from collections.abc import Callable

import pytest

from guitu.config import env
from guitu.config.home import REPOSITORY
from guitu.runtime.cli.frame import NOT_DONE
from guitu.runtime.cli.frame import _run as run_guitu
from guitu.runtime.cli.group import guitu
from tests.runtime.conftest import Home


@pytest.fixture
def refused(
    home: Home, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> Callable[..., str]:
    """What the command line says when it refuses: something, in both languages, without a trace."""
    for name in ("GUITU_DB_NAME", "GUITU_DB_ROLE"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("GUITU_HOME", str(home.folder))

    def run(*arguments: str, **settings: str) -> str:
        for name, value in settings.items():
            monkeypatch.setenv(name, value)
        monkeypatch.setattr("sys.argv", ["guitu", *arguments])

        code = run_guitu(guitu)

        said = capsys.readouterr().err
        assert code == NOT_DONE, said
        assert any("一" <= letter <= "鿿" for letter in said)
        return said

    return run


@pytest.mark.own_machine
def test_a_taken_port(refused: Callable[..., str], home: Home):
    with socket.socket() as other:
        other.bind(("127.0.0.1", 0))
        other.listen()
        port = str(other.getsockname()[1])

        said = refused("serve", GUITU_PORT=port)

    assert f"Port {port} cannot be used" in said
    assert "GUITU_PORT=8001 bin/serve" in said
    assert not (home.folder / "postgres").exists()


@pytest.mark.parametrize(
    ("command", "name", "value", "says"),
    [
        ("serve", "GUITU_PORT", "http", "GUITU_PORT is 'http'; it must be a whole number from 1 to 65535"),
        ("serve", "GUITU_PORT", "0", "it must be a whole number"),
        ("serve", "GUITU_PORT", "８０００", "it must be a whole number"),
        ("migrate", "GUITU_THROWAWAY", "perhaps", "GUITU_THROWAWAY is 'perhaps'; it must be 1 or 0"),
        ("migrate", "PGBIN", "/nowhere", "there is no initdb in it"),
        ("migrate", "GUITU_HOME", "/proc/guitu", "/proc/guitu"),
    ],
)
def test_a_malformed_setting(refused: Callable[..., str], command: str, name: str, value: str, says: str):
    assert says in refused(command, **{name: value})


@pytest.mark.parametrize(
    ("url", "says"),
    [
        ("localhost/guitu", "must look like postgresql://"),
        ("mysql://a:secret@localhost/guitu", "must look like postgresql://"),
        ("postgresql://a:secret@localhost:port/guitu", "must look like postgresql://"),
        ("postgresql://a:secret@127.0.0.1:1/guitu", "(127.0.0.1:1/guitu) cannot be reached"),
    ],
)
def test_a_wrong_database_url(refused: Callable[..., str], url: str, says: str):
    said = refused("migrate", DATABASE_URL=url)

    assert says in said
    assert "secret" not in said


def test_an_unfit_external_server(refused: Callable[..., str], running: Home):
    with running.connect("superuser", "postgres") as superuser:
        for name, encoding in (("latin", "LATIN1"), ("blind", "UTF8")):
            superuser.execute(
                f"create database {name} encoding '{encoding}' locale 'C' locale_provider libc"
                " template template0"
            )
        superuser.execute("create database bare template template0")
        superuser.execute("create role walker login bypassrls password 'w'")
        superuser.execute("grant connect on database guitu to walker")
    with running.connect("superuser", "blind") as superuser:
        superuser.execute("create extension pg_trgm")
        superuser.execute("create extension btree_gist")

    def tried(user: str, password: str, database: str) -> str:
        url = f"postgresql://{user}:{password}@/{database}?host={running.socket}"
        return refused("migrate", DATABASE_URL=url)

    owner = running.password("owner")
    powerful = "superuser or bypasses row-level security"
    assert "encoding is LATIN1; it must be UTF8" in tried("guitu_owner", owner, "latin")
    assert "does not know Chinese characters" in tried("guitu_owner", owner, "blind")
    assert "Extensions are missing" in tried("guitu_owner", owner, "bare")
    assert powerful in tried("postgres", running.password("superuser"), "guitu")
    assert powerful in tried("walker", "w", "guitu")


def test_keys_that_belong_to_other_data(refused: Callable[..., str], home: Home):
    home.guitu("db", "start")
    for key in (home.folder / "keys").iterdir():
        key.write_text("another")

    said = refused("db", "start", GUITU_HOME=str(home.folder))

    assert "Put the keys folder that belongs to it back" in said


def test_the_embedded_server_is_not_for_an_external_database(refused: Callable[..., str]):
    assert "DATABASE_URL is set" in refused("db", "start", DATABASE_URL="postgresql://a:b@localhost/c")


def test_an_unknown_command_and_a_wrong_day_are_wrong_input(home: Home):
    assert home.guitu("fly").returncode == 2
    assert home.guitu("--on", "2026-02-30", "db", "status").returncode == 2


def test_help_names_every_exit_code(home: Home):
    said = home.guitu("--help").stdout

    assert all(f"\n  {code}  " in said or f"    {code}  " in said for code in (0, 1, 2))


def test_readers_take_what_people_write(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setenv("GUITU_X", " Yes ")
    assert env.flag("GUITU_X", default=False)
    monkeypatch.setenv("GUITU_X", "off")
    assert not env.flag("GUITU_X", default=True)
    monkeypatch.setenv("GUITU_X", "")
    assert env.number("GUITU_X", 7, least=1, most=9) == 7
    with pytest.raises(env.SettingError, match="GUITU_X is missing"):
        env.text("GUITU_X")


CRASH = """
import resource
from guitu.runtime.cli import frame
def crash(_group):
    assert resource.getrlimit(resource.RLIMIT_CORE) == (0, 0)
    int("王小明")
frame._run = crash
frame.main()
"""


def test_a_crash_says_where_and_not_what_and_leaves_no_core_file(home: Home) -> None:
    done = subprocess.run(
        [sys.executable, "-c", CRASH],
        cwd=REPOSITORY,
        env=home.surroundings(),
        capture_output=True,
        text=True,
        check=False,
    )

    assert done.returncode == 1
    assert done.stderr.endswith("builtins.ValueError\n")
    assert "in crash" in done.stderr
    assert "王小明" not in done.stderr
