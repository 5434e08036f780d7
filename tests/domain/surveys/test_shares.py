"""Shares with their limits, against published values; weights; and what is hidden."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from guitu.domain.surveys.shares import (
    LEAST,
    Answered,
    Response,
    crossed,
    inward,
    share_of,
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


def test_a_cell_below_ten_is_hidden_and_never_alone_in_its_line():
    found = inward({"yes": [30, 4], "no": [25, 40]})

    assert found.rows == {"yes": (None, None), "no": (None, None)}
    assert inward({"yes": [30, 20], "no": [25, 0]}).hidden == 0


@given(
    st.lists(st.lists(st.integers(0, 40), min_size=3, max_size=3), min_size=2, max_size=5),
)
def test_no_small_cell_is_shown_and_none_can_be_worked_out_from_a_line(rows):
    table = {str(n): cells for n, cells in enumerate(rows)}

    shown = inward(table).rows

    assert not any(cell is not None and 0 < cell < LEAST for cells in shown.values() for cell in cells)
    lines = [list(shown[key]) for key in table] + [[shown[key][n] for key in table] for n in range(3)]
    truth = [table[key] for key in table] + [[table[key][n] for key in table] for n in range(3)]
    for line, counts in zip(lines, truth, strict=True):
        others = [count for cell, count in zip(line, counts, strict=True) if cell is not None and count > 0]
        assert line.count(None) != 1 or not others


def test_pairs_are_counted_where_both_were_answered():
    assert crossed([("a", "x"), ("a", "x"), ("b", "y"), ("c", "x")], ["a", "b"], ["x", "y"]) == {
        "a": [2, 0],
        "b": [0, 1],
    }
