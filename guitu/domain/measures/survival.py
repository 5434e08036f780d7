"""How long people stayed clean: curves of any table of times, with their limits, counted in one pass.

Kaplan and Meier's estimate with Greenwood's variance, delayed entry, and Aalen and Johansen's estimate where
another event (death) can come first. Ours and not a library's, because a million episodes must fit into
counts by time while a file is read; tests hold it to lifelines and to published tables.

Conventions, R's ``survfit`` and lifelines' own: somebody is at risk at a time if they entered before it and
had not left before it; at one time events come before censoring; the median is the first time at which half
or less remain. Limits are pointwise, of 95 %, on the log(-log) scale as lifelines has them, where they never
leave 0 to 1; R's own default is "log". While everybody remains both limits are 1, and where nobody remains
both are 0, as lifelines writes it: no scale has limits there, and R writes NA.
"""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from math import exp, isfinite, log, sqrt
from typing import Final, Literal, NamedTuple

from guitu.domain.kernel.errors import DomainError

Scale = Literal["log-log", "log", "plain"]
Z95: Final = 1.959963984540054  # of the normal distribution, both sides together 5 %
HALF: Final = 0.5
_ROUNDING: Final = 1e-12  # a product of shares that is exactly one half may miss it by so much

CENSORED, EVENT, OTHER = 0, 1, 2
"""How a time ended: seen no longer, with the event asked about, with another that makes it impossible."""


class Spell(NamedTuple):
    """One episode: the time it ended, how, and the time it came under observation (0: from the start)."""

    time: float
    ended: int
    entry: float = 0.0


class Point(NamedTuple):
    """A time at which somebody's episode ended."""

    time: float
    at_risk: int
    events: int
    censored: int
    survival: float
    lower: float
    upper: float


class Risk(NamedTuple):
    """The share with the event by a time, where another event could come first."""

    time: float
    at_risk: int
    events: int
    others: int
    share: float
    lower: float
    upper: float


@dataclass(frozen=True, slots=True)
class Curve:
    """One group. ``median`` None: more than half still remained when the last was seen."""

    n: int
    events: int
    median: float | None
    points: tuple[Point, ...]


@dataclass(slots=True)
class Tally:
    """Episodes of one group, counted by time as they come; it grows with different times, not with people."""

    n: int = 0
    watched: float = 0.0  # the sum of all times under observation
    entries: Counter[float] = field(default_factory=Counter)
    ends: dict[int, Counter[float]] = field(default_factory=lambda: {k: Counter() for k in (0, 1, 2)})

    def add(self, time: float, ended: int, entry: float | None = None, *, alike: int = 1) -> None:
        """One more episode. ``entry`` None: under observation from the start; ``alike`` so many of the same.

        Raises:
            DomainError: "spell.not-finite", "spell.negative"; "spell.entry": it came under observation
                only when it had ended.
        """
        begun = 0.0 if entry is None else entry
        if not isfinite(time) or not isfinite(begun):
            raise DomainError("spell.not-finite")
        if time < 0 or begun < 0:
            raise DomainError("spell.negative")
        if entry is not None and entry >= time:
            raise DomainError("spell.entry")
        self.n += alike
        self.watched += alike * (time - begun)
        if begun > 0:
            self.entries[begun] += alike
        self.ends[ended][time] += alike

    def take(self, other: "Tally") -> None:
        """Every episode of another group as well."""
        self.n += other.n
        self.watched += other.watched
        self.entries.update(other.entries)
        for ended, times in other.ends.items():
            self.ends[ended].update(times)

    def turned(self) -> "Tally":
        """The same episodes asked about the other event: what could come first is what is asked about."""
        ends = {CENSORED: self.ends[CENSORED], EVENT: self.ends[OTHER], OTHER: self.ends[EVENT]}
        return Tally(self.n, self.watched, self.entries, ends)

    @property
    def events(self) -> int:
        """How many ended with the event."""
        return self.ends[EVENT].total()

    def steps(self) -> Iterable[tuple[float, int, int, int, int]]:
        """Each time at which an episode ended: time, at risk, events, others, censored; ascending."""
        late = sorted(self.entries.items())
        at_risk, came = self.n - self.entries.total(), 0
        times = sorted(set().union(*self.ends.values()))
        for time in times:
            while came < len(late) and late[came][0] < time:
                at_risk += late[came][1]
                came += 1
            events, others, censored = (
                self.ends[EVENT][time],
                self.ends[OTHER][time],
                self.ends[CENSORED][time],
            )
            yield time, at_risk, events, others, censored
            at_risk -= events + others + censored


