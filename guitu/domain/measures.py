"""What each figure means, written to be read. ``guitu.analytics`` computes the same numbers in SQL.

Slow, plain loops over files without names: this is the reference. A test feeds both the same made-up
files and compares, so that a faster query can never quietly change a definition. Source of the definitions:
rule book, section 5; what has no official formula there is ours and is shown as proposed.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from types import MappingProxyType
from typing import Literal
from uuid import UUID

from guitu.domain.episode import CLOSED, Phase
from guitu.domain.journal.entry import Entry, effective
from guitu.domain.journal.kinds import CONTACT_KINDS, CONTACT_MADE
from guitu.domain.rules.model import Confidence

CONFIRMING_KINDS = frozenset({"contact_confirmed", *CONTACT_KINDS})
VISIT_KINDS = frozenset({"home_visit", "follow_up", "in_person_check"})
TEST_KINDS = frozenset({"drug_test"})
ASKED_STATES = frozenset({"open", "done"})  # what was excused or never recorded here was never asked

# Offered and not yet answered, not yet decided, or over by the clock: nobody is in care on that ground.
_NOT_YET_OR_NO_MORE = {Phase.INVITED, Phase.AWAITING_DECISION, Phase.EXPIRED}
IN_CARE_PHASES = frozenset(set(Phase) - CLOSED - _NOT_YET_OR_NO_MORE)


class Figure(StrEnum):
    """The figures of a region."""

    IN_CARE = "in_care"
    INVITED = "invited"
    REPORT_RATE = "report_rate"
    VISITS = "visit_completion"
    TESTS = "test_completion"
    FILE_RATE = "file_rate"
    FRESHNESS = "freshness_rate"


@dataclass(frozen=True, slots=True)
class Definition:
    """How a figure is made, apart from its words.

    ``counts`` "person": one case is a person; "duty": one case is a slot of a rule, so that a person can
    be there several times. ``basis`` "as_of": as things stand on that day; "due": slots whose day lies in
    the period. ``is_rate``: whether it has a denominator. ``version`` rises when a definition changes.
    """

    figure: Figure
    counts: Literal["person", "duty"]
    basis: Literal["as_of", "due"]
    is_rate: bool
    confidence: Confidence
    version: int = 1


_ALL = (
    Definition(Figure.IN_CARE, "person", "as_of", is_rate=False, confidence=Confidence.PROPOSED),
    Definition(Figure.INVITED, "person", "as_of", is_rate=False, confidence=Confidence.PROPOSED),
    Definition(Figure.REPORT_RATE, "duty", "due", is_rate=True, confidence=Confidence.PROPOSED),
    Definition(Figure.VISITS, "duty", "due", is_rate=True, confidence=Confidence.PROPOSED),
    Definition(Figure.TESTS, "duty", "due", is_rate=True, confidence=Confidence.SEEN_EXCERPT),
    Definition(Figure.FILE_RATE, "person", "as_of", is_rate=True, confidence=Confidence.PROPOSED),
    Definition(Figure.FRESHNESS, "person", "as_of", is_rate=True, confidence=Confidence.PROPOSED),
)
DEFINITIONS: Mapping[Figure, Definition] = MappingProxyType({d.figure: d for d in _ALL})


@dataclass(frozen=True, slots=True)
class Question:
    """What is asked: of whom, over which days, by which rules.

    ``lo`` to ``hi`` place numbers, both inside. ``first`` to ``as_of`` civil dates, both inside: the period
    for what falls due; what stands on a day is seen on ``as_of``. ``report_rules`` ids of the rules that
    give the deadline for reporting after a decision. ``fields`` and ``days``: what must have been
    confirmed how recently, from the region's rulebook.
    """

    lo: int
    hi: int
    first: date
    as_of: date
    report_rules: frozenset[str]
    fields: tuple[str, ...]
    days: int


@dataclass(frozen=True, slots=True)
class EpisodeLine:
    """One episode as statistics see it."""

    id: UUID
    phase: str
    opened_on: date


@dataclass(frozen=True, slots=True)
class DutyLine:
    """One slot of a rule as statistics see it. ``done_by`` None where a fact of the file answered it."""

    episode: UUID
    rule: str
    n: int
    kind: str
    due_on: date
    state: str
    done_on: date | None = None
    done_by: UUID | None = None


@dataclass(frozen=True, slots=True)
class File:
    """One file: no name. ``canonical``: the person it is read as; itself unless one was found twice."""

    person: UUID
    held_by: int
    canonical: UUID
    sealed_on: date | None
    episodes: tuple[EpisodeLine, ...]
    duties: tuple[DutyLine, ...]
    entries: tuple[Entry, ...]


@dataclass(frozen=True, slots=True)
class Case:
    """One thing a figure counts: a person, or a slot of theirs. ``counted``: also in the numerator."""

    person: UUID
    counted: bool
    episode: UUID | None = None
    rule: str = ""
    n: int = 0
    on: date | None = None
    by: UUID | None = None


@dataclass(frozen=True, slots=True)
class Count:
    """A figure's numbers. ``acts``: how many entries answered; one visit may answer two slots."""

    counted: int
    of: int
    acts: int

    @property
    def missing(self) -> int:
        """How many cases are not in the numerator."""
        return self.of - self.counted

    @property
    def share(self) -> float | None:
        """The rate from 0 to 1, or None where there is nothing to divide by: unknown, never 0."""
        return self.counted / self.of if self.of else None


