"""How many answers it takes, and how far off a given number of them may be.

The usual formula for a share, the true one taken as one half (which asks for the most), with the correction
for a register that is not endless. 90 % and 5 % of 5,972 people come to 259. The 619 that a published survey
of Jiangsu asked are more: their error is about 3.1 %, which keeps "5 % at most".
"""

from dataclasses import dataclass
from math import ceil, sqrt
from statistics import NormalDist
from typing import Final

from guitu.domain.kernel.errors import DomainError

CONFIDENCES: Final = (0.9, 0.95, 0.99)
LEAST_ERROR, MOST_ERROR = 0.005, 0.2  # proposed
_HALF: Final = 0.25  # p(1 - p) for p = 1/2


@dataclass(frozen=True, slots=True)
class Size:
    """How many to ask, and the steps it came from. ``endless``: without the correction."""

    people: int
    confidence: float
    error: float
    z: float
    endless: float
    asked: int


def z_of(confidence: float) -> float:
    """How many standard errors hold this share of a normal distribution.

    >>> round(z_of(0.95), 4)
    1.96
    """
    return NormalDist().inv_cdf((1 + confidence) / 2)


def size_for(people: int, *, confidence: float, error: float) -> Size:
    """The sample for a wanted confidence and error (half the width of the interval), both as shares.

    Raises:
        DomainError: "survey.confidence", "survey.error", "survey.frame-empty".

    >>> size_for(5972, confidence=0.9, error=0.05).asked
    259
    """
    if confidence not in CONFIDENCES:
        raise DomainError("survey.confidence", field="confidence")
    if not LEAST_ERROR <= error <= MOST_ERROR:
        raise DomainError("survey.error", field="error", least=LEAST_ERROR * 100, most=MOST_ERROR * 100)
    if people < 1:
        raise DomainError("survey.frame-empty")
    z = z_of(confidence)
    endless = z * z * _HALF / (error * error)
    asked = ceil(round(endless / (1 + (endless - 1) / people), 9))
    return Size(people, confidence, error, z, endless, min(people, asked))


def error_of(asked: int, people: int, *, confidence: float) -> float:
    """How far off a share may be that ``asked`` of ``people`` answered; 0 where everybody did.

    Raises:
        DomainError: "survey.sample" unless 1 to as many as there are.

    >>> round(error_of(619, 5972, confidence=0.9), 3)
    0.031
    """
    if not 1 <= asked <= people:
        raise DomainError("survey.sample", field="pick", most=people)
    if asked == people:
        return 0.0
    return z_of(confidence) * sqrt(_HALF / asked * (people - asked) / (people - 1))
