"""What a figure is counted from: files without names, the question asked of them, and what comes out."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from guitu.domain.episode import CLOSED, Phase
from guitu.domain.journal.entry import Entry, effective
from guitu.domain.measures.survival import DAYS_A_YEAR

# Offered and not yet answered, not yet decided, or over by the clock: nobody is in care on that ground.
_NOT_YET_OR_NO_MORE = {Phase.INVITED, Phase.AWAITING_DECISION, Phase.EXPIRED}
IN_CARE_PHASES = frozenset(set(Phase) - CLOSED - _NOT_YET_OR_NO_MORE)
IN_EXECUTION = frozenset({Phase.AGREEMENT_SIGNED, Phase.EXECUTING, Phase.ON_LEAVE, Phase.SUSPENDED})
REPORTED_ON = IN_EXECUTION | {
    Phase.REPORTED,
    Phase.LOST_CONTACT,
    Phase.BREACH_NOT_HANDED_OVER,
    Phase.BREACH_HANDED_OVER,
}
UNDER_ORDER = REPORTED_ON | {
    Phase.DECIDED_NOT_REPORTED,
    Phase.OVERDUE_NOT_HANDED_OVER,
    Phase.OVERDUE_HANDED_OVER,
}


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
    contact_days: tuple[int, ...] = ()  # after release, by when the first contact is due
    promises: tuple["Promised", ...] = ()
    away_days: int | None = None  # so many days away in all the book allows; None: it watches none


@dataclass(frozen=True, slots=True)
class Promised:
    """One promise of each service year (rulebook J-02): ``needed`` pieces of help of one ``service``.

    There are ``years`` of them in courses of a ``kind``, counted from ``anchor`` ("released", "term_start"),
    each of which first day lies from ``since`` to ``until`` (ordinals, both inside).
    """

    kind: str
    anchor: str
    years: int
    since: int
    until: int
    service: str
    needed: int


@dataclass(frozen=True, slots=True)
class EpisodeLine:
    """One episode as statistics see it. ``term_from`` and ``term_to`` both inside; None: none yet."""

    id: UUID
    phase: str
    opened_on: date
    kind: str = "aftercare"
    released_on: date | None = None
    term_to: date | None = None
    term_from: date | None = None


@dataclass(frozen=True, slots=True)
class HandoffLine:
    """One release that two offices hand over. ``contact_on`` the first contact since; None: not yet."""

    released_on: date
    state: str
    contact_on: date | None = None


@dataclass(frozen=True, slots=True)
class ReleaseLine:
    """One release and how it went on: how each window ended, and the days that say so; None: not known.

    ``ended`` by the months of the window: "strict", "clean", "relapsed", "died", "unknown". ``known_on`` the
    last day anything was known; None: never anything.
    """

    released_on: date
    ended: Mapping[int, str]
    relapsed_on: date | None = None
    died_on: date | None = None
    known_on: date | None = None
    episode: UUID | None = None


@dataclass(frozen=True, slots=True)
class JobLine:
    """One way to a job. ``bases`` the employer's agreements: first and last day, and when it ended early."""

    state: str
    hired_on: date | None
    bases: tuple[tuple[date, date, date | None], ...] = ()


@dataclass(frozen=True, slots=True)
class ApplicationLine:
    """One thing that was applied for."""

    kind: str
    state: str
    begun_on: date


@dataclass(frozen=True, slots=True)
class HonourLine:
    """One honour of a tier. ``is_shown`` while the person agrees."""

    tier: str
    state: str
    is_shown: bool


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
    handoffs: tuple[HandoffLine, ...] = ()
    jobs: tuple[JobLine, ...] = ()
    applications: tuple[ApplicationLine, ...] = ()
    honours: tuple[HonourLine, ...] = ()
    releases: tuple[ReleaseLine, ...] = ()


@dataclass(frozen=True, slots=True)
class Case:
    """One thing a figure counts: a person, a slot or an entry of theirs.

    ``counted``: also in the numerator; None where it is unknown, so that it stands in neither part. ``days``
    how long it was watched, where a figure is of time.
    """

    person: UUID
    counted: bool | None
    episode: UUID | None = None
    rule: str = ""
    n: int = 0
    on: date | None = None
    by: UUID | None = None
    days: int = 0


@dataclass(frozen=True, slots=True)
class Count:
    """A figure's numbers. ``of`` is the denominator, without the ``unknown``.

    ``acts``: how many entries answered; one visit may answer two slots. ``days`` watched altogether, where a
    figure is of time. ``sealed``: how much of all this comes from closed files, which have no list; None
    where they cannot be counted (a place smaller than a county) or never belong.
    """

    counted: int
    of: int
    acts: int
    unknown: int = 0
    days: float = 0
    sealed: "Count | None" = None

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

    @property
    def years(self) -> float:
        """The days watched, in years."""
        return self.days / DAYS_A_YEAR

    def with_sealed(self, sealed: "Count | None") -> "Count":
        """These numbers and those of closed files together."""
        if sealed is None:
            return self
        return Count(
            self.counted + sealed.counted,
            self.of + sealed.of,
            self.acts,
            self.unknown + sealed.unknown,
            self.days + sealed.days,
            sealed,
        )


def count(cases: Iterable[Case]) -> Count:
    """The numbers that a list of cases makes."""
    found = list(cases)
    counted = [case for case in found if case.counted]
    unknown = sum(1 for case in found if case.counted is None)
    acts = {case.by for case in counted if case.by is not None}
    days = sum(case.days for case in found)
    return Count(len(counted), len(found) - unknown, len(acts), unknown, days)


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


def happened(own: Sequence[File], asked: Question) -> list[Entry]:
    """What counts in a person's files and happened by the day asked about, in order."""
    found = [e for file in own for e in effective(file.entries).entries if e.happened_on <= asked.as_of]
    return sorted(found, key=lambda e: e.order)
