"""Every kind by the same rules: what passes, what is refused, and in which words."""

from dataclasses import fields
from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from guitu.domain.journal import codes
from guitu.domain.journal.entry import Entry
from guitu.domain.journal.kind import Family
from guitu.domain.journal.kinds import (
    KINDS,
    absence_days,
    attended,
    canonical_outcome,
    check,
    confirmed_fields,
    is_contact,
    is_official,
    is_verified_contact,
    unknown_details,
)
from guitu.domain.kernel.errors import DomainError
from tests.domain.journal.examples import EXAMPLES

TODAY = date(2026, 3, 10)
CONTACT_KINDS = ("talk", "home_visit", "follow_up", "in_person_check", "phone_call")
all_kinds = pytest.mark.parametrize("kind", sorted(KINDS))


def first_outcome(kind: str) -> str:
    return next(iter(KINDS[kind].outcomes)).value


def refusal(kind, outcome, details, *, happened_on=TODAY, today=TODAY, **more) -> DomainError:
    with pytest.raises(DomainError) as caught:
        check(kind, outcome, details, happened_on=happened_on, today=today, **more)
    return caught.value


def test_the_registry_holds_every_kind_once_and_every_kind_has_an_example():
    assert set(EXAMPLES) == set(KINDS)
    assert all(kind.kind == name for name, kind in KINDS.items())
    assert {kind.family for kind in KINDS.values()} == set(Family)


@all_kinds
def test_a_valid_entry_passes_and_its_typed_form_says_the_same(kind):
    stored = check(kind, first_outcome(kind), EXAMPLES[kind], happened_on=TODAY, today=TODAY)

    assert EXAMPLES[kind].items() <= stored.items()
    assert KINDS[kind].of(stored).as_details() == stored


@all_kinds
def test_an_unknown_outcome_is_refused_and_the_known_ones_are_named(kind):
    error = refusal(kind, "splendid", EXAMPLES[kind])

    assert error.code == "journal.unknown-outcome"
    assert error.facts["allowed"] == tuple(outcome.value for outcome in KINDS[kind].outcomes)


@all_kinds
def test_an_unknown_detail_is_refused_but_left_out_of_a_file_written_by_hand(kind):
    details = {**EXAMPLES[kind], "shoe_size": 42}

    error = refusal(kind, first_outcome(kind), details)

    assert (error.code, error.facts["field"]) == ("journal.detail-unknown", "shoe_size")
    by_hand = check(kind, first_outcome(kind), details, happened_on=TODAY, complete=False)
    assert "shoe_size" not in by_hand
    assert unknown_details(kind, details) == ("shoe_size",)


@all_kinds
def test_tomorrow_is_refused_and_today_is_not(kind):
    error = refusal(kind, first_outcome(kind), EXAMPLES[kind], happened_on=TODAY + timedelta(days=1))

    assert (error.code, error.facts["field"]) == ("journal.in-the-future", "happened_on")


@all_kinds
def test_no_detail_takes_a_name_or_a_sentence(kind):
    for name, declared in KINDS[kind].declared().items():
        assert declared.shape.privacy in {"code", "number", "date"}
        for text in ("张三", "Zhang San", "he was tired, 3 times!", "990101199001011234", "12012345678"):
            error = refusal(kind, first_outcome(kind), {**EXAMPLES[kind], name: text})
            assert (error.code, error.facts["field"]) == ("journal.detail-shape", name)


@all_kinds
def test_what_must_be_said_is_asked_for(kind):
    needed = [name for name, declared in KINDS[kind].declared().items() if declared.need != "optional"]
    for name in needed:
        details = {key: value for key, value in EXAMPLES[kind].items() if key != name}
        error = refusal(kind, first_outcome(kind), details)
        assert (error.code, error.facts["field"]) == ("journal.detail-missing", name)


@all_kinds
def test_a_file_written_by_hand_may_leave_out_all_but_what_the_kind_is_about(kind):
    always = {name for name, declared in KINDS[kind].declared().items() if declared.need == "always"}
    details = {key: value for key, value in EXAMPLES[kind].items() if key in always}

    stored = check(kind, first_outcome(kind), details, happened_on=TODAY, complete=False)

    assert always <= set(stored)
    assert KINDS[kind].of(stored).as_details() == stored


@all_kinds
def test_details_are_plain_json_names_of_fields(kind):
    assert all(f.metadata["detail"] for f in fields(KINDS[kind]))


def test_an_unknown_kind_is_refused_and_a_name_in_its_place_is_not_repeated():
    assert refusal("dance", "done", {}).facts["kind"] == "dance"
    assert refusal("张三", "done", {}).facts["kind"] == "?"
    assert refusal("dance", "done", {}).code == "journal.unknown-kind"


def test_none_says_nothing_except_that_somebody_is_still_away():
    assert check("talk", "done", {"mode": None}, happened_on=TODAY) == {}
    away = {"from": "2026-03-01", "to": None}
    assert check("unauthorised_absence", "unauthorised", away, happened_on=TODAY) == away
    assert check("unauthorised_absence", "unauthorised", {"from": "2026-03-01"}, happened_on=TODAY) == away
    assert refusal("service", "done", {"service": None}).code == "journal.detail-missing"


