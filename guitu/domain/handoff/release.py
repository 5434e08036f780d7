"""The release calendar of one person: every step between T−90 and first contact, its day and who owes it.

Deadlines that a law or a practice names come from the rulebook of the place (I-05, I-06); the others are
parameters there, marked as proposed. Nothing here is owed by the person.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from typing import Final

from guitu.domain.handoff.machine import Handoff, Side, State, holder, turns
from guitu.domain.journal.entry import Entry
from guitu.domain.journal.kinds import is_contact
from guitu.domain.kernel.calendar import WorkCalendar
from guitu.domain.kernel.dates import add_months_ordinal
from guitu.domain.kernel.errors import DomainError
from guitu.domain.outlook import windows
from guitu.domain.rules.model import Primitive, Rulebook

DIMENSIONS: Final = ("body", "mind", "social_adaptation")  # rulebook I-10
PACKET: Final = ("abstinence", "conduct", "job_skills", "harm_level", "risk_assessment")  # rulebook I-11


class Step(StrEnum):
    """One step, in the order in which they are due."""

    ASSESSMENT = "assessment"
    DEPENDANTS = "dependants"  # a sole carer's children, and adults who cannot care for themselves (I-13)
    NOTICE = "notice"
    PICK_UP = "pick_up"  # who will be at the gate is agreed
    MET = "met"  # whether somebody was there is written down
    PACKET = "packet"
    ANSWER = "answer"
    NEW_DAY = "new_day"  # the person stayed: when they will be released is not known yet
    CONTACT = "contact"


@dataclass(frozen=True, slots=True)
class Numbers:
    """The days a place uses. ``notice`` and ``packet`` the last days for one release; the others spans."""

    notice: date
    packet: date
    assessment_from: int  # days before release
    assessment_until: int
    answer_working_days: int
    contact_days: tuple[int, ...]  # after release, the first of them the one aimed at
    calendar_after: int


@dataclass(frozen=True, slots=True)
class Known:
    """What happened so far. ``met_on`` the day somebody was at the gate, or nobody was.

    ``sole_carer`` None: nobody asked yet. ``contact_on`` the first contact after release.
    """

    released_on: date
    assessed: frozenset[str] = frozenset()
    assessed_on: date | None = None
    sole_carer: bool | None = None
    dependants_on: date | None = None
    noticed_on: date | None = None
    booked_on: date | None = None
    met_on: date | None = None
    offered_on: date | None = None
    answered_on: date | None = None
    contact_on: date | None = None


@dataclass(frozen=True, slots=True)
class Due:
    """One step: from when it can be done, until when it should be, when it was (None: not yet), by whom."""

    step: Step
    opens_on: date
    due_on: date
    done_on: date | None
    sides: frozenset[Side]

    def is_late(self, today: date) -> bool:
        """Whether it is not done and its day has passed."""
        return self.done_on is None and today > self.due_on


def numbers_of(book: Rulebook, released_on: date, calendar: WorkCalendar) -> Numbers:
    """The numbers of a place's book for a release on one day."""
    named = book.parameters
    return Numbers(
        notice=_deadline(book, "I-05", released_on, calendar),
        packet=_deadline(book, "I-06", released_on, calendar),
        assessment_from=_number(named.get("handoff.assessment_from_days"), 90),
        assessment_until=_number(named.get("handoff.assessment_until_days"), 30),
        answer_working_days=_number(named.get("handoff.answer_working_days"), 3),
        contact_days=_several(named.get("handoff.first_contact_days"), (3, 7, 21)),
        calendar_after=_number(named.get("handoff.calendar_after_days"), 7),
    )


def _deadline(book: Rulebook, rule_id: str, released_on: date, calendar: WorkCalendar) -> date:
    rule = book.rule(rule_id)
    if rule is None or rule.primitive is not Primitive.DEADLINE:
        return released_on
    return date.fromordinal(windows.deadline(rule, released_on.toordinal(), 1, calendar).due)


def _number(value: object, otherwise: int) -> int:
    return value if isinstance(value, int) else otherwise


def _several(value: object, otherwise: tuple[int, ...]) -> tuple[int, ...]:
    return tuple(v for v in value if isinstance(v, int)) if isinstance(value, tuple) else otherwise


def known_from(
    entries: Iterable[Entry],
    released_on: date,
    *,
    offered_on: date | None = None,
    answered_on: date | None = None,
) -> Known:
    """What the entries that count say about one release; what happened for an earlier release is left out.

    ``offered_on`` the day of the present offer, ``answered_on`` the day everybody had accepted it: the
    hand-off knows them.
    """
    assessed: set[str] = set()
    days: dict[str, date] = {}
    sole_carer: bool | None = None
    for entry in entries:
        day = entry.happened_on
        if day < released_on - _REACH:
            continue
        if entry.kind == "pre_release_assessment":
            assessed |= set(_texts(entry.details.get("covers"))) or set(DIMENSIONS)
            if "sole_carer" in entry.details:
                sole_carer = entry.details["sole_carer"] == "yes"
        if is_contact(entry.kind, entry.outcome) and day >= released_on:
            days.setdefault("contact", day)
        days.setdefault(entry.kind, day)
    return Known(
        released_on=released_on,
        assessed=frozenset(assessed),
        assessed_on=days.get("pre_release_assessment"),
        sole_carer=sole_carer,
        dependants_on=days.get("dependants_placed"),
        noticed_on=days.get("release_notice"),
        booked_on=days.get("pick_up_agreed"),
        met_on=days.get("pick_up"),
        offered_on=offered_on,
        answered_on=answered_on,
        contact_on=days.get("contact"),
    )


_REACH: Final = timedelta(days=400)  # an earlier release lies at least this far back: rulebook I-01, I-02


