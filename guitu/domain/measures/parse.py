"""Reading the registry from plain mappings, with care: every fault is noted with its line."""

from collections.abc import Callable, Mapping
from datetime import date
from types import MappingProxyType
from typing import Final, cast

from guitu.domain.episode import CLOSED, EpisodeKind
from guitu.domain.journal.kinds import KINDS
from guitu.domain.measures import registry as r
from guitu.domain.measures import units
from guitu.domain.measures.released import RATES
from guitu.domain.measures.retention import WINDOWS
from guitu.domain.measures.standing import MEANINGS
from guitu.domain.rules.model import Nature, Words
from guitu.domain.rules.parse import RulesRefusedError, confidence_of, source_of, words_of
from guitu.domain.rules.reading import Node, root

_OUTCOMES: Final = frozenset(o.value for kind in KINDS.values() for o in kind.outcomes)


def parse_metrics(data: object, *, file: str) -> tuple[r.Metric, ...]:
    """The metrics of one file, in its order.

    Raises:
        RulesRefusedError: with every fault, each with its line.
    """
    top = root(data, file=file)
    top.only("metrics")
    found = tuple(_metric(node, theme=file.partition(".")[0]) for node in top.children("metrics"))
    _refuse_twice(top, found)
    if top.faults.found:
        raise RulesRefusedError(top.faults.found)
    return found


def _metric(node: Node, *, theme: str) -> r.Metric:
    node = node.of_rule(node.text("id"))
    node.only(*_KEYS)
    source = source_of(node)
    return r.Metric(
        id=node.rule,
        theme=theme,
        name=words_of(node, "name", missing="no-title"),
        formula=words_of(node, "formula", missing="no-why"),
        window=words_of(node, "window", missing="missing"),
        counted=words_of(node, "counted", missing="missing"),
        of=_maybe_words(node, "of"),
        missing=_maybe_words(node, "missing"),
        unit=cast("r.Unit", node.word("unit", r.UNITS, unknown="unknown-unit", missing="no-unit")),
        good=cast("r.Good", node.word("good", r.GOOD, unknown="wrong-type")),
        disclosure=cast("r.Disclosure", node.word("disclosure", r.DISCLOSURE, unknown="wrong-type")),
        version=node.number("version", least=1),
        source=source,
        confidence=confidence_of(node, source),
        made=_made(node),
        targets=tuple(_target(child) for child in _some(node, "targets")),
        note=_maybe_words(node, "note"),
        beside=node.text("beside") if "beside" in node.values else "",
    )


def _refuse_twice(top: Node, found: tuple[r.Metric, ...]) -> None:
    seen: set[str] = set()
    for metric in found:
        if metric.id in seen:
            top.of_rule(metric.id).fault("unknown-key", key=metric.id)
        seen.add(metric.id)


def _maybe_words(node: Node, key: str) -> Words | None:
    return None if node.values.get(key) is None else words_of(node, key, missing="missing")


def _some(node: Node, key: str) -> list[Node]:
    return [] if node.values.get(key) is None else list(node.children(key))


def _made(node: Node) -> r.Made:
    """What the metric is made from: exactly one of the blocks."""
    blocks = [key for key in _BLOCKS if key in node.values]
    if len(blocks) != 1:
        node.fault("no-block" if not blocks else "two-blocks", key="slots…", blocks=", ".join(blocks))
        return r.Standing()
    return _BLOCKS[blocks[0]](node, blocks[0])


def _slots(node: Node, key: str) -> r.Made:
    block = node.child(key)
    block.only("rules", "kinds", "natures", "answered")
    return r.Slots(
        rules=_texts(block, "rules"),
        kinds=block.words("kinds", KINDS, unknown="unknown-kind", empty=True),
        natures=block.words("natures", frozenset(Nature), unknown="unknown-nature", empty=True),
        answered=cast("r.Answered", block.word("answered", r.ANSWERED, unknown="wrong-type")),
    )


def _entries(node: Node, key: str) -> r.Made:
    block = node.child(key)
    block.only("kinds", "outcomes", "counted", "unknown", "details")
    details = block.optional("details")
    outcomes = block.words("outcomes", _OUTCOMES, unknown="unknown-outcome")
    return r.Entries(
        kinds=block.words("kinds", KINDS, unknown="unknown-kind"),
        outcomes=outcomes,
        counted=block.words("counted", outcomes, unknown="unknown-outcome", empty=True) or outcomes,
        unknown=block.words("unknown", _OUTCOMES, unknown="unknown-outcome", empty=True),
        details=_details(details) if details else MappingProxyType({}),
    )


