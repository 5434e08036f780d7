"""Committed again: of courses under way and those that ended; what ended is known by month and county."""

from dataclasses import replace
from datetime import date

import pytest

from guitu.domain.cohort import CohortRow
from guitu.domain.measures import cases, sealed
from guitu.domain.measures.files import Count
from tests.domain.registry import METRICS
from tests.domain.test_measures import ASKED, YI, file

AGAIN, OTHERS = METRICS["recommit_share"], METRICS["rehab_abstinent_share"]
COUNTY = replace(ASKED, lo=430102000000000, hi=430102999999999, first=date(2026, 1, 1))
ENDED = CohortRow(
    region=430102000000, kind="community_rehab", year=2024, month=3, months=24, sex="male", age_band=30,
    outcome="terminated", verified_months=0, relapse="yes", lost=False, recommitted=True,
)  # fmt: skip


def rehab(file_, phase="executing"):
    (course,) = file_.episodes
    return replace(file_, episodes=(replace(course, kind="community_rehab", phase=phase),))


def states(metric, *files, asked=COUNTY):
    return [case.counted for case in cases(metric, files, asked)]


def test_who_is_under_way_was_not_committed_again_and_aftercare_is_not_in_question():
    under_way = [rehab(file()), rehab(file(YI), "lost_contact"), file(phase="active")]
    assert states(AGAIN, *under_way) == [False, False]
    assert states(OTHERS, *under_way) == [True, True]
    assert states(AGAIN, rehab(file(), "expired"), rehab(file(), "awaiting_decision")) == []


def test_a_place_smaller_than_a_county_does_not_know_and_says_no_nought():
    assert states(AGAIN, rehab(file()), asked=ASKED) == [None]
    assert sealed(AGAIN, [ENDED], ASKED) is None


@pytest.mark.parametrize(
    ("change", "again", "others"),
    [
        ({}, Count(1, 1, 0), Count(0, 1, 0)),
        ({"recommitted": False}, Count(0, 1, 0), Count(1, 1, 0)),
        ({"recommitted": None}, Count(0, 0, 0, 1), Count(0, 0, 0, 1)),
        ({"outcome": "completed", "recommitted": None}, Count(0, 1, 0), Count(1, 1, 0)),
        ({"outcome": "transferred_out"}, Count(0, 0, 0), Count(0, 0, 0)),
        ({"kind": "community_detox"}, Count(0, 0, 0), Count(0, 0, 0)),
        ({"months": 21}, Count(0, 0, 0), Count(0, 0, 0)),  # December 2025: before the period
        ({"region": 430103000000}, Count(0, 0, 0), Count(0, 0, 0)),
    ],
)
def test_what_ended_counts_by_its_ground_month_and_county(change, again, others):
    row = replace(ENDED, **change)
    assert sealed(AGAIN, [row], COUNTY) == again
    assert sealed(OTHERS, [row], COUNTY) == others
