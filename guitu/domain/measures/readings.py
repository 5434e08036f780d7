"""A number as it is shown: with all that somebody needs to understand, doubt or repeat it."""

from dataclasses import dataclass
from datetime import date
from typing import Final
from uuid import UUID

from guitu.domain.measures.files import Count
from guitu.domain.measures.registry import Metric, Target
from guitu.domain.measures.survival import Rate, rate

HUNDRED: Final = 100  # person-years, by which relapses are told


@dataclass(frozen=True, slots=True)
class Survey:
    """Which survey a figure is from: ``answered`` filled it in, ``asked`` None where nobody knows.

    ``share`` weighted, from 0 to 1, with its 95 % limits; None of a figure that is no share.
    """

    title: str
    closed_on: date
    answered: int
    asked: int | None
    share: float | None
    low: float | None
    high: float | None
    id: UUID | None = None


@dataclass(frozen=True, slots=True)
class Reading:
    """One metric of one place.

    ``place`` a 12-digit region or a 15-digit place number. ``first`` to ``as_of``: the period, both days
    inside; for what stands on a day only ``as_of`` matters. ``divisor`` for a quotient what it is divided by.
    ``is_known`` False: nothing was counted because nothing was kept there yet, which is no nought.
    """

    metric: Metric
    count: Count
    place: int
    first: date
    as_of: date
    target: Target | None = None
    divisor: int | None = None
    days: int | None = None  # of the place's own book, where the figure is counted with some
    survey: Survey | None = None  # of a figure that was asked or drawn in one
    is_known: bool = True
    median: float | None = None  # of a figure of days; None: not known

    @property
    def value(self) -> float | None:
        """The number itself: a share from 0 to 1, a count, or a ratio. None where it is unknown, never 0."""
        if not self.is_known:
            return None
        match self.metric.unit:
            case "share":
                return self.survey.share if self.survey else self.count.share
            case "ratio":
                return self.count.counted / self.divisor if self.divisor else None
            case "days":
                return self.median
            case "per_100_years":
                per_year = self.per_year.rate
                return None if per_year is None else HUNDRED * per_year
        return float(self.count.counted)

    @property
    def numerator(self) -> int | None:
        """How many were counted; None where it is unknown."""
        return self.count.counted if self.is_known else None

    @property
    def denominator(self) -> int | None:
        """What it is divided by: for a share those asked about, for a ratio the other count; or nothing."""
        if self.metric.unit == "ratio":
            return self.divisor
        return self.count.of if self.metric.of else None

    @property
    def per_year(self) -> Rate:
        """Of a figure of time: events per person-year with its limits; nobody watched: None."""
        return rate(self.count.counted, self.count.years)

    @property
    def reaches_target(self) -> bool | None:
        """Whether the target is met; None where there is none, or nothing to compare."""
        if self.target is None or self.value is None or self.metric.good == "none":
            return None
        if self.metric.good == "up":
            return self.value >= self.target.value
        return self.value <= self.target.value
