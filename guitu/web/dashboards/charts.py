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


def _x(n: int, of: int) -> str:
    return f"{_LEFT + (WIDTH - _LEFT - _RIGHT) * n / max(1, of - 1):.1f}"


def _y(value: float, top: float) -> str:
    return f"{_TOP + (HEIGHT - _TOP - _BOTTOM) * (1 - min(value, top) / top):.1f}"
