"""From the mapping of one rulebook file to a Pack, or to every fault in it at once.

The mapping comes from outside (the domain reads no files). Nothing is guessed: a rule without its source,
its first day, its unit or its words in both languages is refused, with the file and the line.
"""

from collections.abc import Container, Mapping, Sequence
from dataclasses import replace
from itertools import pairwise

from guitu.domain.kernel.errors import DomainError
from guitu.domain.rules import bodies
from guitu.domain.rules.model import (
    NO_VALUES,
    Adoption,
    Confidence,
    Enrolment,
    Nature,
    Pack,
    Primitive,
    Rule,
    Source,
    Words,
)
from guitu.domain.rules.reading import FOREVER, Node, root
from guitu.domain.rules.vocabulary import EPISODE_KINDS, GUARDS, LEVELS, OWERS

PROPOSAL = "Guitu proposal"  # the document that a rule of our own cites first

_PACK_KEYS = ("id", "title", "regions", "superseded", "adopted", "enrolment", "rules")
_RULE_KEYS = (
    *("id", "primitive", "applies_to", "nature", "owed_by", "in_force", "title", "why", "source"),
    *("confidence", "satisfies", "only_if"),
    *(primitive.value for primitive in Primitive),
)
_PRIMITIVES = frozenset(Primitive)
_ASKS_FOR_AN_ENTRY = frozenset({Primitive.DEADLINE, Primitive.RECURRING})
_REGION_DIGITS = frozenset({2, 4, 6, 9, 12})


class RulesRefusedError(DomainError):
    """Rulebook files that may not be used. ``problems``: every fault, each "rules.<what>" with its place."""

    def __init__(self, problems: Sequence[DomainError]) -> None:
        super().__init__("rules.refused", count=len(problems))
        self.problems = tuple(problems)


def parse_pack(data: object, *, file: str) -> Pack:
    """The pack that ``data`` describes; ``file`` is named in every fault.

    Raises:
        RulesRefusedError: with all faults of the file.
    """
    node = root(data, file=file)
    pack = _pack(node)
    if node.faults.found:
        raise RulesRefusedError(node.faults.found)
    return pack


def parse_adoptions(data: object, *, file: str, known: Container[str]) -> dict[str, Adoption]:
    """Pack id → adoption, from a list of {pack, by, document, on}.

    Raises:
        RulesRefusedError: with all faults, a pack that is not among ``known`` included.
    """
    node = root({"adoptions": data}, file=file)
    found = {}
    for child in node.children("adoptions"):
        child.only("pack", "by", "document", "on")
        pack = child.word("pack", known, unknown="unknown-pack")
        found[pack] = _adoption_of(child)
    if node.faults.found:
        raise RulesRefusedError(node.faults.found)
    return found


def _pack(node: Node) -> Pack:
    node.only(*_PACK_KEYS)
    pack_id = node.text("id")
    enrolment = node.optional("enrolment")
    adopted = node.optional("adopted")
    rules = tuple(_rule(child, book=pack_id) for child in node.children("rules"))
    _refuse_overlaps(node, rules)
    return Pack(
        id=pack_id,
        title=words_of(node, "title", missing="no-title"),
        regions=_regions(node, "regions"),
        rules=rules,
        enrolment=_enrolment(enrolment) if enrolment else None,
        adopted=_adoption(adopted) if adopted else None,
        superseded=node.flag("superseded", default=False),
    )


def _rule(node: Node, *, book: str) -> Rule:
    node = node.of_rule(node.text("id"))
    node.only(*_RULE_KEYS)
    primitive = node.word("primitive", _PRIMITIVES, unknown="unknown-primitive")
    source = source_of(node)
    start, end = _in_force(node.child("in_force", missing="no-start"))
    shape = Primitive(primitive) if primitive else Primitive.PARAMETER
    return Rule(
        id=node.rule,
        book=book,
        primitive=shape,
        body=bodies.body(node, shape if primitive else None),
        applies_to=node.words("applies_to", EPISODE_KINDS, unknown="unknown-episode-kind"),
        nature=_nature(node),
        owed_by=node.word("owed_by", OWERS, unknown="unknown-ower", missing="no-owed-by"),
        title=words_of(node, "title", missing="no-title"),
        why=words_of(node, "why", missing="no-why"),
        source=source,
        confidence=confidence_of(node, source),
        from_ordinal=start,
        to_ordinal=end,
        satisfies=bodies.satisfies(node) if shape in _ASKS_FOR_AN_ENTRY else None,
        only_if=_guards(node),
    )


