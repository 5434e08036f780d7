"""How the releases of one year fared, month by month: what a row of the national table means.

A cohort is everybody released in one year at one place, the closed files among them. Times are whole months,
rounded, as a closed file keeps them, so that nobody moves to another month when their file is sealed; the
windows of ``retention`` go by the day and may differ from the table by half a month.
"""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from typing import Final

from guitu.domain.cohort import CohortRow, whole_months
from guitu.domain.measures.outcomes import Outcome
from guitu.domain.measures.survival import CENSORED, EVENT, OTHER, Tally

MONTHS: Final = 36
"""The last month of the table; who is watched for longer is at risk in every one of its months."""
ENDS: Final = {"relapsed": EVENT, "died": OTHER, "known": CENSORED}
"""What ends the watching of somebody, as a closed file calls it, and what that is in a curve."""


@dataclass(slots=True)
class Year:
    """One cohort. ``unknown``: releases of which nothing was ever known; they are in no curve."""

    released: int = 0
    unknown: int = 0
    tally: Tally = field(default_factory=Tally)

    def add(self, time: int | None, end: str) -> None:
        """One more release; ``time`` None and ``end`` "": nothing was ever known of it."""
        self.released += 1
        if time is None:
            self.unknown += 1
        else:
            self.tally.add(time, ENDS[end])


def watched(outcome: Outcome, *, as_of: date) -> tuple[int | None, str]:
    """For how many months a release was watched by a day, and what ended that: a ``retention.spell``."""
    ends = (
        ("relapsed", _by(outcome.relapsed_on, as_of)),
        ("died", _by(outcome.died_on, as_of)),
        ("known", None if outcome.known_on is None else min(outcome.known_on, as_of)),
    )
    end, last = next(((word, day) for word, day in ends if day is not None), ("", None))
    return (None if last is None else whole_months((last - outcome.released_on).days)), end


def years(outcomes: Iterable[Outcome], closed: Iterable[CohortRow], *, as_of: date) -> dict[int, Year]:
    """The cohorts of one place by their year: of files that stand, and of rows without a person."""
    found: dict[int, Year] = {}
    for outcome in outcomes:
        if outcome.released_on <= as_of:
            found.setdefault(outcome.released_on.year, Year()).add(*watched(outcome, as_of=as_of))
    for row in closed:
        if row.released_year is not None:
            found.setdefault(row.released_year, Year()).add(row.watched_months, row.watched_end)
    return found


def _by(day: date | None, as_of: date) -> date | None:
    return day if day is not None and day <= as_of else None
