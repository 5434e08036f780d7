"""From a full counter to the police, or not: heard first, two people, and a report that changes no status."""

from dataclasses import replace
from datetime import timedelta
from itertools import pairwise

import pytest

from guitu.domain.kernel.errors import DomainError
from guitu.domain.outlook.breach import Stage, check_confirm, check_open, check_report

from .book import MOMENT, entry, facts, seen

REHAB = {"reported_on": "2026-03-10", "term_from": "2026-03-01", "term_to": "2029-02-28"}
WORKER, HEAD, OTHER = (f"019a0000-0000-7000-8000-00000000000{n}" for n in (1, 2, 3))
REFUSED = [entry("drug_test", f"2026-0{month}-10", "refused") for month in (4, 5, 6)]
OFFER = entry("hearing_offered", "2026-06-11", about="serious_breach_report", answer_by="2026-06-14")
HEARING = entry("hearing", "2026-06-12", about="serious_breach_report")
PAPER = {"document_number": "演报〔2026〕1号", "decided_on": "2026-06-20"}


def said(who, role, on):
    return entry("breach_confirmed", on, entry_id=f"{who}:{on}", confirmer=who, confirmed_as=role)


def round_of(*entries, on="2026-06-20"):
    """The round, each entry written down a minute after the one before it."""
    written = [replace(e, recorded_at=MOMENT + timedelta(minutes=n)) for n, e in enumerate(entries)]
    return seen(facts("community_rehab", **REHAB), *written, on=on).episodes[0].breach


def refused(check, *args, **more):
    with pytest.raises(DomainError) as caught:
        check(*args, **more)
    return caught.value.code


def test_nothing_is_asked_of_anybody_before_the_third_time():
    assert round_of(*REFUSED[:2]) is None
    assert refused(check_open, None) == "breach.not-reached"


def test_the_person_is_told_and_heard_before_anybody_can_confirm():
    reached, offered = round_of(*REFUSED), round_of(*REFUSED, OFFER, on="2026-06-14")

    assert (reached.stage, offered.stage) == (Stage.REACHED, Stage.OFFERED)
    for found in (reached, offered):
        assert refused(check_confirm, found, who=WORKER, role="worker") == "breach.not-heard"
        assert refused(check_report, found) == "breach.not-heard"
    heard = round_of(*REFUSED, OFFER, HEARING)
    assert (heard.stage, heard.heard) == (Stage.HEARD, "answered")


def test_a_chance_to_answer_that_was_not_used_is_enough_the_day_after():
    assert round_of(*REFUSED, OFFER, on="2026-06-14").stage is Stage.OFFERED
    after = round_of(*REFUSED, OFFER, on="2026-06-15")
    assert (after.stage, after.heard) == (Stage.HEARD, "days_passed")


def test_a_report_needs_a_worker_and_a_head_who_are_two_people():
    heard = (*REFUSED, OFFER, HEARING)
    one = round_of(*heard, said(WORKER, "worker", "2026-06-13"))
    two_workers = round_of(*heard, said(WORKER, "worker", "2026-06-13"), said(OTHER, "worker", "2026-06-13"))
    same = round_of(*heard, said(WORKER, "worker", "2026-06-13"), said(WORKER, "head", "2026-06-14"))
    both = round_of(*heard, said(WORKER, "worker", "2026-06-13"), said(HEAD, "head", "2026-06-13"))

    for found in (one, two_workers, same):
        assert found.stage is Stage.CONFIRMED
        assert refused(check_report, found) == "breach.two-needed"
    assert refused(check_confirm, one, who=WORKER, role="head") == "breach.two-people"
    assert refused(check_confirm, one, who=OTHER, role="worker") == "breach.confirmed-already"
    assert refused(check_confirm, one, who=HEAD, role="police") == "breach.police-receives"
    assert check_confirm(one, who=HEAD, role="head") is one
    assert check_report(both) is both


