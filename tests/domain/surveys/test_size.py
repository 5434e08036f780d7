"""How many to ask: the usual formula, and what the numbers of published surveys come to."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from guitu.domain.kernel.errors import DomainError
from guitu.domain.surveys.size import CONFIDENCES, error_of, size_for

people = st.integers(1, 1_000_000)
confidences = st.sampled_from(CONFIDENCES)


def test_the_formula_gives_259_of_5972_for_90_percent_and_5_percent():
    size = size_for(5972, confidence=0.9, error=0.05)

    assert size.asked == 259
    assert (round(size.z, 4), round(size.endless, 2)) == (1.6449, 270.55)


def test_the_619_that_were_asked_in_jiangsu_keep_five_percent_and_are_about_3_1_percent_off():
    assert round(100 * error_of(619, 5972, confidence=0.9), 2) == 3.13
    assert error_of(619, 5972, confidence=0.9) <= 0.05


@pytest.mark.parametrize(
    ("size", "confidence", "error", "asked"),
    # Krejcie and Morgan (1970) print 278, 357 and 384 with chi-square; the 385 is Cochran's (1977)
    [(1000, 0.95, 0.05, 278), (5000, 0.95, 0.05, 357), (10**9, 0.95, 0.05, 385), (10, 0.95, 0.05, 10)],
)
def test_published_tables_agree(size, confidence, error, asked):
    assert size_for(size, confidence=confidence, error=error).asked == asked


@given(people, confidences, st.floats(0.01, 0.2))
def test_the_sample_is_never_more_than_there_are_and_keeps_the_error(everybody, confidence, error):
    size = size_for(everybody, confidence=confidence, error=error)

    assert 1 <= size.asked <= everybody
    # the textbook formula takes N where the exact correction takes N - 1: a hair for tiny registers
    assert error_of(size.asked, everybody, confidence=confidence) <= error * 1.0001 + 1e-9 or everybody < 50


@given(st.integers(2, 100_000), confidences, st.data())
def test_more_answers_are_never_further_off(everybody, confidence, data):
    fewer = data.draw(st.integers(1, everybody - 1))

    assert error_of(fewer + 1, everybody, confidence=confidence) < error_of(
        fewer, everybody, confidence=confidence
    )


def test_whoever_asks_everybody_is_not_off_at_all():
    assert error_of(7, 7, confidence=0.95) == 0


@pytest.mark.parametrize(
    ("code", "ask"),
    [
        ("survey.frame-empty", lambda: size_for(0, confidence=0.9, error=0.05)),
        ("survey.confidence", lambda: size_for(9, confidence=0.5, error=0.05)),
        ("survey.error", lambda: size_for(9, confidence=0.9, error=0.0)),
        ("survey.error", lambda: size_for(9, confidence=0.9, error=float("nan"))),
        ("survey.sample", lambda: error_of(10, 9, confidence=0.9)),
        ("survey.sample", lambda: error_of(0, 9, confidence=0.9)),
    ],
)
def test_what_cannot_be_worked_out_is_refused(code, ask):
    with pytest.raises(DomainError) as caught:
        ask()

    assert caught.value.code == code
