"""Checks a database server of the operator's own (DATABASE_URL) before anything relies on it."""

import psycopg

from guitu.config import env, home
from guitu.runtime.programs import OLDEST
from guitu.runtime.say import MachineError


def check_external() -> None:
    """Refuse a server that would lose meaning or safety, each with its own sentence.

    Raises:
        MachineError: unreachable, too old, not UTF-8, blind to Chinese, or a role with too much power.
    """
    with connect("app") as connection:
        for check in (_version, _encoding, _trigrams, _role):
            check(connection)


def connect(role: str) -> psycopg.Connection:
    """A connection as ``role``, one of ``home.USERS``, to the database that is served."""
    return _connect(home.endpoint(role), "GUITU_OWNER_DATABASE_URL" if role == "owner" else "DATABASE_URL")


def connect_as_administrator() -> psycopg.Connection:
    """A connection to the operator's server as its administrator, who makes roles and reads every row.

    Raises:
        MachineError: GUITU_ADMIN_DATABASE_URL is not set, or cannot be reached.
    """
    if not env.text("GUITU_ADMIN_DATABASE_URL", ""):
        raise MachineError(
            "此操作需要数据库管理员。请设置 GUITU_ADMIN_DATABASE_URL（仅在运行此命令时）。",
            "This needs the database's administrator. Set GUITU_ADMIN_DATABASE_URL for this command only.",
        )
    return _connect(home.endpoint("admin"), "GUITU_ADMIN_DATABASE_URL")


def _connect(way: home.Endpoint, name: str) -> psycopg.Connection:
    try:
        return psycopg.connect(
            host=way.host,
            port=way.port,
            user=way.user,
            password=way.password,
            dbname=way.database,
            connect_timeout=10,
            autocommit=True,
            **way.options,  # type: ignore[arg-type]  # libpq's own keywords, all of them text
        )
    except psycopg.Error as error:
        reason = str(error).strip().splitlines()[-1]
        raise MachineError(
            f"无法连接 {name} 指定的数据库（{way.host}:{way.port}/{way.database}）：{reason}\n"
            "请检查地址、用户和密码，以及数据库是否已启动。",
            f"The database of {name} ({way.host}:{way.port}/{way.database}) cannot be reached. "
            "Check address, user and password, and that it runs.",
        ) from error


def _version(connection: psycopg.Connection) -> None:
    major = connection.info.server_version // 10_000
    if major < OLDEST:
        raise MachineError(
            f"数据库是 PostgreSQL {major}，需要 {OLDEST} 或更高版本。"
            "请升级，或不设 DATABASE_URL 使用内置数据库。",
            f"The database is PostgreSQL {major}; version {OLDEST} or newer is needed. "
            "Upgrade it, or unset DATABASE_URL to use the embedded one.",
        )


def _encoding(connection: psycopg.Connection) -> None:
    encoding = _one(connection, "show server_encoding")
    if encoding != "UTF8":
        raise MachineError(
            f"数据库编码是 {encoding}，应为 UTF8。请用 ENCODING 'UTF8' 重新建库。",
            f"The database's encoding is {encoding}; it must be UTF8. Create it anew with ENCODING 'UTF8'.",
        )


def _trigrams(connection: psycopg.Connection) -> None:
    installed = _one(
        connection, "select count(*) from pg_extension where extname in ('pg_trgm', 'btree_gist')"
    )
    if installed != 2:
        raise MachineError(
            "数据库缺少扩展。请由管理员在库中执行：CREATE EXTENSION pg_trgm; CREATE EXTENSION btree_gist;",
            "Extensions are missing. Have the administrator run in this database: "
            "CREATE EXTENSION pg_trgm; CREATE EXTENSION btree_gist;",
        )
    if not _one(connection, "select show_trgm('浙江省')"):
        raise MachineError(
            "数据库的区域设置不认识汉字。"
            "请用 LOCALE_PROVIDER builtin BUILTIN_LOCALE 'C.UTF-8' TEMPLATE template0 重新建库。",
            "The database's locale does not know Chinese characters. Create it anew with "
            "LOCALE_PROVIDER builtin BUILTIN_LOCALE 'C.UTF-8' TEMPLATE template0.",
        )


def _role(connection: psycopg.Connection) -> None:
    powerful = _one(
        connection,
        "select rolsuper or rolbypassrls from pg_roles where rolname = current_user",
    )
    if powerful:
        user = connection.info.user
        raise MachineError(
            f"DATABASE_URL 的用户 {user} 是超级用户或可绕过行级安全，权限过大。"
            f"请执行 ALTER ROLE {user} NOSUPERUSER NOBYPASSRLS，或换一个普通用户。",
            f"The user {user} of DATABASE_URL is a superuser or bypasses row-level security. "
            f"Run ALTER ROLE {user} NOSUPERUSER NOBYPASSRLS, or use an ordinary user.",
        )


def _one(connection: psycopg.Connection, query: str) -> object:
    row = connection.execute(query).fetchone()
    return row[0] if row else None
