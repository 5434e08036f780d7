"""How large the sample of a survey was, read plainly. The draw itself and its log are the survey's own."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime

from guitu.domain.measures.files import Count, Question
from guitu.domain.surveys.campaign import State


@dataclass(frozen=True, slots=True)
class SurveyLine:
    """One survey. ``frame_on`` the day its list was frozen; None: it has none. ``lo`` to ``hi`` its place."""

    lo: int
    hi: int
    state: str
    frame_on: date | None
    made_at: datetime
    people: int
    drawn: int


def drawn_count(surveys: Iterable[SurveyLine], asked: Question) -> Count | None:
    """Drawn, of the frozen list, in the latest survey of exactly this place that drew; None: none did."""
    found = [
        one
        for one in surveys
        if (one.lo, one.hi) == (asked.lo, asked.hi)
        and one.state != State.ANNOUNCED
        and one.frame_on is not None
        and one.frame_on <= asked.as_of
    ]
    latest = max(found, key=lambda one: (one.frame_on, one.made_at), default=None)
    return Count(latest.drawn, latest.people, 0) if latest else None
