"""Which tables are about persons, read from the models: whatever has the column ``person_id``."""

from typing import Any

from django.apps import apps

from guitu.domain.access import Compartment
from guitu.foundation.authorization.policies import Table
from guitu.foundation.tables import KEY


def person_tables() -> dict[str, Table]:
    """Every table about persons by its name.

    Raises:
        TypeError: a model says in no way which compartment its rows belong to.
    """
    found = {}
    for model in _models():
        columns = {field.column for field in model._meta.concrete_fields if field.column}  # noqa: SLF001 - public
        if KEY in columns:
            found[model._meta.db_table] = _table(model, columns)  # noqa: SLF001 - public
    return found


def _models() -> list[Any]:
    """Every model; ours carry ``Placement``, which Django's own type does not know."""
    return list(apps.get_models())


def _table(model: Any, columns: set[str]) -> Table:
    placement = model.Placement
    stated = getattr(placement, "compartment", None)
    if "held_by" not in columns or (stated is None and "compartment" not in columns):
        raise TypeError(f"{model.__name__}: a table about persons needs held_by and a compartment")
    return Table(
        name=model._meta.db_table,  # noqa: SLF001 - public
        compartment=None if stated is None else Compartment(stated),
        author=getattr(placement, "author", None),
        keys=getattr(placement, "keys", False),
        has_parent=getattr(placement, "has_parent", True),
        by_system=frozenset(getattr(placement, "by_system", ())),
    )


def stated_grants() -> dict[str, dict[str, str]]:
    """Which database role may do what, by table, where a model says so; the others follow the defaults."""
    return {
        model._meta.db_table: dict(model.Placement.grants)  # noqa: SLF001 - public
        for model in _models()
        if hasattr(getattr(model, "Placement", None), "grants")
    }
