"""Shares with their limits, against published values; weights; and what is hidden."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from guitu.domain.surveys.shares import (
    LEAST,
    Answered,
    Response,
    share_of,
    told_of,
    weights,
    wilson,
)

YES, NO, SILENT = Answered(0, said=True), Answered(0, said=False), Answered(0, said=None)


@pytest.mark.parametrize(
    ("said", "of", "low", "high"),
    # Newcombe (1998), Statistics in Medicine 17, table I, method 3 (score without correction)
    [
        (81, 263, 0.2553, 0.3662),
        (15, 148, 0.0624, 0.1605),
        (0, 20, 0.0000, 0.1611),
        (1, 29, 0.0061, 0.1718),
    ],
)
def test_wilsons_limits_are_those_that_were_published(said, of, low, high):
    found = wilson(said, of)

    assert (round(found.low, 4), round(found.high, 4)) == (low, high)


@pytest.mark.parametrize(
    ("said", "share"), [(78, 49.06), (93, 58.49), (71, 44.65), (66, 41.51), (72, 45.28), (38, 23.90)]
)
def test_the_survey_of_qujing_comes_out_as_it_was_printed(said, share):
    found = share_of([Answered(0, n < said) for n in range(159)])

    assert found.share is not None
    assert round(100 * found.share, 2) == share


@given(st.integers(1, 3000), st.data())
def test_limits_hold_the_share_and_lie_within_all_and_none(of, data):
    said = data.draw(st.integers(0, of))
    low, high = wilson(said, of)

    assert 0 <= low <= said / of + 1e-12
    assert said / of - 1e-12 <= high <= 1


def test_below_ten_answers_no_share_is_told():
    nine = share_of([YES] * (LEAST - 1) + [SILENT] * 50)
    ten = share_of([YES] * LEAST)

    assert (nine.share, nine.limits, nine.is_shown) == (None, None, False)
    assert (ten.share, ten.is_shown) == (1.0, True)


def test_who_did_not_answer_a_question_is_unknown_and_in_neither_part():
    found = share_of([YES] * 10 + [NO] * 10 + [SILENT] * 80)

    assert (found.share, found.of, found.unknown) == (0.5, 20, 80)


def test_weights_set_right_that_one_region_answered_more():
    # a region of 900 where all say no answered 10 times, one of 100 where all say yes 30 times
    answers = [Answered(1, said=False)] * 10 + [Answered(2, said=True)] * 30

    found = share_of(answers, sizes={1: 900, 2: 100})

    assert found.plain == 0.75
    assert found.share == pytest.approx(0.1)
    assert found.worth == pytest.approx(40**2 / (10 * 3.6**2 + 30 * (2 / 15) ** 2))
    assert found.worth < 40


@given(
    st.dictionaries(st.integers(1, 9), st.tuples(st.integers(1, 500), st.integers(0, 60)), min_size=1).filter(
        lambda strata: any(answers for _, answers in strata.values())
    )
)
def test_weighted_answers_are_as_many_as_answers_and_as_large_as_their_strata(strata):
    sizes = {key: size for key, (size, _) in strata.items()}
    answered = {key: answers for key, (_, answers) in strata.items()}

    weight = weights(sizes, answered)

    heard = [key for key in sizes if answered[key]]
    assert set(weight) == set(heard)
    assert sum(weight[key] * answered[key] for key in heard) == pytest.approx(sum(answered.values()))
    people = sum(sizes[key] for key in heard)
    for key in heard:
        part = weight[key] * answered[key] / sum(answered.values())
        assert part == pytest.approx(sizes[key] / people)


def test_a_response_rate_without_a_frame_is_unknown_and_not_nothing():
    assert Response(None, 30).rate is None
    assert Response(0, 0).rate is None
    assert (Response(40, 30).rate, Response(40, 30).silent) == (0.75, 10)


@given(st.integers(1, 4000))
def test_nobody_and_everybody_are_exact_ends_and_never_certain_at_the_other(of):
    none, everybody = wilson(0, of), wilson(of, of)

    assert none.low == 0.0 < none.high < 1
    assert 0 < everybody.low < everybody.high == 1.0
    assert none.high == pytest.approx(1 - everybody.low)
    worth = wilson(1.0000000000000002 * of, of)  # what sums of weights may come to
    assert worth.high == 1.0


def test_a_stratum_of_which_nobody_answered_weighs_nothing_and_lowers_no_share():
    answers = [Answered(1, said=True)] * 12 + [Answered(1, said=False)] * 4
    assert share_of(answers, sizes={1: 50, 2: 5000}).share == 0.75
    assert share_of(answers, sizes={1: 50}).share == 0.75
    with_few = share_of([*answers, Answered(2, said=False)], sizes={1: 50, 2: 5000})
    assert with_few.share == pytest.approx(0.75 * 50 / 5050)
    assert with_few.worth < 2  # one voice that speaks for nearly all says little, and its limits are wide
    assert with_few.limits.high - with_few.limits.low > 0.5


@given(st.dictionaries(st.integers(1, 9), st.integers(0, 30), min_size=1))
def test_of_strata_with_few_answers_nothing_is_told_and_never_of_one_alone(answered):
    told = told_of(answered)
    left_out = set(answered) - told
    assert not any(0 < answered[key] < LEAST for key in told)
    assert len(left_out) != 1 or all(answered[key] == 0 for key in told)
