"""Slots: when they open, what fills them, what is late and what has lapsed."""

from datetime import date

import pytest

from .book import DONE, PROMISES, entry, facts, seen
from .book import duties as of

CARE = {"released_on": "2026-05-20", "consented_on": "2026-05-20"}
REHAB = {"reported_on": "2026-03-10", "term_from": "2026-03-10", "term_to": "2029-03-10"}


def test_half_year_visits_fall_on_the_corresponding_days():
    view = seen(facts("aftercare", **CARE), on="2026-05-20")

    assert [due for due, _ in of(view, "J-01")] == [
        "2026-11-20",
        "2027-05-20",
        "2027-11-20",
        "2028-05-20",
        "2028-11-20",
        "2029-05-20",
    ]


def test_a_visit_slot_opens_the_day_after_the_one_before_was_due():
    view = seen(facts("aftercare", **CARE), on="2026-05-20")

    opens = [
        date.fromordinal(d.window.opens).isoformat()
        for d in view.episodes[0].duties
        if d.window.rule.id == "J-01"
    ]

    assert opens[:3] == ["2026-05-20", "2026-11-21", "2027-05-21"]


@pytest.mark.parametrize(
    ("on", "status"),
    [
        ("2026-11-20", "due"),
        ("2026-12-20", "due"),  # 30 days of grace
        ("2026-12-21", "late"),
        ("2027-05-19", "late"),
        ("2027-05-20", "lapsed"),  # the next one falls due
    ],
)
def test_a_visit_becomes_late_after_its_grace_and_lapses_when_the_next_falls_due(on, status):
    assert of(seen(facts("aftercare", **CARE), on=on), "J-01")[0] == ("2026-11-20", status)


def test_profile_a_gives_twelve_six_and_four_tests():
    days = [
        due
        for due, _ in of(seen(facts("community_detox", reported_on="2026-03-10"), on="2026-03-10"), "D-02")
    ]

    assert len(days) == 22
    assert days[:2] == ["2026-04-10", "2026-05-10"]
    assert days[11:14] == ["2027-03-10", "2027-05-10", "2027-07-10"]
    assert days[17:] == ["2028-03-10", "2028-06-10", "2028-09-10", "2028-12-10", "2029-03-10"]


@pytest.mark.parametrize(
    ("taken", "filled"),
    [("2026-04-02", False), ("2026-04-03", True), ("2026-04-10", True), ("2026-05-09", True)],
)
def test_a_test_counts_from_seven_days_before_its_day_until_the_next_is_due(taken, filled):
    view = seen(facts("community_rehab", **REHAB), entry("drug_test", taken, "negative"), on="2026-05-09")

    assert (of(view, "D-02")[0][1] == "done") is filled


@pytest.mark.parametrize("outcome", ["invalid", "missed_unexplained", "evaded", "refused"])
def test_a_test_that_gave_no_result_leaves_its_slot_open(outcome):
    view = seen(facts("community_rehab", **REHAB), entry("drug_test", "2026-04-10", outcome), on="2026-04-11")

    assert of(view, "D-02")[0] == ("2026-04-10", "late")


def test_an_excuse_holds_the_slot_until_the_test_is_made_up():
    case = facts("community_rehab", **REHAB)
    excuse = entry("drug_test", "2026-04-10", "excused")

    assert of(seen(case, excuse, on="2026-04-12"), "D-02")[0][1] == "excused"
    assert (
        of(seen(case, excuse, entry("drug_test", "2026-04-15", "negative"), on="2026-04-16"), "D-02")[0][1]
        == "done"
    )


def test_one_test_fills_one_slot_and_two_in_the_overlap_fill_two():
    case = facts("community_rehab", **REHAB)
    first, second = entry("drug_test", "2026-05-04", "negative"), entry("drug_test", "2026-05-05", "negative")

    one = of(seen(case, first, on="2026-05-06"), "D-02")
    two = of(seen(case, first, second, on="2026-05-06"), "D-02")

    assert [status for _, status in one[:2]] == ["done", "due"]
    assert [status for _, status in two[:2]] == ["done", "done"]


def test_what_was_due_before_the_file_was_taken_over_is_unrecorded():
    view = seen(facts("community_rehab", kept_since="2026-06-15", **REHAB), on="2026-06-20")

    assert [status for _, status in of(view, "D-02")[:4]] == [
        "unrecorded",
        "unrecorded",
        "unrecorded",
        "upcoming",
    ]


def test_a_report_that_was_due_before_the_file_was_taken_over_is_asked_for_and_not_late():
    view = seen(
        facts("community_rehab", decision_received_on="2025-03-03", kept_since="2026-06-15"), on="2026-06-20"
    )

    assert of(view, "B-02") == [("2025-03-18", "unrecorded")]
    assert [p.what for p in view.episodes[0].proposals] == ["record_report_day"]


