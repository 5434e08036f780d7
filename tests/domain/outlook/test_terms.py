"""When an episode runs: its term, its phase, and what moves or ends it."""

from datetime import date

import pytest

from guitu.domain.outlook.engine import outlook

from .book import ELSEWHERE, PLACE, WEEKENDS, book, entry, facts, seen

DETOX = {"decision_received_on": "2026-03-02", "reported_on": "2026-03-10"}
REHAB = {"reported_on": "2026-03-10", "term_from": "2026-03-01", "term_to": "2029-02-28"}


def term(view):
    found = view.episodes[0].course.term
    return tuple(date.fromordinal(d).isoformat() for d in found) if found else None


@pytest.mark.parametrize(
    ("reported", "last"),
    [("2026-03-10", "2029-03-10"), ("2024-02-29", "2027-02-28")],
    ids=["plain", "leap day"],
)
def test_detox_runs_three_years_from_the_reporting_day(reported, last):
    view = seen(facts("community_detox", reported_on=reported), on="2026-03-10")

    assert term(view) == (reported, last)


def test_rehab_runs_as_printed_and_not_otherwise():
    assert term(seen(facts("community_rehab", **REHAB), on="2026-04-01")) == ("2026-03-01", "2029-02-28")

    unprinted = seen(facts("community_rehab", reported_on="2026-03-10"), on="2026-04-01")

    assert term(unprinted) is None
    assert [p.what for p in unprinted.episodes[0].proposals] == ["record_printed_term"]
    assert not [d for d in unprinted.episodes[0].duties if d.window.rule.id == "D-02"]


def test_aftercare_has_a_term_only_after_consent():
    invited = seen(facts("aftercare", released_on="2026-05-20"), on="2026-06-01")
    consented = seen(facts("aftercare", released_on="2026-05-20", consented_on="2026-05-22"), on="2026-06-01")

    assert (term(invited), invited.episodes[0].phase) == (None, "invited")
    assert (term(consented), consented.episodes[0].phase) == (("2026-05-20", "2029-05-20"), "active")


@pytest.mark.parametrize(
    ("entries", "phase"),
    [
        ([], "decided_not_reported"),
        (["report_in"], "reported"),
        (["report_in", "agreement"], "agreement_signed"),
        (["report_in", "agreement", "plan"], "executing"),
    ],
)
def test_an_order_moves_on_with_what_was_done(entries, phase):
    case = facts(
        "community_rehab", decision_received_on="2026-03-02", term_from="2026-03-01", term_to="2029-02-28"
    )

    view = seen(case, *(entry(kind, "2026-03-09") for kind in entries), on="2026-03-20")

    assert view.episodes[0].phase == phase


def test_the_last_day_still_belongs_to_the_term_and_the_next_does_not():
    case = facts("community_detox", **DETOX)

    assert seen(case, on="2029-03-10").episodes[0].phase == "reported"
    assert seen(case, on="2029-03-11").episodes[0].phase == "completed"


def test_a_suspension_moves_the_end_only_with_its_paper():
    case = facts("community_rehab", **REHAB)
    stop = entry("suspended", "2026-06-01", document_number="演公中止〔2026〕1号")
    go = entry("resumed", "2026-07-01", document_number="演公恢复〔2026〕1号")
    told = entry("suspended", "2026-06-01")

    assert term(seen(case, stop, go, on="2026-08-01")) == ("2026-03-01", "2029-03-30")
    assert seen(case, stop, on="2026-06-15").episodes[0].phase == "suspended"

    without = seen(case, told, on="2026-06-15")
    assert term(without) == ("2026-03-01", "2029-02-28")
    assert [p.what for p in without.episodes[0].proposals] == ["record_document_for_suspended"]


