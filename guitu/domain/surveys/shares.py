"""What the answers say: shares with their limits, weights by stratum, and what is not known.

Weights set right that one region answered more readily than another (post-stratification): each answer of a
stratum stands for size of the stratum ÷ answers from it. They do not set right that those who answered may
think otherwise than those who did not; the response rate stands beside every share for that reason.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from math import sqrt
from typing import Final, NamedTuple

from guitu.domain.surveys.size import z_of

LEAST: Final = 10  # answers below which nothing is shown, to nobody (design, section 7)
LIMITS: Final = 0.95


class Limits(NamedTuple):
    """Both ends of an interval, as shares."""

    low: float
    high: float


@dataclass(frozen=True, slots=True)
class Share:
    """Of ``of`` people who answered a question ``said`` said so; ``unknown`` did not answer it.

    ``share`` weighted, where weights were given; None: too few answered for it to be shown. ``plain`` without
    weights. ``worth`` how many unweighted answers the weighted ones are worth.
    """

    said: int
    of: int
    unknown: int
    share: float | None
    plain: float | None
    limits: Limits | None
    worth: float

    @property
    def is_shown(self) -> bool:
        """Whether there are enough answers to say anything."""
        return self.share is not None


class Answered(NamedTuple):
    """One answer to one question: from which stratum, and whether it says so; None: not answered."""

    stratum: int
    said: bool | None


def wilson(said: float, of: float, *, confidence: float = LIMITS) -> Limits:
    """Wilson's score interval of a share (1927), without correction for continuity.

    >>> [round(end, 4) for end in wilson(81, 263)]
    [0.2553, 0.3662]
    """
    if of <= 0:
        raise ValueError("nobody answered")
    z = z_of(confidence)
    share, square = said / of, z * z
    middle = share + square / (2 * of)
    half = z * sqrt(share * (1 - share) / of + square / (4 * of * of))
    below = 1 + square / of
    return Limits(max(0.0, (middle - half) / below), min(1.0, (middle + half) / below))


def weights(sizes: Mapping[int, int], answered: Mapping[int, int]) -> dict[int, float]:
    """What one answer of each stratum counts, so that the mean is 1; strata without an answer have none.

    ``sizes`` people of each stratum in the frame, ``answered`` answers from it.

    >>> weights({1: 300, 2: 100}, {1: 10, 2: 10})
    {1: 1.5, 2: 0.5}
    """
    heard = {key: size for key, size in sizes.items() if answered.get(key, 0) > 0 and size > 0}
    people, answers = sum(heard.values()), sum(answered[key] for key in heard)
    return {key: size / people * answers / answered[key] for key, size in heard.items()}


def share_of(answers: Iterable[Answered], *, sizes: Mapping[int, int] | None = None) -> Share:
    """The share that said so, with its 95 % limits.

    ``sizes`` of the strata: weighted by them; None: every answer counts one. Limits of weighted shares use
    the number of answers they are worth (Kish 1965): (Σw)² ÷ Σw².
    """
    listed = list(answers)
    known = [one for one in listed if one.said is not None]
    said = sum(one.said is True for one in known)
    unknown = len(listed) - len(known)
    if len(known) < LEAST:
        return Share(said, len(known), unknown, None, None, None, float(len(known)))
    counted: dict[int, int] = {}
    for one in known:
        counted[one.stratum] = counted.get(one.stratum, 0) + 1
    weight = weights(sizes, counted) if sizes else {}
    each = [(weight.get(one.stratum, 1.0), one.said is True) for one in known]
    total, squares = sum(w for w, _ in each), sum(w * w for w, _ in each)
    share, worth = sum(w for w, yes in each if yes) / total, total * total / squares
    return Share(said, len(known), unknown, share, said / len(known), wilson(share * worth, worth), worth)


@dataclass(frozen=True, slots=True)
class Response:
    """How many were asked and how many answered. ``asked`` None: nobody knows (an open link)."""

    asked: int | None
    answered: int

    @property
    def rate(self) -> float | None:
        """The response rate; None where it cannot be known."""
        return self.answered / self.asked if self.asked else None

    @property
    def silent(self) -> int | None:
        """How many did not answer."""
        return None if self.asked is None else max(0, self.asked - self.answered)


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


def inward(table: Mapping[str, list[int]]) -> Cross:
    """The table with every cell of 1 to 9 hidden, and a second one in each line that hides exactly one."""
    hidden = {(key, n) for key, cells in table.items() for n, cell in enumerate(cells) if 0 < cell < LEAST}
    while more := _beside(table, hidden):
        hidden.add(more)
    return Cross(
        {
            key: tuple(None if (key, n) in hidden else cell for n, cell in enumerate(cells))
            for key, cells in table.items()
        }
    )


def _beside(table: Mapping[str, list[int]], hidden: set[tuple[str, int]]) -> tuple[str, int] | None:
    """The smallest shown cell of the first line that hides exactly one; None where no line does."""
    width = len(next(iter(table.values()), ()))
    lines = [[(key, n) for n in range(width)] for key in table]
    lines += [[(key, n) for key in table] for n in range(width)]
    for line in lines:
        shown = [place for place in line if place not in hidden and table[place[0]][place[1]] > 0]
        if sum(place in hidden for place in line) == 1 and shown:
            return min(shown, key=lambda place: table[place[0]][place[1]])
    return None