def test_control_is_over_with_the_term():
    view = seen(facts("community_detox", reported_on="2026-03-10"), on="2029-03-11")

    assert {status for _, status in of(view, "D-02")} == {"lapsed"}


def test_what_an_office_owes_may_follow_the_end():
    view = seen(facts("community_detox", reported_on="2026-03-10"), on="2029-03-20")

    assert of(view, "H-02") == [("2029-03-17", "late")]
    assert of(view, "C-01") == [("2026-03-13", "late")]


def test_a_terminated_order_does_not_expire_and_owes_no_notice_of_completion():
    ended = entry(
        "terminated", "2027-01-10", ground="imprisoned", document_number="1", decided_on="2027-01-10"
    )

    view = seen(facts("community_detox", reported_on="2026-03-10"), ended, on="2029-06-01")

    assert of(view, "H-02") == []
    assert view.episodes[0].phase == "terminated"


@pytest.mark.parametrize(
    ("received", "due"),
    [
        ("2026-03-02", "2026-03-17"),
        ("2026-03-06", "2026-03-23"),
        ("2026-03-07", "2026-03-23"),
        ("2026-02-28", "2026-03-16"),
    ],
)
def test_the_report_is_due_in_fifteen_days_and_rolls_over_a_weekend(received, due):
    case = facts("community_rehab", decision_received_on=received)

    assert of(seen(case, on=received), "B-02") == [(due, "due")]


def test_a_late_report_is_put_before_a_human_and_changes_nothing_by_itself():
    view = seen(facts("community_rehab", decision_received_on="2026-03-02"), on="2026-03-18")

    assert of(view, "B-02") == [("2026-03-17", "late")]
    assert [p.what for p in view.episodes[0].proposals] == ["review_late_report"]
    assert view.episodes[0].phase == "decided_not_reported"


def test_a_promise_of_the_year_is_met_by_more_too_and_missed_by_one_kind():
    case = facts("aftercare", **CARE)
    given = [
        entry("service", f"2026-0{month}-01", service="job_notice", entry_id=f"j{month}")
        for month in (6, 7, 8, 9)
    ]
    trained = entry("service", "2027-05-19", service="training_notice")

    first = [
        q for q in seen(case, *given, trained, on="2027-05-19").episodes[0].quotas if q.rule is PROMISES
    ][:3]

    assert [(q.item, q.done, q.met) for q in first] == [
        ("job_notice", 4, True),
        ("training_notice", 1, True),
        ("career_guidance", 0, False),
    ]


@pytest.mark.parametrize(
    ("stretches", "times", "days", "reached"),
    [((12, 18), 2, 30, False), ((12, 19), 2, 31, True)],
    ids=["30 days are not more than 30", "31 days are"],
)
def test_days_away_count_only_above_thirty(stretches, times, days, reached):
    left = ["2026-06-01", "2026-07-01"]
    away = [
        entry(
            "unauthorised_absence",
            start,
            "unauthorised",
            **{"from": start, "to": date.fromordinal(date.fromisoformat(start).toordinal() + n).isoformat()},
        )
        for start, n in zip(left, stretches, strict=True)
    ]

    view = seen(facts("community_rehab", **REHAB), *away, on="2026-09-01")

    counters = {c.rule.id: (c.count, c.reached) for c in view.episodes[0].counters}
    assert counters["F-04"] == (times, False)
    assert counters["F-05"] == (days, reached)
    assert ("serious_breach_report" in [p.what for p in view.episodes[0].proposals]) is reached


def test_only_refusals_and_evasions_count_to_the_three():
    case = facts("community_rehab", **REHAB)
    tests = [
        entry("drug_test", "2026-04-10", "refused"),
        entry("drug_test", "2026-05-10", "refused"),
        entry("drug_test", "2026-06-10", "excused"),
        entry("drug_test", "2026-07-10", "missed_unexplained", entry_id="missed"),
    ]
    marked = entry("drug_test", "2026-07-10", "evaded", supersedes="missed", minutes=5)

    before, after = seen(case, *tests, on="2026-07-20"), seen(case, *tests, marked, on="2026-07-20")

    assert [(c.count, c.reached) for c in before.episodes[0].counters if c.rule.id == "F-03"] == [(2, False)]
    assert [(c.count, c.reached) for c in after.episodes[0].counters if c.rule.id == "F-03"] == [(3, True)]


def test_verified_contacts_and_contacts_fill_a_visit_and_attempts_do_not():
    case = facts("aftercare", **CARE)
    for outcome in ("done", "verified", "attempted", "missed"):
        view = seen(case, entry("follow_up", "2026-11-01", outcome), on="2026-11-02")
        assert (of(view, "J-01")[0][1] == "done") is (outcome in DONE)
