"""A backup is one file (pg_dump's own format); restoring fills a new database and then changes places.

Until the last moment the old data stand untouched, so a damaged or foreign file costs nothing.

A backup holds no data keys: they are backed up apart (``keybackups``), so that destroying somebody's keys
reaches every copy of the data. A restore keeps the keys that are there, and erases again whoever was erased
since (``settling``).
"""

import hashlib
import os
import shutil
import subprocess
import tempfile
from dataclasses import replace
from pathlib import Path

import psycopg
from psycopg import sql
from psycopg.conninfo import make_conninfo

from guitu.config import home
from guitu.runtime.external import connect, connect_as_administrator
from guitu.runtime.migrating import migrate_as_owner
from guitu.runtime.postgres import Server
from guitu.runtime.programs import find_programs
from guitu.runtime.roles import BESIDE, REPLACED, RESTORING, ensure_database, superuser
from guitu.runtime.say import MachineError
from guitu.runtime.settling import LEAVE_MARK, settle, settle_served


def backup(server: Server | None, file: Path) -> None:
    """Write all data into ``file``, readable by its owner only; a file half written never bears the name.

    ``server`` is None with DATABASE_URL. Uploads are not inside, nor keys: neither files nor data keys.
    """
    draft = file.with_name(f".{file.name}.{os.getpid()}")
    try:
        draft.touch(mode=0o600)
        with draft.open("wb") as out:
            _run(server, "pg_dump", "--format=custom", *_NO_KEYS, database=_name(), out=out.fileno())
        seal(draft)
        draft.replace(file)
    except OSError as error:
        raise MachineError(
            f"无法写入 {file}：{error.strerror}。", f"{file} cannot be written: {error.strerror}."
        ) from error
    finally:
        draft.unlink(missing_ok=True)


_NO_KEYS = ("--exclude-table-data=public.crypto_datakey", "--exclude-table-data=door.key")


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


def restore(server: Server | None, file: Path) -> dict[str, int]:
    """Replace all data by those in ``file``; owners and rights come back as they were, data keys stay.

    Returns how many files were "erased" again, and how many are "unreadable" because their keys are missing.

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
        migrate_as_owner()
        return settle_served()
    return _restore_beside(server, file)


_STRICT = ("--exit-on-error", "--single-transaction")


def _restore_in_place(file: Path) -> None:
    """On a server of the operator's own: one transaction.

    The administrator's extensions stay as they are, and so do the tables of keys where there are any, with
    what is known of their migrations. What stood there before is dropped by ``_CLEAR``: pg_restore's own
    --clean cannot drop the keys of partitions.
    """
    with connect("owner") as connection:
        known = connection.execute("select to_regclass('public.crypto_datakey')").fetchone()
    has_keys = bool(known and known[0])
    kept = (" EXTENSION ", " crypto_") if has_keys else (" EXTENSION ",)
    programs = find_programs()
    with tempfile.NamedTemporaryFile("w", suffix=".list") as chosen:
        listed = _list(programs, file).stdout.splitlines(keepends=True)
        chosen.writelines(line for line in listed if not any(words in line for words in kept))
        chosen.flush()
        command = [str(programs / "pg_restore"), "--no-owner", "--no-acl", f"--use-list={chosen.name}"]
        with (
            subprocess.Popen([*command, "--file=-", str(file)], stdout=subprocess.PIPE) as made,
            tempfile.TemporaryFile() as script,
        ):
            script.write(f"begin;{_KEEP_STEPS if has_keys else ''}{_CLEAR};".encode())
            if made.stdout is not None:
                shutil.copyfileobj(made.stdout, script)
            if made.wait() == 0:  # a script cut short ends without this, and so undoes itself
                script.write(f"{_SAME_STEPS if has_keys else ''}{LEAVE_MARK};{_NO_WALLS}commit;".encode())
            script.seek(0)
            _run(
                None,
                "psql",
                "--no-psqlrc",
                "--quiet",
                "--output=/dev/null",
                "--set=ON_ERROR_STOP=1",
                into=script.fileno(),
            )
        if made.returncode != 0:
            raise MachineError(
                "pg_restore 中断，数据库未作改动。请再试一次。",
                "pg_restore was cut short; the database is unchanged. Try again.",
            )


# The tables of keys stay as they are, so theirs are the migrations that were applied here, not the file's.
_KEEP_STEPS = """
create temporary table kept_steps as
    select app, name, applied from public.django_migrations where app = 'crypto';
"""
_SAME_STEPS = """
delete from public.django_migrations where app = 'crypto';
insert into public.django_migrations (app, name, applied) select app, name, applied from pg_temp.kept_steps;
"""
# The door came without its key, and without the policies of the keys: whoever starts next raises all anew.
_NO_WALLS = """
do $$ begin
    if to_regnamespace('door') is not null then comment on schema door is null; end if;
