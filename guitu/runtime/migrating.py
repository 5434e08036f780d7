"""Migrations run as the tables' owner, in a process of their own.

The process that serves people never holds the owner's connection. Run as a module this file is that
other process.
"""

import os
import subprocess
import sys
from typing import TYPE_CHECKING, Any

from guitu.config import home
from guitu.runtime.roles import ROWS
from guitu.runtime.say import MachineError, both, say
from guitu.runtime.settling import is_unsettled, settle_served
from guitu.runtime.walls import digest, raise_walls

if TYPE_CHECKING:
    from django.db.backends.utils import CursorWrapper

_LOCK = 4_715_207  # any fixed number: one migrating process at a time


def bring_up_to_date() -> None:
    """Apply migrations where any are missing, and walls where the program has other ones.

    Finishes a restore that was killed. Needs Django set up and the database answering.
    """
    from django.db import connection
    from django.db.migrations.executor import MigrationExecutor

    executor = MigrationExecutor(connection)
    plan = executor.migration_plan(executor.loader.graph.leaf_nodes())
    if plan or _walls_of(connection) != digest():
        say("正在更新数据库结构… bringing the database's tables up to date")
        migrate_as_owner()
    if plan:
        from guitu.foundation.organisations.commands import load_regions

        load_regions()  # a place has its number before anybody imports or makes a unit
    if is_unsettled(connection):
        say(
            both(
                "上次恢复没有做完，正在补上此后的删除…",
                "A restore was cut short; erasing again what was erased since",
            )
        )
        settle_served()


def _walls_of(connection: Any) -> str:
    """The number of the walls that stand; "" for none."""
    with connection.cursor() as cursor:
        cursor.execute("select obj_description(to_regnamespace('door')::oid, 'pg_namespace')")
        return str(cursor.fetchone()[0] or "")


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
    from django.db import connection, transaction

    with connection.cursor() as cursor:
        cursor.execute("select pg_advisory_lock(%s)", [_LOCK])
        _check_roles(cursor)
        call_command("migrate", verbosity=0, interactive=False)
        with transaction.atomic():
            _narrow(cursor)
            raise_walls(cursor)
        cursor.execute("select pg_advisory_unlock(%s)", [_LOCK])


def _check_roles(cursor: "CursorWrapper") -> None:
    cursor.execute("select exists(select from pg_roles where rolname = %s)", [ROWS])
    if not cursor.fetchone()[0]:
        raise MachineError(
            "数据库里还没有 Guitu 的角色。请先以管理员运行一次："
            "GUITU_ADMIN_DATABASE_URL=… bin/guitu db roles",
            "The database has no roles of Guitu's yet. Run once as its administrator: "
            "GUITU_ADMIN_DATABASE_URL=… bin/guitu db roles",
        )


def _narrow(cursor: "CursorWrapper") -> None:
    """Take away again what default privileges gave after a restore: what is written once stays written."""
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
