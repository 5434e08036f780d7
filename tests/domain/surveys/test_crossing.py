"""Two questions crossed: nothing small is shown, and nothing small can be worked out from the totals."""

from itertools import product

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from guitu.domain.surveys.crossing import crossed, inward, is_small, is_told
from guitu.domain.surveys.shares import LEAST

SLOW = {"derandomize": True, "deadline": None, "suppress_health_check": [HealthCheck.too_slow]}


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


def test_nobody_beside_a_few_is_hidden_too_where_the_totals_would_tell_them():
    # four said no, all of them in the first row: both totals are known from the shares of the questions
    assert inward({"yes": [30, 4], "no": [25, 0]}).rows == {"yes": (None, None), "no": (None, None)}
    three = {"yes": [30, 4, 20], "no": [25, 0, 20]}
    shown = inward(three).rows
    assert not is_told(three, {(k, n) for k in three for n in range(3) if shown[k][n] is None}, ("yes", 1))


def test_a_cell_between_two_rings_is_told_by_both_and_so_not_left_alone():
    rings = {
        "a": [12, 3, 40, 40], "b": [3, 12, 5, 40], "c": [40, 40, 12, 3], "d": [40, 40, 3, 12],
    }  # fmt: skip
    small = {(key, n) for key, cells in rings.items() for n, cell in enumerate(cells) if cell < 40}
    assert is_told(rings, small, ("b", 2))
    hidden = {
        (k, n) for k, cells in inward(rings).rows.items() for n, cell in enumerate(cells) if cell is None
    }
    assert not is_told(rings, hidden, ("b", 2))


def _values(table, hidden, place):
    """Every number a hidden cell may have, tried one by one."""
    rows, width = list(table), len(next(iter(table.values())))
    places = sorted(hidden)
    found = set()
    for numbers in product(*(range(max(map(sum, table.values())) + 1) for _ in places)):
        other = {key: list(cells) for key, cells in table.items()}
        for (key, n), number in zip(places, numbers, strict=True):
            other[key][n] = number
        if all(sum(other[k]) == sum(table[k]) for k in rows) and all(
            sum(other[k][n] for k in rows) == sum(table[k][n] for k in rows) for n in range(width)
        ):
            found.add(other[place[0]][place[1]])
    return found


small_tables = st.lists(st.lists(st.integers(0, 2), min_size=3, max_size=3), min_size=2, max_size=2)


@settings(max_examples=60, **SLOW)
@given(small_tables, st.sets(st.tuples(st.sampled_from("01"), st.integers(0, 2)), min_size=1, max_size=5))
def test_told_means_that_only_one_number_fits(rows, hidden):
    table = {str(n): cells for n, cells in enumerate(rows)}
    for place in hidden:
        assert is_told(table, hidden, place) == (len(_values(table, hidden, place)) == 1)


@settings(max_examples=200, **SLOW)
@given(st.lists(st.lists(st.integers(0, 30), min_size=4, max_size=4), min_size=2, max_size=5))
def test_what_stays_told_is_told_by_the_totals_alone(rows):
    table = {str(n): cells for n, cells in enumerate(rows)}
    shown = inward(table).rows
    hidden = {(key, n) for key, cells in shown.items() for n, cell in enumerate(cells) if cell is None}
    told = [(key, n) for key, n in hidden if is_small(table[key][n]) and is_told(table, hidden, (key, n))]
    everything = {(key, n) for key, cells in table.items() for n in range(len(cells))}
    assert all(is_told(table, everything, place) for place in told)
