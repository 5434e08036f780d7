"""Rules as data: the seven primitives of a rulebook, each dated, sourced and named in two languages.

A rule never holds a person and never reads a clock. ``guitu.domain.rules.parse`` builds these values
from plain mappings (read from YAML outside the domain); ``guitu.domain.outlook`` applies them.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from types import MappingProxyType

NO_VALUES: Mapping[str, object] = MappingProxyType({})

LONGEST_GRACE = 92
"""Days; no rule may let more pass before a duty is late, so that lists know where to begin. Proposed."""


class Nature(StrEnum):
    """Whose burden a duty is: ``control`` the person must, ``care`` is offered, ``office`` owes it."""

    CARE = "care"
    CONTROL = "control"
    OFFICE = "office"


class Confidence(StrEnum):
    """How sure we are of a number; the labels of the rule book."""

    SEEN_TEXT = "seen_text"
    SEEN_EXCERPT = "seen_excerpt"
    PRACTICE = "practice"  # a newspaper, an author or deployed code reports it
    SECONDARY = "secondary"
    PROPOSED = "proposed"  # no source: ours, configuration, shown as such


class Primitive(StrEnum):
    """The seven shapes a rule can have; another needs an ADR."""

    DEADLINE = "deadline"
    RECURRING = "recurring"
    QUOTA = "quota"
    THRESHOLD = "threshold"
    STREAK = "streak"
    FRESHNESS = "freshness"
    PARAMETER = "parameter"


@dataclass(frozen=True, slots=True)
class Words:
    """One text in the two languages every rule speaks."""

    zh: str
    en: str


@dataclass(frozen=True, slots=True)
class Source:
    """Where a rule comes from: the document, its article and the words quoted ("" where none were seen)."""

    document: str
    article: str
    quote: str


@dataclass(frozen=True, slots=True)
class Satisfies:
    """What entries count for a rule: kind × outcome, and the details that must agree.

    ``kind`` is what is asked for; ``also`` other kinds that answer it as well (a first contact may be a
    talk, a visit or a call).
    """

    kind: str
    outcomes: frozenset[str]
    excuses: frozenset[str] = frozenset()
    details: Mapping[str, object] = field(default_factory=lambda: NO_VALUES)
    also: tuple[str, ...] = ()

    @property
    def kinds(self) -> tuple[str, ...]:
        """Every kind that answers, the one asked for first."""
        return (self.kind, *self.also)


@dataclass(frozen=True, slots=True)
class Deadline:
    """Something to do within a time of an event.

    ``days``, ``working_days`` and ``months``: exactly one is set; negative counts back from the event
    (3 days before release). The day of the event is not counted (B-05). ``roll_forward``: a last day
    on a holiday moves to the next working day (B-06).
    """

    anchor: str
    days: int | None = None
    working_days: int | None = None
    months: int | None = None
    roll_forward: bool = False


@dataclass(frozen=True, slots=True)
class Phase:
    """One stretch of a recurring rule, in months after its anchor: from exclusive, to inclusive.

    Slots are due at the ends of steps: ``Phase(0, 12, every_months=2)`` is due at months 2, 4 … 12.
    ``per_month`` 2 puts one more slot 15 days before each month mark (half-monthly talks).
    """

    after_month: int
    to_month: int
    every_months: int
    per_month: int = 1


@dataclass(frozen=True, slots=True)
class Recurring:
    """Something due again and again.

    ``window_days`` None: a slot opens the day after the previous one was due (visits); a number: that
    many days before its day (tests). ``grace_days``: days after the due day before it is late.
    """

    anchor: str
    phases: tuple[Phase, ...]
    window_days: int | None
    grace_days: int


@dataclass(frozen=True, slots=True)
class QuotaItem:
    """One promise of a quota: ``needed`` entries that agree with ``satisfies`` in each service year."""

    name: str
    needed: int
    satisfies: Satisfies


@dataclass(frozen=True, slots=True)
class Quota:
    """Things promised per service year, counted from the anchor."""

    anchor: str
    years: int
    items: tuple[QuotaItem, ...]


@dataclass(frozen=True, slots=True)
class Threshold:
    """A count that, once reached, is put before a human: the software proposes, people decide.

    ``measure`` "times" counts entries, "days" adds up their days. ``inclusive``: True means "limit or
    more" (以上), False "more than limit" (超过), by 民法典 1259.
    """

    measure: str
    limit: int
    inclusive: bool
    counts: tuple[Satisfies, ...]
    proposes: str


@dataclass(frozen=True, slots=True)
class Streak:
    """Months of verified clean time that open something (honours)."""

    months: tuple[int, ...]
    opens: str


@dataclass(frozen=True, slots=True)
class Freshness:
    """Facts that go stale: each field must have been confirmed within ``days``."""

    fields: tuple[str, ...]
    days: int


@dataclass(frozen=True, slots=True)
class Parameter:
    """A convention or number other code reads by name."""

    name: str
    value: object
    unit: str


Body = Deadline | Recurring | Quota | Threshold | Streak | Freshness | Parameter


@dataclass(frozen=True, slots=True, eq=False)
class Rule:
    """One version of one rule.

    ``id`` is the rule book's ("B-02"); ``book`` the pack it came from; ``applies_to`` the episode kinds;
    ``from_ordinal``/``to_ordinal`` the days in force, inclusive (proleptic ordinals; open end = very
    large); ``satisfies`` None for rules that ask for no entry. ``requires_adoption``: a control cadence
    of a pack, valid only where the pack was adopted. ``owed_by``: "person" or an organisation type.
    ``only_if``: guards; "level" asks for the risk level that people set, on the day a slot opens.
    """

    id: str
    book: str
    primitive: Primitive
    body: Body
    applies_to: frozenset[str]
    nature: Nature
    owed_by: str
    title: Words
    why: Words
    source: Source
    confidence: Confidence
    from_ordinal: int
    to_ordinal: int
    satisfies: Satisfies | None = None
    only_if: Mapping[str, object] = field(default_factory=lambda: NO_VALUES)

    @property
    def requires_adoption(self) -> bool:
        """Whether this rule burdens the person by local practice, so that a place must have adopted it.

        National law needs no adoption; a control cadence of a pack does (design, section 2), whatever it asks
        for: tests, talks, visits or checks in person, in a rhythm or as a number a year.
        """
        if self.book == "national":
            return False
        if self.nature is not Nature.CONTROL:
            return False
        return self.primitive in {Primitive.RECURRING, Primitive.QUOTA}


@dataclass(frozen=True, slots=True)
class Enrolment:
    """Whom an import invites into aftercare (design, section 2).

    ``within_years`` of release; ``domicile_in`` region numbers whose subtree must hold the domicile
    (empty: anyone the office received); ``released_from`` the first release day the clause covers.
    """

    within_years: int
    domicile_in: tuple[int, ...]
    released_from_ordinal: int
    source: Source


@dataclass(frozen=True, slots=True)
class Adoption:
    """Who put a pack's control cadences into force at a place, by which paper, from which day."""

    by: str
    document: str
    on_ordinal: int


