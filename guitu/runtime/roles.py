"""The embedded server's roles and databases, made by the superuser, whom nothing else ever is.

``guitu_owner`` owns the tables and runs migrations. ``guitu_app`` reads and writes rows and can do
nothing else: it owns nothing, creates nothing, makes no temporary tables and is held by row-level
security. Its rights come from the owner's default privileges, so a new table needs no grant.
"""

import psycopg
from psycopg import sql

from guitu.config import home
from guitu.runtime.postgres import Server
from guitu.runtime.say import MachineError

_PREPARED = "guitu 1"  # the comment a database carries once all of its preparation is done


def superuser(server: Server, database: str = "postgres") -> psycopg.Connection:
    """A connection as the superuser, committing each statement; for this launcher only."""
    try:
        return psycopg.connect(
            host=str(server.socket),
            port=5432,
            user="postgres",
            password=home.key("postgres_superuser"),
            dbname=database,
            autocommit=True,
            application_name="guitu-launcher",
        )
    except psycopg.OperationalError as error:
        if "password authentication failed" not in str(error):
            raise
        raise MachineError(
            f"{home.home() / 'keys'} 里的密码与数据库 {server.data} 不符。请把原来的 keys 文件夹放回去。",
            f"The passwords in {home.home() / 'keys'} are not those of the database in {server.data}. "
            "Put the keys folder that belongs to it back.",
        ) from error


def prepare(server: Server) -> None:
    """Make both roles and the database, as far as they are missing. The caller holds the start lock."""
    with superuser(server) as connection:
        for role, key in ((home.OWNER, "postgres_owner"), (home.APP, "postgres_app")):
            _ensure_role(connection, role, home.key(key))
        ensure_database(server, connection, home.DATABASE)


def ensure_database(server: Server, connection: psycopg.Connection, name: str) -> None:
    """Make the database ``name`` ready for migrations; one that is ready is left alone."""
    ready = connection.execute(
        "select shobj_description(oid, 'pg_database') from pg_database where datname = %s", [name]
    ).fetchone()
    if ready and ready[0] == _PREPARED:
        return
    database, owner, app = sql.Identifier(name), sql.Identifier(home.OWNER), sql.Identifier(home.APP)
    if ready is None:
        connection.execute(sql.SQL("create database {} owner {} template template0").format(database, owner))
    secure(connection, name)
    with superuser(server, name) as inside:
        for extension in ("pg_trgm", "btree_gist"):
            inside.execute(sql.SQL("create extension if not exists {}").format(sql.Identifier(extension)))
        inside.execute("revoke create on schema public from public")
        for what, rights in (("tables", "select, insert, update, delete"), ("sequences", "usage, select")):
            inside.execute(
                sql.SQL("alter default privileges for role {} in schema public grant {} on {} to {}").format(
                    owner, sql.SQL(rights), sql.SQL(what), app
                )
            )
    mark_prepared(connection, name)


def secure(connection: psycopg.Connection, name: str) -> None:
    """Let only the owner and the application into the database; nobody may make temporary tables there."""
    database = sql.Identifier(name)
    connection.execute(sql.SQL("revoke all on database {} from public").format(database))
    connection.execute(
        sql.SQL("grant connect on database {} to {}").format(database, sql.Identifier(home.APP))
    )


def mark_prepared(connection: psycopg.Connection, name: str) -> None:
    """Note that the database ``name`` needs nothing more before its migrations."""
    connection.execute(
        sql.SQL("comment on database {} is {}").format(sql.Identifier(name), sql.Literal(_PREPARED))
    )


def _ensure_role(connection: psycopg.Connection, role: str, password: str) -> None:
    known = connection.execute("select 1 from pg_roles where rolname = %s", [role]).fetchone()
    if known:
        return
    connection.execute(
        sql.SQL(
            "create role {} login password {} nosuperuser nocreatedb nocreaterole noreplication nobypassrls"
        ).format(sql.Identifier(role), sql.Literal(password))
    )