# --- contact ---------------------------------------------------------------------------------------


def test_attempt_contact_and_verified_contact_are_three_things():
    said = {
        o: (is_contact("talk", o), is_verified_contact("talk", o)) for o in ("attempted", "done", "verified")
    }

    assert said == {"attempted": (False, False), "done": (True, False), "verified": (True, True)}
    assert not is_contact("service", "done")
    assert not is_verified_contact("drug_test", "verified")


@pytest.mark.parametrize("kind", CONTACT_KINDS)
@pytest.mark.parametrize("reason_kind", codes.REASON_KINDS)
def test_a_missed_contact_says_which_kind_of_reason(kind, reason_kind):
    stored = check(kind, "missed", {"reason_kind": reason_kind}, happened_on=TODAY)

    assert stored == {"reason_kind": reason_kind}


@pytest.mark.parametrize("kind", CONTACT_KINDS)
def test_a_missed_contact_without_a_kind_of_reason_is_refused(kind):
    error = refusal(kind, "missed", {})

    assert (error.code, error.facts["allowed"]) == ("journal.reason-kind-missing", codes.REASON_KINDS)
    assert check(kind, "missed", {}, happened_on=TODAY, complete=False) == {}


@pytest.mark.parametrize(("reason", "kind"), sorted(codes.REASONS.items()))
def test_a_reason_says_its_kind_by_itself(reason, kind):
    assert check("talk", "missed", {"reason": reason}, happened_on=TODAY)["reason_kind"] == kind
    assert check("talk", "missed", {}, happened_on=TODAY, reason=reason)["reason_kind"] == kind


def test_the_entrys_own_reason_may_name_the_kind():
    assert check("talk", "missed", {}, happened_on=TODAY, reason="logistics") == {"reason_kind": "logistics"}
    assert refusal("talk", "missed", {}, reason="typing_error").code == "journal.reason-kind-missing"


def test_a_reason_under_the_wrong_kind_is_refused():
    error = refusal("talk", "missed", {"reason": "ill", "reason_kind": "person_not_acceptable"})

    assert (error.code, error.facts["allowed"]) == ("journal.reason-disagrees", ("person_acceptable",))


@pytest.mark.parametrize("outcome", ["attempted", "done", "verified"])
def test_only_what_was_missed_has_a_kind_of_reason(outcome):
    assert refusal("talk", outcome, {"reason_kind": "logistics"}).code == "journal.reason-not-missed"


def test_a_contact_makes_fresh_what_was_confirmed_in_it_and_an_attempt_makes_nothing():
    confirmed = {"confirmed": ["phone"]}

    assert confirmed_fields("talk", "done", confirmed) == ("phone", "last_contact")
    assert confirmed_fields("talk", "verified", {}) == ("last_contact",)
    assert confirmed_fields("talk", "attempted", confirmed) == ()
    assert confirmed_fields("contact_confirmed", "done", {"fields": ["work"]}) == ("work",)
    assert confirmed_fields("contact_confirmed", "done", {}) == ()


def test_confirmed_fields_are_kept_once_and_in_the_lists_order():
    stored = check("talk", "done", {"confirmed": ("work", "phone", "work")}, happened_on=TODAY)

    assert stored == {"confirmed": ["phone", "work"]}


# --- tests, consent, words by hand -----------------------------------------------------------------


def test_a_test_was_attended_when_a_sample_was_taken():
    said = {outcome.value: attended(outcome) for outcome in KINDS["drug_test"].outcomes}

    assert [outcome for outcome, was in said.items() if was] == [
        "negative",
        "non_negative_unconfirmed",
        "confirmed_positive",
        "invalid",
    ]
    assert len(said) == 8


def test_consent_is_for_aftercare_unless_it_says_otherwise():
    assert check("consent", "given", {}, happened_on=TODAY) == {"purpose": "aftercare"}


@pytest.mark.parametrize(
    ("kind", "word", "meant"),
    [
        ("talk", "made", "done"),
        ("home_visit", "contact", "done"),
        ("follow_up", "verified_contact", "verified"),
        ("relapse", "done", "confirmed"),
        ("relapse", "self_reported", "self_reported"),
        ("unauthorised_absence", "done", "unauthorised"),
        ("drug_test", "refused", "refused"),
        ("drug_test", "made", "made"),
        ("talk", "splendid", "splendid"),
        ("dance", "made", "made"),
    ],
)
def test_words_written_by_hand_are_understood_where_they_mean_one_thing(kind, word, meant):
    assert canonical_outcome(kind, word) == meant


# --- absence ---------------------------------------------------------------------------------------


def days(start: str, end: str | None, *, until: str = "2026-12-31") -> int:
    return absence_days({"from": start, "to": end}, happened_on=TODAY, until=date.fromisoformat(until))


def test_absence_days_count_as_rulebook_4_6_says():
    assert days("2026-03-10", "2026-03-12") == 2
    assert days("2026-04-01", "2026-04-13") + days("2026-05-01", "2026-05-19") == 12 + 18 == 30
    assert days("2026-04-01", "2026-04-13") + days("2026-05-01", "2026-05-20") == 12 + 19 == 31


