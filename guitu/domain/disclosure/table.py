"""Protecting a table of counts before it leaves the house.

Counts of 1 to 7 are hidden, the rest is rounded to 5 (design, section 7). A total is the sum of the rounded
cells that are shown, never the true one. Where a single cell of a row or a column is hidden, another one is
hidden beside it, so that it cannot be worked out from a total known elsewhere.
"""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from typing import Final, Generic, TypeVar

LEAST: Final = 8  # the smallest count that is shown
STEP: Final = 5
DRILL: Final = 10  # a group smaller than this is never looked into

Key = TypeVar("Key")


@dataclass(frozen=True, slots=True)
class Protected(Generic[Key]):
    """A table that may leave. None: hidden, for its smallness or for a neighbour's.

    ``rows`` as given, cell by cell; ``row_totals`` and ``column_totals`` add up what is shown.
    """

    rows: Mapping[Key, tuple[int | None, ...]]
    row_totals: Mapping[Key, int]
    column_totals: tuple[int, ...]

    @property
    def hidden(self) -> int:
        """How many cells are hidden."""
        return sum(cell is None for cells in self.rows.values() for cell in cells)


def rounded(count: int) -> int:
    """The nearest multiple of 5, halves upwards.

    >>> [rounded(n) for n in (0, 8, 12, 13, 17, 18)]
    [0, 10, 10, 15, 15, 20]
    """
    return (count + STEP // 2) // STEP * STEP


def is_small(count: int) -> bool:
    """Whether a count would point at people. Nobody is nobody, and may be said."""
    return 0 < count < LEAST


def protect(rows: Mapping[Key, Sequence[int]], *, withheld: Collection[Key] = ()) -> Protected[Key]:
    """The table as it may be shown; the rows are of equal length, the counts not negative.

    Rows that are ``withheld`` for another reason are hidden like small ones, neighbours included.

    Raises:
        ValueError: rows of different lengths, or a negative count.
    """
    counts = {key: tuple(cells) for key, cells in rows.items()}
    if len({len(cells) for cells in counts.values()}) > 1:
        raise ValueError("rows of different lengths")
    if any(cell < 0 for cells in counts.values() for cell in cells):
        raise ValueError("a negative count")
    hidden = _hidden(counts, frozenset(withheld))
    shown = {
        key: tuple(None if (key, n) in hidden else rounded(cell) for n, cell in enumerate(cells))
        for key, cells in counts.items()
    }
    width = len(next(iter(counts.values()), ()))
    return Protected(
        rows=shown,
        row_totals={key: sum(cell or 0 for cell in cells) for key, cells in shown.items()},
        column_totals=tuple(sum(cells[n] or 0 for cells in shown.values()) for n in range(width)),
    )


def _hidden(counts: Mapping[Key, tuple[int, ...]], withheld: frozenset[Key]) -> set[tuple[Key, int]]:
    """Small cells, and as many neighbours as it takes until no line hides exactly one."""
    hidden = {
        (key, n)
        for key, cells in counts.items()
        for n, cell in enumerate(cells)
        if is_small(cell) or key in withheld
    }
    while True:
        more = _beside_single_ones(counts, hidden)
        if not more:
            return hidden
        hidden |= more


def _beside_single_ones(
    counts: Mapping[Key, tuple[int, ...]], hidden: set[tuple[Key, int]]
) -> set[tuple[Key, int]]:
    """For the first line that hides exactly one cell, the smallest other one; a line of one cell has none."""
    for line in _lines(counts):
        gone = [place for place in line if place in hidden]
        others = [place for place in line if place not in hidden and counts[place[0]][place[1]] > 0]
        if len(gone) == 1 and others:
            return {min(others, key=lambda place: counts[place[0]][place[1]])}
    return set()


def _lines(counts: Mapping[Key, tuple[int, ...]]) -> list[list[tuple[Key, int]]]:
    """Every row and every column, as the places of its cells."""
    width = len(next(iter(counts.values()), ()))
    rows = [[(key, n) for n in range(width)] for key in counts]
    columns = [[(key, n) for key in counts] for n in range(width)]
    return rows + columns
