"""The way of a challenge: what became of a test that was not negative, whose turn it is, until when.

Three days to challenge the field result, three for the police to decide, three to deliver sample B, three to
challenge the laboratory's result (rulebook D-11); the numbers come from the book of the place, and the days
roll over rest days because they are acts of persons and offices (B-06). No time runs against somebody who was
not told. A late challenge is still a challenge: the police decide on it. Nothing here confirms anything: only
a decision of the police with its number does, and not while the person may still challenge.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from guitu.domain.journal.entry import RETRACTION, Entry
from guitu.domain.kernel.calendar import WorkCalendar
from guitu.domain.kernel.errors import DomainError

FIELD, LABORATORY, RETEST = "field", "laboratory", "retest"
UNCONFIRMED = "non_negative_unconfirmed"
_NEXT = {FIELD: LABORATORY, LABORATORY: RETEST}


class Step(StrEnum):
    """Where a result stands. The last four are ends."""

    UNTOLD = "untold"  # nobody told the person: no time runs
    MAY_CHALLENGE = "may_challenge"
    STANDS = "stands"  # the time to challenge is over, or a retest found something: the police may decide
    CHALLENGED = "challenged"
    DECLINED = "declined"  # the police let no laboratory test (again)
    GRANTED = "granted"
    DELIVERED = "delivered"
    CLEARED = "cleared"
    VOID = "void"  # no valid result, or the entry was taken back
    CONFIRMED = "confirmed"


class Turn(StrEnum):
    """Who is to act next."""

    OFFICE = "office"
    PERSON = "person"
    POLICE = "police"
    LABORATORY = "laboratory"
    NOBODY = "nobody"


_TURNS: Mapping[Step, Turn] = {
    Step.UNTOLD: Turn.OFFICE,
    Step.MAY_CHALLENGE: Turn.PERSON,
    Step.STANDS: Turn.POLICE,
    Step.CHALLENGED: Turn.POLICE,
    Step.DECLINED: Turn.POLICE,
    Step.GRANTED: Turn.POLICE,
    Step.DELIVERED: Turn.LABORATORY,
    Step.CLEARED: Turn.NOBODY,
    Step.VOID: Turn.NOBODY,
    Step.CONFIRMED: Turn.NOBODY,
}
ENDS = frozenset({Step.CLEARED, Step.VOID, Step.CONFIRMED})
CONFIRM = "confirm"  # an act that is no kind of entry: the test is recorded anew, with the police's paper
# What may be recorded next; whether a confirmation may is also a question of the round (``Chain.acts``).
_ACTS: Mapping[Step, tuple[str, ...]] = {
    Step.UNTOLD: ("result_told", "test_challenged"),
    Step.MAY_CHALLENGE: ("test_challenged",),
    Step.STANDS: ("test_challenged", CONFIRM),
    Step.CHALLENGED: ("challenge_decided",),
    Step.DECLINED: (CONFIRM,),
    Step.GRANTED: ("sample_delivered",),
    Step.DELIVERED: ("lab_result",),
}


@dataclass(frozen=True, slots=True)
class Times:
    """Days of each step, by the book of the place."""

    challenge: int
    decide: int
    deliver: int
    challenge_again: int

    @classmethod
    def of(cls, parameters: Mapping[str, object]) -> "Times":
        """The book's numbers; three each where it is silent (the national book is not)."""
        return cls(*(int(str(parameters.get(name, 3))) for name in _NAMES))


_NAMES = (
    "test.challenge_days",
    "test.challenge_decided_days",
    "test.sample_b_delivered_days",
    "test.retest_challenge_days",
)


@dataclass(frozen=True, slots=True)
class Happened:
    """One step that was taken. ``until`` its last day, None without one; ``late``: after that day."""

    what: str
    outcome: str
    level: str
    on: date
    until: date | None
    late: bool
    entry: str


@dataclass(frozen=True, slots=True)
class Chain:
    """One test and its way so far. ``level`` which result is in question; ``until`` the last day of the turn.

    ``test`` the entry as first recorded, by whose id everything about it is named; ``stands_as`` the entry
    that counts for it now, None where it was taken back.
    """

    test: Entry
    stands_as: Entry | None
    level: str
    step: Step
    until: date | None
    happened: tuple[Happened, ...]

    @property
    def turn(self) -> Turn:
        """Who is to act next."""
        return _TURNS[self.step]

    @property
    def is_over(self) -> bool:
        """Whether nothing more is to come."""
        return self.step in ENDS

    @property
    def acts(self) -> tuple[str, ...]:
        """What may be recorded next: kinds of entry, and "confirm".

        After a retest nothing is left to challenge.
        """
        acts = _ACTS.get(self.step, ())
        return tuple(a for a in acts if not (a == "test_challenged" and self.level == RETEST))

    def is_late(self, today: date) -> bool:
        """Whether the office, the police or the laboratory should have acted by now. The person never is."""
        return self.until is not None and self.turn is not Turn.PERSON and today > self.until

    def require(self, act: str) -> None:
        """Refuse what cannot be recorded now.

        Raises:
            DomainError: "test.challenge-open" for a confirmation while the way is not at its end;
                "test.not-its-turn" for any other act.
        """
        if act in self.acts:
            return
        code = "test.challenge-open" if act == CONFIRM else "test.not-its-turn"
        raise DomainError(code, act=act, step=self.step.value)


