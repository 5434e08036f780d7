"""``bin/guitu db dsn --role …`` really run, and what whoever comes in by what it prints can do, and cannot.

On the embedded server and on one of the operator's own; somebody is on file there, and one closed course of
care without its person.
"""

import subprocess
from collections.abc import Callable, Iterator
from typing import Any

import psycopg
import pytest

from guitu.config.home import REPOSITORY
from tests.runtime.conftest import Home, make_home
from tests.runtime.test_external import addresses

Enter = Callable[[str], psycopg.Connection[Any]]

_SOMEBODY = (
    "insert into people_person (person_id, held_by, name, sex, created_at) values"
    " ('01900000-0000-7000-8000-000000000001', 430102001000001, 'sealed', 'male', now())"
)
_COHORT = (
    "insert into records_cohort (id, region, kind, year, month, months, sex, age_band, outcome,"
    " verified_months, relapse, lost, at_6, at_12, at_24, at_36, watched_end, honour)"
    " values (gen_random_uuid(), 430102000000, 'aftercare', 2023, 1, 36, 'male', 30, 'done', 0, 'no', false,"
    " '', '', '', '', '', '')"
)
_WRITE = "insert into django_content_type (app_label, model) values ('a', current_user) returning model"


def _printed(home: Home, role: str, **urls: str) -> str:
    """What the command itself prints, ``bin/guitu`` and its set-up included."""
    done = subprocess.run(
        [str(REPOSITORY / "bin" / "guitu"), "db", "dsn", "--role", role],
        cwd=REPOSITORY,
        env=home.surroundings(**urls),
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        check=False,
        timeout=120,
    )
    assert done.returncode == 0, done.stderr
    return done.stdout.strip().splitlines()[-1]


def _filled(administrator: psycopg.Connection[Any]) -> None:
    with administrator:
        administrator.execute(_SOMEBODY)
        administrator.execute(_COHORT)


@pytest.fixture(scope="module", params=["embedded", "external"])
def enter(request: pytest.FixtureRequest) -> Iterator[Enter]:
    """Come in as a role, by the string that the command prints."""
    home, urls = make_home(), {}
    operator = home
    if request.param == "external":
        operator = make_home()
        started = operator.guitu("db", "start")
        assert started.returncode == 0, started.stderr
        with operator.connect("superuser", "postgres") as superuser:
            superuser.execute("create database aftercare template template0")
        urls = addresses(operator)
        roles = home.guitu("db", "roles", **urls)
        assert roles.returncode == 0, roles.stderr
    else:
        started = home.guitu("db", "start")
        assert started.returncode == 0, started.stderr
    migrated = home.guitu("migrate", **urls)
    assert migrated.returncode == 0, migrated.stderr
    _filled(operator.connect("superuser", "aftercare" if urls else "guitu"))
    printed = {role: _printed(home, role, **urls) for role in ("app", "worker", "report")}
    yield lambda role: psycopg.connect(printed[role])
    for made in {home, operator}:
        made.remove()


def _refused(connection: psycopg.Connection[Any], words: str) -> str:
    """How the database refuses; nothing stays."""
    with pytest.raises(psycopg.Error) as refusal, connection.transaction():
        connection.execute(words)
    return type(refusal.value).__name__


def _all(connection: psycopg.Connection[Any], words: str) -> list[tuple[Any, ...]]:
    return connection.execute(words).fetchall()


@pytest.mark.parametrize("role", ["app", "worker"])
def test_the_site_and_the_worker_write_rows_and_see_nobody_until_somebody_asks(enter: Enter, role: str):
    with enter(role) as inside:
        ((user,),) = _all(inside, "select current_user")
        assert _all(inside, _WRITE) == [(user,)]
        assert user in {f"guitu_{role}", "theirs" if role == "app" else ""}
        assert _all(inside, "select count(*) from people_person") == [(0,)]
        assert _all(inside, "select count(*) from records_cohort") == [(1,)]
        refusals = {
            words: _refused(inside, words)
            for words in (
                "create table mine (a int)",
                "create temporary table mine (a int)",
                "alter table people_person disable row level security",
                "select * from door.key",
                "select * from audit_access",
                "delete from audit_event",
                "delete from records_cohort",
                "set role guitu_report",
                "truncate accounts_account",
                "delete from organisations_region",
                _SOMEBODY.replace("0001'", "0002'"),
            )
        }
        assert set(refusals.values()) == {"InsufficientPrivilege"}, refusals
        inside.rollback()


def test_report_reads_figures_that_name_nobody_and_writes_nothing(enter: Enter):
    with enter("report") as inside:
        assert _all(inside, "select current_user") == [("guitu_report",)]
        assert _all(inside, "select region, kind, months from records_cohort") == [
            (430102000000, "aftercare", 36)
        ]
        refusals = {
            words: _refused(inside, words)
            for words in (
                "select * from people_person",
                "select * from episodes_episode",
                "select * from accounts_account",
                "select * from audit_access",
                "select * from django_session",
                "select * from door.key",
                "select door.account()",
                "delete from records_cohort",
                _COHORT,
                "create table mine (a int)",
                "create temporary table mine (a int)",
                "set role guitu_app",
            )
        }
        assert set(refusals.values()) <= {"InsufficientPrivilege", "InvalidParameterValue"}, refusals
        inside.rollback()
