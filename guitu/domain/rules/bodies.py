"""The one block of a rule that carries its numbers: one reader for each of the seven shapes."""

from collections.abc import Callable, Mapping
from dataclasses import replace
from itertools import pairwise
from types import MappingProxyType

from guitu.domain.rules.model import (
    LONGEST_GRACE,
    NO_VALUES,
    Body,
    Deadline,
    Freshness,
    Parameter,
    Phase,
    Primitive,
    Quota,
    QuotaItem,
    Recurring,
    Satisfies,
    Streak,
    Threshold,
)
from guitu.domain.rules.reading import LINE, Node
from guitu.domain.rules.vocabulary import ANCHORS, ENTRY_KINDS, MEASURES, UNITS

_NOTHING = Parameter(name="", value=None, unit="")


def body(node: Node, primitive: Primitive | None) -> Body:
    """The block named as the rule's primitive; a rule with none, two or another's block is at fault."""
    blocks = [name for name in Primitive if name.value in node.values]
    if len(blocks) > 1:
        node.fault("two-blocks", blocks=", ".join(blocks))
    if primitive is None:
        return _NOTHING
    if primitive not in blocks:
        node.fault("no-block", key=primitive.value)
        return _NOTHING
    return _READERS[primitive](node.child(primitive.value))


def satisfies(node: Node) -> Satisfies | None:
    """What entries answer the rule; a duty that no entry could ever answer is at fault."""
    child = node.child("satisfies", missing="no-satisfies")
    return counted(child) if child.there else None


def counted(node: Node) -> Satisfies:
    """A kind (and those that answer as well), what counts, what excuses, and the details that must agree."""
    node.only("kind", "also", "outcomes", "excuses", "details")
    kind = node.word("kind", ENTRY_KINDS, unknown="unknown-kind")
    also = node.words("also", ENTRY_KINDS, unknown="unknown-kind", empty=True)
    outcomes = frozenset[str]().union(*(ENTRY_KINDS.get(one, ()) for one in (kind, *also)))
    if not kind:
        node = replace(node, there=False)  # without a kind no outcome can be judged
    details = node.optional("details")
    return Satisfies(
        kind=kind,
        outcomes=node.words("outcomes", outcomes, unknown="unknown-outcome"),
        excuses=node.words("excuses", outcomes, unknown="unknown-outcome", empty=True),
        details=plain(details) if details else NO_VALUES,
        also=tuple(sorted(also)),
    )


def plain(node: Node) -> Mapping[str, object]:
    """The codes and numbers of a mapping, without the line mark."""
    for key, value in node.values.items():
        if not isinstance(value, str | int):
            node.fault("wrong-type", key=key)
    return MappingProxyType({key: value for key, value in node.values.items() if key != LINE})


def parameter_name(found: Body) -> str:
    """The name a parameter sets, "" for the other shapes."""
    return found.name if isinstance(found, Parameter) else ""


def _anchor(node: Node) -> str:
    return node.word("anchor", ANCHORS, unknown="unknown-anchor")


def _deadline(node: Node) -> Deadline:
    node.only("anchor", "days", "working_days", "months", "roll_forward")
    lengths = [node.maybe_number(key) for key in ("days", "working_days", "months")]
    if sum(length is not None for length in lengths) != 1:
        node.fault("no-unit", key="deadline")  # the unit is the name of the one length
    return Deadline(
        anchor=_anchor(node),
        days=lengths[0],
        working_days=lengths[1],
        months=lengths[2],
        roll_forward=node.flag("roll_forward", default=False),
    )


def _phase(node: Node) -> Phase:
    node.only("after_month", "to_month", "every_months", "per_month")
    phase = Phase(
        after_month=node.number("after_month", least=0),
        to_month=node.number("to_month", least=1),
        every_months=node.number("every_months", least=1),
        per_month=node.number("per_month", least=1) if "per_month" in node.values else 1,
    )
    if phase.to_month <= phase.after_month or phase.every_months > phase.to_month - phase.after_month:
        node.fault("bad-phases")
    return phase


def _recurring(node: Node) -> Recurring:
    node.only("anchor", "window_days", "grace_days", "phases")
    phases = tuple(_phase(child) for child in node.children("phases"))
    if any(late.after_month < early.to_month for early, late in pairwise(phases)):
        node.fault("bad-phases")
    return Recurring(
        anchor=_anchor(node),
        phases=phases,
        window_days=node.maybe_number("window_days"),
        grace_days=node.number("grace_days", least=0, most=LONGEST_GRACE),
    )


def _quota_item(node: Node) -> QuotaItem:
    node.only("name", "needed", "satisfies")
    return QuotaItem(
        name=node.text("name"),
        needed=node.number("needed", least=1),
        satisfies=counted(node.child("satisfies", missing="no-satisfies")),
    )


def _quota(node: Node) -> Quota:
    node.only("anchor", "years", "items")
    items = tuple(_quota_item(child) for child in node.children("items"))
    return Quota(anchor=_anchor(node), years=node.number("years", least=1), items=items)


def _threshold(node: Node) -> Threshold:
    node.only("measure", "limit", "inclusive", "counts", "proposes")
    return Threshold(
        measure=node.word("measure", MEASURES, unknown="unknown-measure", missing="no-unit"),
        limit=node.number("limit", least=1),
        inclusive=node.flag("inclusive"),
        counts=tuple(counted(child) for child in node.children("counts")),
        proposes=node.text("proposes"),
    )


def _numbers(node: Node, key: str) -> tuple[int, ...]:
    value = node.values.get(key)
    if isinstance(value, list) and value and all(type(item) is int for item in value):
        return tuple(value)
    node.fault("not-a-number", key=key)
    return ()


def _streak(node: Node) -> Streak:
    node.only("months", "opens")
    return Streak(months=_numbers(node, "months"), opens=node.text("opens"))


def _freshness(node: Node) -> Freshness:
    node.only("fields", "days")
    fields = node.values.get("fields")
    if not isinstance(fields, list) or not fields or not all(isinstance(name, str) for name in fields):
        node.fault("missing", key="fields")
        fields = []
    return Freshness(fields=tuple(fields), days=node.number("days", least=1))


def _parameter(node: Node) -> Parameter:
    node.only("name", "value", "unit")
    value = node.values.get("value")
    if isinstance(value, list):
        value = tuple(value)
    if value is None or not isinstance(value, str | int | tuple):
        node.fault("missing", key="value")
    unit = node.word("unit", UNITS, unknown="unknown-unit", missing="no-unit")
    return Parameter(name=node.text("name"), value=value, unit=unit)


_READERS: Mapping[Primitive, Callable[[Node], Body]] = {
    Primitive.DEADLINE: _deadline,
    Primitive.RECURRING: _recurring,
    Primitive.QUOTA: _quota,
    Primitive.THRESHOLD: _threshold,
    Primitive.STREAK: _streak,
    Primitive.FRESHNESS: _freshness,
    Primitive.PARAMETER: _parameter,
}