def test_a_confirmation_from_before_the_hearing_counts_for_nothing():
    early = round_of(*REFUSED, OFFER, said(WORKER, "worker", "2026-06-11"), HEARING)
    assert early.stage is Stage.HEARD


def test_a_new_fact_means_hearing_the_person_again():
    found = round_of(*REFUSED, OFFER, HEARING, entry("drug_test", "2026-06-15", "refused"))
    assert found.stage is Stage.REACHED


@pytest.mark.parametrize(
    ("end", "stage"),
    [
        (entry("breach_closed", "2026-06-15", why="good_reason", grounds=["tests_refused"]), Stage.CLOSED),
        (
            entry(
                "serious_breach_report", "2026-06-20", **PAPER, grounds=["tests_refused"], heard="answered"
            ),
            Stage.REPORTED,
        ),
    ],
)
def test_what_was_decided_stays_decided_until_something_new_is_counted(end, stage):
    settled = round_of(*REFUSED, OFFER, HEARING, end)
    again = round_of(
        *REFUSED, OFFER, HEARING, end, entry("drug_test", "2026-07-10", "refused"), on="2026-07-11"
    )

    assert (settled.stage, settled.is_open) == (stage, False)
    assert refused(check_open, settled) == "breach.settled"
    assert again.stage is Stage.REACHED


def test_neither_a_report_nor_its_absence_moves_the_phase():
    case = facts("community_rehab", **REHAB)
    report = entry("serious_breach_report", "2026-06-20", **PAPER, grounds=["tests_refused"])
    before = seen(case, *REFUSED, on="2026-06-20").episodes[0]
    after = seen(case, *REFUSED, OFFER, HEARING, report, on="2026-06-20").episodes[0]
    found = seen(
        case, *REFUSED, report, entry("serious_breach_decision", "2026-06-25", **PAPER), on="2026-06-26"
    )

    assert before.phase == after.phase == found.episodes[0].phase == "reported"
    assert [p.what for p in before.proposals] == ["serious_breach_report"]
    assert after.proposals == ()


def test_not_reporting_in_is_a_ground_only_after_a_human_asked_why():
    case = facts("community_rehab", decision_received_on="2026-03-02")
    asked = entry("late_report", "2026-03-19", "none_found")

    assert seen(case, on="2026-03-20").episodes[0].breach is None
    assert seen(case, asked, on="2026-03-20").episodes[0].breach.grounds == ("not_reported",)
    reason = entry("late_report", "2026-03-19", "accepted", because="ill")
    assert seen(case, reason, on="2026-03-20").episodes[0].breach is None


def test_thirty_days_are_no_ground_and_thirty_one_are():
    away = entry("unauthorised_absence", "2026-05-01", "unauthorised", **{"from": "2026-05-01"})
    assert round_of(away, on="2026-05-31") is None
    assert round_of(away, on="2026-06-01").grounds == ("days_away",)


def test_what_lies_before_the_order_or_after_its_end_is_not_counted():
    case = facts("community_rehab", **REHAB)
    outside = [entry("drug_test", day, "refused") for day in ("2025-04-10", "2025-05-10", "2029-03-05")]
    counters = seen(case, *outside, on="2029-03-10").episodes[0].counters
    assert {counter.count for counter in counters} == {0}


def test_a_transfer_resets_nothing():
    case = facts("community_rehab", **REHAB)
    away = [entry("drug_test", f"2026-0{month}-10", "refused") for month in (4, 5)]
    moved = entry("transfer", "2026-05-20", to_region=130102001000, effective_on="2026-05-20")
    views = [
        seen(case, *some, on="2026-06-30") for some in (away, (*away, moved), (*away, moved, REFUSED[2]))
    ]
    counts = [next(c.count for c in v.episodes[0].counters if c.rule.id == "F-03") for v in views]
    assert all(before <= after for before, after in pairwise(counts))
    assert counts == [2, 2, 3]
