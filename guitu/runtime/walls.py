"""Row-level security put under the tables by their owner, and compared at every start with what it should be.

Policies are generated from the policy table in ``domain.access`` and are not written in migrations one by
one: after each migration all of them are made anew in one transaction. A start that finds others than these
refuses, since somebody has changed the walls by hand.
"""

import hashlib
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

import psycopg
from psycopg import sql

from guitu.config import home
from guitu.foundation.authorization import guards, policies
from guitu.runtime.roles import ROWS
from guitu.runtime.say import MachineError

if TYPE_CHECKING:
    from django.db.backends.utils import CursorWrapper

_BLOCK = 64  # bytes, of HMAC with SHA-256
_PROBE = "guitu_probe"
_OF_A_MIGRATION = "accounts_three_apart"  # guitu/foundation/accounts/migrations/0003_three_apart.py

# every table or partition in public that has the key, with the table it is a part of
_FOUND = """
    with recursive parts as (
        select c.oid, c.oid as root from pg_class c
        where c.relnamespace = 'public'::regnamespace and c.relkind in ('r', 'p') and not c.relispartition
        union all
        select i.inhrelid, parts.root from pg_inherits i join parts on parts.oid = i.inhparent
    )
    select parts.oid::regclass::text, parts.root::regclass::text
    from parts join pg_attribute a
        on a.attrelid = parts.oid and a.attname = 'person_id' and not a.attisdropped
    order by 1
"""
_APPLIED = """
    select polname::text, polcmd::text, pg_get_expr(polqual, polrelid), pg_get_expr(polwithcheck, polrelid),
           polpermissive, polroles::text
    from pg_policy where polrelid = %s::regclass order by 1
"""
_TRIGGERS = """
    select tgname::text, tgenabled::text, pg_get_triggerdef(oid)
    from pg_trigger where tgrelid = %s::regclass and not tgisinternal order by 1
"""


def digest() -> str:
    """What the walls should be, as one number. Needs Django set up, as everything here."""
    from guitu.foundation.authorization.tables import person_tables

    words = "\n".join([policies.digest(person_tables(), citus=citus()), *_functions(), *_guards()])
    return hashlib.sha256(words.encode()).hexdigest()[:16]


def _functions() -> tuple[str, ...]:
    """Every statement that makes something in the schema ``door``."""
    return (*policies.functions(citus=citus()), *(() if citus() else guards.functions()))


def _guards() -> Iterator[str]:
    """The triggers of tables about accounts. Citus has none on tables that it holds everywhere."""
    for table in () if citus() else guards.TABLES:
        yield from guards.statements(table, table)


def citus() -> bool:
    """Whether the database is spread over a cluster."""
    from django.conf import settings

    return bool(settings.GUITU_CITUS)


def raise_walls(cursor: "CursorWrapper") -> None:
    """Make functions, key, policies and grants what they should be. As the owner, in one transaction."""
    for statement in _functions():
        cursor.execute(statement)
    _keep_key(cursor)
    cursor.execute(f"grant usage on schema door to {ROWS}")
    cursor.execute("revoke all on all functions in schema door from public")
    cursor.execute(f"grant execute on all functions in schema door to {ROWS}")
    for relation, table in _relations(cursor):
        is_part = relation != table.name
        for statement in policies.statements(table, relation, citus=citus(), is_part=is_part):
            cursor.execute(statement)
    for statement in _guards():
        cursor.execute(statement)
    _grant(cursor)
    cursor.execute(f"comment on schema door is '{digest()}'")


def _keep_key(cursor: "CursorWrapper") -> None:
    inner, outer = pads(home.key("door").encode())
    cursor.execute("select 1 from door.key where inner_pad = %s and outer_pad = %s", [inner, outer])
    if cursor.fetchone() is None:
        cursor.execute("delete from door.key")
        cursor.execute("insert into door.key values (%s, %s)", [inner, outer])


def pads(key: bytes) -> tuple[bytes, bytes]:
    """The inner and the outer pad of HMAC: what the database needs to verify without knowing how to key."""
    block = (key if len(key) <= _BLOCK else hashlib.sha256(key).digest()).ljust(_BLOCK, b"\0")
    return bytes(b ^ 0x36 for b in block), bytes(b ^ 0x5C for b in block)


def _relations(cursor: Any) -> list[tuple[str, policies.Table]]:
    from guitu.foundation.authorization.tables import person_tables

    known = person_tables()
    cursor.execute(_FOUND)
    found = cursor.fetchall()
    strangers = sorted(root for _, root in found if root not in known)
    if strangers:
        raise MachineError(
            f"表 {'、'.join(strangers)} 含有 person_id，但没有对应的模型，无法保护。请删除或改名。",
            f"The tables {', '.join(strangers)} hold person_id but belong to no model and cannot be walled. "
            "Drop or rename them.",
        )
    return [(relation, known[root]) for relation, root in found]


