"""The lines and bars of charts as SVG writes them, for pages without a script and for paper.

A chart draws the table under it and nothing else: with a script the same table is read and drawn anew.
Coordinates go with a box of ``WIDTH`` by ``HEIGHT``; colours and widths stand in the style sheet.
"""

from collections.abc import Sequence
from dataclasses import dataclass

WIDTH, HEIGHT = 320, 120
_LEFT, _RIGHT, _TOP, _BOTTOM = 4, 4, 8, 8


@dataclass(frozen=True, slots=True)
class Line:
    """A line with gaps where nothing is known. ``pieces`` polylines, ``dots`` every known point."""

    pieces: tuple[str, ...]
    dots: tuple[tuple[str, str], ...]
    top: float


def line(values: Sequence[float | None], *, top: float | None = None) -> Line:
    """The line through values in order.

    Args:
        values: None: unknown there, so that the line has a gap.
        top: the value at the upper edge; None: the largest.

    >>> line([0.5, None, 1.0, 0.0], top=1.0).pieces
    ('212.0,8.0 316.0,112.0',)
    """
    known = [value for value in values if value is not None]
    highest = top or max(known, default=0) or 1
    places = [None if v is None else (_x(n, len(values)), _y(v, highest)) for n, v in enumerate(values)]
    pieces: list[list[str]] = [[]]
    for place in places:
        if place is None:
            pieces.append([])
        else:
            pieces[-1].append(f"{place[0]},{place[1]}")
    drawn = tuple(" ".join(piece) for piece in pieces if len(piece) > 1)
    return Line(drawn, tuple(place for place in places if place is not None), highest)


STEPS_WIDTH, STEPS_HEIGHT = 320, 172
_STEPS_LEFT, _STEPS_RIGHT, _STEPS_TOP, _STEPS_FLOOR = 36, 14, 8, 118


@dataclass(frozen=True, slots=True)
class Steps:
    """A line that falls in steps, from month to month, and the band between its limits; "" where none is."""

    line: str
    band: str


def steps(values: Sequence[float | None], limits: Sequence[tuple[float, float] | None] = ()) -> Steps:
    """The steps of shares from 0 to 1, one a month, up to the first that is not known.

    >>> steps([1.0, 0.5, None]).line
    '36.0,8.0 171.0,8.0 171.0,63.0'
    >>> steps([1.0, 0.5], [(1.0, 1.0), (0.25, 0.75)]).band
    '36.0,8.0 306.0,8.0 306.0,35.5 306.0,90.5 306.0,8.0 36.0,8.0'
    """
    known = next((n for n, value in enumerate(values) if value is None), len(values))
    of = len(values)
    line = _stairs([value for value in values[:known] if value is not None], of)
    pairs = [pair for pair in limits[:known] if pair is not None]
    if all(low == high for low, high in pairs):
        return Steps(" ".join(line), "")
    over = _stairs([high for _, high in pairs], of)
    under = _stairs([low for low, _ in pairs], of)
    return Steps(" ".join(line), " ".join([*over, *reversed(under)]))


def _stairs(values: Sequence[float], of: int) -> list[str]:
    found: list[str] = []
    for n, value in enumerate(values):
        if n:
            found.append(f"{steps_x(n, of)},{steps_y(values[n - 1])}")
        found.append(f"{steps_x(n, of)},{steps_y(value)}")
    return found


def steps_x(n: int, of: int) -> str:
    """Where the n-th of so many months stands."""
    return f"{_STEPS_LEFT + (STEPS_WIDTH - _STEPS_LEFT - _STEPS_RIGHT) * n / max(1, of - 1):.1f}"


def steps_y(value: float) -> str:
    """How high a share stands."""
    return f"{_STEPS_TOP + (_STEPS_FLOOR - _STEPS_TOP) * (1 - value):.1f}"


def _x(n: int, of: int) -> str:
    return f"{_LEFT + (WIDTH - _LEFT - _RIGHT) * n / max(1, of - 1):.1f}"


def _y(value: float, top: float) -> str:
    return f"{_TOP + (HEIGHT - _TOP - _BOTTOM) * (1 - min(value, top) / top):.1f}"
