"""The registry: every figure there is, once, with its words, its formula, its source and what it is made of.

A metric is data (``metrics/*.yaml``): a lawyer, an evaluator and a newspaper read the same entry. What it is
made from says how it is counted: ``Slots``, ``Entries``, ``Standing``, ``Released`` and ``Watched`` from
files, the only ones that open a list of people; the others name who supplies the number.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Final, Literal

from guitu.domain.kernel import region as regions
from guitu.domain.rules.model import Confidence, Source, Words

# "change": against a year before, +0.25 a quarter more; "per_100_years": events in 100 person-years
Unit = Literal["share", "count", "ratio", "days", "change", "per_100_years"]
Good = Literal["up", "down", "none"]  # which way is better; "none": more is neither better nor worse
Answered = Literal["done", "in_time"]
Counts = Literal["person", "slot", "entry", "release", "year", "application", "course", "unit"]
Basis = Literal["as_of", "due", "happened", "since"]  # "since": in the period, of those who stand on its day
Disclosure = Literal["open", "inward"]  # "inward": never in what goes outside, not even protected

NATION: Final = 0
UNITS: Final = ("share", "count", "ratio", "days", "change", "per_100_years")
GOOD: Final = ("up", "down", "none")
DISCLOSURE: Final = ("open", "inward")
ANSWERED: Final = ("done", "in_time")
COUNTS: Final = ("person", "slot", "entry", "release", "year", "application", "course")
BASES: Final = ("as_of", "due", "happened", "since")


@dataclass(frozen=True, slots=True)
class Slots:
    """Made from slots of rules: the numerator is those answered.

    ``rules`` by id, ``kinds`` by what answers them, ``natures``; each empty where it does not matter.
    "done" slots due up to the day asked about, done late or not; "in_time" those whose day has passed.
    """

    rules: frozenset[str]
    kinds: frozenset[str]
    natures: frozenset[str]
    answered: Answered


@dataclass(frozen=True, slots=True)
class Entries:
    """Made from entries of the period: the numerator is those with ``counted`` outcomes, of all ``outcomes``.

    ``unknown`` outcomes tell nothing either way and stand apart. ``details`` key → codes that it must be.
    """

    kinds: frozenset[str]
    outcomes: frozenset[str]
    counted: frozenset[str]
    unknown: frozenset[str]
    details: Mapping[str, frozenset[str]]


@dataclass(frozen=True, slots=True)
class Standing:
    """Made from how files stand on a day; what exactly is a meaning of that name in ``standing``."""

    counts: "Counts" = "person"
    basis: "Basis" = "as_of"


@dataclass(frozen=True, slots=True)
class Closed:
    """Made from courses that closed and are sealed: rows without a person. ``counted`` among ``outcomes``."""

    kinds: frozenset[str]
    outcomes: frozenset[str]
    counted: frozenset[str]


@dataclass(frozen=True, slots=True)
class Released:
    """Made from releases and how they went on, ``months`` after release; what ``rate`` is says ``released``.

    Closed files are in it without a person, from a county upwards; the list has the others.
    """

    rate: str
    months: int


@dataclass(frozen=True, slots=True)
class Watched:
    """Made from releases and the time each was watched: relapses per person-year; closed files as above."""


@dataclass(frozen=True, slots=True)
class Recommitted:
    """Made from courses of community rehab, under way or ended; closed files as above.

    ``counts_others`` False: those that ended by a new order of compulsory treatment; True: the others.
    """

    counts_others: bool


@dataclass(frozen=True, slots=True)
class Entered:
    """Not counted here: an area fact that somebody enters with its source, date and basis."""

    fact: str


@dataclass(frozen=True, slots=True)
class EnteredShare:
    """Made of entered facts alone: ``part``, of a whole that is the part and the ``rest``."""

    part: str
    rest: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class EnteredChange:
    """Made of one entered fact and the one a year before it."""

    fact: str


@dataclass(frozen=True, slots=True)
class Units:
    """Made from the register of units; what exactly is a meaning of that name in ``units``."""


@dataclass(frozen=True, slots=True)
class Asked:
    """Made from the answers of a survey to one ``item``."""

    item: str


@dataclass(frozen=True, slots=True)
class Drawn:
    """Made from the draw of a survey of the register: who was drawn, of all in the frozen list."""


@dataclass(frozen=True, slots=True)
class Quotient:
    """One metric's numerator divided by another's; both by id, made from files or from units."""

    of: str
    by: str


@dataclass(frozen=True, slots=True)
class Elsewhere:
    """Counted by another part of the house, or by none yet; ``why`` in words."""

    why: Words


Made = (
    Slots
    | Entries
    | Standing
    | Units
    | Closed
    | Released
    | Watched
    | Recommitted
    | Entered
    | EnteredShare
    | EnteredChange
    | Asked
    | Drawn
    | Quotient
    | Elsewhere
)
FROM_FILES: Final = (Slots, Entries, Standing, Released, Watched, Recommitted)
WITH_SEALED: Final = (Released, Watched, Recommitted)
ENTERED: Final = (Entered, EnteredShare, EnteredChange)


@dataclass(frozen=True, slots=True)
class Target:
    """What a figure is to reach in a region (12 digits or ``NATION``); ``since`` and ``until`` both inside.

    ``value`` a share from 0 to 1, or a number; ``until`` None: no end is known.
    """

    region: int
    since: date
    until: date | None
    value: float
    source: Source
    confidence: Confidence


@dataclass(frozen=True, slots=True)
class Metric:
    """One figure. ``counted``, ``of`` and ``missing`` name its lists; None where it has no denominator.

    ``theme`` the name of its file, by which pages group; ``version`` rises when the definition changes.
    ``note`` what it hides, to be shown with it; ``beside`` the id of a metric without which it never stands.
    """

    id: str
    theme: str
    name: Words
    formula: Words
    window: Words
    counted: Words
    of: Words | None
    missing: Words | None
    unit: Unit
    good: Good
    disclosure: Disclosure
    version: int
    source: Source
    confidence: Confidence
    made: Made
    targets: tuple[Target, ...] = ()
    note: Words | None = None
    beside: str = ""

    @property
    def counts(self) -> Counts:
        """What one case is; somebody can be there several times, as long as it is no person."""
        if isinstance(self.made, Slots):
            return "slot"
        if isinstance(self.made, Units):
            return "unit"
        if isinstance(self.made, Standing):
            return self.made.counts
        if self.has_sealed:
            return "course" if isinstance(self.made, Recommitted) else "release"
        return "entry" if isinstance(self.made, Entries) else "person"

    @property
    def basis(self) -> Basis:
        """By which day a case is in: as things stand, by the day due, or by the day it happened."""
        if isinstance(self.made, Slots):
            return "due"
        if isinstance(self.made, Standing):
            return self.made.basis
        return "happened" if isinstance(self.made, (Entries, Closed)) else "as_of"

    @property
    def has_list(self) -> bool:
        """Whether each number of it opens a list of people."""
        return isinstance(self.made, FROM_FILES)

    @property
    def has_sealed(self) -> bool:
        """Whether closed files are in its numbers, without a list, from a county upwards."""
        return isinstance(self.made, WITH_SEALED)

    @property
    def lists_units(self) -> bool:
        """Whether each number of it opens a list of units or districts, with nobody in it."""
        return isinstance(self.made, Units)

    @property
    def is_entered(self) -> bool:
        """Whether it comes from facts that somebody entered, and is never mixed with what is counted."""
        return isinstance(self.made, ENTERED)

    @property
    def is_counted(self) -> bool:
        """Whether it is counted here at all, with a list or without."""
        return self.has_list or isinstance(self.made, Closed)


def target_for(metric: Metric, *, region: int, on: date) -> Target | None:
    """The target in force at a region on a day: the nearest region's, the latest of several; None if none."""
    from_here = [t for t in metric.targets if _covers(t, region) and _in_force(t, on)]
    return max(from_here, key=lambda t: (_depth(t.region), t.since), default=None)


def _in_force(target: Target, on: date) -> bool:
    return target.since <= on and (target.until is None or on <= target.until)


def _depth(region: int) -> int:
    return len(str(region).rstrip("0")) if region else 0


def _covers(target: Target, region: int) -> bool:
    return target.region == NATION or (region != NATION and regions.contains(target.region, region))
