"""Test databases: copied from a migrated template, used as the unprivileged role.

The template is named by the hash of all migrations, so that it is migrated once per change and copied
in a fraction of a second. Every test process has a database of its own, named after its process id;
what killed processes left behind is dropped by the next.
"""

import fcntl
import hashlib
import os
from collections.abc import Iterator
from contextlib import contextmanager
from importlib.metadata import version

import psycopg
from django.conf import settings
from django.db import connections
from psycopg import sql

from guitu.config import home
from guitu.runtime.migrating import migrate_as_owner
from guitu.runtime.postgres import Server
from guitu.runtime.roles import ensure_database, secure, superuser

_KEPT_TEMPLATES = 3


class TestDatabase:
    """The database of this process: made from the template, and anew whenever a test has committed to it."""

    __test__ = False

    def __init__(self, server: Server, worker: str) -> None:
        self.server = server
        self.name = f"test_{os.getpid()}_{worker}"
        self.template = ""

    def make(self) -> None:
        """Make the template if needed, then the database, and point Django at it."""
        with _alone(), superuser(self.server) as connection:
            _drop_leftovers(connection)
            self.template = ensure_template(self.server, connection)
        self.renew()
        os.environ["GUITU_DB_NAME"] = self.name  # for the processes that tests start
        settings.DATABASES["default"]["NAME"] = self.name
        connections["default"].settings_dict["NAME"] = self.name

    def renew(self) -> None:
        """Replace the database by a fresh copy of the template."""
        connections.close_all()
        with superuser(self.server) as connection:
            self._drop(connection)
            connection.execute(
                sql.SQL("create database {} owner {} template {}").format(
                    sql.Identifier(self.name), sql.Identifier(home.OWNER), sql.Identifier(self.template)
                )
            )
            secure(connection, self.name)

    def drop(self) -> None:
        """Drop the database."""
        connections.close_all()
        with superuser(self.server) as connection:
            self._drop(connection)

    def _drop(self, connection: psycopg.Connection) -> None:
        connection.execute(
            sql.SQL("drop database if exists {} with (force)").format(sql.Identifier(self.name))
        )


def ensure_template(server: Server, connection: psycopg.Connection) -> str:
    """The name of the migrated template; migrated as the owner, as in real life."""
    name = f"tpl_{_migrations_mark()}"
    ready = connection.execute(
        "select shobj_description(oid, 'pg_database') from pg_database where datname = %s", [name]
    ).fetchone()
    if ready and ready[0] == "template":
        return name
    drop = sql.SQL("drop database if exists {} with (force)")
    connection.execute(drop.format(sql.Identifier(name)))
    ensure_database(server, connection, name)
    migrate_as_owner(name)
    connection.execute(sql.SQL("comment on database {} is 'template'").format(sql.Identifier(name)))
    old = connection.execute(
        "select datname from pg_database where datname like 'tpl_%%' order by oid desc offset %s",
        [_KEPT_TEMPLATES],
    )
    for (stale,) in old.fetchall():
        connection.execute(drop.format(sql.Identifier(stale)))
    return name


def _migrations_mark() -> str:
    digest = hashlib.sha256(f"{version('django')} {version('procrastinate')}".encode())
    guitu = home.REPOSITORY / "guitu"
    walls = [guitu / "runtime" / "roles.py", guitu / "runtime" / "walls.py"]
    walls += sorted((guitu / "foundation" / "authorization").glob("*.py"))
    for path in [*sorted(guitu.rglob("migrations/*.py")), *sorted(guitu.rglob("models.py")), *walls]:
        digest.update(path.relative_to(guitu).as_posix().encode() + path.read_bytes())
    return digest.hexdigest()[:12]


def _drop_leftovers(connection: psycopg.Connection) -> None:
    """Drop the databases of test processes that are gone."""
    for (name,) in connection.execute(
        "select datname from pg_database where datname ~ '^test_[0-9]+_'"
    ).fetchall():
        if not _alive(int(name.split("_")[1])):
            connection.execute(
                sql.SQL("drop database if exists {} with (force)").format(sql.Identifier(name))
            )


def _alive(pid: int) -> bool:
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    except PermissionError:
        return True
    return True


@contextmanager
def _alone() -> Iterator[None]:
    with (home.home() / "template.lock").open("a") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield
