"""The meter of one promise in one service year, and the pace: what would be due by a day.

Done and needed come from the outlook, which reads the entries; nothing is stored. Being behind is said of us,
of nobody else, and only while care may be offered (a pause the person wished asks nothing).
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Final

from guitu.domain.episode import Phase
from guitu.domain.outlook.engine import EpisodeOutlook
from guitu.domain.outlook.standing import QuotaState
from guitu.domain.rules.model import Nature, Quota, QuotaItem, Rule, Rulebook

RUNNING: Final = frozenset(
    {
        Phase.ACTIVE.value,
        Phase.REPORTED.value,
        Phase.AGREEMENT_SIGNED.value,
        Phase.EXECUTING.value,
    }
)
"""Phases in which help is being offered; outside of them nobody is behind on anything."""

LEAD = "promise.lead_days"
_LEAD_DAYS = 60  # where a book says nothing; proposed, as in the national book (J-02.lead)


@dataclass(frozen=True, slots=True)
class Meter:
    """One promise in the service year that a day lies in. ``due`` how much of it should be kept by then."""

    item: str
    first: date
    last: date
    needed: int
    done: int
    due: int

    @property
    def behind(self) -> int:
        """How many are owed by now; more than was promised makes nothing good elsewhere."""
        return max(0, self.due - self.done)


def share_ends(needed: int, first: int, last: int) -> list[int]:
    """The last day (ordinal) of each of ``needed`` even shares of a year.

    >>> share_ends(3, 1, 365)
    [122, 244, 365]
    """
    length = last - first + 1
    return [first + (k * length + needed - 1) // needed - 1 for k in range(1, needed + 1)]


def due_by(needed: int, first: int, last: int, *, today: int, lead: int) -> int:
    """How many of ``needed`` are due: each ``lead`` days before its share ends, so that there is time left.

    >>> [due_by(3, 1, 365, today=day, lead=60) for day in (61, 62, 184, 305)]
    [0, 1, 2, 3]
    >>> due_by(1, 1, 365, today=304, lead=60)
    0
    """
    return sum(1 for end in share_ends(needed, first, last) if end - lead <= today)


def lead_of(book: Rulebook) -> int:
    """How many days before a share of the year ends its notice is due, by the book of the place."""
    return int(str(book.parameters.get(LEAD, _LEAD_DAYS)))


def promised(book: Rulebook) -> tuple[tuple[Rule, QuotaItem], ...]:
    """The promises of help in a book: what is offered each year, of any kind of course."""
    return tuple(
        (rule, item)
        for rule in book.rules
        if isinstance(rule.body, Quota) and rule.nature is not Nature.CONTROL
        for item in rule.body.items
        if item.satisfies.kind == "service"
    )


def meters(seen: EpisodeOutlook, *, book: Rulebook, today: int) -> tuple[Meter, ...]:
    """The promises of the service year that today lies in, for one course of care."""
    if seen.phase not in RUNNING:
        return ()
    asked = {(rule.id, item.name) for rule, item in promised(book)}
    return tuple(
        _meter(state, today=today, lead=lead_of(book))
        for state in seen.quotas
        if state.first <= today <= state.last and (state.rule.id, state.item) in asked
    )


def _meter(state: QuotaState, *, today: int, lead: int) -> Meter:
    due = due_by(state.needed, state.first, state.last, today=today, lead=lead)
    first, last = date.fromordinal(state.first), date.fromordinal(state.last)
    return Meter(state.item, first, last, state.needed, state.done, due)


def behind(found: Iterable[Meter]) -> tuple[Meter, ...]:
    """Those of which something is owed by now."""
    return tuple(meter for meter in found if meter.behind)
