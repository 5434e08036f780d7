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
    share, square = min(1.0, max(0.0, said / of)), z * z
    middle = share + square / (2 * of)
    half = z * sqrt(share * (1 - share) / of + square / (4 * of * of))
    below = 1 + square / of
    # nobody and everybody are exact ends, whatever the last digit of a float says
    low = 0.0 if share <= 0 else max(0.0, (middle - half) / below)
    return Limits(low, 1.0 if share >= 1 else min(1.0, (middle + half) / below))


def weights(sizes: Mapping[int, int], answered: Mapping[int, int]) -> dict[int, float]:
    """What one answer of each stratum counts, so that the mean is 1; strata without an answer have none.

    ``sizes`` people of each stratum in the frame, ``answered`` answers from it.

    >>> weights({1: 300, 2: 100}, {1: 10, 2: 10})
    {1: 1.5, 2: 0.5}
    """
    heard = {key: size for key, size in sizes.items() if answered.get(key, 0) > 0 and size > 0}
    people, answers = sum(heard.values()), sum(answered[key] for key in heard)
    return {key: size / people * answers / answered[key] for key, size in heard.items()}


def told_of(answered: Mapping[int, int]) -> frozenset[int]:
    """The strata of which it may be said how many answered: ten or more, or nobody.

    What is left out must be two at least, or the total would tell the one. What an answer counts tells as
    much as how many there are, so it goes the same way.

    >>> sorted(told_of({1: 40, 2: 12, 3: 9, 4: 0}))
    [1, 4]
    """
    small = {key for key, n in answered.items() if 0 < n < LEAST}
    others = sorted((n, key) for key, n in answered.items() if n >= LEAST)
    if len(small) == 1 and others:
        small.add(others[0][1])
    return frozenset(answered) - small


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
