"""Two questions crossed, so that no small cell can be read or worked out.

Whoever reads a cross table has read the shares of both questions, and so knows how many there are in each
line. A small cell is hidden, and more beside it, until another table with the same totals and the same shown
cells has another number there.
"""

from collections import deque
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from guitu.domain.surveys.shares import LEAST

Place = tuple[str, int]
Table = Mapping[str, list[int]]
Node = tuple[str, str | int]


@dataclass(frozen=True, slots=True)
class Cross:
    """A cross table for the people of the house. None: hidden, smaller than ten or beside such a one."""

    rows: Mapping[str, tuple[int | None, ...]]

    @property
    def hidden(self) -> int:
        """How many cells are hidden."""
        return sum(cell is None for cells in self.rows.values() for cell in cells)


def crossed(
    pairs: Iterable[tuple[str, str]], rows: Iterable[str], columns: Iterable[str]
) -> dict[str, list[int]]:
    """How often each pair of codes occurs, for every row and column given."""
    places = {code: place for place, code in enumerate(columns)}
    table = {code: [0] * len(places) for code in rows}
    for row, column in pairs:
        if row in table and column in places:
            table[row][places[column]] += 1
    return table


def inward(table: Table) -> Cross:
    """The table with every cell of 1 to 9 hidden, and as many beside them as it takes."""
    small = {(key, n) for key, cells in table.items() for n, cell in enumerate(cells) if is_small(cell)}
    hidden = set(small)
    while (more := _beside(table, hidden)) is not None:
        hidden.add(more)
    told = _told(table, hidden)
    for place in sorted(hidden - small, key=lambda place: (-_value(table, place), place)):
        without = hidden - {place}
        if _told(table, without) == told and _alone(table, without) is None:
            hidden = without  # it hid nothing that is not hidden without it
    return Cross(
        {
            key: tuple(None if (key, n) in hidden else cell for n, cell in enumerate(cells))
            for key, cells in table.items()
        }
    )


def is_small(cell: int) -> bool:
    """Whether a number would point at people."""
    return 0 < cell < LEAST


def _beside(table: Table, hidden: set[Place]) -> Place | None:
    """The next cell to hide: beside one that is hidden alone, or can be worked out; None: enough is."""
    alone = _alone(table, hidden)
    if alone is not None:
        return alone
    shown = [(key, n) for key, cells in table.items() for n in range(len(cells)) if (key, n) not in hidden]
    told = min(_told(table, hidden), default=None)
    if told is None or not shown:
        return None
    near = [place for place in shown if (place[0] == told[0]) != (place[1] == told[1])]
    # people before nobody, so that as little as possible is lost
    return min(near or shown, key=lambda place: (not _value(table, place), _value(table, place), place))


def _alone(table: Table, hidden: set[Place]) -> Place | None:
    """The smallest shown cell of the first line that hides exactly one; None where no line does."""
    width = len(next(iter(table.values()), ()))
    lines = [[(key, n) for n in range(width)] for key in table]
    lines += [[(key, n) for key in table] for n in range(width)]
    for line in lines:
        shown = [place for place in line if place not in hidden and _value(table, place) > 0]
        if sum(place in hidden for place in line) == 1 and shown:
            return min(shown, key=lambda place: _value(table, place))
    return None


def _told(table: Table, hidden: set[Place]) -> set[Place]:
    return {p for p in hidden if is_small(_value(table, p)) and is_told(table, hidden, p)}


def _value(table: Table, place: Place) -> int:
    return table[place[0]][place[1]]


def is_told(table: Table, hidden: set[Place], place: Place) -> bool:
    """Whether the lines' totals and the shown cells leave only one number for a hidden cell.

    A table differs from another with the same totals by steps around rings of hidden cells, one up and one
    down by turns; so a cell is told exactly where no ring through it keeps every cell from 0 up.
    """
    row, column = ("row", place[0]), ("column", place[1])
    more = _ways(table, hidden - {place})
    if _reaches(more, column, row):  # one more here
        return False
    return not (_value(table, place) > 0 and _reaches(more, row, column))  # one less here


def _ways(table: Table, hidden: set[Place]) -> dict[Node, list[Node]]:
    """From a row to a column where a cell may grow, from a column to a row where it may shrink."""
    ways: dict[Node, list[Node]] = {}
    for key, n in hidden:
        ways.setdefault(("row", key), []).append(("column", n))
        if table[key][n] > 0:
            ways.setdefault(("column", n), []).append(("row", key))
    return ways


def _reaches(ways: Mapping[Node, list[Node]], start: Node, end: Node) -> bool:
    seen, waiting = {start}, deque([start])
    while waiting:
        for each in ways.get(waiting.popleft(), ()):
            if each == end:
                return True
            if each not in seen:
                seen.add(each)
                waiting.append(each)
    return False
