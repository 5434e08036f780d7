"""What is left of a closed episode for statistics: a row that names nobody and leads to nobody.

Month instead of day, county instead of place, five years of age instead of a birthday; with it, figures over
36 months stay what they were after the files behind them are sealed (rule book PR-37).
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date

from guitu.domain.consent import years_old
from guitu.domain.episode import Phase
from guitu.domain.kernel import region as regions
from guitu.domain.measures.outcomes import Outcome
from guitu.domain.measures.retention import LOST_DAYS
from guitu.domain.outlook.clean import CleanSpan, contacts_made, relapses
from guitu.domain.outlook.course import Course

AGE_BAND = 5  # years
AGAIN = "compulsory_detox"  # the ground of a termination that is a new order of compulsory treatment
WATCHED = ("relapsed", "died", "known", "")
"""What ended the watching of a release: a relapse, a death, or the last evidence; "" nothing was known."""
MONTH_DAYS = 30.4375  # of a month, where only months are kept: a year of 365.25 days
_COUNTY = 10**6


@dataclass(frozen=True, slots=True)
class CohortRow:
    """One closed episode without its person. ``age_band`` its first year, -1 unknown; months are whole.

    From ``released_year`` on it carries its release, if it was the last of the release's episodes to close:
    how the windows ended (``domain.measures.outcomes``), how long it was watched and what ended that (one of
    ``WATCHED``). None and "" where it carries none. ``watched_months`` None: nothing was ever known.
    ``recommitted`` whether it ended because compulsory treatment was ordered again; None: not recorded.
    ``honour`` the longest tier that stood and was shown, if it was the person's last episode to close.
    """

    region: int
    kind: str
    year: int
    month: int
    months: int
    sex: str
    age_band: int
    outcome: str
    verified_months: int
    relapse: str  # yes, no, unknown
    lost: bool
    released_year: int | None = None
    released_month: int | None = None
    at_6: str = ""
    at_12: str = ""
    at_24: str = ""
    at_36: str = ""
    watched_months: int | None = None
    watched_end: str = ""
    honour: str = ""
    recommitted: bool | None = None


def cohort_row(
    course: Course,
    phase: str,
    spans: Sequence[CleanSpan],
    *,
    held_by: int,
    sex: str,
    birth_on: date | None,
    today: date,
    release: Outcome | None = None,
    honour: str = "",
) -> CohortRow:
    """The row of an episode that closed.

    Args:
        course: the episode.
        phase: the one it closed in.
        spans: the person's clean time.
        held_by: who kept the file.
        sex: of the person, as the birth date is.
        birth_on: None where nobody knows.
        today: the day it closed.
        release: how its release turned out, if the row is to carry it.
        honour: the tier, if the row is to carry it; "" none.
    """
    first = _first(course, today)
    last = max(first, min(course.asked_to or today.toordinal(), today.toordinal()))
    begun = date.fromordinal(first)
    region = regions.region_of(held_by)
    verified = sum(
        max(0, min(span.last, last) - max(span.first, first)) for span in spans if span.state == "verified"
    )
    relapsed = [day for day in relapses(course.events) if first <= day <= last]
    row = CohortRow(
        region=region - region % _COUNTY,
        kind=course.facts.kind,
        year=begun.year,
        month=begun.month,
        months=whole_months(last - first),
        sex=sex,
        age_band=-1 if birth_on is None else years_old(birth_on, begun) // AGE_BAND * AGE_BAND,
        outcome=phase,
        verified_months=whole_months(verified),
        relapse="yes" if relapsed else "no" if verified else "unknown",
        lost=_lost(course, first, last),
        honour=honour,
        recommitted=_recommitted(course, phase),
    )
    return row if release is None else _carrying(row, release)


def whole_months(days: int) -> int:
    """How long that is in whole months: all that is kept of a length once a file is closed.

    >>> whole_months(15), whole_months(16), whole_months(1096)
    (0, 1, 36)
    """
    return round(days / MONTH_DAYS)


def _carrying(row: CohortRow, release: Outcome) -> CohortRow:
    """The row with its release: a month instead of a day, and whole months."""
    ends = (("relapsed", release.relapsed_on), ("died", release.died_on), ("known", release.known_on))
    end, last = next(((word, day) for word, day in ends if day is not None), ("", None))
    return replace(
        row,
        released_year=release.released_on.year,
        released_month=release.released_on.month,
        at_6=release.at_6,
        at_12=release.at_12,
        at_24=release.at_24,
        at_36=release.at_36,
        watched_months=None if last is None else whole_months((last - release.released_on).days),
        watched_end=end,
    )


def _first(course: Course, today: date) -> int:
    days = (course.term[0] if course.term else None, course.day("released"), course.day("file_opened"))
    return next((day for day in days if day is not None), today.toordinal())


def _recommitted(course: Course, phase: str) -> bool | None:
    if phase != Phase.TERMINATED:
        return False
    grounds = [event.details.get("ground") for event in course.events.get("terminated", ())]
    return AGAIN in grounds if grounds else None


def _lost(course: Course, first: int, last: int) -> bool:
    met = [event.day for event in contacts_made(course.events) if event.day <= last]
    return course.term is not None and last - max([first, *met]) > LOST_DAYS
