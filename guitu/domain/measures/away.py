"""Days away without notice, added up over one measure of one person (rulebook F-05), read plainly.

Days of several people say nothing when added up, so the figure tells of how many measures they have passed
what the book allows; the list says the days of each. The day of leaving is not counted, that of return is.
"""

from collections.abc import Callable, Mapping, Sequence
from datetime import date
from types import MappingProxyType
from typing import Final

from guitu.domain.journal.entry import Entry
from guitu.domain.journal.kinds import absence_days
from guitu.domain.measures.files import (
    UNDER_ORDER,
    Case,
    EpisodeLine,
    File,
    Question,
    happened,
    open_by,
    people,
)
from guitu.domain.rules.model import Rulebook, Threshold

KIND: Final = "unauthorised_absence"
OUTCOME: Final = "unauthorised"


def away_days_of(book: Rulebook) -> int | None:
    """How many days away in all a book allows; None where it watches none."""
    bodies = (rule.body for rule in book.rules)
    return next((b.limit for b in bodies if isinstance(b, Threshold) and b.measure == "days"), None)


def _count_away(files: Sequence[File], asked: Question) -> list[Case]:
    """Measures under way with an absence in them; ``n`` their days in all, ``on`` the last one told of."""
    found: list[Case] = []
    if asked.away_days is None:
        return found
    for who, own in people(files).items():
        absences = [e for e in happened(own, asked) if e.kind == KIND and e.outcome == OUTCOME]
        for course in open_by(own, asked):
            if course.phase not in UNDER_ORDER:
                continue
            until = asked.as_of if course.term_to is None else min(asked.as_of, course.term_to)
            within = [e for e in absences if _is_of(e, course, until)]
            if within:
                days = sum(absence_days(e.details, happened_on=e.happened_on, until=until) for e in within)
                last = max(e.happened_on for e in within)
                found.append(Case(who, days > asked.away_days, course.id, n=days, on=last))
    return found


def _is_of(entry: Entry, course: EpisodeLine, until: date) -> bool:
    """Said of this course or of none, and within it: another measure counts in none of its counters."""
    first = course.opened_on if course.term_from is None else min(course.opened_on, course.term_from)
    return entry.episode in {None, str(course.id)} and first <= entry.happened_on <= until


MEANINGS: Final[Mapping[str, Callable[[Sequence[File], Question], list[Case]]]] = MappingProxyType(
    {"leave_violation_days": _count_away}
)