@dataclass(frozen=True, slots=True, eq=False)
class Pack:
    """One file of rules: the national book, or what a province or place lays over it.

    ``regions``: region numbers (any level) whose subtrees the pack covers; () for the national one.
    """

    id: str
    title: Words
    regions: tuple[int, ...]
    rules: tuple[Rule, ...]
    enrolment: Enrolment | None = None
    adopted: Adoption | None = None
    superseded: bool = False


@dataclass(frozen=True, slots=True, eq=False)
class Rulebook:
    """What is in force at one place: the national rules with the overlays laid on, in order.

    ``id`` joins the packs ("national+hunan_sample"); ``revision`` is a hash of everything in it, the
    working calendar included. ``number`` is unique in the process: it keys the caches of the outlook.
    """

    id: str
    revision: str
    rules: tuple[Rule, ...]
    parameters: Mapping[str, object]
    enrolment: Enrolment | None
    number: int

    def rule(self, rule_id: str) -> Rule | None:
        """The newest version of a rule, or None."""
        found = [rule for rule in self.rules if rule.id == rule_id]
        return max(found, key=lambda rule: rule.from_ordinal) if found else None

    def of(self, primitive: Primitive, episode_kind: str) -> tuple[Rule, ...]:
        """The rules of one shape that apply to one kind of episode, in the book's order."""
        return tuple(r for r in self.rules if r.primitive is primitive and episode_kind in r.applies_to)
