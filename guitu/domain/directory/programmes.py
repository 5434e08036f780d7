"""Programmes read strictly from plain data: what is not understood is refused, with its place."""

from collections.abc import Iterable, Mapping
from types import MappingProxyType
from typing import Any, Final

from guitu.domain.directory.catalogue import GROUPS
from guitu.domain.directory.eligibility import (
    AtLeast,
    AtMost,
    Condition,
    OneOf,
    Pair,
    Programme,
    Test,
    Within,
)
from guitu.domain.directory.facts import FACTS
from guitu.domain.kernel import region as regions
from guitu.domain.kernel.errors import DomainError
from guitu.domain.rules.model import Confidence

_PROGRAMME: Final = frozenset(
    {
        "code", "group", "zh", "en", "about", "region", "apply_at", "source", "confidence", "conditions",
        "rule", "information",
    }
)  # fmt: skip
_CONDITION: Final = frozenset({"any", "why", "source", "confidence", "step"})
_SHAPES: Final = {
    frozenset({"fact", "at_least"}), frozenset({"fact", "at_least", "parameter"}),
    frozenset({"fact", "at_most"}), frozenset({"fact", "one_of"}), frozenset({"fact", "within"}),
}  # fmt: skip


class _WrongError(Exception):
    """What is wrong, in one word of the file."""


def read(rows: Iterable[Mapping[str, Any]], *, kinds: Iterable[str]) -> Mapping[str, Programme]:
    """The programmes by code, in the order of ``rows``; ``kinds`` the codes of the catalogue.

    Raises:
        DomainError: "programmes.refused" with the ``row`` (from 1) and the key that is ``wrong`` in it.
    """
    known, found = frozenset(kinds), dict[str, Programme]()
    for number, row in enumerate(rows, 1):
        try:
            programme = _programme(row, known)
            _need(programme.code not in found, "code")
        except _WrongError as wrong:
            raise DomainError("programmes.refused", row=number, wrong=str(wrong)) from None
        found[programme.code] = programme
    return MappingProxyType(found)


def _need(holds: object, key: str) -> None:
    if not holds:
        raise _WrongError(key)


def _programme(row: Mapping[str, Any], kinds: frozenset[str]) -> Programme:
    _need(set(row) <= _PROGRAMME, "key")
    for key in ("code", "group", "zh", "en", "source"):
        _need(isinstance(row.get(key), str) and row[key].strip(), key)
    _need(row["group"] in GROUPS, "group")
    _need(set(row.get("apply_at") or ()) <= kinds, "apply_at")
    _need(row.get("conditions"), "conditions")
    region = row.get("region", regions.NATION)
    _need(isinstance(region, int) and (region == 0 or 10**11 <= region < 10**12), "region")
    return Programme(
        code=row["code"],
        group=row["group"],
        zh=row["zh"],
        en=row["en"],
        about=_pair(row.get("about"), "about"),
        region=region,
        apply_at=tuple(row.get("apply_at") or ()),
        source=row["source"],
        confidence=_confidence(row.get("confidence")),
        conditions=tuple(_condition(one, row) for one in row["conditions"]),
        rule=row.get("rule", ""),
        information=row.get("information") is True,
    )


def _condition(given: Mapping[str, Any], row: Mapping[str, Any]) -> Condition:
    """One condition; where it names no source of its own, the programme's holds."""
    _need(set(given) <= _CONDITION, "condition")
    _need(given.get("any"), "any")
    return Condition(
        tests=tuple(_test(one) for one in given["any"]),
        why=_pair(given.get("why"), "why"),
        source=given.get("source", row["source"]),
        confidence=_confidence(given.get("confidence", row.get("confidence"))),
        step=_pair(given["step"], "step") if "step" in given else None,
    )


def _test(given: Mapping[str, Any]) -> Test:
    _need(frozenset(given) in _SHAPES, "test")
    kind = FACTS.get(str(given["fact"]))
    _need(kind, "fact")
    assert kind is not None  # noqa: S101 - refused above
    if "one_of" in given:
        codes = frozenset(map(str, given["one_of"]))
        _need(codes and codes <= set(kind.codes), "one_of")
        return OneOf(kind.name, codes)
    if "within" in given:
        _need(not kind.codes and not kind.is_number and isinstance(given["within"], int), "within")
        return Within(kind.name, given["within"])
    number = given.get("at_least", given.get("at_most"))
    _need(kind.is_number and isinstance(number, int), "number")
    if "at_most" in given:
        return AtMost(kind.name, number)
    return AtLeast(kind.name, number, str(given.get("parameter", "")))


def _pair(given: Any, key: str) -> Pair:
    _need(isinstance(given, Mapping) and set(given) == {"zh", "en"} and all(given.values()), key)
    return str(given["zh"]), str(given["en"])


def _confidence(given: object) -> str:
    _need(given in {each.value for each in Confidence}, "confidence")
    return str(given)
