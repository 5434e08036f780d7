"""A file goes from one place to another: who has it at every moment, and what becomes of each open task.

Two offices agree, and until both have, the sender has the file: it is in somebody's hands in every state
(rule book G-01 to G-04; a transfer is a fact, not a penalty, and the time runs on). Nothing here decides
whether somebody may move; that is the person's own matter.
"""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from typing import Final
from uuid import UUID

from guitu.domain.kernel.errors import DomainError
from guitu.domain.outlook.slots import OPEN, Duty
from guitu.domain.rules.model import Confidence, Primitive

_CENTRE: Final = "facility"

MOST_DAYS_AHEAD: Final = 60  # proposed: a move that lies further ahead is proposed later
MOST_DAYS_BACK: Final = 30  # proposed: a move that lies further back is asked about first


class Sort(StrEnum):
    """What is offered: the whole file, or a share of the care while the file stays (G-05)."""

    MOVE = "move"
    SHARE = "share"


class State(StrEnum):
    """Where an offer stands."""

    OFFERED = "offered"  # it waits for the receiver's answer; the sender has the file
    ACCEPTED = "accepted"
    DECLINED = "declined"  # back with the sender, with a reason
    WITHDRAWN = "withdrawn"  # by the sender, before an answer
    ENDED = "ended"  # care that was shared and is so no longer


class Act(StrEnum):
    """What somebody does to an offer."""

    ACCEPT = "accept"
    DECLINE = "decline"
    WITHDRAW = "withdraw"
    END = "end"


class Side(StrEnum):
    """Whose turn it is, and in whose hands the file is."""

    SENDER = "sender"
    RECEIVER = "receiver"


class Answer(StrEnum):
    """What the sender proposes for one open task or booked appointment."""

    KEEP = "keep"  # the receiver does it
    DO_BEFORE = "do_before"  # the sender does it before the day of the move
    DROP = "drop"  # nobody does it; there is a reason, and the person is not held to it


class DropReason(StrEnum):
    """Why a task is not done at all."""

    DONE_ELSEWHERE = "done_elsewhere"
    NOT_POSSIBLE_IN_TIME = "not_possible_in_time"
    NOT_KNOWN_THERE = "not_known_there"  # the new place has no such rule
    PERSON_WISHES = "person_wishes"  # of care only: the person does not want it


class Refusal(StrEnum):
    """Why a receiver declines; one of these always stands there."""

    NOT_LIVING_HERE = "not_living_here"
    OTHER_OFFICE = "other_office"
    PAPERS_MISSING = "papers_missing"
    TASKS_UNCLEAR = "tasks_unclear"
    PERSON_NOT_ASKED = "person_not_asked"
    OTHER = "other"


_BOTH: Final = frozenset(Side)
_NEXT: Final[Mapping[tuple[State, Act], tuple[State, frozenset[Side]]]] = {
    (State.OFFERED, Act.ACCEPT): (State.ACCEPTED, frozenset({Side.RECEIVER})),
    (State.OFFERED, Act.DECLINE): (State.DECLINED, frozenset({Side.RECEIVER})),
    (State.OFFERED, Act.WITHDRAW): (State.WITHDRAWN, frozenset({Side.SENDER})),
    (State.ACCEPTED, Act.END): (State.ENDED, _BOTH),
}


def step(sort: Sort, state: State, act: Act, side: Side) -> State:
    """The state after an act of one side.

    Raises:
        DomainError: "transfer.answered-before": no such act is open any more; "transfer.not-your-turn".
    """
    found = _NEXT.get((state, act))
    if found is None or (act is Act.END and sort is not Sort.SHARE):
        raise DomainError("transfer.answered-before", state=state.value)
    if side not in found[1]:
        raise DomainError("transfer.not-your-turn")
    return found[0]


def holder(sort: Sort, state: State) -> Side:
    """In whose hands the file is. There is no state in which it is in nobody's, and none in which in both."""
    return Side.RECEIVER if sort is Sort.MOVE and state is State.ACCEPTED else Side.SENDER


@dataclass(frozen=True, slots=True)
class Task:
    """One slot that is open on the day of the move: of which episode, rule and number, and its days."""

    episode: str
    rule: str
    n: int
    kind: str
    owed_by: str
    due_on: date
    may_drop: bool

    @property
    def key(self) -> str:
        """Its name in a form and in the entry.

        >>> Task("e", "J-01", 3, "follow_up", "person", date(2026, 3, 2), may_drop=True).key
        'J-01:3:e'
        """
        return f"{self.rule}:{self.n}:{self.episode}"


@dataclass(frozen=True, slots=True)
class Settled:
    """What becomes of one task."""

    task: Task
    answer: Answer
    reason: DropReason | None = None


