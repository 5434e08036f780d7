"""What the pages name is there (commands, recipes, settings, rooms, links), and what must not be is not."""

import re
import subprocess
from functools import lru_cache
from pathlib import Path

import pytest
from django.apps import apps

from guitu.domain.access import Compartment, Permission, Role
from guitu.foundation.rulebooks import packs
from guitu.runtime.cli.group import COMMANDS

REPOSITORY = Path(__file__).parents[2]
READMES = (REPOSITORY / "README.md", REPOSITORY / "README.zh-CN.md")
ARCHITECTURE = REPOSITORY / "docs" / "architecture.md"
DEVELOPERS = REPOSITORY / "docs" / "DEVELOPERS.md"
ADRS = sorted((REPOSITORY / "docs" / "adr").glob("*.md"))


@lru_cache(maxsize=1)
def tracked() -> tuple[Path, ...]:
    """Every file of the repository that a clone would hold."""
    command = ["git", "-c", f"safe.directory={REPOSITORY}", "ls-files", "-z"]
    listed = subprocess.run(command, cwd=REPOSITORY, capture_output=True, text=True, check=True).stdout
    return tuple(path for name in listed.split("\0") if name and (path := REPOSITORY / name).is_file())


def name_of(path: Path) -> str:
    return path.relative_to(REPOSITORY).as_posix()


def text(path: Path) -> str:
    return path.read_text(encoding="utf-8")


@lru_cache(maxsize=1)
def texts() -> tuple[tuple[Path, str], ...]:
    """Every tracked file that is text."""
    found = ((path, path.read_bytes()) for path in tracked())
    return tuple((path, content.decode("utf-8")) for path, content in found if b"\0" not in content)


def pages() -> list[Path]:
    return [path for path in tracked() if path.suffix == ".md"]


def quoted(page: Path) -> set[str]:
    """What a page sets in code."""
    return set(re.findall(r"`([^`\n]+)`", text(page)))


# commands, recipes, settings


@pytest.mark.parametrize("page", READMES, ids=name_of)
def test_every_command_has_its_line_in_the_readme(page: Path) -> None:
    rows = re.findall(r"^\| `bin/guitu ([a-z-]+)", text(page), re.M)

    assert rows == list(COMMANDS)


def test_both_readmes_name_the_same_commands_and_links() -> None:
    commands = [re.findall(r"bin/[a-z]+(?: [a-z-]+)*|--[a-z]+", text(page)) for page in READMES]
    links = [set(re.findall(r"\]\(([^)]+)\)", text(page))) for page in READMES]

    assert set(commands[0]) == set(commands[1])
    assert links[0] - {"README.zh-CN.md"} == links[1] - {"README.md"}
    assert len(re.findall(r"^## ", text(READMES[0]), re.M)) == len(
        re.findall(r"^## ", text(READMES[1]), re.M)
    )


def test_no_page_names_a_command_that_is_not_there() -> None:
    named = {(name_of(p), c) for p in pages() for c in re.findall(r"bin/guitu ([a-z][a-z-]*)", text(p))}

    assert not {(page, command) for page, command in named if command not in COMMANDS}


def recipes() -> set[str]:
    found = re.findall(r"^([a-z][a-z-]*)(?: [^:\n]*)?:(?!=)", text(REPOSITORY / "justfile"), re.M)
    return set(found) - {"default"}


def test_every_recipe_is_told_and_every_recipe_told_exists() -> None:
    told = re.findall(r"^\| `just ([a-z-]+)` \|", text(DEVELOPERS), re.M)

    assert sorted(told) == sorted(recipes())
    named = {(name_of(p), r) for p in pages() for r in re.findall(r"`just ([a-z-]+)", text(p))}
    assert not {(page, recipe) for page, recipe in named if recipe not in recipes()}


def settings_read() -> set[str]:
    """Settings that the code, the commands or the tests name."""
    folders = ("guitu/", "bin/", "tests/", ".ci/", "justfile")
    pattern = re.compile(r"\b(?:GUITU_[A-Z_]*[A-Z]|DATABASE_URL|PGBIN)\b")
    here = Path(__file__).name
    found = {
        name
        for path, content in texts()
        if name_of(path).startswith(folders) and path.name != here
        for name in pattern.findall(content)
    }
    return found - {"GUITU_X"}  # stands for any setting in the tests of its readers


def test_every_setting_is_in_the_table_and_every_line_of_the_table_is_a_setting() -> None:
    table = text(DEVELOPERS).partition("## Settings")[2]
    told = set(re.findall(r"^\| `([A-Z_]+)` \|", table, re.M))

    assert told == settings_read()


# roles, rooms, tables


@pytest.mark.parametrize("word", [*Permission, *Role, *Compartment], ids=str)
def test_every_role_permission_and_compartment_is_named(word: str) -> None:
    assert word in quoted(ARCHITECTURE)