def count(cases: Iterable[Case]) -> Count:
    """The numbers that a list of cases makes."""
    found = list(cases)
    counted = [case for case in found if case.counted]
    return Count(len(counted), len(found), len({case.by for case in counted if case.by is not None}))


def cases(figure: Figure, files: Iterable[File], asked: Question) -> list[Case]:
    """Every case of a figure, by person, in no promised order."""
    seen = [f for f in files if _may_be_counted(f, asked)]
    return _MEANINGS[figure](seen, asked)


def _may_be_counted(file: File, asked: Question) -> bool:
    """Held in the region, and not sealed: a sealed file counts nowhere."""
    if not asked.lo <= file.held_by <= asked.hi:
        return False
    return file.sealed_on is None or file.sealed_on > asked.as_of


def _people(files: Sequence[File]) -> dict[UUID, list[File]]:
    """Files by the person they are read as."""
    found: dict[UUID, list[File]] = {}
    for file in files:
        found.setdefault(file.canonical, []).append(file)
    return found


def _phases(files: Sequence[File], asked: Question) -> set[str]:
    return {e.phase for file in files for e in file.episodes if e.opened_on <= asked.as_of}


def _in_care(files: Sequence[File], asked: Question) -> dict[UUID, list[File]]:
    """The people with at least one episode in a phase of care."""
    return {who: own for who, own in _people(files).items() if _phases(own, asked) & IN_CARE_PHASES}


def _count_in_care(files: Sequence[File], asked: Question) -> list[Case]:
    return [Case(who, counted=True) for who in _in_care(files, asked)]


def _count_invited(files: Sequence[File], asked: Question) -> list[Case]:
    """People invited to aftercare who are in care on no other ground: their consent is awaited."""
    cared_for = _in_care(files, asked)
    return [
        Case(who, counted=True)
        for who, own in _people(files).items()
        if Phase.INVITED in _phases(own, asked) and who not in cared_for
    ]


def _count_reported(files: Sequence[File], asked: Question) -> list[Case]:
    """Decisions whose deadline has passed: its last day is yesterday or earlier."""
    found = []
    for file in files:
        for duty in file.duties:
            if duty.kind != "report_in" or duty.rule not in asked.report_rules:
                continue
            if duty.state not in ASKED_STATES or not asked.first <= duty.due_on < asked.as_of:
                continue
            in_time = duty.state == "done" and duty.done_on is not None and duty.done_on <= duty.due_on
            found.append(_case(file, duty, counted=in_time))
    return found


def _done_of_due(kinds: frozenset[str]) -> Callable[[Sequence[File], Question], list[Case]]:
    """Slots answered of slots due in the period; what was done late is done."""

    def meaning(files: Sequence[File], asked: Question) -> list[Case]:
        found = []
        for file in files:
            for duty in file.duties:
                if duty.kind not in kinds or duty.state not in ASKED_STATES:
                    continue
                if not asked.first <= duty.due_on <= asked.as_of:
                    continue
                done = duty.state == "done" and duty.done_on is not None and duty.done_on <= asked.as_of
                found.append(_case(file, duty, counted=done))
        return found

    return meaning


def _case(file: File, duty: DutyLine, *, counted: bool) -> Case:
    by = duty.done_by if counted else None
    return Case(file.canonical, counted, duty.episode, duty.rule, duty.n, duty.due_on, by)


def _count_filed(files: Sequence[File], asked: Question) -> list[Case]:
    """A file is there once an episode is; the plan is an entry of its own."""
    found = []
    for who, own in _in_care(files, asked).items():
        planned = any(
            entry.kind == "plan" and entry.outcome == "done" and entry.happened_on <= asked.as_of
            for file in own
            for entry in effective(file.entries).entries
        )
        found.append(Case(who, planned))
    return found


def _count_fresh(files: Sequence[File], asked: Question) -> list[Case]:
    """Every field confirmed within the days; a contact made confirms the contact itself."""
    found = []
    for who, own in _in_care(files, asked).items():
        confirmed: set[str] = set()
        for file in own:
            for entry in effective(file.entries).entries:
                if _confirms(entry) and 0 <= (asked.as_of - entry.happened_on).days <= asked.days:
                    confirmed |= _fields(entry)
        found.append(Case(who, set(asked.fields) <= confirmed))
    return found


def _confirms(entry: Entry) -> bool:
    return entry.kind in CONFIRMING_KINDS and entry.outcome in CONTACT_MADE


def _fields(entry: Entry) -> set[str]:
    given = entry.details.get("fields") or entry.details.get("confirmed") or ()
    fields = {str(name) for name in given} if isinstance(given, (list, tuple)) else set()
    if entry.kind in CONTACT_KINDS:
        fields.add("last_contact")
    return fields


_MEANINGS: Mapping[Figure, Callable[[Sequence[File], Question], list[Case]]] = MappingProxyType(
    {
        Figure.IN_CARE: _count_in_care,
        Figure.INVITED: _count_invited,
        Figure.REPORT_RATE: _count_reported,
        Figure.VISITS: _done_of_due(VISIT_KINDS),
        Figure.TESTS: _done_of_due(TEST_KINDS),
        Figure.FILE_RATE: _count_filed,
        Figure.FRESHNESS: _count_fresh,
    }
)
