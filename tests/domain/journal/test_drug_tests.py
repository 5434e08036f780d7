"""A test's words: nothing is confirmed without the police, nothing evaded without a ground."""

from datetime import date

import pytest

from guitu.domain.journal import codes
from guitu.domain.journal.kinds import KINDS, check
from guitu.domain.kernel.errors import DomainError

TODAY = date(2026, 3, 10)
TEST = "019a0000-0000-7000-8000-000000000001"
PAPER = {"document_number": "演公检字〔2026〕1号", "decided_on": "2026-03-09"}


def said(kind, outcome, details, *, complete=True):
    return check(kind, outcome, details, happened_on=TODAY, today=TODAY, complete=complete)


def refused(kind, outcome, details):
    with pytest.raises(DomainError) as caught:
        said(kind, outcome, details)
    return caught.value.code, caught.value.facts["field"]


@pytest.mark.parametrize("level", codes.TEST_LEVELS)
def test_confirmed_needs_number_and_date_of_a_decision_at_every_level(level):
    code = "test.confirmed-without-decision"

    assert refused("drug_test", "confirmed_positive", {"level": level}) == (code, "document_number")
    half = {"level": level, "document_number": PAPER["document_number"]}
    assert refused("drug_test", "confirmed_positive", half) == (code, "decided_on")
    assert said("drug_test", "confirmed_positive", {"level": level, **PAPER})["decided_on"] == "2026-03-09"


def test_a_field_positive_needs_no_paper_because_it_is_not_one():
    assert said("drug_test", "non_negative_unconfirmed", {"level": "field"}) == {"level": "field"}


def test_evaded_needs_its_ground_and_missed_does_not():
    assert refused("drug_test", "evaded", {}) == ("test.evaded-without-ground", "evasion")
    assert said("drug_test", "evaded", {"evasion": "left_before_sampling"})
    assert said("drug_test", "missed_unexplained", {}) == {}


@pytest.mark.parametrize("outcome", ["negative", "missed_unexplained", "refused", "excused"])
def test_a_ground_of_evasion_stands_on_nothing_else(outcome):
    given = {"evasion": "hid_from_staff"}

    assert refused("drug_test", outcome, given) == ("test.ground-not-evaded", "evasion")


def test_an_old_file_written_by_hand_may_know_less():
    assert said("drug_test", "confirmed_positive", {}, complete=False) == {}
    assert said("drug_test", "evaded", {}, complete=False) == {}


def test_the_eight_words_of_the_rule_book_and_no_others():
    assert [outcome.value for outcome in KINDS["drug_test"].outcomes] == [
        *("negative", "non_negative_unconfirmed", "confirmed_positive", "invalid"),
        *("excused", "missed_unexplained", "evaded", "refused"),
    ]


def test_what_the_police_decline_has_a_number_so_that_it_can_be_appealed():
    about = {"test": TEST}

    assert refused("challenge_decided", "declined", about) == (
        "test.declined-without-document",
        "document_number",
    )
    assert said("challenge_decided", "declined", {**about, **PAPER})
    assert said("challenge_decided", "granted", about)


def test_a_retest_is_made_elsewhere_and_a_laboratory_makes_no_field_test():
    report = {"test": TEST, "document_number": "1号"}

    assert refused("lab_result", "detected", {**report, "level": "field"}) == (
        "test.not-a-laboratory",
        "level",
    )
    assert refused("lab_result", "detected", {**report, "level": "retest"}) == (
        "test.retest-elsewhere",
        "institution",
    )
    elsewhere = {**report, "level": "retest", "institution": "another_institution"}
    assert said("lab_result", "not_detected", elsewhere)


@pytest.mark.parametrize(
    "kind",
    ["sample_sealed", "result_told", "test_challenged", "sample_delivered", "lab_result", "sample_disposed"],
)
def test_what_is_about_a_test_names_it(kind):
    outcome = next(iter(KINDS[kind].outcomes)).value
    details = {"level": "laboratory", "document_number": "1号"}
    known = {name: value for name, value in details.items() if name in KINDS[kind].declared()}

    assert refused(kind, outcome, known) == ("journal.detail-missing", "test")
    assert refused(kind, outcome, {**known, "test": "王小明"})[0] == "journal.detail-shape"
