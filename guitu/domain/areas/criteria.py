"""By what an area gets or leaves a status: dated, with a source, and at most a hint to those who decide."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final, Literal, cast

from guitu.domain.areas.facts import Catalogue, FactKind
from guitu.domain.areas.status import STATUSES
from guitu.domain.kernel import region as regions
from guitu.domain.rules.model import Confidence, Source, Words
from guitu.domain.rules.parse import RulesRefusedError, confidence_of, source_of, words_of
from guitu.domain.rules.reading import Node, root

Way = Literal["into", "out"]
WAYS: Final = ("into", "out")
MEASURED: Final = ("metric", "change")


@dataclass(frozen=True, slots=True)
class Measure:
    """A bound on a figure of the registry ("metric") or on a fact's change in a year ("change")."""

    of: Literal["metric", "change"]
    id: str
    at_least: float | None
    at_most: float | None

    def is_met(self, value: float | None) -> bool | None:
        """Whether a value keeps to the bound; None where the value is not known."""
        if value is None:
            return None
        low = self.at_least is None or value >= self.at_least
        return low and (self.at_most is None or value <= self.at_most)


@dataclass(frozen=True, slots=True)
class Criterion:
    """One criterion. ``region`` where it holds; ``measure`` None: people judge; ``until`` its last day."""

    id: str
    status: str
    way: Way
    words: Words
    region: int
    since: date
    until: date | None
    measure: Measure | None
    source: Source
    confidence: Confidence


def in_force(found: Sequence[Criterion], *, region: int, on: date) -> list[Criterion]:
    """The criteria that hold for a region on a day, in the file's order."""
    return [
        one
        for one in found
        if regions.contains(one.region, region) and one.since <= on and (one.until is None or on <= one.until)
    ]


def parse_facts(data: object, *, file: str) -> Catalogue:
    """The kinds of facts.

    Raises:
        RulesRefusedError: with every fault, each with its line.
    """
    top = root(data, file=file)
    top.only("bases", "facts")
    bases: dict[str, Words] = {}
    for node in top.children("bases"):
        node.only("id", "zh", "en")
        bases[node.text("id")] = Words(node.text("zh"), node.text("en"))
    facts = {kind.id: kind for kind in (_fact(node, bases) for node in top.children("facts"))}
    if top.faults.found:
        raise RulesRefusedError(top.faults.found)
    return Catalogue(facts, bases)


def _fact(node: Node, bases: Mapping[str, Words]) -> FactKind:
    node = node.of_rule(node.text("id"))
    node.only("id", "name", "bases", "source", "confidence")
    known = node.words("bases", bases, unknown="unknown-key")
    listed = node.values.get("bases")
    source = source_of(node)
    return FactKind(
        id=node.rule,
        name=words_of(node, "name", missing="no-title"),
        bases=tuple(str(code) for code in listed if code in known) if isinstance(listed, list) else (),
        source=source,
        confidence=confidence_of(node, source),
    )


def parse_criteria(
    data: object, *, file: str, facts: Mapping[str, FactKind], metrics: Mapping[str, object]
) -> tuple[Criterion, ...]:
    """The criteria, whose measures name what is in ``facts`` and ``metrics``.

    Raises:
        RulesRefusedError: with every fault, each with its line.
    """
    top = root(data, file=file)
    top.only("criteria")
    found = tuple(_criterion(node, facts, metrics) for node in top.children("criteria"))
    if top.faults.found:
        raise RulesRefusedError(top.faults.found)
    return found


def _criterion(node: Node, facts: Mapping[str, FactKind], metrics: Mapping[str, object]) -> Criterion:
    node = node.of_rule(node.text("id"))
    node.only(*("id", "status", "way", "words", "region", "in_force", "measure", "source", "confidence"))
    source = source_of(node)
    force = node.child("in_force")
    force.only("from", "to")
    until = None if force.values.get("to") is None else date.fromordinal(force.day("to"))
    measure = node.optional("measure")
    return Criterion(
        id=node.rule,
        status=node.word("status", STATUSES, unknown="wrong-type"),
        way=cast("Way", node.word("way", WAYS, unknown="wrong-type")),
        words=words_of(node, "words", missing="no-why"),
        region=node.maybe_number("region") or regions.NATION,
        since=date.fromordinal(force.day("from", missing="no-start")),
        until=until,
        measure=_measure(measure, {"metric": metrics, "change": facts}) if measure else None,
        source=source,
        confidence=confidence_of(node, source),
    )


def _measure(node: Node, known: Mapping[str, Mapping[str, object]]) -> Measure:
    node.only(*MEASURED, "at_least", "at_most")
    named = [key for key in MEASURED if key in node.values]
    of = named[0] if len(named) == 1 else "metric"
    if len(named) != 1:
        node.fault("two-blocks" if named else "no-block", key="measure", blocks=", ".join(named))
    low, high = _bound(node, "at_least"), _bound(node, "at_most")
    if low is None and high is None:
        node.fault("missing", key="at_least")
    return Measure(
        of=cast("Literal['metric', 'change']", of),
        id=node.word(of, known[of], unknown="unknown-key"),
        at_least=low,
        at_most=high,
    )


def _bound(node: Node, key: str) -> float | None:
    value = node.values.get(key)
    if value is None:
        return None
    if isinstance(value, bool) or not isinstance(value, (int, float)):
        node.fault("not-a-number", key=key)
        return None
    return float(value)
