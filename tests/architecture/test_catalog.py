"""Ready to be spread over many servers by ``person_id``: what Citus asks, read from PostgreSQL's catalog.

Each table is declared distributed, lookup, reference or local by its model's ``Placement``; tables of
libraries are local and listed here. Source: design, section 4.
"""

from collections.abc import Iterator

import pytest
from django.apps import apps
from django.db import connection

from guitu.domain.access import Role
from guitu.foundation.tables import KEY, DistributedModel

pytestmark = pytest.mark.django_db

LIBRARIES = (
    "account_",
    "auth_",
    "django_",
    "mfa_",
    "procrastinate_",
    "socialaccount_",
)  # kept on one server, as they are

# Text columns of tables about persons: codes and numbers of documents, and the few that hold words.
CODES = {
    "aid", "carer", "purpose", "relief", "schooling", "side",
    "actor", "attendance", "gap", "help", "progress", "speaker",
    "basis", "certificate_document", "channel", "code", "compartment", "field", "group", "kek", "key",
    "kind", "nature", "next_step", "of", "order_document", "outcome", "outside", "owed_by", "phase",
    "reason", "recipient", "rehab_document", "relation", "revision", "rule", "sex", "sort", "state", "suite",
    "turn", "instrument", "version", "days", "mode", "sample", "seal_a", "seal_b",
    "step", "picture", "level", "form", "receiver", "remedy",
    "by", "farthest", "nights", "status",  # of work
    "area", "origin", "wish", "route",
    "about", "way", "place",  # of families and teams of peers
    "at_6", "at_12", "at_24", "at_36",  # how a window after release ended
}  # fmt: skip
WORDS = {"note", "name", "citizen_id", "token"}
JSON = {"details", "skills", "wants", "schedules", "firm", "barriers"}  # lists of codes


def rows(statement: str, *values: object) -> list[tuple]:
    with connection.cursor() as cursor:
        cursor.execute(statement, values)
        return cursor.fetchall()


def placements() -> dict[str, type]:
    return {m._meta.db_table: m.Placement for m in apps.get_models() if m.__module__.startswith("guitu.")}


def tables(*kinds: str) -> list[str]:
    return sorted(table for table, placement in placements().items() if placement.kind in kinds)


def columns(table: str) -> dict[str, tuple[str, bool, str, str]]:
    """Column → type, not null, identity, default."""
    found = rows(
        """
        select a.attname, format_type(a.atttypid, null), a.attnotnull, a.attidentity::text,
               coalesce(pg_get_expr(d.adbin, d.adrelid), '')
        from pg_attribute a left join pg_attrdef d on d.adrelid = a.attrelid and d.adnum = a.attnum
        where a.attrelid = %s::regclass and a.attnum > 0 and not a.attisdropped
        """,
        table,
    )
    return {name: (kind, strict, identity, default) for name, kind, strict, identity, default in found}


def unique_indexes(table: str) -> Iterator[tuple[str, bool, set[str]]]:
    """Name, whether it is the primary key, and the columns of every unique or exclusion index."""
    yield from (
        (name, primary, set(held))
        for name, primary, held in rows(
            """
            select i.indexrelid::regclass::text, i.indisprimary, array_agg(a.attname::text)
            from pg_index i join pg_attribute a on a.attrelid = i.indrelid and a.attnum = any(i.indkey)
            where i.indrelid = %s::regclass and (i.indisunique or i.indisexclusion)
            group by 1, 2
            """,
            table,
        )
    )


def foreign_keys(table: str) -> list[tuple[str, str, list[str], list[str]]]:
    """Name, table pointed at, columns here and columns there."""
    return rows(
        """
        select c.conname::text, c.confrelid::regclass::text,
               (select array_agg(a.attname::text order by a.attnum) from pg_attribute a
                where a.attrelid = c.conrelid and a.attnum = any(c.conkey)),
               (select array_agg(a.attname::text order by a.attnum) from pg_attribute a
                where a.attrelid = c.confrelid and a.attnum = any(c.confkey))
        from pg_constraint c where c.contype = 'f' and c.conrelid = %s::regclass
        """,
        table,
    )


def test_every_table_is_declared(db: None) -> None:
    found = rows(
        "select relname from pg_class where relkind in ('r', 'p') and relnamespace = 'public'::regnamespace"
        " and not relispartition"
    )
    there = {name for (name,) in found}
    declared = set(placements())
    assert {t for t in there - declared if not t.startswith(LIBRARIES)} == set()
    assert declared <= there