def test_nothing_is_asked_while_suspended():
    stop = entry("suspended", "2026-04-20", document_number="1")
    go = entry("resumed", "2026-06-20", document_number="2")

    view = seen(facts("community_rehab", **REHAB), stop, go, on="2026-07-15")

    states = [d.status(view.today) for d in view.episodes[0].duties if d.window.rule.id == "D-02"]
    assert states[:4] == ["lapsed", "excused", "excused", "late"]


def test_leaving_aftercare_ends_what_was_offered_and_costs_nothing():
    case = facts("aftercare", released_on="2026-05-20", consented_on="2026-05-22")

    view = seen(case, entry("consent", "2026-12-01", "withdrawn"), on="2027-01-10")

    assert view.episodes[0].phase == "finished"
    assert all(d.window.due <= view.today for d in view.episodes[0].duties)
    assert view.episodes[0].proposals == ()


def test_declining_aftercare_asks_nothing_more():
    view = seen(
        facts("aftercare", released_on="2026-05-20"),
        entry("consent", "2026-05-21", "declined"),
        on="2026-06-10",
    )

    assert view.episodes[0].phase == "declined"
    assert view.episodes[0].duties == ()


def test_a_pause_the_person_wished_excuses_what_fell_into_it():
    case = facts("aftercare", released_on="2026-05-20", consented_on="2026-05-20")
    pause, back = entry("paused", "2026-10-01"), entry("resumed_care", "2026-12-15")

    view = seen(case, pause, back, on="2026-11-25")

    assert view.episodes[0].phase == "paused"
    assert view.episodes[0].duties[0].status(view.today) == "excused"
    assert view.episodes[0].course.term[1] == date(2029, 5, 20).toordinal()  # care is not prolonged


def test_a_transfer_asks_for_a_report_and_for_the_new_places_book_from_then_on():
    move = entry("transfer", "2026-07-01", to_region=ELSEWHERE, effective_on="2026-07-01")

    view = seen(facts("community_rehab", **REHAB), move, on="2026-07-10")

    reports = [
        (date.fromordinal(d.window.due).isoformat(), d.status(view.today))
        for d in view.episodes[0].duties
        if d.window.rule.id == "G-02"
    ]
    tests = [
        date.fromordinal(d.window.due).isoformat()
        for d in view.episodes[0].duties
        if d.window.rule.id == "D-02"
    ]
    assert reports == [("2026-07-16", "due")]
    assert tests == ["2026-04-01", "2026-05-01", "2026-06-01", "2026-07-01"]


def test_the_end_of_control_is_three_years_from_release_unless_a_relapse_is_confirmed():
    case = facts("community_rehab", released_on="2026-05-20", **REHAB)

    clear = seen(case, on="2029-05-20")
    relapsed = seen(case, entry("drug_test", "2027-01-05", "confirmed_positive"), on="2029-05-20")

    assert clear.episodes[0].end_of_control.candidate == date(2029, 5, 20).toordinal()
    assert "end_dynamic_control" in [p.what for p in clear.episodes[0].proposals]
    assert relapsed.episodes[0].end_of_control.candidate == date(2030, 1, 5).toordinal()


@pytest.mark.parametrize(("exception", "blocked"), [("none", False), ("case_2", False), ("all_cases", True)])
def test_a_serious_breach_stands_in_the_way_only_where_the_place_has_that_rule(exception, blocked):
    local = book(number=9, **{"dynamic_control.exception": exception})
    decided = entry("serious_breach_decision", "2027-01-05", document_number="1", decided_on="2027-01-05")

    view = outlook(
        PLACE,
        [facts("community_rehab", released_on="2026-05-20", **REHAB)],
        [decided],
        books=lambda _: local,
        calendar=WEEKENDS,
        today=date(2029, 6, 1),
    )

    assert (view.episodes[0].end_of_control.candidate is None) is blocked


def test_consent_to_something_else_opens_nothing():
    other = entry("consent", "2026-05-22", "given", purpose="publicity")

    view = seen(facts("aftercare", released_on="2026-05-20", opened_on="2026-05-20"), other, on="2026-06-01")

    assert view.episodes[0].phase == "invited"
