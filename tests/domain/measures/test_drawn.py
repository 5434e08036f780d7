"""The size of a sample: of the latest survey of exactly that place that drew."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

from guitu.domain.measures.drawn import SurveyLine, drawn_count
from guitu.domain.measures.files import Count
from guitu.domain.surveys.campaign import State
from tests.domain.test_measures import ASKED, DAY

MADE = datetime(2026, 11, 1, tzinfo=UTC)
ONE = SurveyLine(ASKED.lo, ASKED.hi, State.OPEN, date(2026, 11, 1), MADE, 5972, 619)


def test_the_latest_that_drew_counts_whether_it_is_under_way_or_over():
    later = replace(ONE, frame_on=DAY, state=State.FINISHED, drawn=7, people=9)
    assert drawn_count([later, ONE], ASKED) == Count(7, 9, 0)
    same_day = replace(ONE, made_at=MADE + timedelta(hours=1), drawn=8)
    assert drawn_count([same_day, ONE], ASKED) == Count(8, 5972, 0)


def test_what_is_only_announced_or_has_no_list_or_is_of_another_place_or_later_counts_not():
    announced = replace(ONE, state=State.ANNOUNCED)
    public = replace(ONE, frame_on=None)
    wider = replace(ONE, hi=ONE.hi + 1)
    later = replace(ONE, frame_on=DAY + timedelta(days=1))
    assert drawn_count([announced, public, wider, later], ASKED) is None
