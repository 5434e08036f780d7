"""What a figure is counted from: files without names, the question asked of them, and what comes out."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from guitu.domain.episode import CLOSED, Phase
from guitu.domain.journal.entry import Entry

# Offered and not yet answered, not yet decided, or over by the clock: nobody is in care on that ground.
_NOT_YET_OR_NO_MORE = {Phase.INVITED, Phase.AWAITING_DECISION, Phase.EXPIRED}
IN_CARE_PHASES = frozenset(set(Phase) - CLOSED - _NOT_YET_OR_NO_MORE)


@dataclass(frozen=True, slots=True)
class Question:
    """What is asked: of whom, over which days, by which rules.

    ``lo`` to ``hi`` place numbers, both inside. ``first`` to ``as_of`` civil dates, both inside: the period
    for what falls due or happens; what stands on a day is seen on ``as_of``. ``fields`` and ``days``: what
    must have been confirmed how recently, from the region's rulebook.
    """

    lo: int
    hi: int
    first: date
    as_of: date
    fields: tuple[str, ...]
    days: int


@dataclass(frozen=True, slots=True)
class EpisodeLine:
    """One episode as statistics see it. ``term_to`` its last day; None where it has none yet."""

    id: UUID
    phase: str
    opened_on: date
    kind: str = "aftercare"
    released_on: date | None = None
    term_to: date | None = None


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
    nature: str = "care"
    opens_on: date | None = None  # None: the day it is due


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
    """One thing a figure counts: a person, a slot or an entry of theirs.

    ``counted``: also in the numerator; None where it is unknown, so that it stands in neither part.
    """

    person: UUID
    counted: bool | None
    episode: UUID | None = None
    rule: str = ""
    n: int = 0
    on: date | None = None
    by: UUID | None = None


@dataclass(frozen=True, slots=True)
class Count:
    """A figure's numbers. ``of`` is the denominator, without the ``unknown``.

    ``acts``: how many entries answered; one visit may answer two slots.
    """

    counted: int
    of: int
    acts: int
    unknown: int = 0

    @property
    def missing(self) -> int:
        """How many cases are in the denominator and not in the numerator."""
        return self.of - self.counted

    @property
    def share(self) -> float | None:
        """The rate from 0 to 1, or None where there is nothing to divide by: unknown, never 0."""
        return self.counted / self.of if self.of else None

    @property
    def unknown_share(self) -> float | None:
        """The part of all cases of which it is unknown; None where there is no case."""
        whole = self.of + self.unknown
        return self.unknown / whole if whole else None


def count(cases: Iterable[Case]) -> Count:
    """The numbers that a list of cases makes."""
    found = list(cases)
    counted = [case for case in found if case.counted]
    unknown = sum(1 for case in found if case.counted is None)
    acts = {case.by for case in counted if case.by is not None}
    return Count(len(counted), len(found) - unknown, len(acts), unknown)


def may_be_counted(file: File, asked: Question) -> bool:
    """Held in the region, and not sealed: a sealed file counts nowhere."""
    if not asked.lo <= file.held_by <= asked.hi:
        return False
    return file.sealed_on is None or file.sealed_on > asked.as_of


def people(files: Sequence[File]) -> dict[UUID, list[File]]:
    """Files by the person they are read as."""
    found: dict[UUID, list[File]] = {}
    for file in files:
        found.setdefault(file.canonical, []).append(file)
    return found


def open_by(files: Sequence[File], asked: Question) -> list[EpisodeLine]:
    """Episodes that were opened by the day asked about."""
    return [e for file in files for e in file.episodes if e.opened_on <= asked.as_of]


def in_care(files: Sequence[File], asked: Question) -> dict[UUID, list[File]]:
    """The people with at least one episode in a phase of care."""
    return {
        who: own
        for who, own in people(files).items()
        if any(e.phase in IN_CARE_PHASES for e in open_by(own, asked))
    }
