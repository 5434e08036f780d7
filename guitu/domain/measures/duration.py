"""How long people stay clean after release: the median of the curve, not a mean.

A mean would take the day somebody was last seen for the day they used again. Where fewer than ten were
watched, or more than half were still clean when the last was seen, there is no median.
"""

from collections.abc import Iterable
from typing import Final

from guitu.domain.measures.survival import CENSORED, EVENT, Tally, curve

LEAST: Final = 10  # watched releases of a median, as of a curve


def median_days(watched: Iterable[tuple[float, bool, int]]) -> float | None:
    """The day by which half had used again; None where it is not known.

    ``watched`` days, whether it ended with use that was found, and how many releases alike.

    >>> median_days([(100, True, 5), (200, True, 5), (300, False, 6)])
    200
    >>> median_days([(100, True, 9)]) is None
    True
    """
    counts = Tally()
    for days, used, alike in watched:
        counts.add(days, EVENT if used else CENSORED, alike=alike)
    return curve(counts).median if counts.n >= LEAST else None
