"""Reading rulebook files: YAML in, mappings out, each with the line it begins on.

A key written twice in one mapping is refused: YAML would silently keep the second.
"""

from collections.abc import Hashable, Mapping
from pathlib import Path

import yaml

from guitu.domain.kernel.errors import DomainError
from guitu.domain.rules.model import Adoption, Pack
from guitu.domain.rules.parse import RulesRefusedError, parse_adoptions, parse_pack
from guitu.domain.rules.reading import LINE

# the C reader is eight times as fast; where the wheel was built without it, the slow one serves
_Base = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


# the date of an adoption stands under "on", which YAML 1.1 reads as yes; here only true and false are
_YES_NO = "tag:yaml.org,2002:bool"
_WORDS = {
    first: [(tag, pattern) for tag, pattern in resolvers if tag != _YES_NO or first in "tTfF"]
    for first, resolvers in yaml.SafeLoader.yaml_implicit_resolvers.items()
}


class _LineLoader(_Base):  # type: ignore[misc, valid-type] # one of two classes, known at run time only
    """Puts the line of each mapping under ``LINE`` and refuses a key written twice."""

    yaml_implicit_resolvers = _WORDS

    def construct_mapping(self, node: yaml.MappingNode, deep: bool = False) -> dict[Hashable, object]:  # noqa: FBT001, FBT002 - PyYAML's own signature
        seen: set[object] = set()
        for key, _ in node.value:
            if key.value in seen:
                raise yaml.MarkedYAMLError(problem=f"duplicate key {key.value}", problem_mark=key.start_mark)
            seen.add(key.value)
        mapping: dict[Hashable, object] = super().construct_mapping(node, deep=deep)
        mapping[LINE] = node.start_mark.line + 1
        return mapping


def mapping_of(path: Path) -> object:
    """What the YAML file says, every mapping with its line.

    Raises:
        RulesRefusedError: unreadable, or not YAML; the one problem names the line.
    """
    try:
        with path.open(encoding="utf-8") as stream:
            return yaml.load(stream, Loader=_LineLoader)  # noqa: S506 - a SafeLoader with line marks
    except yaml.YAMLError as error:
        raise RulesRefusedError([_not_yaml(path, error)]) from error
    except (OSError, UnicodeDecodeError) as error:
        raise RulesRefusedError([DomainError("rules.unreadable", file=path.name, line=0, rule="")]) from error


def read_folder(folder: Path) -> dict[str, Pack]:
    """All packs of ``folder`` by id, in the order of their file names; empty where it holds none.

    Raises:
        RulesRefusedError: with the faults of all files together.
    """
    packs: dict[str, Pack] = {}
    problems: list[DomainError] = []
    for path in sorted(folder.glob("*.yaml")):
        try:
            pack = parse_pack(mapping_of(path), file=path.name)
        except RulesRefusedError as error:
            problems.extend(error.problems)
            continue
        if pack.id in packs:
            problems.append(DomainError("rules.pack-twice", file=path.name, line=1, rule="", key=pack.id))
        packs[pack.id] = pack
    if problems:
        raise RulesRefusedError(problems)
    return packs


def read_adoptions(path: Path, *, known: Mapping[str, Pack]) -> dict[str, Adoption]:
    """Which of the ``known`` packs the operator's file puts into force; none where there is no file.

    Raises:
        RulesRefusedError: a pack nobody knows, or an adoption without its four facts.
    """
    if not path.exists():
        return {}
    return parse_adoptions(mapping_of(path), file=path.name, known=known)


def _not_yaml(path: Path, error: yaml.YAMLError) -> DomainError:
    mark = getattr(error, "problem_mark", None)
    line = mark.line + 1 if mark else 0
    what = str(getattr(error, "problem", None) or error)
    return DomainError("rules.not-yaml", file=path.name, line=line, rule="", key=what)
