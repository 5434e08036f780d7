"""The ladder of reminders, and what a reason that a human accepted does to it: it ends, and stays ended."""

from dataclasses import replace
from datetime import date, datetime, timedelta, timezone

import pytest
from hypothesis import given
from hypothesis import strategies as st

from guitu.domain.journal.entry import Entry
from guitu.domain.outlook.engine import outlook
from guitu.domain.outlook.facts import EpisodeFacts
from guitu.domain.outlook.late_report import rung
from guitu.domain.outlook.slots import OPEN
from guitu.domain.rules.model import Deadline, Nature, Satisfies
from tests.domain.outlook.book import MOVED, REPORT, WEEKENDS, book, rule

RECEIVED = date(2026, 3, 2)  # a Monday; the 15th day is Tuesday, 17 March
FACTS = EpisodeFacts(id="e", kind="community_rehab", opened_on=RECEIVED)
MORNING = datetime(2026, 1, 1, 9, tzinfo=timezone(timedelta(hours=8)))


def office(rule_id, body, *kinds, outcomes):
    asked = Satisfies(kinds[0], frozenset(outcomes), also=kinds[1:])
    made = rule(rule_id, body, "community_rehab", satisfies=asked, nature=Nature.OFFICE)
    return replace(made, owed_by="township_office")


BOOK = book(
    REPORT,
    MOVED,
    office(
        "B-09.call_day",
        Deadline("decision_received", days=12),
        "phone_call", "late_report", "report_in", "talk",
        outcomes=("done", "verified", "accepted"),
    ),
    office(
        "B-09.review",
        Deadline("report_overdue", days=0),
        "late_report", "report_in",
        outcomes=("accepted", "none_found", "done"),
    ),
)  # fmt: skip


def entry(kind, day, outcome="done", n=0, **details):
    return Entry(f"{kind}{day}{n}", kind, day, outcome, details, recorded_at=MORNING + timedelta(minutes=n))


def seen(*entries, on):
    known = (entry("decision_received", RECEIVED), *entries)
    return outlook(430102001000, [FACTS], known, books=lambda _region: BOOK, calendar=WEEKENDS, today=on)


def step(*entries, on):
    found = seen(*entries, on=on)
    (of,) = found.episodes
    return rung(
        of.duties,
        of.course.events.get("late_report", ()),
        gaps=of.course.gaps,
        parameters=found.book.parameters,
        today=found.today,
    )


def duty(rule, *entries, on):
    (of,) = seen(*entries, on=on).episodes
    return [d for d in of.duties if d.window.rule.id == rule]


def after(days):
    return RECEIVED + timedelta(days=days)


@pytest.mark.parametrize(
    ("day", "expected"),
    [(1, None), (2, None), (3, 3), (6, 3), (7, 7), (12, 12), (13, 12), (14, 14), (15, 14), (16, None)],
)
def test_the_person_is_reminded_on_the_days_of_the_ladder_and_no_more_once_the_days_are_over(day, expected):
    found = step(on=after(day))

    assert (found and found.day) == expected


def test_a_report_ends_the_ladder():
    assert step(entry("report_in", after(5)), on=after(7)) is None


def test_nobody_is_reminded_while_the_order_rests():
    resting = entry("suspended", after(2), document_number="1号", decided_on=after(2).isoformat())

    assert step(resting, on=after(7)) is None


def test_a_reason_that_was_accepted_ends_it_and_nothing_is_late():
    reason = entry("late_report", after(6), "accepted", because="in_hospital")

    assert step(reason, on=after(7)) is None
    (report,) = duty("B-02", reason, on=after(40))
    assert (report.state, report.status(after(40).toordinal())) == (OPEN, "due")
    assert not [p for p in seen(reason, on=after(40)).episodes[0].proposals if p.rule == "B-03"]


def test_a_reason_with_a_day_holds_until_that_day():
    reason = entry("late_report", after(6), "accepted", because="ill", expected_on=after(30).isoformat())

    (report,) = duty("B-02", reason, on=after(31))

    assert report.status(after(30).toordinal()) == "due"
    assert report.status(after(31).toordinal()) == "late"


def test_without_a_reason_a_human_looks_into_it_on_the_first_day_after():
    (review,) = duty("B-09.review", on=after(20))

    assert date.fromordinal(review.window.due) == after(16)
    assert review.state == OPEN
    assert [p.what for p in seen(on=after(16)).episodes[0].proposals] == ["review_late_report"]


def test_asking_and_finding_no_reason_answers_the_review_and_decides_nothing():
    asked = entry("late_report", after(17), "none_found")

    (review,) = duty("B-09.review", asked, on=after(20))
    (report,) = duty("B-02", asked, on=after(20))

    assert review.state == "done"
    assert report.status(after(20).toordinal()) == "late"
    assert seen(asked, on=after(20)).episodes[0].phase == "decided_not_reported"  # nothing becomes a refusal


def test_whoever_reported_in_time_is_never_reviewed():
    assert duty("B-09.review", entry("report_in", after(15)), on=after(20)) == []


def test_a_call_on_the_twelfth_day_is_owed_until_somebody_spoke_with_them():
    (owed,) = duty("B-09.call_day", on=after(13))
    (made,) = duty("B-09.call_day", entry("phone_call", after(11), "done"), on=after(13))

    assert date.fromordinal(owed.window.due) == after(12)
    assert (owed.state, made.state) == (OPEN, "done")


LATER = st.lists(
    st.tuples(
        st.integers(7, 60),
        st.sampled_from(["none_found", "talk", "phone_call", "warning_letter", "unauthorised"]),
    ),
    max_size=6,
)


@given(later=LATER, on=st.integers(7, 90))
def test_nothing_that_comes_later_but_a_correction_takes_an_accepted_reason_back(later, on):
    reason = entry("late_report", after(6), "accepted", because="childbirth")
    others = [
        entry("late_report", after(day), "none_found", n)
        if what == "none_found"
        else entry("unauthorised_absence", after(day), "unauthorised", n, **{"from": after(day).isoformat()})
        if what == "unauthorised"
        else entry(what, after(day), "done", n)
        for n, (day, what) in enumerate(later)
    ]

    (report,) = duty("B-02", reason, *others, on=after(on))

    assert step(reason, *others, on=after(on)) is None
    assert report.status(after(on).toordinal()) == "due"


def test_after_a_transfer_the_ladder_begins_anew_at_the_new_place():
    moved = after(100)
    entries = (
        entry("report_in", after(3)),
        entry("transfer", moved, to_region=430104000000, effective_on=moved.isoformat()),
    )

    found = step(*entries, on=moved + timedelta(days=8))

    assert found is not None
    assert (found.rule, found.day) == ("G-02", 7)
