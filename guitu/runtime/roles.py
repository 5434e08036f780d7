"""The database's roles and what each may do, made by an administrator's connection, which nothing else is.

``guitu_owner`` owns the tables and runs migrations. ``guitu_app`` (the site) and ``guitu_worker`` (background
work and the command line) read and write rows through the group ``guitu_rows`` and can do nothing else: they
own nothing, create nothing, make no temporary tables, see nobody's statements and are held by row-level
security. ``guitu_audit`` adds to the access log. ``guitu_report`` reads what names nobody. Rights on rows
come from the owner's default privileges, so a new table needs no grant.

The same statements serve the embedded server and one of the operator's own (``bin/guitu db roles``).
"""

import psycopg
from psycopg import sql

from guitu.config import home
from guitu.runtime.postgres import Server
from guitu.runtime.say import MachineError

ROWS = "guitu_rows"
_PREPARED = "guitu 6"  # the comment a database carries once all of its preparation is done
_PLAIN = "nosuperuser nocreatedb nocreaterole noreplication nobypassrls"


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
    """Make the roles and the database, as far as they are missing. The caller holds the start lock."""
    with superuser(server) as connection:
        make_roles(connection)
        ensure_database(server, connection, home.DATABASE)
        drop_leftovers(connection)


RESTORING = (
    4_715_208  # any fixed number: held for as long as a restore fills a database beside the living one
)
REPLACED = f"{home.DATABASE}_replaced"
BESIDE = f"{home.DATABASE}_restoring_"
_LEFT = "select datname from pg_database where datname = %s or starts_with(datname, %s)"


def drop_leftovers(connection: psycopg.Connection) -> None:
    """Drop what a killed restore left behind: whole copies, with keys that erasing would not reach."""
    left = connection.execute(_LEFT, [REPLACED, BESIDE]).fetchall()
    if not left or connection.execute("select pg_try_advisory_lock(%s)", [RESTORING]).fetchone() != (True,):
        return
    for (name,) in connection.execute(_LEFT, [REPLACED, BESIDE]).fetchall():
        _run(connection, "drop database if exists {} with (force)", name)
    connection.execute("select pg_advisory_unlock(%s)", [RESTORING])


def make_roles(connection: psycopg.Connection) -> None:
    """Make every role that is missing, with its password of GUITU_HOME/keys or of its address."""
    _run(connection, "create role {} nologin " + _PLAIN, ROWS, unless=ROWS)
    for role in home.USERS:
        way = home.endpoint(role)
        known = _known(connection, way.user)
        if not known:
            made = sql.SQL("create role {} login password {} " + _PLAIN)
            connection.execute(made.format(sql.Identifier(way.user), sql.Literal(way.password)))
        if role in {"app", "worker"}:
            _run(connection, "grant {} to {}", ROWS, way.user)
        if role != "owner" and not known:  # nobody reads another's statement, and so another's context
            _run(connection, "alter role {} set track_activities to off", way.user)


def ensure_database(server: Server, connection: psycopg.Connection, name: str) -> None:
    """Make the database ``name`` ready for migrations; one that is ready is left alone."""
    ready = connection.execute(
        "select shobj_description(oid, 'pg_database') from pg_database where datname = %s", [name]
    ).fetchone()
    if ready and ready[0] == _PREPARED:
        return
    if ready is None:
        _run(connection, "create database {} owner {} template template0", name, home.OWNER)
    secure(connection, name)
    with superuser(server, name) as inside:
        furnish(inside, owner=home.OWNER)
    mark_prepared(connection, name)


def furnish_outside(administrator: psycopg.Connection) -> None:
    """Make roles and rights on a server of the operator's own, whose database exists already."""
    make_roles(administrator)
    for role in (
        "worker",
        "report",
        "audit",
    ):  # of another home once, perhaps: they have this home's passwords
        way = home.endpoint(role)
        administrator.execute(
            sql.SQL("alter role {} password {}").format(sql.Identifier(way.user), sql.Literal(way.password))
        )
    for role in set(home.USERS) - {"owner"}:  # roles that the operator made have the server's default
        _run(administrator, "alter role {} set track_activities to off", home.endpoint(role).user)
    owner, name = home.endpoint("owner").user, home.endpoint("app").database
    _run(administrator, "alter database {} owner to {}", name, owner)
    secure(administrator, name)
    furnish(administrator, owner=owner)


def secure(connection: psycopg.Connection, name: str) -> None:
    """Let only our own roles into the database; nobody but the owner may make temporary tables there."""
    _run(connection, "revoke all on database {} from public", name)
    for role in home.USERS:
        user = home.endpoint(role).user
        if role != "owner":
            _run(connection, "grant connect on database {} to {}", name, user)


def furnish(inside: psycopg.Connection, *, owner: str) -> None:
    """What a database needs before its migrations; ``inside`` is an administrator's connection to it."""
    for extension in ("pg_trgm", "btree_gist"):
        _run(inside, "create extension if not exists {}", extension)
    inside.execute("revoke create on schema public from public")
    for shows in ("pg_stat_get_activity", "pg_stat_get_backend_activity"):
        inside.execute(f"revoke execute on function pg_catalog.{shows}(integer) from public")
        inside.execute(f"grant execute on function pg_catalog.{shows}(integer) to pg_read_all_stats")
    for ends in ("pg_cancel_backend(integer)", "pg_terminate_backend(integer, bigint)"):
        inside.execute(f"revoke execute on function pg_catalog.{ends} from public")
        inside.execute(f"grant execute on function pg_catalog.{ends} to pg_signal_backend")
    # the owner counts connections before a restore; what others ask stays hidden from it
    _run(inside, "grant execute on function pg_catalog.pg_stat_get_activity(integer) to {}", owner)
    for what, rights in (("tables", "select, insert, update, delete"), ("sequences", "usage, select")):
        words = f"alter default privileges for role {{}} in schema public grant {rights} on {what} to {{}}"
        _run(inside, words, owner, ROWS)


def mark_prepared(connection: psycopg.Connection, name: str) -> None:
    """Note that the database ``name`` needs nothing more before its migrations."""
    connection.execute(
        sql.SQL("comment on database {} is {}").format(sql.Identifier(name), sql.Literal(_PREPARED))
    )


def _run(connection: psycopg.Connection, words: str, *names: str, unless: str | None = None) -> None:
    """Run a statement of ours with names put in its braces; not where the role ``unless`` exists."""
    if unless is None or not _known(connection, unless):
        connection.execute(sql.SQL(words).format(*map(sql.Identifier, names)))


def _known(connection: psycopg.Connection, role: str) -> bool:
    return connection.execute("select 1 from pg_roles where rolname = %s", [role]).fetchone() is not None