end $$;
"""

# Everything of the owner's but extensions and keys; policies of the keys fall with the door and are put up
# again by the migrations that follow.
_CLEAR = """
do $clear$
declare
    words text[];
    one text;
begin
    set local client_min_messages = warning;
    drop schema if exists door cascade;
    words := array(  -- all of them before the first falls and takes others with it
        select format('drop table if exists public.%I cascade', relname)
        from pg_class
        where relnamespace = 'public'::regnamespace and relkind in ('r', 'p') and not relispartition
          and relname not like 'crypto\\_%' and pg_has_role(relowner, 'usage')
        union all
        select format('drop sequence if exists public.%I cascade', relname)
        from pg_class
        where relnamespace = 'public'::regnamespace and relkind = 'S' and relname not like 'crypto\\_%'
          and pg_has_role(relowner, 'usage')
        union all
        select format('drop routine if exists %s cascade', oid::regprocedure)
        from pg_proc
        where pronamespace = 'public'::regnamespace and pg_has_role(proowner, 'usage')
          and not exists (select from pg_depend where objid = pg_proc.oid and deptype = 'e')
        union all
        select format('drop type if exists public.%I cascade', typname)
        from pg_type
        where typnamespace = 'public'::regnamespace and pg_has_role(typowner, 'usage')
          and (typtype in ('e', 'd')
               or typtype = 'c' and (select relkind from pg_class where oid = typrelid) = 'c')
    );
    foreach one in array words loop
        execute one;
    end loop;
end
$clear$
"""


def _list(programs: Path, file: Path) -> "subprocess.CompletedProcess[str]":
    command = [str(programs / "pg_restore"), "--list", str(file)]
    return subprocess.run(command, capture_output=True, text=True, check=False)


def _restore_beside(server: Server, file: Path) -> dict[str, int]:
    target, fresh = _name(), f"{BESIDE}{os.getpid()}"
    drop = sql.SQL("drop database if exists {}")
    with superuser(server) as connection:
        connection.execute("select pg_advisory_lock(%s)", [RESTORING])  # until the connection ends
        ensure_database(server, connection, fresh)
        try:
            _run(server, "pg_restore", *_STRICT, database=fresh, file=file)
            _carry_keys(server, target, fresh)
            migrate_as_owner(fresh)
            settled = settle(fresh)
        except MachineError:
            connection.execute(drop.format(sql.Identifier(fresh)))
            raise
        with connection.transaction():
            rename = sql.SQL("alter database {} rename to {}")
            old = sql.Identifier(REPLACED)
            connection.execute(rename.format(sql.Identifier(target), old))
            connection.execute(rename.format(sql.Identifier(fresh), sql.Identifier(target)))
        connection.execute(drop.format(old))
    return settled


_KEYS = "crypto_datakey (person_id, compartment, held_by, suite, kek, wrapped)"
_LEDGER = "crypto_erasure (id, subject, erased_at, erased_by)"


def _carry_keys(server: Server, living: str, fresh: str) -> None:
    """The keys there are, and whose were destroyed, go over into the restored database."""
    with superuser(server, living) as old, superuser(server, fresh) as new, new.transaction():
        for connection in (old, new):
            known = connection.execute("select to_regclass('public.crypto_datakey')").fetchone()
            if known is None or known[0] is None:
                return
        new.execute("create temp table ledger as select * from crypto_erasure")
        new.execute("truncate crypto_datakey, crypto_erasure")
        for table in (_KEYS, _LEDGER):
            _copy_over(old, new, table)
        new.execute("insert into crypto_erasure select * from ledger on conflict do nothing")


def _copy_over(old: psycopg.Connection, new: psycopg.Connection, table: str) -> None:
    out = sql.SQL(f"copy {table} to stdout (format binary)")
    into = sql.SQL(f"copy {table} from stdin (format binary)")
    with old.cursor().copy(out) as rows, new.cursor().copy(into) as writing:
        for block in rows:
            writing.write(block)


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
    into: int | None = None,
) -> None:
    way = home.endpoint("owner")
    if server is not None:  # row-level security hides rows from everyone else, the owner included
        way = replace(way, user="postgres", password=home.key("postgres_superuser"))
    elif program == "pg_dump":
        connect_as_administrator().close()  # or a sentence that one is needed
        way = home.endpoint("admin")
    target = make_conninfo(
        host=way.host, port=way.port, user=way.user, dbname=database or way.database, **way.options
    )
    programs = server.programs if server else find_programs()
    done = subprocess.run(
        [str(programs / program), *options, "--dbname", target, *([str(file)] if file else [])],
        env={**os.environ, "PGPASSWORD": way.password, "LC_ALL": "C.UTF-8"},
        stdin=subprocess.DEVNULL if into is None else into,
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
