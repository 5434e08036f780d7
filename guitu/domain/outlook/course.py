"""The course of one episode: the days that count, the term they make and the phase it is in.

Facts and entries are read once into a ``Course``; everything else of the outlook asks it. Sources: the
term of community detox runs three years from the reporting day (戒毒条例 14), of community rehab as printed
in the decision (禁毒法 48), of aftercare three years from release and only with consent (design, section 1).
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from guitu.domain.episode import ORDERED, EpisodeKind
from guitu.domain.journal.entry import Entry
from guitu.domain.journal.kinds import is_official
from guitu.domain.kernel.dates import add_months_ordinal
from guitu.domain.rules.model import Rulebook

from . import jobs
from .clean import relapses
from .facts import FAR, EpisodeFacts, transfer_day
from .mentors import mentoring
from .needs import days as need_days
from .out_of_touch import lost_on

Events = Mapping[str, Sequence[Entry]]  # kind -> its entries in order
DEFAULT_TERM_MONTHS = 36


@dataclass(frozen=True, slots=True, eq=False)
class Course:
    """One episode read through: ordinals, None where not (yet) so.

    ``anchors`` event -> its days. ``term`` first and last day, both inclusive; the last day already holds
    suspensions that moved it. ``asked_from``/``asked_to``: the stretch in which something may be asked of
    or offered to the person. ``gaps``: stretches (first inclusive, last exclusive) in which nothing was
    asked: suspension by a decision, a pause the person wished. ``ended``: the day it ended early.
    """

    facts: EpisodeFacts
    events: Events
    anchors: Mapping[str, tuple[int, ...]]
    term: tuple[int, int] | None
    gaps: tuple[tuple[int, int], ...]
    ended: int | None
    consent: str | None

    @property
    def asked_to(self) -> int | None:
        """The last day on which a slot may be due: the end of the term, or the day it ended before."""
        if self.term is None:
            return None
        return self.term[1] if self.ended is None else min(self.term[1], self.ended)

    @property
    def measured(self) -> tuple[int, int]:
        """The days on which something can count against the person: from the order's first day to its end.

        What is known of another measure, before it or after it, counts in none of its counters.
        """
        known = [self.day(name) for name in ("decision_received", "reported", "term_start", "file_opened")]
        first = min((day for day in known if day is not None), default=0)
        return first, FAR if self.last is None else self.last

    @property
    def last(self) -> int | None:
        """The last day on which anything may be asked; None while no end is known."""
        return self.asked_to if self.term is not None else self.ended

    @property
    def kept_since(self) -> int:
        """The first day this office kept the file; 0 when it did from the beginning."""
        return 0 if self.facts.kept_since is None else self.facts.kept_since.toordinal()

    def day(self, anchor: str) -> int | None:
        """The first day of an anchor, or None."""
        days = self.anchors.get(anchor)
        return days[0] if days else None


def first_day(events: Events, kind: str, outcome: str, fact: date | None) -> int | None:
    """The earliest day of a kind with this outcome; a fixed fact stands where there is no entry."""
    days = [event.day for event in events.get(kind, ()) if event.outcome == outcome]
    if fact is not None:
        days.append(fact.toordinal())
    return min(days) if days else None


def read(facts: EpisodeFacts, events: Events, book: Rulebook) -> Course:
    """Read one episode's facts and entries; ``book`` supplies the conventions of terms."""
    reported = first_day(events, "report_in", "done", facts.reported_on)
    received = first_day(events, "decision_received", "done", facts.decision_received_on)
    consent, consented = _consent(facts, events)
    gaps = _gaps(facts.kind, events)
    starts = {"reported": reported, "consented": consented, "released": _ordinal(facts.released_on)}
    term = _term(facts, events, starts, book)
    stops = facts.kind in ORDERED and bool(book.parameters.get("suspension_stops_clock", True))
    if term is not None and stops:
        moved = sum(last - first for first, last in gaps if last < FAR and first <= term[1])
        term = (term[0], term[1] + moved)
    transfers = tuple(transfer_day(e) for e in events.get("transfer", ()) if "to_region" in e.details)
    anchors: dict[str, tuple[int, ...]] = {"transfer": transfers}
    anchors["field_result"] = tuple(
        e.day for e in events.get("drug_test", ()) if e.outcome == "non_negative_unconfirmed"
    )
    anchors |= {
        "sample_sealed": tuple(e.day for e in events.get("sample_sealed", ())),
        "test_challenged": tuple(e.day for e in events.get("test_challenged", ())),
        "challenge_granted": tuple(
            e.day for e in events.get("challenge_decided", ()) if e.outcome == "granted"
        ),
        "relapse": tuple(relapses(events)),
    }
    anchors |= need_days(events)
    anchors["crisis"] = tuple(sorted({e.day for e in events.get("crisis", ()) if e.outcome == "helped"}))
    anchors["job_started"] = jobs.started(events)
    anchors["mentoring"] = mentoring(events)
    singles = {
        **starts,
        "decision_received": received,
        "file_opened": first_day(events, "file_opened", "done", facts.opened_on),
        "agreement": first_day(events, "agreement", "done", None),
        "term_start": term[0] if term else None,
        # an order that was terminated does not expire: no notice of completion is owed
        "term_end": term[1] if term and not _terminations(facts.kind, events) else None,
    }
    anchors.update({name: (day,) for name, day in singles.items() if day is not None})
    return Course(facts, events, anchors, term, gaps, _ended(facts.kind, events), consent)


def _ordinal(day: date | None) -> int | None:
    return None if day is None else day.toordinal()


def to_aftercare(consents: Sequence[Entry]) -> list[Entry]:
    """Consents to aftercare itself; the other purposes (a job referral, research) open and end nothing."""
    return [event for event in consents if event.details.get("purpose", "aftercare") == "aftercare"]