def test_who_is_still_away_is_counted_up_to_the_day_asked_for():
    assert days("2026-03-01", None, until="2026-03-31") == 30
    assert days("2026-03-01", "2026-03-31", until="2026-03-11") == 10
    assert days("2026-03-20", None, until="2026-03-11") == 0
    assert absence_days({}, happened_on=TODAY, until=TODAY + timedelta(days=4)) == 4


@pytest.mark.parametrize(
    ("kind", "details", "field"),
    [
        ("unauthorised_absence", {"from": "2026-03-05", "to": "2026-03-04"}, "to"),
        ("leave_report", {"from": "2026-03-05", "to": "2026-03-04"}, "to"),
        ("decision_received", {"term_from": "2026-03-05", "term_to": "2026-03-04"}, "term_to"),
        ("decision_received", {"decided_on": "2026-03-11"}, "decided_on"),
    ],
)
def test_dates_in_the_wrong_order_are_refused(kind, details, field):
    error = refusal(kind, first_outcome(kind), details, today=None)

    assert (error.code, error.facts["field"]) == ("journal.dates-reversed", field)


def test_leave_may_lie_ahead_and_an_absence_may_not():
    ahead = {"from": "2026-04-01", "to": "2026-04-05"}

    assert check("leave_report", "done", ahead, happened_on=TODAY, today=TODAY) == ahead
    error = refusal("unauthorised_absence", "unauthorised", ahead)
    assert (error.code, error.facts["field"]) == ("journal.in-the-future", "from")


# --- decisions -------------------------------------------------------------------------------------


def decision(kind: str, **details: object) -> Entry:
    return Entry(id="e1", kind=kind, happened_on=TODAY, outcome=first_outcome(kind), details=details)


@pytest.mark.parametrize("key", ["document_number", "document_no", "document"])
def test_a_numbered_and_dated_document_makes_a_suspension_official(key):
    details = {key: "演公中止字〔2026〕2号", "decided_on": "2026-03-04"}

    assert is_official(decision("suspended", **details))
    stored = check("suspended", "done", details, happened_on=TODAY)
    assert stored == {"document_number": "演公中止字〔2026〕2号", "decided_on": "2026-03-04"}


@pytest.mark.parametrize(
    "details",
    [
        {},
        {"decided_on": "2026-03-04"},
        {"document_number": "", "decided_on": "x"},
    ],
)
def test_without_its_number_a_suspension_is_only_a_proposal(details):
    assert not is_official(decision("suspended", **details))


def test_a_transfer_and_a_relapse_are_facts_and_a_talk_is_no_decision():
    assert is_official(decision("transfer", to_region=430104000000))
    assert is_official(decision("relapse"))
    assert not is_official(decision("talk"))
    assert not is_official(Entry(id="e1", kind="dance", happened_on=TODAY, outcome="done", details={}))


def test_a_transfer_written_by_hand_takes_effect_on_its_day_and_regions_are_filled_up():
    stored = check("transfer", "done", {"to_region": "430104"}, happened_on=TODAY, complete=False)

    assert stored == {"to_region": 430104000000, "effective_on": "2026-03-10"}


def test_what_was_decided_lies_in_the_past():
    error = refusal("suspended", "done", {"document_number": "2号", "decided_on": "2026-03-11"})

    assert (error.code, error.facts["field"]) == ("journal.in-the-future", "decided_on")


# --- laws ------------------------------------------------------------------------------------------


@st.composite
def entries(draw):
    kind = draw(st.sampled_from(sorted(KINDS)))
    outcome = draw(st.sampled_from([o.value for o in KINDS[kind].outcomes]))
    kept = draw(st.sets(st.sampled_from(sorted(EXAMPLES[kind]) or [""])))
    details = {name: value for name, value in EXAMPLES[kind].items() if name in kept}
    reason = draw(st.sampled_from([None, *codes.REASONS, *codes.REASON_KINDS]))
    return kind, outcome, details, reason, draw(st.booleans())


@settings(derandomize=True, max_examples=60, deadline=None)
@given(entries())
def test_checking_twice_changes_nothing(entry):
    kind, outcome, details, reason, complete = entry
    try:
        once = check(kind, outcome, details, happened_on=TODAY, reason=reason, complete=complete)
    except DomainError as error:
        known = {
            "journal.detail-missing",
            "journal.reason-kind-missing",
            "journal.paper-missing",
            "test.declined-without-document",
        }
        assert error.code in known  # noqa: PT017 (a law)
        return

    assert check(kind, outcome, once, happened_on=TODAY, reason=reason, complete=complete) == once
    assert KINDS[kind].of(once).as_details() == once


def test_what_is_medical_psychological_or_legal_stands_in_no_unsealed_detail() -> None:
    """Details are not sealed; a form's answers and totals are its note, in whatever part of the file."""
    closed = {"medical", "psychological", "legal"}

    assert [kind.kind for kind in KINDS.values() if kind.compartment in closed and kind.declared()] == []
    assert set(KINDS["assessment"].declared()) == {"instrument", "version"}