def _details(block: Node) -> Mapping[str, frozenset[str]]:
    keys = [str(key) for key, value in block.values.items() if isinstance(value, list)]
    return MappingProxyType({key: _texts(block, key) for key in keys})


def _standing(node: Node, key: str) -> r.Made:
    """``true``, or what one case is and by which day it is in."""
    if node.rule not in MEANINGS:
        node.fault("unknown-key", key=node.rule)
    if not isinstance(node.values.get(key), Mapping):
        node.flag(key)
        return r.Standing()
    block = node.child(key)
    block.only("counts", "basis")
    return r.Standing(
        counts=cast("r.Counts", block.word("counts", r.COUNTS, unknown="wrong-type")),
        basis=cast("r.Basis", block.word("basis", r.BASES, unknown="wrong-type")),
    )


def _closed(node: Node, key: str) -> r.Made:
    block = node.child(key)
    block.only("kinds", "outcomes", "counted")
    outcomes = block.words("outcomes", frozenset(CLOSED), unknown="unknown-outcome")
    return r.Closed(
        kinds=block.words("kinds", frozenset(EpisodeKind), unknown="unknown-kind"),
        outcomes=outcomes,
        counted=block.words("counted", outcomes, unknown="unknown-outcome"),
    )


def _released(node: Node, key: str) -> r.Made:
    block = node.child(key)
    block.only("rate", "months")
    months = block.number("months", least=1)
    if months not in WINDOWS:
        block.fault("not-a-number", key="months")
    return r.Released(block.word("rate", RATES, unknown="wrong-type"), months)


def _watched(node: Node, key: str) -> r.Made:
    node.flag(key)
    return r.Watched()


def _recommitted(node: Node, key: str) -> r.Made:
    return r.Recommitted(node.word(key, ("again", "others"), unknown="wrong-type") == "others")


def _entered(node: Node, key: str) -> r.Made:
    return r.Entered(node.text(key))


def _entered_share(node: Node, key: str) -> r.Made:
    block = node.child(key)
    block.only("part", "rest")
    return r.EnteredShare(block.text("part"), tuple(sorted(_texts(block, "rest"))))


def _entered_change(node: Node, key: str) -> r.Made:
    return r.EnteredChange(node.text(key))


def _units(node: Node, key: str) -> r.Made:
    if node.flag(key) and node.rule not in units.MEANINGS:
        node.fault("unknown-key", key=node.rule)
    return r.Units()


def _asked(node: Node, key: str) -> r.Made:
    return r.Asked(node.text(key))


def _drawn(node: Node, key: str) -> r.Made:
    node.flag(key)
    return r.Drawn()


def _quotient(node: Node, key: str) -> r.Made:
    block = node.child(key)
    block.only("of", "by")
    return r.Quotient(block.text("of"), block.text("by"))


def _elsewhere(node: Node, key: str) -> r.Made:
    return r.Elsewhere(words_of(node, key, missing="missing"))


def _target(node: Node) -> r.Target:
    node.only("region", "from", "to", "value", "source", "confidence")
    source = source_of(node)
    value = node.values.get("value")
    if isinstance(value, bool) or not isinstance(value, (int, float)):
        node.fault("not-a-number", key="value")
        value = 0
    until = None if node.values.get("to") is None else date.fromordinal(node.day("to"))
    return r.Target(
        region=node.number("region", least=0),
        since=date.fromordinal(node.day("from")),
        until=until,
        value=float(value),
        source=source,
        confidence=confidence_of(node, source),
    )


def _texts(node: Node, key: str) -> frozenset[str]:
    value = node.values.get(key, [])
    if not isinstance(value, list):
        node.fault("wrong-type", key=key)
        return frozenset()
    return frozenset(str(each) for each in value)


_BLOCKS: Final[Mapping[str, Callable[[Node, str], r.Made]]] = MappingProxyType(
    {
        "slots": _slots,
        "entries": _entries,
        "standing": _standing,
        "closed": _closed,
        "released": _released,
        "watched": _watched,
        "recommitted": _recommitted,
        "units": _units,
        "entered": _entered,
        "entered_share": _entered_share,
        "entered_change": _entered_change,
        "asked": _asked,
        "drawn": _drawn,
        "quotient": _quotient,
        "elsewhere": _elsewhere,
    }
)
_KEYS: Final = (
    *("id", "name", "formula", "window", "counted", "of", "missing", "unit", "good", "disclosure"),
    *("version", "source", "confidence", "targets", "note", "beside", *_BLOCKS),
)
