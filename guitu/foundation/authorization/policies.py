"""Row-level security as text, generated: the functions that verify the context, and the policies of a table.

Two renderings of the same rule. On plain PostgreSQL the CASE hides the interval from the planner, which then
plans by the literal bounds the application adds, and each function is called once a query (a sub-select
becomes an InitPlan). Citus refuses sub-selects in policies, so there the functions stand bare with a high
cost, are used as index bounds, and persons given singly do not open. docs/adr/0015-row-level-security.md.
"""

import hashlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from types import MappingProxyType

from guitu.domain.access import Compartment
from guitu.foundation.authorization.signing import LETTERS, OWN, VERSION, WRITE_OWN

PARENT = "people_person"

# pg_catalog only, so that nobody's own function is called in place of the server's
_FIXED = "security definer set search_path = pg_catalog, pg_temp"


@dataclass(frozen=True, slots=True)
class Table:
    """A table about persons. ``compartment`` its rows' own, or None where each row names one in a column.

    ``author`` the column that names who wrote a row; None: rows have no author. ``keys``: whoever reads only
    what they wrote still needs this table's rows (data keys). ``has_parent``: the person of a new row must be
    there and visible; where not, the system needs none there, and the parent itself has none.
    ``by_system`` what no account's context does, only the system's own, which a workflow opens once it has
    decided: "insert" or "update" of rows that say who sees whom. Deleting always is.
    """

    name: str
    compartment: Compartment | None
    author: str | None = None
    keys: bool = False
    has_parent: bool = True
    by_system: frozenset[str] = frozenset()


def functions(*, citus: bool) -> tuple[str, ...]:
    """The statements that make the schema ``door`` and its functions anew. The key is filled in elsewhere."""
    pid = "parts[2] <> '0'" if citus else "parts[2] <> pg_backend_pid()::text"
    cost = "cost 20000" if citus else ""
    traits = f"stable parallel restricted {cost} {_FIXED}"
    return (
        "create schema if not exists door",
        "revoke all on schema door from public",
        "create table if not exists door.key (inner_pad bytea not null, outer_pad bytea not null)",
        "revoke all on door.key from public",
        f"""
        create or replace function door.claims() returns text[] language plpgsql {traits} as $$
        declare
            raw text := current_setting('guitu.ctx', true);
            parts text[];
            pads record;
        begin
            if coalesce(raw, '') = '' then return null; end if;
            parts := string_to_array(raw, '|');
            if cardinality(parts) <> 11 or parts[1] <> '{VERSION}' or {pid} then return null; end if;
            select inner_pad, outer_pad into strict pads from door.key;
            if encode(sha256(pads.outer_pad || sha256(
                    pads.inner_pad || convert_to(left(raw, length(raw) - 65), 'UTF8'))), 'hex')
                is distinct from parts[11] then return null; end if;
            if parts[3]::bigint < extract(epoch from clock_timestamp()) then return null; end if;
            return parts;
        end $$
        """,
        f"""
        create or replace function door.lo(letter text) returns bigint language plpgsql {traits} as $$
        declare parts text[] := door.claims();
        begin
            return case when strpos(parts[8], letter) > 0 then parts[6]::bigint end;
        end $$
        """,
        f"""
        create or replace function door.hi(letter text) returns bigint language plpgsql {traits} as $$
        declare parts text[] := door.claims();
        begin
            return case when strpos(parts[8], letter) > 0 then parts[7]::bigint end;
        end $$
        """,
        f"""
        create or replace function door.given(letter text, sealed boolean) returns uuid[]
        language plpgsql {traits} as $$
        declare
            parts text[] := door.claims();
            piece text;
            found uuid[] := '{{}}';
        begin
            foreach piece in array string_to_array(coalesce(parts[9], ''), ';') loop
                if (left(piece, 1) = '!') = sealed and strpos(split_part(piece, '=', 1), letter) > 0 then
                    found := found || string_to_array(split_part(piece, '=', 2), ',')::uuid[];
                end if;
            end loop;
            return found;
        end $$
        """,
        f"""
        create or replace function door.barred() returns uuid[] language plpgsql {traits} as $$
        declare parts text[] := door.claims();
        begin
            return string_to_array(parts[10], ',')::uuid[];
        end $$
        """,
        f"""
        create or replace function door.account() returns uuid language plpgsql {traits} as $$
        declare parts text[] := door.claims();
        begin
            return nullif(parts[4], '')::uuid;
        end $$
        """,
        f"""
        create or replace function door.role() returns text language plpgsql {traits} as $$
        declare parts text[] := door.claims();
        begin
            return parts[5];
        end $$
        """,
        f"""
        create or replace function door.keep_place() returns trigger language plpgsql {_FIXED} as $$
        begin
            if door.account() is not null then
                raise insufficient_privilege
                    using message = 'row-level security: the system alone changes place or person of a row';
            end if;
            return new;
        end $$
        """,
    )


