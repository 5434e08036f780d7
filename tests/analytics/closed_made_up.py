"""Rows that are left of closed courses, drawn by Hypothesis, and how to store them as sealing would have."""

from dataclasses import asdict, replace
from uuid import uuid4

from hypothesis import strategies as st

from guitu.casework.records.models import Cohort
from guitu.domain.cohort import CohortRow
from guitu.domain.measures.outcomes import CODES
from guitu.domain.measures.retention import WINDOWS
from tests.analytics.made_up import AS_OF

_BACK = [0, 1, 5, 6, 7, 11, 12, 13, 24, 35, 36, 37, 60]  # months since a release

cohort_rows = st.builds(
    CohortRow,
    region=st.sampled_from([430102000000, 430102000000, 430103000000, 430000000000]),
    kind=st.sampled_from(["community_rehab", "community_detox", "aftercare"]),
    year=st.sampled_from([2023, 2024]),
    month=st.sampled_from([10, 11, 12]),
    months=st.sampled_from([12, 23, 24, 36]),
    sex=st.just("unknown"),
    age_band=st.just(-1),
    outcome=st.sampled_from(["completed", "completed", "terminated", "finished", "transferred_out"]),
    verified_months=st.just(0),
    relapse=st.just("unknown"),
    lost=st.booleans(),
    recommitted=st.sampled_from([True, False, None]),
)
"""Courses that closed, in and around a county, in and around the month asked about."""


def store_closed(rows: list[CohortRow]) -> None:
    """Keep them as sealing would have."""
    assert not Cohort.objects.exists()
    Cohort.objects.bulk_create(Cohort(id=uuid4(), **asdict(row)) for row in rows)


@st.composite
def _closed_release(draw) -> CohortRow:
    """The last course of a release to close, or a course that carries none."""
    row = draw(cohort_rows)
    if draw(st.integers(0, 4)) == 0:
        return row
    month = 12 * AS_OF.year + AS_OF.month - 1 - draw(st.sampled_from(_BACK))
    watched = draw(st.none() | st.integers(0, 40))
    ends = {f"at_{n}": draw(st.sampled_from(CODES)) for n in WINDOWS}
    end = "" if watched is None else draw(st.sampled_from(["relapsed", "died", "known"]))
    return replace(
        row, released_year=month // 12, released_month=month % 12 + 1, watched_months=watched,
        watched_end=end, **ends,
    )  # fmt: skip


closed_releases = _closed_release()
