"""What an operator can get wrong is answered with a sentence, never with a trace."""

import socket

import pytest

from guitu.config import env
from tests.runtime.conftest import Home


def refused(result) -> str:
    """What a refused command said; it says something, in both languages, and shows no trace."""
    assert result.returncode == 1, result.stderr
    assert "Traceback" not in result.stderr
    assert any("一" <= letter <= "鿿" for letter in result.stderr)
    return result.stderr


@pytest.mark.own_machine
def test_a_taken_port(home: Home):
    with socket.socket() as other:
        other.bind(("127.0.0.1", 0))
        other.listen()
        port = str(other.getsockname()[1])

        said = refused(home.guitu("serve", GUITU_PORT=port))

    assert f"Port {port} cannot be used" in said
    assert "GUITU_PORT=8001 bin/serve" in said
    assert home.postmasters() == []


@pytest.mark.parametrize(
    ("name", "value", "says"),
    [
        ("GUITU_PORT", "http", "GUITU_PORT is 'http'; it must be a whole number from 1 to 65535"),
        ("GUITU_PORT", "0", "it must be a whole number"),
        ("GUITU_PORT", "８０００", "it must be a whole number"),
        ("GUITU_THROWAWAY", "perhaps", "GUITU_THROWAWAY is 'perhaps'; it must be 1 or 0"),
        ("PGBIN", "/nowhere", "there is no initdb in it"),
        ("GUITU_HOME", "/proc/guitu", "/proc/guitu"),
    ],
)
def test_a_malformed_setting(home: Home, name: str, value: str, says: str):
    assert says in refused(home.guitu("serve" if name == "GUITU_PORT" else "migrate", **{name: value}))


@pytest.mark.parametrize(
    ("url", "says"),
    [
        ("localhost/guitu", "must look like postgresql://"),
        ("mysql://a:secret@localhost/guitu", "must look like postgresql://"),
        ("postgresql://a:secret@localhost:port/guitu", "must look like postgresql://"),
        ("postgresql://a:secret@127.0.0.1:1/guitu", "(127.0.0.1:1/guitu) cannot be reached"),
    ],
)
def test_a_wrong_database_url(home: Home, url: str, says: str):
    said = refused(home.guitu("migrate", DATABASE_URL=url))

    assert says in said
    assert "secret" not in said


def test_an_unfit_external_server(home: Home):
    home.guitu("db", "start")
    with home.connect("superuser", "postgres") as superuser:
        for name, encoding in (("latin", "LATIN1"), ("blind", "UTF8")):
            superuser.execute(
                f"create database {name} encoding '{encoding}' locale 'C' locale_provider libc"
                " template template0"
            )
        superuser.execute("create database bare template template0")
        superuser.execute("create role walker login bypassrls password 'w'")
        superuser.execute("grant connect on database guitu to walker")
    with home.connect("superuser", "blind") as superuser:
        superuser.execute("create extension pg_trgm")
        superuser.execute("create extension btree_gist")

    def tried(user: str, password: str, database: str) -> str:
        url = f"postgresql://{user}:{password}@/{database}?host={home.socket}"
        return refused(home.guitu("migrate", DATABASE_URL=url))

    owner = home.password("owner")
    powerful = "superuser or bypasses row-level security"
    assert "encoding is LATIN1; it must be UTF8" in tried("guitu_owner", owner, "latin")
    assert "does not know Chinese characters" in tried("guitu_owner", owner, "blind")
    assert "Extensions are missing" in tried("guitu_owner", owner, "bare")
    assert powerful in tried("postgres", home.password("superuser"), "guitu")
    assert powerful in tried("walker", "w", "guitu")


def test_lost_keys(home: Home):
    home.guitu("db", "start")
    for key in (home.folder / "keys").iterdir():
        key.unlink()

    assert "Put the keys folder that belongs to it back" in refused(home.guitu("db", "start"))


def test_the_embedded_server_is_not_for_an_external_database(home: Home):
    said = refused(home.guitu("db", "start", DATABASE_URL="postgresql://a:b@localhost/c"))

    assert "DATABASE_URL is set" in said


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
