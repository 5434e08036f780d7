"""docs/asvs.yaml speaks of every requirement that applies, once, and names nothing that is not there."""

import ast
from pathlib import Path
from typing import Any

import yaml

from tests.architecture.test_docs import anchors

REPOSITORY = Path(__file__).parents[2]
PAGE = REPOSITORY / "docs" / "asvs.yaml"

# ASVS 5.0.0, levels 1 and 2, without what docs/asvs.yaml names as not applicable: section: its numbers.
APPLICABLE = """
1.1: 1-2; 1.2: 1-5 9; 1.3: 1-7 10; 1.4: 1-3; 1.5: 1-2; 2.1: 1-3
2.2: 1-3; 2.3: 1-4; 2.4: 1; 3.2: 1-2; 3.3: 1-4; 3.4: 1-6
3.5: 1-5; 3.7: 1-2; 4.1: 1-3; 4.2: 1; 5.1: 1; 5.2: 1-3
5.3: 1-2; 5.4: 1-3; 6.1: 1-3; 6.2: 1-12; 6.3: 1-4; 6.4: 1-4
6.5: 1-5; 6.6: 1-3; 6.8: 1-2 4; 7.1: 1-3; 7.2: 1-4; 7.3: 1-2
7.4: 1-5; 7.5: 1-2; 7.6: 1-2; 8.1: 1-2; 8.2: 1-3; 8.3: 1
8.4: 1; 9.1: 1-3; 9.2: 1-4; 10.1: 1-2; 10.2: 1-2; 10.3: 1-4
10.5: 1-5; 11.1: 1-2; 11.2: 1-3; 11.3: 1-3; 11.4: 1-4; 11.5: 1
11.6: 1; 12.1: 1-3; 12.2: 1-2; 12.3: 1-4; 13.1: 1; 13.2: 1-5
13.3: 1-2; 13.4: 1-5; 14.1: 1-2; 14.2: 1-4; 14.3: 1-3; 15.1: 1-3
15.2: 1-3; 15.3: 1-7; 16.1: 1; 16.2: 1-5; 16.3: 1-4; 16.4: 1-3
16.5: 1-3
"""
KINDS = ("held", "open", "deviation", "operator")


def applicable() -> list[str]:
    ids = []
    for part in APPLICABLE.replace("\n", ";").split(";"):
        section, _, numbers = part.strip().partition(": ")
        for number in numbers.split():
            first, _, last = number.partition("-")
            ids += [f"{section}.{n}" for n in range(int(first), int(last or first) + 1)]
    return ids


def stated() -> dict[str, dict[str, Any]]:
    return yaml.safe_load(PAGE.read_text(encoding="utf-8"))


def every_test() -> set[str]:
    """Every test there is, as file::name."""
    found = set()
    for path in (REPOSITORY / "tests").rglob("test_*.py"):
        name = path.relative_to(REPOSITORY).as_posix()
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.FunctionDef) and node.name.startswith("test_"):
                found.add(f"{name}::{node.name}")
    return found


def is_there(said: str) -> bool:
    """Whether a document and its heading exist."""
    place, _, heading = said.partition("#")
    page = REPOSITORY / place
    return page.is_file() and (not heading or heading in anchors(page))


def test_every_requirement_that_applies_is_there_once():
    assert len(applicable()) == 217
    keys = [line[1:-2] for line in PAGE.read_text(encoding="utf-8").splitlines() if line.startswith('"')]

    assert keys == applicable()


def test_every_requirement_is_held_or_says_why_not():
    for number, entry in stated().items():
        assert entry["level"] in (1, 2), number
        [kind] = set(entry) - {"level"}
        assert kind in KINDS, number
        assert entry[kind], number


def test_every_test_and_document_named_is_there():
    known = every_test()
    named = [
        (number, said)
        for number, entry in stated().items()
        for said in (*entry.get("held", []), *([entry["operator"]] if "operator" in entry else []))
    ]
    assert [each for each in named if each[1] not in known and not is_there(each[1])] == []


def test_what_is_not_held_is_little_and_known():
    entries = stated().values()
    assert sum("open" in entry for entry in entries) == 0
    assert sum("deviation" in entry for entry in entries) <= 4
