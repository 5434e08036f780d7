"""The form of a reason for reporting late: accepted with a reason, asked without one, never half of each."""

from datetime import date

import pytest

from guitu.domain.journal.kinds import check
from guitu.domain.kernel.errors import DomainError

DAY = date(2026, 3, 12)


def test_an_accepted_reason_is_kept_with_the_day_somebody_means_to_come():
    said = {"because": "in_hospital", "expected_on": "2026-03-20"}

    assert check("late_report", "accepted", said, happened_on=DAY) == said


def test_asked_and_nothing_known_needs_nothing_more():
    assert check("late_report", "none_found", {}, happened_on=DAY) == {}


@pytest.mark.parametrize(
    ("outcome", "details", "code"),
    [
        ("accepted", {}, "journal.detail-missing"),
        ("accepted", {"because": "lazy"}, "journal.detail-shape"),
        ("accepted", {"because": "ill", "expected_on": "2026-03-11"}, "journal.dates-reversed"),
        ("none_found", {"because": "ill"}, "journal.reason-not-accepted"),
        ("refused", {}, "journal.unknown-outcome"),
    ],
)
def test_what_does_not_fit_together_is_refused(outcome, details, code):
    with pytest.raises(DomainError, match=code):
        check("late_report", outcome, details, happened_on=DAY)
