"""Nobody is found in a protected table: not in a cell, not by subtracting, not by a total."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from guitu.domain.disclosure import LEAST, STEP, protect, rounded

tables = st.integers(1, 5).flatmap(
    lambda width: st.dictionaries(
        st.integers(0, 20),
        st.lists(st.one_of(st.integers(0, 12), st.integers(0, 300)), min_size=width, max_size=width),
        max_size=6,
    )
)


def test_small_counts_are_hidden_and_the_rest_is_rounded():
    shown = protect({"a": [3, 41, 7], "b": [5, 22, 1], "c": [77, 0, 12]})

    assert shown.rows == {"a": (None, 40, None), "b": (None, 20, None), "c": (75, 0, 10)}
    assert shown.row_totals == {"a": 40, "b": 20, "c": 85}
    assert shown.column_totals == (75, 60, 10)
    assert shown.hidden == 4


def test_a_single_hidden_cell_takes_a_neighbour_with_it_in_its_row_and_its_column():
    shown = protect({"a": [3, 40, 90], "b": [50, 60, 70]})

    for line in (*shown.rows.values(), *zip(*shown.rows.values(), strict=True)):
        assert sum(cell is None for cell in line) != 1


def test_nobody_is_said_and_is_no_neighbour_to_hide_behind():
    assert protect({"a": [0, 0]}).rows == {"a": (0, 0)}
    assert protect({"a": [4, 0]}).rows == {"a": (None, 0)}


@pytest.mark.parametrize("wrong", [{"a": [1], "b": [1, 2]}, {"a": [-1]}])
def test_a_table_that_is_none_is_refused(wrong):
    with pytest.raises(ValueError, match="rows|negative"):
        protect(wrong)


def test_no_rows_are_no_rows():
    assert protect({}).column_totals == ()


@given(tables)
def test_what_is_shown_is_a_rounded_count_of_eight_or_more_or_nobody(rows):
    shown = protect(rows)

    for key, cells in shown.rows.items():
        for true, cell in zip(rows[key], cells, strict=True):
            assert cell is None or cell % STEP == 0
            if 0 < true < LEAST:
                assert cell is None
            if cell is not None:
                assert abs(cell - true) <= STEP // 2


@given(tables)
def test_no_line_hides_one_cell_that_its_neighbours_give_away(rows):
    shown = protect(rows)
    columns = zip(*shown.rows.values(), strict=True)
    true_columns = zip(*(rows[key] for key in shown.rows), strict=True)
    pairs = [*((shown.rows[key], rows[key]) for key in rows), *zip(columns, true_columns, strict=True)]

    for line, true in pairs:
        if sum(cell is None for cell in line) == 1:
            hidden = next(n for n, cell in enumerate(line) if cell is None)
            assert all(cell == 0 for n, cell in enumerate(true) if n != hidden)


def test_a_row_that_is_withheld_is_hidden_with_a_neighbour():
    shown = protect({"a": [40, 50], "b": [30, 60], "c": [90, 20]}, withheld={"a"})

    assert shown.rows == {"a": (None, None), "b": (None, None), "c": (90, 20)}


@given(tables)
def test_totals_add_up_what_is_shown_and_nothing_else(rows):
    shown = protect(rows)

    assert sum(shown.row_totals.values()) == sum(shown.column_totals)
    assert all(total % STEP == 0 for total in shown.column_totals)


@given(st.integers(0, 10_000))
def test_rounding_moves_by_two_at_most(count):
    assert abs(rounded(count) - count) <= 2