def _grant(cursor: "CursorWrapper") -> None:
    """Rights that differ from the owner's defaults, as the models state them."""
    from guitu.foundation.authorization.tables import stated_grants

    users = {role: f'"{home.endpoint(role).user}"' for role in home.USERS}
    for role in ("report", "audit"):
        cursor.execute(f"grant usage on schema public to {users[role]}")
    for table, grants in stated_grants().items():
        cursor.execute(f"revoke all on {table} from {ROWS}, {users['report']}, {users['audit']}")
        for role, rights in grants.items():
            cursor.execute(f"grant {rights} on {table} to {ROWS if role == 'rows' else users[role]}")


def check_walls(connection: psycopg.Connection) -> None:
    """Compare what is applied with what is generated; ``connection`` is the owner's. Changes nothing.

    Raises:
        MachineError: a table about persons is open, or a policy or a function is another than ours.
    """
    with connection.transaction(force_rollback=True), connection.cursor() as cursor:
        # functions first: it makes those that are missing, which the tables' policies call
        found = {*_differing_functions(cursor), *_differing_tables(cursor), *_differing_guards(cursor)}
        found |= set(_loose_views(cursor))
        wrong = sorted(found)
    if wrong:
        raise MachineError(
            f"数据库的行级安全与程序不一致：{'、'.join(wrong)}。"
            "有人改动过，拒绝启动。查明原因后运行 bin/guitu migrate 恢复。",
            f"Row-level security in the database is not what it should be: {', '.join(wrong)}. Somebody "
            "changed it; refusing to start. Find out why, then bin/guitu migrate puts it right.",
        )


def _differing_tables(cursor: psycopg.Cursor) -> Iterator[str]:
    """Tables whose walls, as the server prints them, differ from those of a probe made beside them."""
    for relation, table in _relations(cursor):
        cursor.execute(
            "select relrowsecurity and relforcerowsecurity from pg_class where oid = %s::regclass", [relation]
        )
        closed = cursor.fetchone()
        applied = _applied(cursor, relation)
        cursor.execute(sql.SQL("create table {} (like {})").format(sql.Identifier(_PROBE), sql.SQL(relation)))
        for statement in policies.statements(table, _PROBE, citus=citus()):
            cursor.execute(statement)
        wanted = _applied(cursor, _PROBE)
        cursor.execute(sql.SQL("drop table {}").format(sql.Identifier(_PROBE)))
        there = [tuple(str(part).replace(relation, _PROBE) for part in row) for row in applied]
        if not (closed and closed[0]) or there != [tuple(map(str, row)) for row in wanted]:
            yield relation


def _differing_guards(cursor: psycopg.Cursor) -> Iterator[str]:
    """Tables about accounts whose triggers of ours are others than those of a probe."""
    for table in () if citus() else guards.TABLES:
        applied = _guards_on(cursor, table)
        cursor.execute(sql.SQL("create table {} (like {})").format(sql.Identifier(_PROBE), sql.SQL(table)))
        for statement in guards.statements(table, _PROBE):
            cursor.execute(statement)
        wanted = _guards_on(cursor, _PROBE)
        cursor.execute(sql.SQL("drop table {}").format(sql.Identifier(_PROBE)))
        if applied != wanted:
            yield table


def _guards_on(cursor: psycopg.Cursor, relation: str) -> list[tuple[str, ...]]:
    """As the server prints them, whatever table they stand on; one of a migration's is left out."""
    found = cursor.execute(_TRIGGERS, [relation]).fetchall()
    return [
        tuple(str(part).replace(f" ON public.{relation} ", " ON it ") for part in row)
        for row in found
        if row[0] != _OF_A_MIGRATION
    ]


def _applied(cursor: psycopg.Cursor, relation: str) -> list[tuple[object, ...]]:
    policies_of = cursor.execute(_APPLIED, [relation]).fetchall()
    return [*policies_of, *cursor.execute(_TRIGGERS, [relation]).fetchall()]


_SOURCES = (
    "select p.oid::regprocedure::text, prosrc, prosecdef, proconfig::text, provolatile::text,"
    " proowner::regrole::text from pg_proc p where pronamespace = 'door'::regnamespace order by 1"
)


def _differing_functions(cursor: psycopg.Cursor) -> Iterator[str]:
    """Functions that are missing, other than ours, or too many; and a key that somebody else may read."""
    applied = cursor.execute(_SOURCES).fetchall()
    statements = _functions()
    for statement in statements:
        cursor.execute(statement)
    wanted = cursor.execute(_SOURCES).fetchall()
    for row in applied:
        if row not in wanted:
            yield str(row[0])
    if len(applied) != sum("create or replace function" in statement for statement in statements):
        yield "door"
    cursor.execute(
        "select from pg_class c, aclexplode(c.relacl) a"
        " where c.oid = 'door.key'::regclass and a.grantee <> c.relowner"
    )
    if cursor.fetchone() is not None:
        yield "door.key"


def _loose_views(cursor: psycopg.Cursor) -> Iterator[str]:
    """Views that would read with their owner's eyes, and stored copies of anything."""
    cursor.execute(
        "select oid::regclass::text from pg_class where relnamespace = 'public'::regnamespace"
        " and (relkind = 'm' or"
        " relkind = 'v' and not coalesce('security_invoker=true' = any(reloptions), false))"
    )
    yield from (name for (name,) in cursor.fetchall())