def test_every_storey_room_and_screen_is_named() -> None:
    guitu = REPOSITORY / "guitu"
    storeys = {f"guitu/{p.name}" for p in guitu.iterdir() if (p / "__init__.py").exists()}
    rooms = {p.name for p in (guitu / "casework").iterdir() if (p / "models.py").exists()}
    grounds = {p.name for p in (guitu / "foundation").iterdir() if (p / "models.py").exists()}
    screens = {p.name for p in (guitu / "web").iterdir() if (p / "__init__.py").exists()}

    assert not (storeys | rooms | grounds | screens) - quoted(ARCHITECTURE)


KINDS = ("distributed", "lookup", "reference", "local")


def test_every_table_is_named_with_where_it_is_kept() -> None:
    lines = text(ARCHITECTURE).partition("**Placement**")[2].splitlines()
    told = {kind: next(line for line in lines if line.startswith(f"| {kind}")) for kind in KINDS}
    for model in apps.get_models():
        if model.__module__.startswith("guitu."):
            assert f"`{model._meta.db_table}`" in told[model.Placement.kind]


# links, paths, decisions


def anchors(page: Path) -> set[str]:
    """The anchors of a page's headings, as GitHub makes them."""
    headings = re.findall(r"^#+ (.+)$", text(page), re.M)
    return {re.sub(r"[^\w\- ]", "", heading.lower()).strip().replace(" ", "-") for heading in headings}


def test_every_link_between_pages_leads_somewhere() -> None:
    broken = []
    for page in pages():
        for link in re.findall(r"\]\(([^)\s]+)\)", text(page)):
            if re.match(r"[a-z]+:", link):
                continue
            place, _, anchor = link.partition("#")
            target = (page.parent / place).resolve() if place else page
            if not target.exists() or (anchor and anchor not in anchors(target)):
                broken.append((name_of(page), link))
    assert not broken


PATH = re.compile(r"\b(?!GUITU_HOME)(?:[\w.-]+/)+[\w.-]+\.(?:py|mjs|yaml|md|toml|html|po)")


def test_every_file_a_page_names_is_there() -> None:
    gone = [
        (name_of(page), path)
        for page in pages()
        for said in quoted(page)
        for path in PATH.findall(said)
        if not (REPOSITORY / path).exists() and not (REPOSITORY / "guitu" / path).exists()
    ]
    assert not gone


def test_decisions_are_numbered_in_their_file_names_only() -> None:
    numbers = [int(path.name[:4]) for path in ADRS]
    assert numbers == list(range(1, len(ADRS) + 1))
    for path in ADRS:
        assert re.fullmatch(r"\d{4}-[a-z0-9-]+\.md", path.name)
        assert not re.match(r"# .*\d{2}", text(path)), name_of(path)
    for path, content in texts():
        if path != Path(__file__):
            assert not re.search(r"\bADRs?[ -]\d", content), name_of(path)


@pytest.mark.parametrize("path", ADRS, ids=lambda path: path.stem)
def test_a_decision_says_what_else_was_possible_and_how_we_will_know(path: Path) -> None:
    sections = re.findall(r"^## (.+)$", text(path), re.M)

    assert sections == ["Context", "Options", "Decision", "Consequences", "How we will know"]


# what must not be there


def test_no_file_holds_a_path_of_somebodys_machine() -> None:
    roots = "|".join(("root", "home", "tmp", "Users", "work"))
    pattern = re.compile(rf"(?<![\w.~/-])/(?:{roots})/\w")
    held = [(name_of(path), found[0]) for path, content in texts() if (found := pattern.search(content))]

    assert not held


def test_locks_and_commands_name_no_registry() -> None:
    known = {
        "github.com",
        "opencollective.com",
        "tidelift.com",
        "127.0.0.1",
    }  # who asks for donations, and us
    watched = re.compile(r".*\.(?:lock|toml|json|mjs)|justfile|(?:bin|\.ci)/.*|\.npmrc|pip\.conf")
    for path, content in texts():
        if watched.fullmatch(name_of(path)) and not name_of(path).startswith(
            ("guitu/", "tests/", "instruments/", "surveys/")
        ):
            assert set(re.findall(r"https?://([\w.-]+)", content)) <= known, name_of(path)
            assert not re.search(r'"resolved"|--(?:extra-)?index-url|--find-links|_authToken', content)


UNKIND = re.compile("吸毒" + "人员|吸毒" + "者|瘾君子|\\baddicts?\\b|\\bjunkies?\\b", re.IGNORECASE)


def test_no_page_names_a_person_after_a_substance() -> None:
    """Templates, scripts, words and translations; the quotes of laws in rulebooks say what the law says."""
    spoken = re.compile(r"guitu/(?:web|runtime|workflows)/.*|guitu/domain/.*words\.py|locale/.*|README.*")
    said = [name_of(p) for p, content in texts() if spoken.fullmatch(name_of(p)) and UNKIND.search(content)]

    assert not said


def test_rules_speak_of_people_kindly_where_they_do_not_quote() -> None:
    for pack in packs():
        for rule in pack.rules:
            ours = "\n".join((rule.title.zh, rule.title.en, rule.why.zh, rule.why.en))
            assert not UNKIND.search(ours), f"{pack.id} {rule.id}"
