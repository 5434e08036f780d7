"""Entered facts: corrected by a later entry, never overwritten, and compared only with their own kind."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Final
from uuid import UUID

from guitu.domain.kernel.dates import add_months
from guitu.domain.kernel.errors import DomainError
from guitu.domain.rules.model import Confidence, Source, Words

MOST: Final = 2_000_000_000
WORDS_MOST: Final = 120
NEAR_DAYS: Final = 31  # so far from a year before may its fact lie; proposed
YEAR: Final = 12
EARLIEST: Final = date(1990, 1, 1)


@dataclass(frozen=True, slots=True)
class FactKind:
    """What can be entered. ``bases`` how it can be meant, the usual one first."""

    id: str
    name: Words
    bases: tuple[str, ...]
    source: Source
    confidence: Confidence


@dataclass(frozen=True, slots=True)
class Catalogue:
    """Every kind of fact by id, and every basis in words."""

    facts: Mapping[str, FactKind]
    bases: Mapping[str, Words]


@dataclass(frozen=True, slots=True)
class Draft:
    """What somebody enters. ``value`` None takes back what was entered."""

    region: int
    kind: str
    on: date
    basis: str
    value: int | None
    publisher: str
    document: str
    why: str = ""


@dataclass(frozen=True, slots=True)
class Fact:
    """One entry. ``corrects`` the one it stands in place of; ``value`` None: that one is taken back."""

    id: UUID
    region: int
    kind: str
    on: date
    basis: str
    value: int | None
    publisher: str
    document: str
    why: str
    corrects: UUID | None
    batch: UUID | None
    entered_at: datetime
    entered_by: UUID | None
    unit: int | None


@dataclass(frozen=True, slots=True)
class Compared:
    """A number made of entered facts: ``used`` all it was made of; ``value`` None, and ``why`` it is none."""

    value: float | None
    used: tuple[Fact, ...]
    why: str = ""


def check(draft: Draft, catalogue: Catalogue, *, today: date) -> None:
    """Whether this can be entered.

    Raises:
        DomainError: "fact.kind", "fact.basis", "fact.future", "fact.too-early", "fact.value",
            "fact.publisher-missing", "fact.document-missing", "fact.too-long", each with its ``field``.
    """
    kind = catalogue.facts.get(draft.kind)
    if kind is None:
        raise DomainError("fact.kind", field="kind")
    if draft.basis not in kind.bases:
        bases = "、".join(catalogue.bases[code].zh for code in kind.bases)
        raise DomainError("fact.basis", field="basis", bases=bases)
    if draft.on > today:
        raise DomainError("fact.future", field="on", day=draft.on.isoformat())
    if draft.on < EARLIEST:
        raise DomainError("fact.too-early", field="on", day=EARLIEST.isoformat())
    if draft.value is not None and not 0 <= draft.value <= MOST:
        raise DomainError("fact.value", field="value", most=MOST)
    for name in ("publisher", "document"):
        _check_words(name, getattr(draft, name))


def _check_words(name: str, text: str) -> None:
    if not text.strip():
        raise DomainError(f"fact.{name}-missing", field=name)
    if len(text) > WORDS_MOST:
        raise DomainError("fact.too-long", field=name, most=WORDS_MOST, length=len(text))


def current(entries: Iterable[Fact]) -> list[Fact]:
    """What stands: nothing that was corrected, nothing that was taken back; the newest day first."""
    there = list(entries)
    replaced = {one.corrects for one in there if one.corrects is not None}
    found = [one for one in there if one.id not in replaced and one.value is not None]
    return sorted(found, key=lambda one: (one.on, one.entered_at), reverse=True)


def latest(entries: Iterable[Fact], kind: FactKind, *, on: date) -> Fact | None:
    """The newest fact of a kind by a day; of several bases the usual one. None: nothing was entered."""
    there = _of_kind(entries, kind, on)
    return there[0] if there else None


def share(entries: Sequence[Fact], part: FactKind, rest: Sequence[FactKind], *, on: date) -> Compared:
    """A part of a whole that is the part and the rest, all of one day and basis.

    ``why``: "fact.missing", "fact.other-day", "fact.other-basis", "fact.zero-base".
    """
    first = latest(entries, part, on=on)
    if first is None:
        return Compared(None, (), "fact.missing")
    used = [first]
    for kind in rest:
        same_day = [one for one in _of_kind(entries, kind, on) if one.on == first.on]
        found = next((one for one in same_day if one.basis == first.basis), None)
        if found is None:
            near = same_day or _of_kind(entries, kind, on)
            why = "fact.other-basis" if same_day else "fact.other-day" if near else "fact.missing"
            return Compared(None, (*used, *near[:1]), why)
        used.append(found)
    whole = sum(one.value or 0 for one in used)
    if whole == 0:
        return Compared(None, tuple(used), "fact.zero-base")
    return Compared((first.value or 0) / whole, tuple(used))


def change(entries: Sequence[Fact], kind: FactKind, *, on: date, months: int = YEAR) -> Compared:
    """How a fact moved against the one a year before: 0.25 is a quarter more. ``used`` is now, then before.

    ``why``: "fact.missing", "fact.no-base" (none near a year before), "fact.other-basis", "fact.zero-base".
    """
    now = latest(entries, kind, on=on)
    if now is None:
        return Compared(None, (), "fact.missing")
    then = add_months(now.on, -months)
    near = [one for one in _of_kind(entries, kind, on) if abs((one.on - then).days) <= NEAR_DAYS]
    near.sort(key=lambda one: abs((one.on - then).days))
    before = next((one for one in near if one.basis == now.basis), None)
    if before is None:
        return Compared(None, (now, *near[:1]), "fact.other-basis" if near else "fact.no-base")
    if not before.value:
        return Compared(None, (now, before), "fact.zero-base")
    return Compared(((now.value or 0) - before.value) / before.value, (now, before))


def _of_kind(entries: Iterable[Fact], kind: FactKind, on: date) -> list[Fact]:
    order = {basis: n for n, basis in enumerate(kind.bases)}
    found = [one for one in current(entries) if one.kind == kind.id and one.on <= on]
    return sorted(found, key=lambda one: (-one.on.toordinal(), order.get(one.basis, len(order))))