def _texts(value: object) -> list[str]:
    return [v for v in value if isinstance(v, str)] if isinstance(value, list | tuple) else []


def steps(known: Known, handoff: Handoff, numbers: Numbers, calendar: WorkCalendar) -> tuple[Due, ...]:
    """Every step of one release, the earliest due first."""
    if handoff.state is State.STAYED:
        day = known.released_on
        return (Due(Step.NEW_DAY, day, day, None, frozenset({Side.CENTRE})),)
    found = [
        *_before(known, numbers, frozenset({holder(handoff)})),
        *_handing_over(known, handoff, numbers, calendar),
    ]
    found.append(
        Due(
            Step.CONTACT,
            known.released_on,
            known.released_on + timedelta(days=numbers.contact_days[0]),
            known.contact_on,
            frozenset({holder(handoff)}),
        )
    )
    past = _past(known, handoff)
    kept = [due for due in found if due.done_on is not None or due.step not in past]
    return tuple(sorted(kept, key=lambda due: due.due_on))


def _past(known: Known, handoff: Handoff) -> frozenset[Step]:
    """Steps that nothing is gained by any more: before the gate once the person is through it."""
    past: set[Step] = set()
    if handoff.state is State.ACCEPTED:
        past |= {Step.ASSESSMENT}
    if known.met_on is not None or known.contact_on is not None:
        past |= {Step.ASSESSMENT, Step.NOTICE, Step.PICK_UP}
    if known.contact_on is not None:
        past |= {Step.MET}
    return frozenset(past)


def _before(known: Known, numbers: Numbers, hands: frozenset[Side]) -> list[Due]:
    released, centre = known.released_on, frozenset({Side.CENTRE})
    begins = released - timedelta(days=numbers.assessment_from)
    whole = known.assessed_on if known.assessed >= set(DIMENSIONS) else None
    found = [
        Due(Step.ASSESSMENT, begins, released - timedelta(days=numbers.assessment_until), whole, centre),
        Due(Step.NOTICE, begins, numbers.notice, known.noticed_on, centre),
        Due(Step.PICK_UP, begins, numbers.notice, known.booked_on or known.met_on, centre),
        Due(Step.MET, released, released, known.met_on, centre),
    ]
    if known.sole_carer:
        told = known.assessed_on or released
        found.append(Due(Step.DEPENDANTS, told, told, known.dependants_on, hands))
    return found


def _handing_over(known: Known, handoff: Handoff, numbers: Numbers, calendar: WorkCalendar) -> list[Due]:
    released = known.released_on
    begins = released - timedelta(days=numbers.assessment_until)
    is_out = handoff.state in {State.OFFERED, State.ACCEPTED}
    given = known.offered_on if is_out else None
    found = [Due(Step.PACKET, begins, numbers.packet, given, frozenset({Side.CENTRE}))]
    if is_out:
        asked_on = known.offered_on or released
        until = calendar.add_working_days(asked_on, numbers.answer_working_days)
        answered = known.answered_on if handoff.state is State.ACCEPTED else None
        owed = handoff.receivers if handoff.state is State.ACCEPTED else turns(handoff)
        found.append(Due(Step.ANSWER, asked_on, until, answered, owed))
    return found


def next_step(due: Iterable[Due], handoff: Handoff) -> Due | None:
    """What is to be done next by whose turn it is: the earliest due of it; None where all is done.

    Whoever is asked to answer, or holds the person, does not wait for what another side forgot.
    """
    whose = turns(handoff)
    left = [d for d in due if d.done_on is None and d.sides & whose]
    return min(left, key=lambda d: d.due_on, default=None)


def reached_within(known: Known, numbers: Numbers) -> int | None:
    """The shortest of the spans within which the first contact came; None: later, or not yet."""
    if known.contact_on is None:
        return None
    days = (known.contact_on - known.released_on).days
    return next((span for span in sorted(numbers.contact_days) if days <= span), None)


def check_days(
    *, birth_on: date | None, decided_on: date, released_on: date, today: date, most_years: int, after: int
) -> None:
    """Whether a stay with these days is possible.

    Args:
        birth_on: None: not known.
        decided_on: the day of the decision that began the stay.
        released_on: the day the person is to be released.
        today: the day it is written down.
        most_years: the longest stay there is (rulebook I-01, I-02).
        after: days after a release in which a hand-off may still be begun.

    Raises:
        DomainError: "handoff.order-before-birth", "handoff.order-ahead", "handoff.release-before-order",
            "handoff.stay-too-long", "handoff.released-long-ago"; ``field`` names the day to look at.
    """
    if birth_on is not None and decided_on <= birth_on:
        raise DomainError("handoff.order-before-birth", field="decided_on", birth=birth_on.isoformat())
    if decided_on > today:
        raise DomainError("handoff.order-ahead", field="decided_on")
    if released_on <= decided_on:
        raise DomainError("handoff.release-before-order", field="released_on", decided=decided_on.isoformat())
    if released_on.toordinal() - decided_on.toordinal() > most_years * 366:
        raise DomainError("handoff.stay-too-long", field="released_on", years=most_years)
    if (today - released_on).days > after:
        raise DomainError("handoff.released-long-ago", field="released_on", days=after)


def check_expected(expected: date, *, since: date, most_years: int) -> None:
    """Whether somebody who entered a centre on ``since`` can be released on a day.

    Raises:
        DomainError: "handoff.expected-before", "handoff.expected-too-far"; ``field`` "release_expected_on".
    """
    if expected < since:
        raise DomainError("handoff.expected-before", field="release_expected_on", day=since.isoformat())
    if expected.toordinal() > add_months_ordinal(since.toordinal(), 12 * most_years):
        raise DomainError("handoff.expected-too-far", field="release_expected_on", years=most_years)