def policies(table: Table, *, citus: bool) -> Mapping[str, tuple[str, str]]:
    """The four policies of a table by command: the condition on rows that are there, and on new ones.

    "" where the command knows no such condition.
    """
    arm = _bare if citus else _cased
    reads, writes = arm(table, "read"), arm(table, "write")
    # a statement that names no row asks no policy for reading: what is not seen is not changed blindly either
    there = f"({writes}) and ({reads})" if table.compartment is None else writes
    account = "door.account()" if citus else "(select door.account())"
    new = writes
    if table.name != PARENT and not citus:
        # asked before unique keys are: what they would say about somebody hidden is said of nobody as well
        known = f"exists (select from {PARENT} parent where parent.person_id = {table.name}.person_id)"
        new = f"({writes}) and {known if table.has_parent else f'({account} is null or {known})'}"

    def held(command: str, condition: str) -> str:
        by_system = command == "delete" or command in table.by_system
        return f"({condition}) and {account} is null" if by_system else condition

    return MappingProxyType(
        {
            "select": (reads, ""),
            "insert": ("", held("insert", new)),
            "update": (held("update", there), new),
            "delete": (held("delete", there), ""),
        }
    )


def statements(table: Table, relation: str, *, citus: bool, is_part: bool = False) -> Iterator[str]:
    """What puts the policies under ``relation``: the table itself or (``is_part``) one of its partitions."""
    yield f"alter table {relation} enable row level security"
    yield f"alter table {relation} force row level security"
    for command, (there, new) in policies(table, citus=citus).items():
        new = new.replace(f"{table.name}.person_id", f"{relation}.person_id")
        using = f" using ({there})" if there else ""
        check = f" with check ({new})" if new else ""
        yield f"drop policy if exists door_{command} on {relation}"
        yield f"create policy door_{command} on {relation} for {command}{using}{check}"
    if not citus and not is_part:  # partitions inherit triggers; Citus has none on spread tables
        yield f"drop trigger if exists door_place on {relation}"
        yield (  # no policy compares a row with what it was
            f"create trigger door_place before update of held_by, person_id on {relation} for each row"
            " when (old.held_by is distinct from new.held_by or old.person_id is distinct from new.person_id)"
            " execute function door.keep_place()"
        )


def _cased(table: Table, mode: str) -> str:
    if table.compartment is not None:
        return _arm(table, table.compartment, mode)
    arms = " ".join(f"when '{c.value}' then {_arm(table, c, mode)}" for c in Compartment)
    return f"case compartment {arms} else false end"


def _arm(table: Table, compartment: Compartment, mode: str) -> str:
    letter = LETTERS[compartment].upper() if mode == "write" else LETTERS[compartment]
    own = ""
    if table.author or table.keys:
        mark = (OWN if mode == "read" else WRITE_OWN)[compartment]
        whose = "true" if table.keys else f"{table.author} = (select door.account())"
        own = f" when person_id = any ((select door.given('{mark}', false))::uuid[]) then {whose}"
    return (
        "case when person_id = any ((select door.barred())::uuid[]) then false"
        f" when held_by >= (select door.lo('{letter}')) and held_by <= (select door.hi('{letter}')) then true"
        f" when held_by < 0 then person_id = any ((select door.given('{letter}', true))::uuid[])"
        f" when person_id = any ((select door.given('{letter}', false))::uuid[]) then true{own}"
        " else false end"
    )


def _bare(table: Table, mode: str) -> str:
    def interval(compartment: Compartment) -> str:
        letter = LETTERS[compartment].upper() if mode == "write" else LETTERS[compartment]
        return f"held_by >= door.lo('{letter}') and held_by <= door.hi('{letter}')"

    if table.compartment is not None:
        return interval(table.compartment)
    return " or ".join(f"(compartment = '{c.value}' and {interval(c)})" for c in Compartment)


def digest(tables: Mapping[str, Table], *, citus: bool) -> str:
    """One number for all that is generated: another number, another migration."""
    made = hashlib.sha256("\n".join(functions(citus=citus)).encode())
    for name in sorted(tables):
        made.update("\n".join(statements(tables[name], name, citus=citus)).encode())
    return made.hexdigest()[:16]
