"""The bench's own databases on the embedded server: made on demand, kept for the next run, never served."""

import hashlib
import json
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import psycopg
from psycopg import sql

from guitu.config import home
from guitu.runtime.migrating import migrate_as_owner
from guitu.runtime.postgres import Server
from guitu.runtime.roles import ensure_database, superuser
from guitu.runtime.say import MachineError

PEOPLE = "guitu_bench"  # thousands of made-up people
ROSTER = "guitu_bench_roster"  # regions and units, until the roster is imported
WALLS = "guitu_bench_walls"  # a whole country's people


def folder() -> Path:
    """GUITU_HOME/bench: rosters, and what the database holds."""
    made = home.home() / "bench"
    made.mkdir(parents=True, exist_ok=True)
    return made


@contextmanager
def embedded_server() -> Iterator[Server]:
    """The embedded server for as long as the block runs.

    Raises:
        MachineError: DATABASE_URL is set; the bench makes databases, which only our own server lets it.
    """
    from guitu.runtime.presence import database

    with database() as server:
        if server is None:
            raise MachineError(
                "设置了 DATABASE_URL。测量要自建数据库，只在内置数据库上进行；请去掉该变量后再试。",
                "DATABASE_URL is set. The bench makes its own databases, on the embedded server only.",
            )
        yield server


def exists(server: Server, name: str) -> bool:
    """Whether the database is there."""
    with superuser(server) as connection:
        found = connection.execute("select 1 from pg_database where datname = %s", [name]).fetchone()
    return found is not None


def make(server: Server, name: str) -> None:
    """Make the database empty and migrated, in place of what was there."""
    drop(server, name)
    with superuser(server) as connection:
        ensure_database(server, connection, name)
    migrate_as_owner(name)


def drop(server: Server, name: str) -> None:
    """Drop the database if it is there."""
    with superuser(server) as connection:
        connection.execute(sql.SQL("drop database if exists {} with (force)").format(sql.Identifier(name)))


def connect(role: str, name: str) -> psycopg.Connection[tuple[object, ...]]:
    """A bare connection as "app" or "owner", in transactions."""
    way = home.endpoint(role, name)
    return psycopg.connect(
        host=way.host, port=way.port, user=way.user, password=way.password, dbname=way.database
    )


def mark() -> str:
    """What the stored people depend on: tables, rules, the engine, and how people are made up."""
    guitu = home.REPOSITORY / "guitu"
    sources = [
        *guitu.rglob("migrations/*.py"),
        *(guitu / "domain").rglob("*.py"),
        *(guitu / "runtime" / "demo").glob("*.py"),
        *(home.REPOSITORY / "rulebooks").glob("*.yaml"),
    ]
    digest = hashlib.sha256()
    for path in sorted(sources):
        digest.update(path.relative_to(home.REPOSITORY).as_posix().encode() + path.read_bytes())
    return digest.hexdigest()[:16]


def remembered() -> dict[str, object]:
    """What ``remember`` kept; empty where nothing was made."""
    path = folder() / "population.json"
    found: dict[str, object] = json.loads(path.read_text()) if path.exists() else {}
    return found


def remember(facts: dict[str, object]) -> None:
    """Keep what the database of people holds."""
    (folder() / "population.json").write_text(json.dumps(facts, indent=1) + "\n")


def forget() -> None:
    """What the database of people holds is unknown from now on."""
    (folder() / "population.json").unlink(missing_ok=True)
