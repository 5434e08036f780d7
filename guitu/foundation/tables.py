"""What tables about persons have in common, so that they can be spread over many servers by ``person_id``.

A spread table's key is never written a second time, every update names it, and every join equates it. What
Django does not offer for that is here: a base for models, a foreign key, and migration steps.
"""

from collections.abc import Iterable
from typing import Any
from uuid import UUID

from django.db import migrations, models

KEY = "person_id"


class DistributedModel(models.Model):
    """A row about one person: its ``person_id`` is set once and named in every update."""

    class Meta:
        abstract = True

    def _do_update(self, base_qs: Any, using: Any, pk_val: Any, values: Any, *rest: Any) -> Any:
        """Django's own update of one row, without SET person_id and with WHERE person_id."""
        key = next(f for f in self._meta.concrete_fields if f.column == KEY)
        if not key.primary_key:
            base_qs = base_qs.filter(**{key.attname: getattr(self, key.attname)})
        values = [value for value in values if value[0].column != KEY]
        return super()._do_update(base_qs, using, pk_val, values, *rest)


def rewrite_holder(tables: Iterable[type[models.Model]], person_id: UUID, *, to_held_by: int) -> None:
    """Rewrite who holds one person, on all their rows of these tables; one statement a table."""
    for table in tables:
        table._default_manager.filter(person_id=person_id).update(held_by=to_held_by)  # noqa: SLF001 - public


class CoForeignKey(models.ForeignKey[Any, Any]):
    """A foreign key between two tables about the same person: its joins equate ``person_id`` too.

    The constraint in the database holds both columns and is written by ``co_foreign_key`` in a migration.
    """

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        kwargs["db_constraint"] = False
        super().__init__(*args, **kwargs)

    def get_joining_fields(self, reverse_join: bool = False) -> Any:  # noqa: FBT001, FBT002 - Django's signature
        """The pairs of fields a join equates."""
        here = _key_field(self.model)
        there = _key_field(self.remote_field.model)
        pair = (there, here) if reverse_join else (here, there)
        return (*super().get_joining_fields(reverse_join), pair)


def _key_field(model: Any) -> Any:
    return next(f for f in model._meta.concrete_fields if f.column == KEY)  # noqa: SLF001 - Django's public _meta


def co_foreign_key(*, table: str, column: str, to: str) -> migrations.RunSQL:
    """A migration step: (person_id, column) of ``table`` refers to (person_id, id) of ``to``.

    ``to`` needs a unique constraint over both. A null column refers to nothing.
    """
    name = f"{table}_{column}_co_fk"
    return migrations.RunSQL(
        f"alter table {table} add constraint {name} foreign key ({KEY}, {column}) "
        f"references {to} ({KEY}, id) deferrable initially deferred",
        f"alter table {table} drop constraint {name}",
    )


class AppendOnly(migrations.RunSQL):
    """A step that takes rights away. It may be run again, and is, where rights were given anew."""


def append_only(table: str, *, except_columns: tuple[str, ...] = (), deletable: bool = False) -> AppendOnly:
    """A migration step: whoever is not the owner loses UPDATE on ``table``, but for ``except_columns``.

    Works on every role that the owner's default privileges gave rights to, whatever it is called. Without
    ``deletable`` they lose DELETE and TRUNCATE as well.
    """
    lost = "update, truncate" if deletable else "update, delete, truncate"
    regrant = ""
    if except_columns:
        columns = ", ".join(except_columns)
        regrant = f"execute format('grant update ({columns}) on {table} to %s', held.role);"
    # table and columns are literals of a migration, never input
    return AppendOnly(
        f"""
        do $$
        declare held record;
        begin
            for held in
                select distinct g.grantee::regrole::text as role
                from pg_class c, aclexplode(c.relacl) g
                where c.oid = '{table}'::regclass and g.grantee <> c.relowner and g.grantee <> 0
            loop
                execute format('revoke {lost} on {table} from %s', held.role);
                {regrant}
            end loop;
        end
        $$
        """,  # noqa: S608 - see above
        migrations.RunSQL.noop,
    )
