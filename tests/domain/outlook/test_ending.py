"""When an episode ends by itself, what the end of control depends on, and the row that is left."""

from dataclasses import fields
from datetime import date

import pytest

from guitu.domain.cohort import CohortRow, cohort_row
from guitu.domain.episode import CLOSED
from guitu.domain.outlook.ending import ending, is_legal_act

from .book import PLACE, entry, facts, seen

REHAB = {"reported_on": "2026-03-10", "term_from": "2026-03-01", "term_to": "2029-02-28"}


def ends(view):
    return ending(view.episodes[0].course, view.book, view.today)


def as_text(ordinal):
    return None if ordinal is None else date.fromordinal(ordinal).isoformat()


def test_an_order_closes_on_the_day_after_its_last_and_not_before():
    case = facts("community_rehab", **REHAB)
    found = ends(seen(case, on="2029-02-28"))

    assert (as_text(found.last), as_text(found.seals)) == ("2029-02-28", "2029-03-01")
    assert seen(case, on="2029-02-28").episodes[0].phase not in CLOSED
    assert seen(case, on="2029-03-01").episodes[0].phase in CLOSED


def test_withdrawing_closes_aftercare_on_that_day():
    case = facts("aftercare", released_on="2026-05-20", consented_on="2026-05-22")
    view = seen(case, entry("consent", "2026-08-01", "withdrawn"), on="2026-08-01")

    assert as_text(ends(view).seals) == "2026-08-01"
    assert view.episodes[0].phase == "finished"


def test_without_a_term_nothing_ends_by_the_clock():
    found = ends(seen(facts("aftercare", released_on="2026-05-20"), on="2026-06-01"))
    assert (found.last, found.seals) == (None, None)


@pytest.mark.parametrize("paper", [False, True])
def test_a_suspension_moves_the_end_only_with_its_paper(paper):
    more = {"document_number": "1", "decided_on": "2027-01-01"} if paper else {}
    view = seen(
        facts("community_rehab", **REHAB),
        entry("suspended", "2027-01-01", **more),
        entry("resumed", "2027-03-02", **more),
        on="2027-04-01",
    )
    assert as_text(ends(view).seals) == ("2029-04-30" if paper else "2029-03-01")


def test_a_report_that_never_came_is_asked_for_no_longer_once_the_order_is_over():
    case = facts(
        "community_rehab", decision_received_on="2026-03-02", term_from="2026-03-01", term_to="2027-02-28"
    )
    report = [
        duty.status(view.today)
        for on in ("2026-03-18", "2027-02-28", "2027-03-01")
        for view in [seen(case, on=on)]
        for duty in view.episodes[0].duties
        if duty.window.rule.id == "B-02"
    ]
    assert report == ["late", "late", "lapsed"]


def test_control_may_end_once_all_three_conditions_hold():
    case = facts("community_rehab", released_on="2026-05-20", **REHAB)

    before, after = ends(seen(case, on="2029-05-19")), ends(seen(case, on="2029-05-20"))
    relapsed = ends(seen(case, entry("drug_test", "2027-01-05", "confirmed_positive"), on="2029-05-20"))

    assert [c.rule for c in before.control] == ["H-05", "H-04", "H-06"]
    assert [c.met for c in before.control] == [True, False, True]
    assert after.control_may_end
    assert not relapsed.control_may_end
    assert as_text(relapsed.control_on) == "2030-01-05"


@pytest.mark.parametrize(
    ("kind", "details", "is_act"),
    [
        ("suspended", {"document_number": "1"}, True),
        ("suspended", {}, False),
        ("decision_received", {"document_number": "1", "decided_on": "2026-01-01"}, True),
        ("decision_received", {"document_number": "1"}, False),
        ("decision_received", {"term_to": "2029-01-01"}, False),
        ("nothing_known", {"document_number": "1", "decided_on": "2026-01-01"}, False),
    ],
)
def test_what_is_a_legal_act(kind, details, is_act):
    assert is_legal_act(kind, details) is is_act


def row(*entries, on="2029-03-01", **more):
    view = seen(facts("community_rehab", released_on="2026-02-20", **REHAB), *entries, on=on)
    of = view.episodes[0]
    said = {"held_by": PLACE * 1000 + 7, "sex": "female", "birth_on": date(1988, 7, 4), **more}
    return cohort_row(of.course, of.phase, view.clean_time, today=date.fromordinal(view.today), **said)


def test_what_is_left_has_no_day_no_place_and_no_age():
    left = row()
    assert (left.region, left.year, left.month, left.months) == (PLACE - PLACE % 10**6, 2026, 3, 36)
    assert (left.sex, left.age_band, left.outcome) == ("female", 35, "completed")
    assert not {f.name for f in fields(CohortRow)} & {"id", "person_id", "name", "birth_on", "held_by"}
    assert row(birth_on=None).age_band == -1


def test_relapse_and_loss_are_told_apart_from_not_knowing():
    tests = [entry("drug_test", f"{year}-{month:02d}-05", "negative")
             for year in (2026, 2027, 2028) for month in (4, 7, 10)]  # fmt: skip
    assert (row().relapse, row().lost) == ("unknown", True)
    assert row(*tests).relapse == "no"
    assert row(*tests).verified_months > 0
    assert row(*tests, entry("drug_test", "2028-11-05", "confirmed_positive")).relapse == "yes"
    assert row(entry("home_visit", "2029-01-20")).lost is False