def chains(
    entries: Iterable[Entry], *, times: Times, calendar: WorkCalendar, today: date
) -> tuple[Chain, ...]:
    """Every test of a person that was at any time not negative and unconfirmed, the latest first.

    Args:
        entries: all journal entries, corrected ones included: a cleared test was corrected to be so.
        times: the days of each step.
        calendar: rest days.
        today: the civil day it is seen from: whether a time to challenge is over is asked of it.
    """
    known = list(entries)
    corrections = {e.supersedes: e for e in sorted(known, key=lambda e: e.order) if e.supersedes}
    gone = set(corrections)
    about: dict[str, list[Entry]] = {}
    for entry in known:
        test = entry.details.get("test")
        if isinstance(test, str) and entry.id not in gone and entry.kind != RETRACTION:
            about.setdefault(test, []).append(entry)
    roots = [e for e in known if e.kind == "drug_test" and e.outcome == UNCONFIRMED and _starts(e, known)]
    found = [
        _chain(root, _now(root, corrections), about.get(root.id, []), times, calendar, today)
        for root in roots
    ]
    return tuple(sorted(found, key=lambda chain: chain.test.order, reverse=True))


def chain_of(
    test: str, entries: Iterable[Entry], *, times: Times, calendar: WorkCalendar, today: date
) -> Chain:
    """The way of one test.

    Raises:
        DomainError: "test.unknown": no such test, or it never was unconfirmed.
    """
    for chain in chains(entries, times=times, calendar=calendar, today=today):
        if chain.test.id == test:
            return chain
    raise DomainError("test.unknown")


def _starts(entry: Entry, known: Sequence[Entry]) -> bool:
    """Whether an unconfirmed test is the first of its line, and no correction of another unconfirmed one."""
    before = next((e for e in known if e.id == entry.supersedes), None)
    return before is None or before.outcome != UNCONFIRMED or before.kind != "drug_test"


def _now(root: Entry, corrections: Mapping[str, Entry]) -> Entry | None:
    """What counts for a test today; None where it was taken back."""
    entry = root
    while entry.id in corrections:
        entry = corrections[entry.id]
    return None if entry.kind == RETRACTION else entry


def _chain(
    root: Entry,
    now: Entry | None,
    about: Sequence[Entry],
    times: Times,
    calendar: WorkCalendar,
    today: date,
) -> Chain:
    walk = _Walk(root, times, calendar, today)
    for entry in sorted(about, key=lambda e: e.order):
        walk.take(entry)
    step, until = walk.stand()
    ended = _ended(now)
    if ended is not None:
        step, until = ended, None
    return Chain(root, now, walk.level, step, until, tuple(walk.happened))


def _ended(now: Entry | None) -> Step | None:
    """How the test's own entry says it ended."""
    if now is None or now.kind != "drug_test":
        return Step.VOID
    if now.outcome == UNCONFIRMED:
        return None
    ends = {"negative": Step.CLEARED, "confirmed_positive": Step.CONFIRMED}
    return ends.get(now.outcome, Step.VOID)


class _Walk:
    """Step after step through what happened; what comes out of its turn is left aside."""

    def __init__(self, root: Entry, times: Times, calendar: WorkCalendar, today: date) -> None:
        self.times, self.calendar, self.today = times, calendar, today
        self.level, self.step = FIELD, Step.UNTOLD
        self.since = root.happened_on
        self.happened: list[Happened] = [
            Happened("drug_test", root.outcome, FIELD, root.happened_on, None, late=False, entry=root.id)
        ]

    def take(self, entry: Entry) -> None:
        """One entry about the test."""
        level = entry.details.get("level")
        if entry.kind == "result_told":
            self._told(entry, str(level))
        elif entry.kind == "test_challenged" and level == self.level != RETEST:
            if self.step in (Step.UNTOLD, Step.MAY_CHALLENGE, Step.STANDS):
                self._go(entry, Step.CHALLENGED)
        elif entry.kind == "challenge_decided" and self.step is Step.CHALLENGED:
            self._go(entry, Step.GRANTED if entry.outcome == "granted" else Step.DECLINED)
        elif entry.kind == "sample_delivered" and self.step is Step.GRANTED:
            self._go(entry, Step.DELIVERED)
        elif entry.kind == "lab_result" and self.step is Step.DELIVERED:
            self._reported(entry)

    def stand(self) -> tuple[Step, date | None]:
        """Where it stands today, and the last day of whose turn it is."""
        until = self._until(self.step)
        if self.step is Step.MAY_CHALLENGE and until is not None and self.today > until:
            return Step.STANDS, None
        return self.step, until

    def _told(self, entry: Entry, level: str) -> None:
        if self.step is Step.UNTOLD and level == self.level:
            self._go(entry, Step.STANDS if level == RETEST else Step.MAY_CHALLENGE)

    def _reported(self, entry: Entry) -> None:
        if entry.outcome == "detected":
            self._go(entry, Step.UNTOLD)
            self.level = _NEXT[self.level]
        else:
            self._go(entry, Step.CLEARED if entry.outcome == "not_detected" else Step.VOID)

    def _go(self, entry: Entry, step: Step) -> None:
        until = self._until(self.step)
        late = until is not None and entry.happened_on > until
        level = str(entry.details.get("level") or self.level)
        self.happened.append(
            Happened(entry.kind, entry.outcome, level, entry.happened_on, until, late, entry.id)
        )
        self.step, self.since = step, entry.happened_on

    def _until(self, step: Step) -> date | None:
        days = {
            Step.MAY_CHALLENGE: self.times.challenge if self.level == FIELD else self.times.challenge_again,
            Step.CHALLENGED: self.times.decide,
            Step.GRANTED: self.times.deliver,
        }.get(step)
        if days is None:
            return None
        ordinal = self.calendar.roll_forward_ordinal(self.since.toordinal() + days)
        return date.fromordinal(ordinal)
