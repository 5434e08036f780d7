"""Which entries answer a deadline: those of its kinds, and fixed facts of the episode that do the same."""

from collections.abc import Sequence
from datetime import date
from operator import attrgetter

from guitu.domain.journal.entry import Entry

from .course import Course, to_aftercare

_ORDER = attrgetter("happened_on", "recorded_at", "id")  # of Entry.order, without a call for each entry


def answers_to(course: Course, kinds: Sequence[str]) -> Sequence[Entry]:
    """Entries of these kinds in order; a fixed fact of the episode answers like an entry."""
    if len(kinds) == 1:
        found = course.events.get(kinds[0], ())
        if kinds[0] == "consent":
            found = to_aftercare(found)
        return found if found else _from_fact(course, kinds[0])
    merged = [event for kind in kinds for event in course.events.get(kind, ())]
    merged.sort(key=_ORDER)
    return merged


# A fixed fact of the episode that answers like an entry: kind -> (field of EpisodeFacts, outcome)
FACTS_THAT_ANSWER = {
    "report_in": ("reported_on", "done"),
    "consent": ("consented_on", "given"),
    "decision_received": ("decision_received_on", "done"),
}


def _from_fact(course: Course, kind: str) -> Sequence[Entry]:
    if kind not in FACTS_THAT_ANSWER:
        return ()
    field, outcome = FACTS_THAT_ANSWER[kind]
    day: date | None = getattr(course.facts, field)
    if day is None:
        return ()
    return (Entry("", kind, day, outcome, {}),)