def words_of(node: Node, key: str, *, missing: str) -> Words:
    """The text under ``key`` in both languages; noted as ``missing`` where one is not there."""
    child = node.child(key, missing=missing)
    child.only("zh", "en")
    return Words(zh=child.text("zh", missing=missing), en=child.text("en", missing=missing))


def source_of(node: Node) -> Source:
    """Where the mapping says it comes from; only the quote may be empty."""
    child = node.child("source", missing="no-source")
    child.only("document", "article", "quote")
    return Source(
        document=child.text("document", missing="no-source"),
        article=child.text("article", missing="no-source"),
        quote=child.text("quote", empty=True),
    )


def _nature(node: Node) -> Nature:
    found = node.word("nature", frozenset(Nature), unknown="unknown-nature", missing="no-nature")
    return Nature(found or Nature.CARE)


def confidence_of(node: Node, source: Source) -> Confidence:
    """How sure we are; what is proposed cites our own proposal, and nothing else does."""
    found = node.word("confidence", frozenset(Confidence), unknown="unknown-confidence")
    ours = source.document.startswith(PROPOSAL)
    if found == Confidence.PROPOSED and not ours:
        node.fault("proposed-without-proposal")
    if found and found != Confidence.PROPOSED and ours:
        node.fault("proposal-not-marked")
    return Confidence(found or Confidence.PROPOSED)


def _in_force(node: Node) -> tuple[int, int]:
    """First and last ordinal in force, both inclusive."""
    node.only("from", "to")
    start = node.day("from", missing="no-start")
    end = FOREVER if node.values.get("to") is None else node.day("to")
    if end < start:
        node.fault("ends-before-start")
    return start, end


def _guards(node: Node) -> Mapping[str, object]:
    child = node.optional("only_if")
    if child is None:
        return NO_VALUES
    child.only(*GUARDS)
    if "level" in child.values:
        child.word("level", LEVELS, unknown="unknown-level")
    return bodies.plain(child)


def _regions(node: Node, key: str) -> tuple[int, ...]:
    value = node.values.get(key)
    if not isinstance(value, list):
        node.fault("missing", key=key)
        return ()
    for region in value:
        if type(region) is not int or len(str(region)) not in _REGION_DIGITS:
            node.fault("not-a-region", key=key, value=str(region))
    return tuple(region for region in value if isinstance(region, int))


def _enrolment(node: Node) -> Enrolment:
    node = node.of_rule("enrolment")
    node.only("within_years", "domicile_in", "released_from", "source")
    return Enrolment(
        within_years=node.number("within_years", least=1),
        domicile_in=_regions(node, "domicile_in"),
        released_from_ordinal=node.day("released_from"),
        source=source_of(node),
    )


def _adoption(node: Node) -> Adoption:
    node = node.of_rule("adopted")
    node.only("by", "document", "on")
    return _adoption_of(node)


def _adoption_of(node: Node) -> Adoption:
    return Adoption(by=node.text("by"), document=node.text("document"), on_ordinal=node.day("on"))


def _refuse_overlaps(node: Node, rules: tuple[Rule, ...]) -> None:
    """Two versions of one id must not share a day, and two ids must not set one parameter."""
    versions: dict[str, list[Rule]] = {}
    for rule in rules:
        versions.setdefault(rule.id, []).append(rule)
    lines = {child.values.get("id"): child.line for child in _quietly(node)}
    for rule_id, found in versions.items():
        found.sort(key=lambda rule: rule.from_ordinal)
        if any(late.from_ordinal <= early.to_ordinal for early, late in pairwise(found)):
            node.faults.add("overlapping-versions", line=lines.get(rule_id, node.line), rule=rule_id)
    owners: dict[str, str] = {}
    for rule in rules:
        name = bodies.parameter_name(rule.body)
        if name and owners.setdefault(name, rule.id) != rule.id:
            line = lines.get(rule.id, node.line)
            node.faults.add("parameter-twice", line=line, rule=rule.id, name=name, other=owners[name])


def _quietly(node: Node) -> list[Node]:
    """The rules' mappings again, without noting their faults a second time."""
    return list(replace(node, there=False).children("rules"))
