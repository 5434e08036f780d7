"""What is left of a closed episode for statistics: a row that names nobody and leads to nobody.

Month instead of day, county instead of place, five years of age instead of a birthday; with it, figures over
36 months stay what they were after the files behind them are sealed (rule book PR-37).
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from guitu.domain.consent import years_old
from guitu.domain.kernel import region as regions
from guitu.domain.outlook.clean import CleanSpan, contacts_made, relapses
from guitu.domain.outlook.course import Course

AGE_BAND = 5  # years
LOST_DAYS = 90  # proposed: nobody met them in the last three months
_MONTH = 30.4375
_COUNTY = 10**6


@dataclass(frozen=True, slots=True)
class CohortRow:
    """One closed episode without its person. ``age_band`` its first year, -1 unknown; months are whole."""

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


def cohort_row(
    course: Course,
    phase: str,
    spans: Sequence[CleanSpan],
    *,
    held_by: int,
    sex: str,
    birth_on: date | None,
    today: date,
) -> CohortRow:
    """The row of an episode that closed. ``spans`` the person's clean time; ``held_by`` who kept the file."""
    first = _first(course, today)
    last = max(first, min(course.asked_to or today.toordinal(), today.toordinal()))
    begun = date.fromordinal(first)
    region = regions.region_of(held_by)
    verified = sum(
        max(0, min(span.last, last) - max(span.first, first)) for span in spans if span.state == "verified"
    )
    relapsed = [day for day in relapses(course.events) if first <= day <= last]
    return CohortRow(
        region=region - region % _COUNTY,
        kind=course.facts.kind,
        year=begun.year,
        month=begun.month,
        months=round((last - first) / _MONTH),
        sex=sex,
        age_band=-1 if birth_on is None else years_old(birth_on, begun) // AGE_BAND * AGE_BAND,
        outcome=phase,
        verified_months=round(verified / _MONTH),
        relapse="yes" if relapsed else "no" if verified else "unknown",
        lost=_lost(course, first, last),
    )


def _first(course: Course, today: date) -> int:
    days = (course.term[0] if course.term else None, course.day("released"), course.day("file_opened"))
    return next((day for day in days if day is not None), today.toordinal())


def _lost(course: Course, first: int, last: int) -> bool:
    met = [event.day for event in contacts_made(course.events) if event.day <= last]
    return course.term is not None and last - max([first, *met]) > LOST_DAYS
