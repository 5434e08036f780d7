"""A backup is one file (pg_dump's own format); restoring fills a new database and then changes places.

Until the last moment the old data stand untouched, so a damaged or foreign file costs nothing.
"""

import hashlib
import os
import subprocess
import tempfile
from pathlib import Path

import psycopg
from psycopg import sql
from psycopg.conninfo import make_conninfo

from guitu.config import home
from guitu.runtime.external import connect
from guitu.runtime.migrating import migrate_as_owner
from guitu.runtime.postgres import Server
from guitu.runtime.programs import find_programs
from guitu.runtime.roles import ensure_database, superuser
from guitu.runtime.say import MachineError


def backup(server: Server | None, file: Path) -> None:
    """Write all data into ``file``, readable by its owner only; a file half written never bears the name.

    ``server`` is None with DATABASE_URL. Keys and uploads are not inside.
    """
    draft = file.with_name(f".{file.name}.{os.getpid()}")
    try:
        draft.touch(mode=0o600)
        with draft.open("wb") as out:
            _run(server, "pg_dump", "--format=custom", database=_name(), out=out.fileno())
        seal(draft)
        draft.replace(file)
    except OSError as error:
        raise MachineError(
            f"无法写入 {file}：{error.strerror}。", f"{file} cannot be written: {error.strerror}."
        ) from error
    finally:
        draft.unlink(missing_ok=True)


def seal(file: Path) -> None:
    """Append the digest of everything before it: pg_restore takes a file cut short without a word."""
    mark = _digest(file, file.stat().st_size)
    with file.open("ab") as out:
        out.write(mark)
        os.fsync(out.fileno())


def is_whole(file: Path) -> bool:
    """Whether ``file`` ends with the digest of what stands before it."""
    size = file.stat().st_size - _SEAL_LENGTH
    if size < 0:
        return False
    with file.open("rb") as read:
        read.seek(size)
        return read.read() == _digest(file, size)


_SEAL = b"\nguitu-sha256 "
_SEAL_LENGTH = len(_SEAL) + 64


def _digest(file: Path, size: int) -> bytes:
    digest, left = hashlib.sha256(), size
    with file.open("rb") as read:
        while left and (block := read.read(min(left, 1 << 20))):
            digest.update(block)
            left -= len(block)
    return _SEAL + digest.hexdigest().encode()


def is_backup(server: Server | None, file: Path) -> bool:
    """Whether ``file`` is a backup of Guitu: readable by pg_restore and with our tables in it."""
    listed = _list(server.programs if server else find_programs(), file)
    return listed.returncode == 0 and "django_migrations" in listed.stdout


def holds_data(server: Server | None) -> bool:
    """Whether anybody works with the database: nothing is ever written without an account."""
    with _open(server) as connection:
        known = connection.execute("select to_regclass('public.accounts_account')").fetchone()
        if known is None or known[0] is None:
            return False
        found = connection.execute("select exists(select from accounts_account)").fetchone()
        return bool(found and found[0])


def restore(server: Server | None, file: Path) -> None:
    """Replace all data by those in ``file``; owners and rights come back as they were.

    Raises:
        MachineError: somebody is connected, or the file is damaged; the old data then still stand.
    """
    if not is_whole(file):
        raise MachineError(
            f"备份文件 {file} 不完整或已损坏，未作任何改动。请换一份备份。",
            f"The backup {file} is incomplete or damaged; nothing was changed. Take another backup.",
        )
    _check_alone(server)
    if server is None:
        _restore_in_place(file)
    else:
        _restore_beside(server, file)
    migrate_as_owner(_name())  # an older backup is brought up to date at once


_STRICT = ("--exit-on-error", "--single-transaction")


def _restore_in_place(file: Path) -> None:
    """On a server of the operator's own: one transaction; the administrator's extensions stay as they are."""
    with tempfile.NamedTemporaryFile("w", suffix=".list") as chosen:
        listed = _list(find_programs(), file).stdout.splitlines(keepends=True)
        chosen.writelines(line for line in listed if " EXTENSION " not in line)
        chosen.flush()
        options = ("--clean", "--if-exists", "--no-owner", "--no-acl", f"--use-list={chosen.name}")
        _run(None, "pg_restore", *_STRICT, *options, file=file)


def _list(programs: Path, file: Path) -> "subprocess.CompletedProcess[str]":
    command = [str(programs / "pg_restore"), "--list", str(file)]
    return subprocess.run(command, capture_output=True, text=True, check=False)


def _restore_beside(server: Server, file: Path) -> None:
    target, fresh = _name(), f"{home.DATABASE}_restoring_{os.getpid()}"
    drop = sql.SQL("drop database if exists {}")
    with superuser(server) as connection:
        ensure_database(server, connection, fresh)
        try:
            _run(server, "pg_restore", *_STRICT, database=fresh, file=file)
        except MachineError:
            connection.execute(drop.format(sql.Identifier(fresh)))
            raise
        with connection.transaction():
            rename = sql.SQL("alter database {} rename to {}")
            old = sql.Identifier(f"{target}_replaced")
            connection.execute(rename.format(sql.Identifier(target), old))
            connection.execute(rename.format(sql.Identifier(fresh), sql.Identifier(target)))
        connection.execute(drop.format(old))


def _check_alone(server: Server | None) -> None:
    with _open(server) as connection:
        others = connection.execute(
            "select count(*) from pg_stat_activity where datname = current_database()"
            " and pid <> pg_backend_pid() and backend_type = 'client backend'"
        ).fetchone()
    if others and others[0]:
        raise MachineError(
            "还有其他程序连接着数据库。请先停止 bin/serve，再恢复。",
            "Other programs are connected to the database. Stop bin/serve first, then restore.",
        )


def _open(server: Server | None) -> psycopg.Connection:
    return connect("owner") if server is None else superuser(server, _name())


def _name() -> str:
    return home.endpoint("owner").database


def _run(
    server: Server | None,
    program: str,
    *options: str,
    database: str | None = None,
    file: Path | None = None,
    out: int | None = None,
) -> None:
    way = home.endpoint("owner")
    user, password = way.user, way.password
    if server is not None:  # row-level security hides rows from everyone else
        user, password = "postgres", home.key("postgres_superuser")
    target = make_conninfo(
        host=way.host, port=way.port, user=user, dbname=database or way.database, **way.options
    )
    programs = server.programs if server else find_programs()
    done = subprocess.run(
        [str(programs / program), *options, "--dbname", target, *([str(file)] if file else [])],
        env={**os.environ, "PGPASSWORD": password, "LC_ALL": "C.UTF-8"},
        stdin=subprocess.DEVNULL,
        stdout=out,
        stderr=subprocess.PIPE,
        text=True,
        check=False,
    )
    if done.returncode != 0:
        raise MachineError(
            f"{program} 失败：{done.stderr.strip()[-800:]}",
            f"{program} failed; its own words stand above. The data in the database are unchanged.",
        )