def _consent(facts: EpisodeFacts, events: Events) -> tuple[str | None, int | None]:
    """The state of consent to aftercare (given, declined, withdrawn, None) and the day it was first given."""
    state = "given" if facts.consented_on else None
    first = _ordinal(facts.consented_on)
    for event in to_aftercare(events.get("consent", ())):
        state = event.outcome
        if state == "given" and first is None:
            first = event.day
    return state, first


def _term(
    facts: EpisodeFacts, events: Events, starts: Mapping[str, int | None], book: Rulebook
) -> tuple[int, int] | None:
    if facts.kind == EpisodeKind.COMMUNITY_REHAB:
        return _printed_term(facts, events)
    if facts.kind == EpisodeKind.COMMUNITY_DETOX:
        start, months = (
            starts["reported"],
            book.parameters.get("community_detox.term_months", DEFAULT_TERM_MONTHS),
        )
    else:
        start, months = starts["released"], book.parameters.get("aftercare.term_months", DEFAULT_TERM_MONTHS)
        if starts["consented"] is None:
            return None
    printed = _printed_term(facts, events)
    if printed is not None and facts.kind == EpisodeKind.COMMUNITY_DETOX:
        return printed
    if start is None:
        return None
    end = add_months_ordinal(start, int(str(months)))
    if book.parameters.get("term_end_convention") == "day_before":
        end -= 1
    return start, end


def _printed_term(facts: EpisodeFacts, events: Events) -> tuple[int, int] | None:
    """The dates printed on the decision; the newest entry that carries them wins over the fixed facts."""
    first, last = facts.term_from, facts.term_to
    for event in events.get("decision_received", ()):
        details = event.details
        if details.get("term_from") and details.get("term_to"):
            first = date.fromisoformat(str(details["term_from"]))
            last = date.fromisoformat(str(details["term_to"]))
    if first is None or last is None:
        return None
    return first.toordinal(), last.toordinal()


def _gaps(kind: str, events: Events) -> tuple[tuple[int, int], ...]:
    """Stretches in which nothing is asked; an open one reaches to the end of time."""
    if kind == EpisodeKind.AFTERCARE:
        stops, goes, needs_paper = events.get("paused", ()), events.get("resumed_care", ()), False
    else:
        stops, goes, needs_paper = events.get("suspended", ()), events.get("resumed", ()), True
    found: list[tuple[int, int]] = []
    for stop in stops:
        if needs_paper and not is_official(stop):
            continue
        if found and stop.day < found[-1][1]:
            continue  # already suspended: said twice
        back = next((g.day for g in goes if g.day >= stop.day and (is_official(g) or not needs_paper)), FAR)
        found.append((stop.day, back))
    return tuple(found)


def _terminations(kind: str, events: Events) -> list[int]:
    """Days of termination; of an order only with the number of its paper."""
    return [e.day for e in events.get("terminated", ()) if kind == EpisodeKind.AFTERCARE or is_official(e)]


def _ended(kind: str, events: Events) -> int | None:
    """The day an episode ended before its term: by a decision, or because the person withdrew."""
    days = _terminations(kind, events)
    if kind == EpisodeKind.AFTERCARE:
        said = to_aftercare(events.get("consent", ()))
        last = said[-1] if said else None
        if last is not None and last.outcome in {"withdrawn", "declined"}:
            days.append(last.day)
    else:
        days += [e.day for e in events.get("completion_notice", ()) if is_official(e)]
    return min(days) if days else None


def phase(course: Course, today: int) -> str:
    """The state of the episode on a day, in the words of the rule book's case states (4.2)."""
    if course.facts.kind == EpisodeKind.AFTERCARE:
        return _care_phase(course, today)
    over = _over(course, today)
    if over:
        return over
    if any(first <= today < last for first, last in course.gaps):
        return "suspended"
    if lost_on(course.events, today) is not None:
        return "lost_contact"
    return _reached(course, today)


def _over(course: Course, today: int) -> str:
    """The closed phase of an order, "" while it runs. No paper is needed to reach the last day (H-01)."""
    if any(e.day <= today for e in course.events.get("terminated", ()) if is_official(e)):
        return "terminated"
    if course.ended is not None and course.ended <= today:
        return "completed"
    return "completed" if course.term is not None and today > course.term[1] else ""


def _reached(course: Course, today: int) -> str:
    for state, anchor in (
        ("executing", "plan"),
        ("agreement_signed", "agreement"),
        ("reported", "report_in"),
    ):
        day = (
            course.day("reported")
            if anchor == "report_in"
            else first_day(course.events, anchor, "done", None)
        )
        if day is not None and day <= today and course.day("reported") is not None:
            return state
    return "decided_not_reported"


def _care_phase(course: Course, today: int) -> str:
    if course.ended is not None and course.ended <= today:
        return "declined" if course.consent == "declined" else "finished"
    if course.term is None:
        return "invited"
    if today > course.term[1]:
        return "finished"
    if any(first <= today < last for first, last in course.gaps):
        return "paused"
    consented = course.day("consented")
    if consented is None or today < consented:
        return "invited"
    return "active" if today >= course.term[0] else "consented"


def turns_on(course: Course, today: int) -> int | None:
    """The next day after ``today`` on which the clock alone changes the phase, or None."""
    days = [] if course.term is None else [course.term[0], course.term[1] + 1]
    days += [day for gap in course.gaps for day in gap]
    days += [day for name, found in course.anchors.items() if name != "term_end" for day in found]
    if course.ended is not None:
        days += [course.ended, course.ended + 1]
    later = [day for day in days if today < day < FAR]
    return min(later) if later else None