@pytest.mark.parametrize("table", tables("distributed"))
def test_a_spread_table_has_the_key_and_its_place(table: str) -> None:
    found = columns(table)
    assert placements()[table].key == KEY
    assert found[KEY][:2] == ("uuid", True)
    assert found["held_by"][:2] == ("bigint", True)
    assert found.get("id", ("uuid",))[0] == "uuid"


@pytest.mark.parametrize("table", tables("distributed"))
def test_uniqueness_of_a_spread_table_holds_the_key(table: str) -> None:
    for name, primary, held in unique_indexes(table):
        alone = primary and held == {"id"}
        assert alone or KEY in held, name


@pytest.mark.parametrize("table", tables("distributed"))
def test_a_spread_table_counts_nothing_itself(table: str) -> None:
    for name, (kind, _, identity, default) in columns(table).items():
        assert not identity, name
        assert "nextval" not in default, name
        assert kind not in {"integer"} or not default, name


@pytest.mark.parametrize("table", tables("distributed", "lookup", "reference"))
def test_foreign_keys_stay_on_one_server(table: str) -> None:
    mine = placements()[table].kind
    for name, target, here, there in foreign_keys(table):
        kind = placements()[target].kind
        if kind == "reference":
            continue
        assert mine == kind == "distributed", name
        assert KEY in here, name
        assert KEY in there, name


@pytest.mark.parametrize("table", tables("lookup"))
def test_a_lookup_is_spread_by_what_it_looks_up(table: str) -> None:
    (key,) = [held for _, primary, held in unique_indexes(table) if primary]
    assert key == {placements()[table].key}
    assert foreign_keys(table) == []


def test_no_table_of_ours_has_an_enum(db: None) -> None:
    enums = {name for (name,) in rows("select typname from pg_type where typtype = 'e'")}
    for table in placements():
        assert not {kind for kind, *_ in columns(table).values()} & enums, table


_OWN = "door_place"  # refuses, reads no other row, and is left out on Citus


def test_no_trigger_reaches_from_a_persons_row(db: None) -> None:
    about_persons = tables("distributed", "lookup")
    found = rows(
        "select tgrelid::regclass::text from pg_trigger where not tgisinternal and tgname <> %s", _OWN
    )
    assert not {table for (table,) in found} & set(about_persons)


@pytest.mark.parametrize("table", tables("distributed"))
def test_words_about_a_person_stand_only_where_they_will_be_sealed(table: str) -> None:
    text = {n for n, (kind, *_) in columns(table).items() if kind in {"text", "character varying"}}
    assert text <= CODES | WORDS, f"{table}: free text goes into note; a code is listed above"
    json = {n for n, (kind, *_) in columns(table).items() if kind in {"json", "jsonb"}}
    assert json <= JSON


@pytest.mark.parametrize("table", tables("distributed"))
def test_every_model_about_a_person_never_rewrites_its_key(table: str) -> None:
    (model,) = [m for m in apps.get_models() if m._meta.db_table == table]
    assert issubclass(model, DistributedModel)


def test_whoever_serves_people_owns_nothing(db: None) -> None:
    ((superuser, bypass, creates),) = rows(
        "select rolsuper, rolbypassrls, rolcreaterole or rolcreatedb from pg_roles"
        " where rolname = current_user"
    )
    assert (superuser, bypass, creates) == (False, False, False)
    assert rows("select 1 from pg_class where relowner = current_user::regrole") == []
    ((schema, temporary),) = rows(
        "select has_schema_privilege('public', 'create'),"
        " has_database_privilege(current_database(), 'temporary')"
    )
    assert (schema, temporary) == (False, False)


@pytest.mark.parametrize(
    ("table", "right", "held"),
    [
        ("journal_entry", "insert", True),
        ("journal_entry", "update", False),
        ("journal_entry", "truncate", False),
        ("audit_event", "insert", True),
        ("audit_event", "select", True),
        ("audit_event", "update", False),
        ("audit_event", "delete", False),
        ("audit_event", "truncate", False),
        ("people_person", "update", True),
    ],
)
def test_what_is_written_once_stays_written(table: str, right: str, *, held: bool) -> None:
    assert rows("select has_table_privilege(%s, %s)", table, right) == [(held,)]


def test_of_an_entry_only_its_place_can_be_rewritten(db: None) -> None:
    changeable = [
        name
        for name in columns("journal_entry")
        if rows("select has_column_privilege('journal_entry', %s, 'update')", name) == [(True,)]
    ]
    assert changeable == ["held_by"]


def test_the_tables_know_the_roles_of_the_policy(db: None) -> None:
    ((condition,),) = rows(
        "select pg_get_constraintdef(oid) from pg_constraint where conname = 'account_role'"
    )
    assert all(f"'{role.value}'" in condition for role in Role)
