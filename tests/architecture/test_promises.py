"""Promises that hold for every model, module and file, kept by walking over all of them."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.apps import apps
from django.db import models

REPOSITORY = Path(__file__).parents[2]
GUITU = REPOSITORY / "guitu"
MODULES = sorted(p for p in GUITU.rglob("*.py") if "migrations" not in p.parts)
ROOMS = [
    "organisations",
    "accounts",
    "audit",
    "crypto",
    "people",
    "episodes",
    "journal",
    "agenda",
    "areas",
    "employers",
    "publications",
    "groups",
    "intake",
    "exports",
]  # ground up
PLACEMENTS = {"distributed", "lookup", "reference", "local"}


def ours() -> list[type[models.Model]]:
    return [m for m in apps.get_models() if m.__module__.startswith("guitu.")]


def name_of(path: Path) -> str:
    return path.relative_to(REPOSITORY).as_posix()


def tree(path: Path) -> ast.Module:
    return ast.parse(path.read_text(encoding="utf-8"))


def imports(path: Path) -> Iterator[str]:
    for node in ast.walk(tree(path)):
        if isinstance(node, ast.ImportFrom):
            yield from (f"{node.module or ''}.{alias.name}" for alias in node.names)
        elif isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)


def texts(path: Path) -> Iterator[str]:
    """The strings of a module that are not docstrings."""
    parsed = tree(path)
    documented = (ast.Module, ast.ClassDef, ast.FunctionDef, ast.AsyncFunctionDef)
    docstrings = {
        id(n.body[0].value) for n in ast.walk(parsed) if isinstance(n, documented) and ast.get_docstring(n)
    }
    for node in ast.walk(parsed):
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in docstrings:
            yield node.value


@pytest.mark.parametrize("model", ours(), ids=lambda m: m._meta.label)
def test_every_field_is_named_secret_or_plain(model: type[models.Model]) -> None:
    fields = {f.name for f in model._meta.concrete_fields}
    assert fields == model.Privacy.secret | model.Privacy.plain
    assert not model.Privacy.secret & model.Privacy.plain


@pytest.mark.parametrize("model", ours(), ids=lambda m: m._meta.label)
def test_every_table_says_where_it_is_kept(model: type[models.Model]) -> None:
    assert model.Placement.kind in PLACEMENTS


@pytest.mark.parametrize("model", ours(), ids=lambda m: m._meta.label)
def test_a_row_never_shows_a_secret_when_printed(model: type[models.Model]) -> None:
    values = {f.attname: f"<{f.name}>" for f in model._meta.concrete_fields}
    shown = str(model(**{k: v for k, v in values.items() if k != "pk"}))
    assert not {name for name in model.Privacy.secret if f"<{name}>" in shown}


def foreign_keys() -> list[models.ForeignKey]:
    fields = (field for model in ours() for field in model._meta.concrete_fields)
    return [field for field in fields if isinstance(field, models.ForeignKey)]


@pytest.mark.parametrize("field", foreign_keys(), ids=str)
def test_foreign_keys_point_down_protect_and_lead_one_way(field: models.ForeignKey) -> None:
    here, there = field.model._meta.app_label, field.related_model._meta.app_label
    assert ROOMS.index(there) <= ROOMS.index(here), "points up"
    assert field.remote_field.on_delete is models.PROTECT
    assert field.remote_field.related_name == "+"


def test_no_file_outgrows_a_sitting() -> None:
    tests = (REPOSITORY / "tests").rglob("*.py")
    long = {
        name_of(p): n
        for p in [*MODULES, *tests]
        if (n := len(p.read_text(encoding="utf-8").splitlines())) > 400
    }
    assert not long


def test_no_module_is_a_drawer_for_everything() -> None:
    drawers = {"utils", "helpers", "common", "service", "services_", "manager", "managers", "misc"}
    assert not [name_of(p) for p in MODULES if p.stem in drawers]


def test_every_module_opens_with_a_paragraph() -> None:
    silent = [
        name_of(p)
        for p in MODULES
        if p.read_text(encoding="utf-8").strip() and p.name != "app.py" and not ast.get_docstring(tree(p))
    ]
    assert not silent


def test_every_room_says_what_it_owns() -> None:
    rooms = [p for p in (GUITU / "casework").iterdir() if (p / "models.py").exists()]
    for room in rooms:
        said = ast.get_docstring(tree(room / "__init__.py")) or ""
        assert "Owns" in said, name_of(room)


HTTP_ONLY = (
    "django.http",
    "django.shortcuts",
    "django.template",
    "django.forms",
    "django.views",
    "django.urls",
)


def test_only_web_speaks_http() -> None:
    spoken = [
        (name_of(path), name)
        for storey in ("domain", "foundation", "casework", "workflows", "analytics", "exchange")
        for path in (GUITU / storey).rglob("*.py")
        for name in imports(path)
        if name.startswith(HTTP_ONLY)
    ]
    assert not spoken


def test_only_the_door_admits() -> None:
    door = GUITU / "casework" / "people" / "queries.py"
    for path in MODULES:
        for node in ast.walk(tree(path)):
            made = (
                isinstance(node, ast.Call)
                and getattr(node.func, "id", getattr(node.func, "attr", "")) == "AdmittedPerson"
            )
            assert not made or path == door, f"{name_of(path)}: an AdmittedPerson comes from person_for"


def test_nothing_happens_behind_a_callers_back() -> None:
    for path in MODULES:
        hidden = [n for n in imports(path) if n.startswith(("django.db.models.signals", "django.dispatch"))]
        assert not hidden, name_of(path)
    savers = [
        name_of(path)
        for path in GUITU.rglob("models.py")
        for node in ast.walk(tree(path))
        if isinstance(node, ast.FunctionDef) and node.name in {"save", "delete", "clean"}
    ]
    assert not savers


CLOCK_IN_SQL = re.compile(
    r"\b(?:now|clock_timestamp|statement_timestamp)\s*\(|\bcurrent_(?:date|time|timestamp)\b", re.I
)


def test_sql_takes_the_day_as_a_parameter() -> None:
    for storey in ("casework", "analytics", "workflows"):
        for path in (GUITU / storey).rglob("*.py"):
            assert not [t for t in texts(path) if CLOCK_IN_SQL.search(t)], name_of(path)
            assert "django.db.models.functions.Now" not in set(imports(path)), name_of(path)


_SECRET = r"(?:person__)?(?:name|citizen_id)"
BY_NAME = re.compile(rf"""order_by\([^)]*["']-?{_SECRET}["']|\border by\s+(?:\w+\.)?{_SECRET}\b""")


def test_no_list_is_sorted_by_a_secret_in_the_database() -> None:
    storeys = ("casework", "analytics", "workflows", "exchange", "web")
    for path in (p for storey in storeys for p in (GUITU / storey).rglob("*.py")):
        assert not BY_NAME.search(path.read_text(encoding="utf-8")), name_of(path)


INCLUDE = re.compile(r"""\{%\s*(?:include|extends)\s+["']([^/"']+)/""")


def test_templates_lean_only_on_their_own_screen_and_the_shell() -> None:
    for path in (GUITU / "web").rglob("*.html"):
        screen = path.relative_to(GUITU / "web").parts[0]
        assert set(INCLUDE.findall(path.read_text(encoding="utf-8"))) <= {screen, "shell"}, name_of(path)


def test_nothing_names_the_place_it_was_made_in() -> None:
    elsewhere = ["/" + "work/", ".." + "/shared", "shared/" + "docs"]
    suffixes = {".py", ".yaml", ".toml", ".md", ".html", ".js", ".css", ".json", ".csv", ".sh", ".lock"}
    folders = [GUITU, REPOSITORY / "tests", REPOSITORY / "docs", REPOSITORY / "rulebooks", REPOSITORY / "bin"]
    files = [p for folder in folders for p in folder.rglob("*") if p.is_file()]
    kept = [p for p in [*files, *REPOSITORY.glob("*.*")] if p.suffix in suffixes or p.parent.name == "bin"]
    named = [
        name_of(p)
        for p in kept
        if "node_modules" not in p.parts
        and any(place in p.read_text(encoding="utf-8", errors="replace") for place in elsewhere)
    ]
    assert not named
