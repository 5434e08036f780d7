"""A FHIR R4 Questionnaire read strictly: what cannot be shown, branched or scored here is refused.

Every fault is noted, none stops the reading, so that whoever wrote the file sees them all at once.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from typing import Any, Final, cast

from guitu.domain.access import Compartment
from guitu.domain.instruments import shapes
from guitu.domain.instruments.model import (
    COMPARTMENTS,
    DANGERS,
    LEVELS,
    NUMBERS,
    ORDERED,
    UNASKED,
    Condition,
    Danger,
    Definition,
    Item,
    ItemKind,
    Operator,
    Option,
    Status,
    Value,
    Words,
)
from guitu.domain.instruments.scores import read_scores
from guitu.domain.kernel.dates import parse_iso
from guitu.domain.kernel.errors import DomainError

_NAME: Final = re.compile(r"[A-Z][A-Za-z0-9_]{0,39}")  # FHIR's own rule for a name, and our codes' length
_VERSION: Final = re.compile(r"[0-9]{1,4}(?:\.[0-9]{1,4}){0,3}")  # as the journal keeps it
_URL: Final = re.compile(r"[a-z][a-z0-9+.-]*:[^\s|#]{1,200}")
_CODE: Final = re.compile(r"[^\s]+(?: [^\s]+)*")


class InstrumentRefusedError(DomainError):
    """The file may not be used; ``faults`` say where and why, in the order of the file."""

    def __init__(self, faults: list[DomainError]) -> None:
        super().__init__("instrument.refused", faults=len(faults))
        self.faults = tuple(faults)


@dataclass(slots=True)
class Faults:
    """What is wrong so far."""

    found: list[DomainError] = field(default_factory=list)

    def add(self, error: DomainError) -> None:
        """Note one."""
        self.found.append(error)


def read(data: object) -> Definition:
    """The instrument that a parsed JSON file defines.

    Raises:
        InstrumentRefusedError.
    """
    if not isinstance(data, Mapping) or data.get("resourceType") != "Questionnaire":
        raise InstrumentRefusedError([DomainError("instrument.not-a-questionnaire")])
    faults = Faults()
    _only(data, shapes.ROOT_FIELDS, "Questionnaire", faults)
    items = _Items(faults).read(data.get("item"))
    made = Definition(
        url=_matching(data, "url", _URL, faults),
        version=_matching(data, "version", _VERSION, faults),
        code=_matching(data, "name", _NAME, faults).lower(),
        status=_status(data, faults),
        title=words(data, "title", "Questionnaire", faults),
        about=_maybe_words(data, "description"),
        publisher=_text(data, "publisher", "Questionnaire", faults),
        licence=words(data, "copyright", "Questionnaire", faults),
        compartment=_compartment(data, faults),
        items=items,
        scores=read_scores(data, items, faults.add),
    )
    if faults.found:
        raise InstrumentRefusedError(faults.found)
    return made


def words(holder: Mapping[str, Any], name: str, at: str, faults: Faults) -> Words:
    """A text in both languages: the Chinese in the field, the English in its translation extension."""
    found = _maybe_words(holder, name)
    if not found.zh or not found.en:
        faults.add(DomainError("instrument.words-missing", at=at, field=name))
    if max(len(found.zh), len(found.en)) > shapes.LONGEST:
        faults.add(DomainError("instrument.too-long", at=at, field=name, most=shapes.LONGEST))
    return found


def _maybe_words(holder: Mapping[str, Any], name: str) -> Words:
    chinese, english = holder.get(name), ""
    for each in shapes.extensions(holder.get(f"_{name}"), shapes.TRANSLATION):
        if shapes.part(each, "lang") == "en":
            english = str(shapes.part(each, "content") or "")
    return Words(chinese.strip() if isinstance(chinese, str) else "", english.strip())


def _only(holder: Mapping[str, Any], known: frozenset[str], at: str, faults: Faults) -> None:
    for name in holder:
        if name not in known:
            faults.add(DomainError("instrument.field-unknown", at=at, field=_short(name)))


def _short(value: object) -> str:
    return str(value)[:60]


def _text(holder: Mapping[str, Any], name: str, at: str, faults: Faults) -> str:
    value = holder.get(name)
    if isinstance(value, str) and value.strip():
        return value.strip()
    faults.add(DomainError("instrument.missing", at=at, field=name))
    return ""


def _matching(holder: Mapping[str, Any], name: str, shape: re.Pattern[str], faults: Faults) -> str:
    value = holder.get(name)
    if isinstance(value, str) and shape.fullmatch(value):
        return value
    faults.add(DomainError("instrument.shape", at="Questionnaire", field=name))
    return ""


def _status(data: Mapping[str, Any], faults: Faults) -> Status:
    value = data.get("status")
    if value in ("draft", "active", "retired"):
        return cast("Status", value)
    faults.add(DomainError("instrument.shape", at="Questionnaire", field="status"))
    return "draft"


def _compartment(data: Mapping[str, Any], faults: Faults) -> Compartment:
    for each in shapes.extensions(data, shapes.PART):
        if each.get("valueCode") in COMPARTMENTS:
            return Compartment(each["valueCode"])
    faults.add(DomainError("instrument.compartment", allowed=" ".join(COMPARTMENTS)))
    return Compartment.CASEWORK


@dataclass(slots=True)
class _Items:
    """Reads the tree of items into a flat list, parents before children."""

    faults: Faults
    found: dict[str, Item] = field(default_factory=dict)

    def read(self, listed: object) -> tuple[Item, ...]:
        self._level(listed, parent=None, depth=0, at="Questionnaire")
        if not any(item.kind not in UNASKED for item in self.found.values()):
            self.faults.add(DomainError("instrument.no-questions"))
        return tuple(self.found.values())

    def _level(self, listed: object, *, parent: str | None, depth: int, at: str) -> None:
        if not isinstance(listed, list) or depth > shapes.MOST_DEPTH:
            self.faults.add(DomainError("instrument.items", at=at))
            return
        for raw in listed:
            if len(self.found) >= shapes.MOST_ITEMS:
                self.faults.add(DomainError("instrument.too-many", most=shapes.MOST_ITEMS))
                return
            if isinstance(raw, Mapping):
                self._item(raw, parent, depth)
            else:
                self.faults.add(DomainError("instrument.items", at=at))

    def _item(self, raw: Mapping[str, Any], parent: str | None, depth: int) -> None:
        id_ = raw.get("linkId")
        if not isinstance(id_, str) or not _CODE.fullmatch(id_) or len(id_) > 60 or id_ in self.found:
            self.faults.add(DomainError("instrument.link-id", at=_short(id_)))
            return
        _only(raw, shapes.ITEM_FIELDS, id_, self.faults)
        kind = raw.get("type")
        if kind not in shapes.KINDS:
            self.faults.add(DomainError("instrument.type", at=id_, value=_short(kind)))
            return
        conditions = self._conditions(raw, id_)
        options = self._options(raw, id_, kind)
        self.found[id_] = Item(
            id=id_,
            kind=cast("ItemKind", kind),
            text=words(raw, "text", id_, self.faults),
            parent=parent,
            depth=depth,
            prefix=str(raw.get("prefix", ""))[:12],
            required=self._flag(raw, "required", id_, allowed=kind not in UNASKED),
            repeats=self._flag(raw, "repeats", id_, allowed=kind == "choice"),
            options=options,
            conditions=conditions,
            every=self._behaviour(raw, id_, len(conditions)),
            least=self._bound(raw, shapes.LEAST, id_, kind),
            most=self._bound(raw, shapes.MOST, id_, kind),
            longest=self._longest(raw, id_),
            danger=self._danger(raw, id_, kind, options),
            inside=any(each.get("valueBoolean") is True for each in shapes.extensions(raw, shapes.INSIDE)),
        )
        self._below(raw, id_, kind, depth)

    def _below(self, raw: Mapping[str, Any], id_: str, kind: object, depth: int) -> None:
        if kind == "group":
            self._level(raw.get("item"), parent=id_, depth=depth + 1, at=id_)
        elif "item" in raw:
            self.faults.add(DomainError("instrument.items-under-question", at=id_))

    def _flag(self, raw: Mapping[str, Any], name: str, at: str, *, allowed: bool) -> bool:
        value = raw.get(name, False)
        if not isinstance(value, bool) or (value and not allowed):
            self.faults.add(DomainError("instrument.flag", at=at, field=name))
        return value is True

    def _longest(self, raw: Mapping[str, Any], at: str) -> int:
        value = raw.get("maxLength", shapes.LONGEST)
        if not isinstance(value, int) or isinstance(value, bool) or not 0 < value <= shapes.LONGEST:
            self.faults.add(DomainError("instrument.bound", at=at, field="maxLength"))
            return shapes.LONGEST
        return value

    def _bound(self, raw: Mapping[str, Any], url: str, at: str, kind: object) -> Decimal | date | None:
        for each in shapes.extensions(raw, url):
            value = next((v for k, v in each.items() if k.startswith("value")), None)
            if kind in NUMBERS and (made := number(value)) is not None:
                return made
            if kind == "date" and (day := _day(value)) is not None:
                return day
            self.faults.add(DomainError("instrument.bound", at=at, field=url.rpartition("/")[2]))
        return None

    # —— options ——

    def _options(self, raw: Mapping[str, Any], at: str, kind: object) -> tuple[Option, ...]:
        listed = raw.get("answerOption")
        if kind != "choice":
            if listed is not None:
                self.faults.add(DomainError("instrument.options", at=at, most=shapes.MOST_OPTIONS))
            return ()
        if not isinstance(listed, list) or not 0 < len(listed) <= shapes.MOST_OPTIONS:
            self.faults.add(DomainError("instrument.options", at=at, most=shapes.MOST_OPTIONS))
            return ()
        made: dict[str, Option] = {}
        for each in listed:
            option = self._option(each, at)
            if option is not None and option.code in made:
                self.faults.add(DomainError("instrument.option-twice", at=at, value=option.code))
            elif option is not None:
                made[option.code] = option
        return tuple(made.values())

    def _option(self, raw: object, at: str) -> Option | None:
        found = raw.get("valueCoding") if isinstance(raw, Mapping) else None
        coding: Mapping[str, Any] = found if isinstance(found, Mapping) else {}
        code = coding.get("code")
        if not isinstance(code, str) or not _CODE.fullmatch(code) or len(code) > 60:
            self.faults.add(DomainError("instrument.option", at=at))
            return None
        place = f"{at} {code}"
        return Option(
            code,
            words(coding, "display", place, self.faults),
            self._weight(raw, coding, place),
            self._risk(raw, place),
        )

    def _weight(self, *holders: Any) -> Decimal | None:
        *elements, at = holders
        for holder in elements:
            for each in shapes.extensions(holder, *shapes.WEIGHTS):
                made = number(each.get("valueDecimal"))
                if made is None:
                    self.faults.add(DomainError("instrument.weight", at=at))
                return made
        return None

    def _risk(self, raw: object, at: str) -> str | None:
        for each in shapes.extensions(raw, shapes.LEVEL):
            if each.get("valueCode") in LEVELS:
                return str(each["valueCode"])
            self.faults.add(DomainError("instrument.level", at=at, allowed=" ".join(LEVELS)))
        return None

    def _danger(
        self, raw: Mapping[str, Any], at: str, kind: object, options: tuple[Option, ...]
    ) -> Danger | None:
        for each in shapes.extensions(raw, shapes.DANGER):
            what = shapes.part(each, "kind")
            named = frozenset(str(one.get("valueCode")) for one in shapes.extensions(each, "answer"))
            fits = named <= {o.code for o in options} and bool(named) if kind == "choice" else not named
            if what in DANGERS and kind in ("choice", "boolean") and fits:
                return Danger(str(what), named)
            self.faults.add(DomainError("instrument.danger", at=at, allowed=" ".join(DANGERS)))
        return None

    # —— branching ——

    def _behaviour(self, raw: Mapping[str, Any], at: str, conditions: int) -> bool:
        value = raw.get("enableBehavior")
        if value not in ("all", "any") and (value is not None or conditions > 1):
            self.faults.add(DomainError("instrument.behaviour", at=at))
        return value != "any"

    def _conditions(self, raw: Mapping[str, Any], at: str) -> tuple[Condition, ...]:
        listed = raw.get("enableWhen", [])
        if not isinstance(listed, list):
            self.faults.add(DomainError("instrument.condition", at=at))
            return ()
        return tuple(made for each in listed if (made := self._condition(each, at)) is not None)

    def _condition(self, raw: object, at: str) -> Condition | None:
        """One condition; its question must stand before, so that one pass over the form decides it."""
        asked = self.found.get(str(raw.get("question"))) if isinstance(raw, Mapping) else None
        if not isinstance(raw, Mapping) or asked is None or asked.kind in UNASKED:
            self.faults.add(DomainError("instrument.condition-question", at=at))
            return None
        operator = raw.get("operator")
        value = self._expected(raw, asked, operator)
        if operator not in shapes.OPERATORS or value is None:
            self.faults.add(DomainError("instrument.condition", at=at))
            return None
        return Condition(asked.id, cast("Operator", operator), value)

    def _expected(self, raw: Mapping[str, Any], asked: Item, operator: object) -> Value | None:
        if operator == "exists":
            value = raw.get("answerBoolean")
            return value if isinstance(value, bool) else None
        if operator in (">", "<", ">=", "<=") and asked.kind not in ORDERED:
            return None
        given = next((raw[name] for name in shapes.ANSWERS[asked.kind] if name in raw), None)
        return _compared(asked, given)


def _compared(asked: Item, given: object) -> Value | None:
    """What a condition compares with, as answers to ``asked`` are kept; None where it fits none."""
    if asked.kind == "choice":
        code = given.get("code") if isinstance(given, Mapping) else None
        return code if isinstance(code, str) and asked.option(code) else None
    if asked.kind == "boolean":
        return given if isinstance(given, bool) else None
    if asked.kind in NUMBERS:
        return number(given)
    if asked.kind == "date":
        return _day(given)
    return given if isinstance(given, str) and given else None


def number(value: object) -> Decimal | None:
    """A JSON number as a decimal; None for anything else, infinities and what is too long."""
    if isinstance(value, bool) or not isinstance(value, int | float | Decimal):
        return None
    made = Decimal(str(value))
    return made if made.is_finite() and abs(made) < 10**9 else None


def _day(value: object) -> date | None:
    if not isinstance(value, str):
        return None
    try:
        return parse_iso(value)
    except DomainError:
        return None
