"""An instrument as decisions see it: a flat list of items in their order, each knowing its parent."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from typing import Final, Literal

from guitu.domain.access import Compartment

ItemKind = Literal["group", "display", "boolean", "decimal", "integer", "date", "string", "text", "choice"]
Operator = Literal["exists", "=", "!=", ">", "<", ">=", "<="]
Status = Literal["draft", "active", "retired"]
# One answer. Of a choice the option's code; of a boolean a bool; of the others what their name says.
Value = bool | int | Decimal | date | str
# By link id, one value each, several where the item repeats. What was not answered is not there.
Answers = Mapping[str, tuple[Value, ...]]

UNASKED: Final = frozenset({"group", "display"})  # kinds that take no answer
NUMBERS: Final = frozenset({"integer", "decimal"})
ORDERED: Final = frozenset({"integer", "decimal", "date"})  # kinds that > and < can be asked of
DANGERS: Final = ("self_harm", "overdose", "violence")
LEVELS: Final = ("high", "medium", "low")  # the highest first
COMPARTMENTS: Final = (Compartment.CASEWORK, Compartment.MEDICAL, Compartment.PSYCHOLOGICAL)


@dataclass(frozen=True, slots=True)
class Words:
    """The same words in Chinese and English."""

    zh: str
    en: str


@dataclass(frozen=True, slots=True)
class Option:
    """One answer to choose. ``weight`` what it counts; ``level`` what risk it speaks for; None: nothing."""

    code: str
    words: Words
    weight: Decimal | None = None
    level: str | None = None


@dataclass(frozen=True, slots=True)
class Condition:
    """One line of ``enableWhen``; ``value`` of ``exists`` is whether an answer must be there."""

    question: str
    operator: Operator
    value: Value


@dataclass(frozen=True, slots=True)
class Danger:
    """An answer that opens help before anything else. ``codes`` of a choice; empty: yes to a boolean."""

    kind: str
    codes: frozenset[str]


@dataclass(frozen=True, slots=True)
class Item:
    """One question, heading or group.

    ``conditions`` all of them must hold (``every``) or one; none: always shown. ``least`` and ``most`` of a
    number or a date, both inside. ``longest`` characters of a text. ``inside`` it never leaves the case
    team: no paper and no copy shows it.
    """

    id: str
    kind: ItemKind
    text: Words
    parent: str | None = None
    depth: int = 0
    prefix: str = ""
    required: bool = False
    repeats: bool = False
    options: tuple[Option, ...] = ()
    conditions: tuple[Condition, ...] = ()
    every: bool = True
    least: Decimal | date | None = None
    most: Decimal | date | None = None
    longest: int = 4000
    danger: Danger | None = None
    inside: bool = False

    def option(self, code: object) -> Option | None:
        """The option with this code, or None."""
        return next((option for option in self.options if option.code == code), None)


@dataclass(frozen=True, slots=True)
class Band:
    """From ``least`` on, up to the next band, a total is called this."""

    code: str
    least: Decimal
    words: Words


@dataclass(frozen=True, slots=True)
class Score:
    """A sum of weights over ``items``. ``worse`` which end of it is the worse one."""

    code: str
    words: Words
    items: tuple[str, ...]
    bands: tuple[Band, ...]
    worse: Literal["higher", "lower"] = "higher"

    def band(self, total: Decimal) -> Band | None:
        """The band a total falls in; None below the lowest or where there are none."""
        return next((band for band in reversed(self.bands) if total >= band.least), None)


@dataclass(frozen=True, slots=True, eq=False)
class Definition:
    """One version of one instrument. ``code`` its name in small letters: what the journal calls it."""

    url: str
    version: str
    code: str
    status: Status
    title: Words
    about: Words
    publisher: str
    licence: Words
    compartment: Compartment
    items: tuple[Item, ...]
    scores: tuple[Score, ...]
    by_id: Mapping[str, Item] = field(init=False, repr=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "by_id", {item.id: item for item in self.items})

    @property
    def canonical(self) -> str:
        """How a response names it."""
        return f"{self.url}|{self.version}"

    @property
    def questions(self) -> tuple[Item, ...]:
        """The items that take an answer."""
        return tuple(item for item in self.items if item.kind not in UNASKED)
