"""What is in force at one place: the national rules with the packs of the place laid on, in order.

An overlay's rule replaces the one of the same id only while the overlay's is in force; before and after,
the older one stands. Control cadences of packs that the place did not adopt are left out.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import fields, is_dataclass, replace
from hashlib import sha256
from types import MappingProxyType

from guitu.domain.rules.model import Enrolment, Pack, Parameter, Rule, Rulebook
from guitu.domain.rules.reading import FOREVER

_REVISION_LENGTH = 12  # hexadecimal digits of the hash that people see and rows are stamped with


def compose(
    national: Pack,
    overlays: Sequence[Pack],
    *,
    adopted: Callable[[Pack], bool],
    calendar_revision: str,
    number: int,
) -> Rulebook:
    """The book of a place whose packs are ``overlays``, the widest first; superseded packs are passed over.

    ``number`` must be unique in the process; it is no part of the revision.
    """
    laid = [pack for pack in overlays if not pack.superseded]
    rules: list[Rule] = list(national.rules)
    for pack in laid:
        rules = _lay_on(rules, _in_force_there(pack, adopted=adopted(pack)))
    enrolment = _enrolment([national, *laid])
    return Rulebook(
        id="+".join(pack.id for pack in (national, *laid)),
        revision=revision_of(rules, enrolment, calendar_revision),
        rules=tuple(rules),
        parameters=_parameters(rules, order=[pack.id for pack in (national, *laid)]),
        enrolment=enrolment,
        number=number,
    )


def revision_of(rules: Iterable[Rule], enrolment: Enrolment | None, calendar_revision: str) -> str:
    """A short hash of everything that could change an outlook; the same content gives the same text."""
    content = (sorted(_canonical(rule) for rule in rules), _canonical(enrolment), calendar_revision)
    return sha256(repr(content).encode()).hexdigest()[:_REVISION_LENGTH]


def _in_force_there(pack: Pack, *, adopted: bool) -> list[Rule]:
    """The pack's rules that count at the place; an adopted cadence starts on its day of adoption."""
    start = pack.adopted.on_ordinal if pack.adopted else 1
    found = []
    for rule in pack.rules:
        if not rule.requires_adoption:
            found.append(rule)
        elif adopted and rule.to_ordinal >= start:
            found.append(replace(rule, from_ordinal=max(rule.from_ordinal, start)))
    return found


def _lay_on(below: list[Rule], above: list[Rule]) -> list[Rule]:
    """``below`` cut wherever a rule of the same id in ``above`` is in force, then ``above``."""
    for new in above:
        below = [piece for rule in below for piece in _left_of(rule, new)]
    return below + above


def _left_of(rule: Rule, new: Rule) -> list[Rule]:
    """What of ``rule`` stands outside the days of ``new``: it whole, or up to two pieces."""
    if rule.id != new.id or rule.to_ordinal < new.from_ordinal or rule.from_ordinal > new.to_ordinal:
        return [rule]
    pieces = []
    if rule.from_ordinal < new.from_ordinal:
        pieces.append(replace(rule, to_ordinal=new.from_ordinal - 1))
    if rule.to_ordinal > new.to_ordinal:
        pieces.append(replace(rule, from_ordinal=new.to_ordinal + 1))
    return pieces


def _parameters(rules: Iterable[Rule], *, order: Sequence[str]) -> Mapping[str, object]:
    """The newest value of each name: open before ended, the nearer pack before the wider, then by day."""
    rank = {book: place for place, book in enumerate(order)}
    ranked = sorted(rules, key=lambda r: (r.to_ordinal == FOREVER, rank.get(r.book, 0), r.from_ordinal))
    values = {rule.body.name: rule.body.value for rule in ranked if isinstance(rule.body, Parameter)}
    return MappingProxyType(dict(sorted(values.items())))


def _enrolment(packs: Sequence[Pack]) -> Enrolment | None:
    """The clause of the nearest pack that has one."""
    clauses = [pack.enrolment for pack in packs if pack.enrolment is not None]
    return clauses[-1] if clauses else None


def _canonical(value: object) -> str:
    """A text that two values share exactly if they say the same, whatever order their keys came in."""
    if is_dataclass(value) and not isinstance(value, type):
        inner = ",".join(f"{f.name}={_canonical(getattr(value, f.name))}" for f in fields(value))
        return f"{type(value).__name__}({inner})"
    if isinstance(value, Mapping):
        return "{" + ",".join(sorted(f"{key}:{_canonical(item)}" for key, item in value.items())) + "}"
    if isinstance(value, frozenset):
        return "{" + ",".join(sorted(_canonical(item) for item in value)) + "}"
    if isinstance(value, tuple):
        return "[" + ",".join(_canonical(item) for item in value) + "]"
    return repr(value)
