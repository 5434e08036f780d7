"""Migrations run as the tables' owner, in a process of their own.

The process that serves people never holds the owner's connection. Run as a module this file is that
other process.
"""

import os
import subprocess
import sys
from typing import TYPE_CHECKING

from guitu.config import home
from guitu.runtime.say import MachineError, say

if TYPE_CHECKING:
    from django.db.backends.utils import CursorWrapper

_LOCK = 4_715_207  # any fixed number: one migrating process at a time


def bring_up_to_date() -> None:
    """Apply migrations where any are missing. Needs Django set up and the database answering."""
    from django.db import connection
    from django.db.migrations.executor import MigrationExecutor

    executor = MigrationExecutor(connection)
    if executor.migration_plan(executor.loader.graph.leaf_nodes()):
        say("正在更新数据库结构… bringing the database's tables up to date")
        migrate_as_owner()
        from guitu.foundation.organisations.commands import load_regions

        load_regions()  # a place has its number before anybody imports or makes a unit


def migrate_as_owner(database: str | None = None) -> None:
    """Apply all migrations to ``database`` (None: the served one).

    Raises:
        MachineError: a migration failed; its own words went to stderr.
    """
    surroundings = {**os.environ, "GUITU_DB_ROLE": "owner"}
    if database:
        surroundings["GUITU_DB_NAME"] = database
    done = subprocess.run(
        [sys.executable, "-m", "guitu.runtime.migrating"], cwd=home.REPOSITORY, env=surroundings, check=False
    )
    if done.returncode != 0:
        raise MachineError(
            "更新数据库结构失败，原因见上。数据没有改变。",
            "The database's tables could not be brought up to date; the reason stands above. "
            "Nothing was changed by the failed step.",
        )


def _migrate() -> None:
    from django.core.management import call_command
    from django.db import connection

    with connection.cursor() as cursor:
        cursor.execute("select pg_advisory_lock(%s)", [_LOCK])
        if home.external():
            _grant(cursor)
        call_command("migrate", verbosity=0, interactive=False)
        if home.external():
            _take_back(cursor)
        cursor.execute("select pg_advisory_unlock(%s)", [_LOCK])


def _grant(cursor: "CursorWrapper") -> None:
    """On a server of the operator's own: let the application's role read and write what the owner makes."""
    app = home.endpoint("app").user
    if app == home.endpoint("owner").user:
        return
    quoted = '"' + app.replace('"', '""') + '"'
    for what, rights in (("tables", "select, insert, update, delete"), ("sequences", "usage, select")):
        cursor.execute(f"grant {rights} on all {what} in schema public to {quoted}")
        cursor.execute(f"alter default privileges in schema public grant {rights} on {what} to {quoted}")


def _take_back(cursor: "CursorWrapper") -> None:
    """Narrow again what ``_grant`` or a restore widened: what is written once stays written."""
    from django.db import connection
    from django.db.migrations.loader import MigrationLoader

    from guitu.foundation.tables import AppendOnly

    for migration in MigrationLoader(connection).disk_migrations.values():
        for step in migration.operations:
            if isinstance(step, AppendOnly):
                cursor.execute(str(step.sql))


if __name__ == "__main__":
    from guitu.runtime.framework import set_up_django

    set_up_django()
    _migrate()
