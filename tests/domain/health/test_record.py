"""What a line, a check-up, an insurance and a crisis must say; and doses, which nobody writes here."""

from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from guitu.domain.health import checkups, crisis, insurance
from guitu.domain.health.catalogue import CODES, INSURANCE_KINDS, Sort, word_of
from guitu.domain.health.checkups import Outcome
from guitu.domain.health.insurance import Insurance
from guitu.domain.health.record import NewLine, check_line
from guitu.domain.journal.crisis import NEEDS
from guitu.domain.kernel.errors import DomainError

TODAY = date(2026, 3, 2)


def code_of(act, *args, **given_):
    with pytest.raises(DomainError) as refused:
        act(*args, **given_)
    return refused.value.code


@settings(derandomize=True, max_examples=100, deadline=None)
@given(
    st.integers(1, 300), st.sampled_from(["毫克", "毫升", "mg", "ML", "片", "粒"]), st.sampled_from(["", " "])
)
def test_no_dose_of_maintenance_treatment_is_ever_kept(amount, unit, gap):
    line = NewLine(Sort.MAINTENANCE, "", f"城南门诊 每天{amount}{gap}{unit}")

    assert code_of(check_line, line, today=TODAY) == "health.no-dose"
    check_line(
        line._replace(sort=Sort.MEDICINE), today=TODAY
    )  # of any other medicine it is the doctor's to say


@pytest.mark.parametrize(
    ("line", "code"),
    [
        (NewLine(Sort.CONDITION, "nonsense", "x"), "health.code"),
        (NewLine(Sort.MEDICINE, "heart", "x"), "health.code"),
        (NewLine(Sort.MEDICINE, "", " "), "health.words"),
        (NewLine(Sort.CONDITION, "other", ""), "health.words"),
        (NewLine(Sort.CONDITION, "heart", "话" * 501), "health.words"),
        (NewLine(Sort.CONDITION, "heart", "", TODAY + timedelta(days=1)), "health.since"),
    ],
)
def test_an_impossible_line_is_refused(line, code):
    assert code_of(check_line, line, today=TODAY) == code


def test_every_code_has_its_word_in_both_languages():
    for sort, known in CODES.items():
        for code in known:
            word = word_of(sort, code)
            assert word is not None
            assert word.zh
            assert word.en
    assert word_of("medicine", "x") is None


def test_a_checkup_ends_once_on_a_day_that_has_come():
    given_ = {"done_on": TODAY, "today": TODAY, "found": "", "next_on": None}

    checkups.check_outcome(Outcome.OPEN, Outcome.NOT_WANTED, **given_)
    assert code_of(checkups.check_outcome, Outcome.DONE, Outcome.DONE, **given_) == "health.checkup-closed"
    ahead = given_ | {"done_on": TODAY + timedelta(days=1)}
    assert code_of(checkups.check_outcome, Outcome.OPEN, Outcome.DONE, **ahead) == "health.checkup-done-on"
    long = given_ | {"found": "话" * 1001}
    assert code_of(checkups.check_outcome, Outcome.OPEN, Outcome.DONE, **long) == "health.words"
    past = given_ | {"next_on": TODAY - timedelta(days=1)}
    assert code_of(checkups.check_outcome, Outcome.OPEN, Outcome.DONE, **past) == "health.checkup-day"
    assert code_of(checkups.check_new, "x", due_on=TODAY, today=TODAY) == "health.code"
    assert code_of(checkups.check_new, "liver", due_on=None, today=TODAY) == "health.checkup-day"


@settings(derandomize=True, max_examples=100, deadline=None)
@given(st.integers(-400, 400))
def test_nobody_is_insured_after_the_last_paid_day(days):
    said = Insurance("insured", next(iter(INSURANCE_KINDS)), TODAY + timedelta(days=days))

    assert insurance.standing(said, TODAY) == ("insured" if days >= 0 else "lapsed")
    assert insurance.standing(Insurance("never"), TODAY) == "never"


@pytest.mark.parametrize(
    ("said", "code"),
    [
        (Insurance("x"), "health.code"),
        (Insurance("insured", "x", TODAY), "health.code"),
        (Insurance("insured", "residents"), "health.paid-until"),
    ],
)
def test_an_impossible_insurance_is_refused(said, code):
    assert code_of(insurance.check, said) == code


def test_every_crisis_leaves_one_need_of_the_register():
    assert set(crisis.NEED_OF) == set(crisis.CRISES)
    assert set(crisis.NEED_OF.values()) == set(NEEDS)
    assert code_of(crisis.check, "x", "") == "crisis.kind"
    assert code_of(crisis.check, "overdose", "话" * 2001) == "crisis.words"