def open_tasks(duties: Iterable[tuple[str, Duty]], *, on: date) -> tuple[Task, ...]:
    """What is open on the day of a move, by day: begun, not done, not lapsed. Given with its episode.

    What the centre owed before and at release is no work of those who took over, and is left out. Dropped
    can only be one turn of what comes again and again, and not where the law itself asks for it: what
    is owed once is owed by somebody.
    """
    day = on.toordinal()
    found = [
        Task(
            episode=episode,
            rule=duty.window.rule.id,
            n=duty.window.n,
            kind=duty.window.rule.satisfies.kind if duty.window.rule.satisfies else "",
            owed_by=duty.window.rule.owed_by,
            due_on=date.fromordinal(duty.window.due),
            may_drop=duty.window.rule.primitive is Primitive.RECURRING
            and duty.window.rule.confidence is not Confidence.SEEN_TEXT,
        )
        for episode, duty in duties
        if duty.state == OPEN
        and duty.window.opens <= day < duty.window.lapses
        and duty.window.rule.owed_by != _CENTRE
    ]
    return tuple(sorted(found, key=lambda task: (task.due_on, task.key)))


def settle(tasks: Iterable[Task], answers: Mapping[str, tuple[str, str]]) -> tuple[Settled, ...]:
    """What becomes of every open task, from the answers by its key (answer, reason); all or nothing.

    Raises:
        DomainError: "transfer.task-unanswered", "transfer.drop-without-reason", "transfer.cannot-drop".
    """
    made = []
    for task in tasks:
        said, why = answers.get(task.key, ("", ""))
        if said not in set(Answer):
            raise DomainError("transfer.task-unanswered", task=task.key, rule=task.rule)
        answer = Answer(said)
        if answer is not Answer.DROP:
            made.append(Settled(task, answer))
            continue
        if not task.may_drop:
            raise DomainError("transfer.cannot-drop", task=task.key, rule=task.rule)
        if why not in set(DropReason):
            raise DomainError("transfer.drop-without-reason", task=task.key, rule=task.rule)
        made.append(Settled(task, answer, DropReason(why)))
    return tuple(made)


@dataclass(frozen=True, slots=True)
class SettledAppointment:
    """What becomes of one booked appointment; ``reason``: the code of its cancelling, "" otherwise."""

    appointment: UUID
    answer: Answer
    reason: str = ""


def appointment_key(appointment: UUID) -> str:
    """The name of an appointment in a form, beside those of the tasks."""
    return f"appointment:{appointment}"


def settle_appointments(
    booked: Mapping[UUID, date | None],
    answers: Mapping[str, tuple[str, str]],
    *,
    effective_on: date,
    reasons: Collection[str],
) -> tuple[SettledAppointment, ...]:
    """What becomes of every booked appointment (its day, None: not agreed on yet); all or nothing.

    Raises:
        DomainError: "transfer.appointment-unanswered", "transfer.appointment-after-the-move",
            "transfer.appointment-without-reason".
    """
    made = []
    for appointment, day in booked.items():
        said, why = answers.get(appointment_key(appointment), ("", ""))
        if said not in set(Answer):
            raise DomainError("transfer.appointment-unanswered")
        answer = Answer(said)
        if answer is Answer.DO_BEFORE and day is not None and day > effective_on:
            raise DomainError("transfer.appointment-after-the-move", day=day.isoformat())
        if answer is Answer.DROP and why not in reasons:
            raise DomainError("transfer.appointment-without-reason")
        made.append(SettledAppointment(appointment, answer, why if answer is Answer.DROP else ""))
    return tuple(made)


def check_day(effective_on: date, *, today: date) -> None:
    """Whether a move can take effect on a day.

    Raises:
        DomainError: "transfer.too-far-ahead", "transfer.too-long-ago".
    """
    if effective_on > today + timedelta(days=MOST_DAYS_AHEAD):
        raise DomainError("transfer.too-far-ahead", days=MOST_DAYS_AHEAD)
    if effective_on < today - timedelta(days=MOST_DAYS_BACK):
        raise DomainError("transfer.too-long-ago", days=MOST_DAYS_BACK)


def undone(settled: Iterable[Settled], still_open: Iterable[str]) -> tuple[Task, ...]:
    """What the sender was to do before the move and has not: the receiver sees it before answering."""
    left = set(still_open)
    return tuple(s.task for s in settled if s.answer is Answer.DO_BEFORE and s.task.key in left)


class Lead(StrEnum):
    """Which of two offices leads where somebody lives elsewhere than they are registered (G-05)."""

    DOMICILE = "domicile"
    RESIDENCE = "residence"


@dataclass(frozen=True, slots=True)
class Led:
    """Who leads by the books of both places, and whether the two books say the same."""

    lead: Lead
    agreed: bool


def lead_of(domicile: Mapping[str, object], residence: Mapping[str, object]) -> Led:
    """Which office leads, from the parameters in force at both places; people decide where books differ.

    The book of the place where the person lives is followed: its office is the one that says it leads, or
    that another does. Where neither book speaks the domicile leads (the national rule).

    >>> lead_of({}, {"control_lead": "residence"})
    Led(lead=<Lead.RESIDENCE: 'residence'>, agreed=False)
    >>> lead_of({"control_lead": "domicile"}, {})
    Led(lead=<Lead.DOMICILE: 'domicile'>, agreed=True)
    """
    said = [Lead(str(book.get("control_lead", Lead.DOMICILE.value))) for book in (domicile, residence)]
    return Led(lead=said[1], agreed=said[0] is said[1])
