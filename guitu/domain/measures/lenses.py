"""A lens: figures of the registry grouped by the words of a programme. It counts nothing of its own."""

from collections.abc import Container
from dataclasses import dataclass

from guitu.domain.rules.model import Confidence, Source, Words
from guitu.domain.rules.parse import RulesRefusedError, confidence_of, source_of, words_of
from guitu.domain.rules.reading import Node, root


@dataclass(frozen=True, slots=True)
class Group:
    """One part of a lens. ``metrics`` by id, in order; empty where no figure speaks of it."""

    name: Words
    metrics: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Lens:
    """One way to group figures; ``note`` what of it is ours."""

    id: str
    name: Words
    note: Words
    groups: tuple[Group, ...]
    source: Source
    confidence: Confidence


def parse_lens(data: object, *, file: str, metrics: Container[str]) -> Lens:
    """The lens of one file, whose groups name what is in ``metrics``.

    Raises:
        RulesRefusedError: with every fault, each with its line.
    """
    top = root(data, file=file)
    top = top.of_rule(top.text("id"))
    top.only("id", "name", "note", "groups", "source", "confidence")
    source = source_of(top)
    found = Lens(
        id=top.rule,
        name=words_of(top, "name", missing="no-title"),
        note=words_of(top, "note", missing="no-why"),
        groups=tuple(_group(node, metrics) for node in top.children("groups")),
        source=source,
        confidence=confidence_of(top, source),
    )
    if top.faults.found:
        raise RulesRefusedError(top.faults.found)
    return found


def _group(node: Node, metrics: Container[str]) -> Group:
    node.only("name", "metrics")
    node.words("metrics", metrics, unknown="unknown-key", empty=True)
    listed = node.values.get("metrics")
    ids = tuple(str(one) for one in listed) if isinstance(listed, list) else ()
    return Group(words_of(node, "name", missing="no-title"), ids)
