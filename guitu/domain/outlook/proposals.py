"""What the software puts before people: it counts and proposes, people decide whatever burdens a person."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from guitu.domain.episode import ORDERED, EpisodeKind
from guitu.domain.journal.kinds import is_official
from guitu.domain.kernel.dates import add_months_ordinal
from guitu.domain.rules.model import Rulebook, Threshold

from .breach import Breach, ground_of
from .clean import relapses
from .course import Course
from .slots import OPEN, UNRECORDED, Duty
from .standing import Counter


@dataclass(frozen=True, slots=True)
class Proposal:
    """A decision somebody should look at. ``what`` is a code, ``facts`` the numbers and days behind it."""

    rule: str
    what: str
    facts: Mapping[str, object] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class EndOfControl:
    """The first day on which dynamic control may end (ordinal), and the rule that says so.

    ``candidate`` None: the exception stands in the way (H-06), until people decide otherwise.
    """

    candidate: int | None
    rule: str


def end_of_control(course: Course, book: Rulebook, today: int) -> EndOfControl | None:
    """Three years without a confirmed relapse, from the start by H-05; unknown time counts for the person.

    Returns None where no start is known yet.
    """
    years = int(str(book.parameters.get("dynamic_control.years", 3)))
    start = course.day("released")
    if start is None:
        start = course.day("reported") if course.facts.kind in ORDERED else None
    if start is None:
        return None
    breached = any(is_official(e) for e in course.events.get("serious_breach_decision", ()))
    if breached and _excepted(course, book):
        return EndOfControl(None, "H-06")
    begun = [start, *(day for day in relapses(course.events) if start <= day <= today)]
    return EndOfControl(add_months_ordinal(max(begun), 12 * years), "H-05")


def _excepted(course: Course, book: Rulebook) -> bool:
    """Whether the place keeps people on after a serious breach (H-06).

    Some do always, some only where the start is the day execution began (case 2), most have no such rule.
    """
    where = book.parameters.get("dynamic_control.exception", "none")
    return where == "all_cases" or (where == "case_2" and course.day("released") is None)


def proposals(
    course: Course,
    duties: Sequence[Duty],
    counters: Sequence[Counter],
    round_: Breach | None,
    ending: EndOfControl | None,
    today: int,
) -> list[Proposal]:
    """Everything that waits for a human decision on this day."""
    return [
        *_thresholds(counters, round_),
        *_overdue_report(duties, today),
        *_unrecorded_report(course, duties),
        *_papers(course),
        *_ends(course, ending, today),
    ]


def _thresholds(counters: Sequence[Counter], round_: Breach | None) -> list[Proposal]:
    """Counters that are full, until somebody decided about them: reported, or looked at and not reported."""
    waiting = round_.grounds if round_ is not None and round_.is_open else ()
    found = []
    for counter in counters:
        body = counter.rule.body
        settled = ground_of(counter) and ground_of(counter) not in waiting
        if counter.reached and not settled and isinstance(body, Threshold):
            found.append(
                Proposal(counter.rule.id, body.proposes, {"count": counter.count, "limit": counter.limit})
            )
    return found


def _overdue_report(duties: Sequence[Duty], today: int) -> list[Proposal]:
    """A report that is late: a human asks for the reason before anything else happens (B-03)."""
    return [
        Proposal("B-03", "review_late_report", {"due_on": duty.window.due})
        for duty in duties
        if duty.state == OPEN and duty.window.rule.satisfies is not None
        if duty.window.rule.satisfies.kind == "report_in" and duty.status(today) == "late"
    ]


def _unrecorded_report(course: Course, duties: Sequence[Duty]) -> list[Proposal]:
    """A file taken over after the report was due: ask when the person reported instead of calling it late."""
    waiting = any(
        duty.state == UNRECORDED
        and duty.window.rule.satisfies
        and duty.window.rule.satisfies.kind == "report_in"
        for duty in duties
    )
    return [Proposal("B-08", "record_report_day")] if waiting and course.day("reported") is None else []


def _papers(course: Course) -> list[Proposal]:
    """Decisions told without a paper, and an order without its printed term: nothing moves until then."""
    found = [
        Proposal("G-07", f"record_document_for_{kind}", {"happened_on": event.day})
        for kind in ("suspended", "resumed", "terminated")
        for event in course.events.get(kind, ())
        if course.facts.kind != EpisodeKind.AFTERCARE and not is_official(event)
    ]
    if (
        course.facts.kind == EpisodeKind.COMMUNITY_REHAB
        and course.term is None
        and course.day("reported") is not None
    ):
        found.append(Proposal("A-02", "record_printed_term"))
    return found


def _ends(course: Course, ending: EndOfControl | None, today: int) -> list[Proposal]:
    found = []
    if (
        course.facts.kind in ORDERED
        and course.term is not None
        and course.ended is None
        and today >= course.term[1]
    ):
        found.append(Proposal("H-01", "record_completion", {"term_to": course.term[1]}))
    due = ending is not None and ending.candidate is not None and today >= ending.candidate
    if ending is not None and due and not course.events.get("dynamic_control_ended"):
        found.append(Proposal(ending.rule, "end_dynamic_control", {"candidate_on": ending.candidate}))
    return found