def tally(spells: Iterable[Spell]) -> Tally:
    """The counts of episodes whose entry, where it is above 0, was before their end.

    Raises:
        DomainError: "spell.…".
    """
    counts = Tally()
    for spell in spells:
        counts.add(spell.time, spell.ended, spell.entry or None)
    return counts


def curve(counts: Tally, *, scale: Scale = "log-log") -> Curve:
    """The Kaplan–Meier estimate of a group. Another event that came first counts as seen no longer.

    >>> got = curve(tally([Spell(1, EVENT), Spell(2, CENSORED), Spell(3, EVENT)]))
    >>> [(p.time, p.at_risk, round(p.survival, 4)) for p in got.points], got.median
    ([(1, 3, 0.6667), (2, 2, 0.6667), (3, 1, 0.0)], 3)
    """
    points: list[Point] = []
    survival, variance, median = 1.0, 0.0, None
    for time, at_risk, events, others, censored in counts.steps():
        if events:
            if events < at_risk:
                variance += events / (at_risk * (at_risk - events))
            survival *= (at_risk - events) / at_risk
        if median is None and survival <= HALF + _ROUNDING:
            median = time
        lower, upper = limits(survival, variance, scale=scale)
        points.append(Point(time, at_risk, events, censored + others, survival, lower, upper))
    return Curve(counts.n, counts.events, median, tuple(points))


def limits(survival: float, variance: float, *, scale: Scale = "log-log") -> tuple[float, float]:
    """Pointwise 95 % limits of a share that remains. ``variance``: Greenwood's sum, no share squared."""
    if variance <= 0 or survival <= 0:
        return survival, survival
    half = Z95 * sqrt(variance)
    if scale == "plain":
        return max(0.0, survival - half * survival), min(1.0, survival + half * survival)
    if scale == "log":
        return survival * exp(-half), min(1.0, survival * exp(half))
    inner, half = log(-log(survival)), half / log(survival)  # below zero: the share is below one
    return exp(-exp(inner - half)), exp(-exp(inner + half))


def at(points: Sequence[Point], time: float) -> Point | None:
    """The point that holds at a time: the last one not after it; None before the first."""
    low, high = 0, len(points)
    while low < high:
        middle = (low + high) // 2
        if points[middle].time <= time:
            low = middle + 1
        else:
            high = middle
    return points[low - 1] if low else None


def cumulative(counts: Tally) -> tuple[Risk, ...]:
    """The Aalen–Johansen estimate: the share with the event by each time, others taken as they came.

    The variance is the delta method's (Marubini and Valsecchi 1995), the limits on the log(-log) scale.
    """
    found: list[Risk] = []
    share, remain = 0.0, 1.0
    # sums over earlier times: the variance opens into them, so one pass is enough
    a = ai = aii = b = bi = c = 0.0
    for time, at_risk, events, others, _ in counts.steps():
        both = events + others
        if both:
            share += remain * events / at_risk
            if both < at_risk:
                step = both / (at_risk * (at_risk - both))
                a, ai, aii = a + step, ai + step * share, aii + step * share * share
            step = remain * events / at_risk**2
            b, bi = b + step, bi + step * share
            c += remain**2 * (at_risk - events) * events / at_risk**3
            remain *= (at_risk - both) / at_risk
        variance = share * share * a - 2 * share * ai + aii + c - 2 * (share * b - bi)
        found.append(Risk(time, at_risk, events, others, share, *_share_limits(share, variance)))
    return tuple(found)


def _share_limits(share: float, variance: float) -> tuple[float, float]:
    if not 0 < share < 1 or variance <= 0:
        return share, share
    half = Z95 * sqrt(variance) / (share * log(share))
    return share ** exp(-half), share ** exp(half)


class Rate(NamedTuple):
    """Events per year under observation, with 95 % limits (Byar's approximation of the exact ones)."""

    events: int
    years: float
    rate: float | None
    lower: float | None
    upper: float | None


DAYS_A_YEAR: Final = 365.25


def per_year(counts: Tally, *, unit_days: float = 1.0) -> Rate:
    """Events per person-year. Nobody watched: None, which is not 0.

    >>> per_year(tally([Spell(365.25, EVENT), Spell(365.25, CENSORED)])).rate
    0.5
    """
    return rate(counts.events, counts.watched * unit_days / DAYS_A_YEAR)


def rate(events: int, years: float) -> Rate:
    """So many events in so many person-years."""
    if years <= 0:
        return Rate(events, 0.0, None, None, None)
    lower = events * (1 - 1 / (9 * events) - Z95 / (3 * sqrt(events))) ** 3 if events else 0.0
    more = events + 1
    upper = more * (1 - 1 / (9 * more) + Z95 / (3 * sqrt(more))) ** 3
    return Rate(events, years, events / years, max(0.0, lower) / years, upper / years)
