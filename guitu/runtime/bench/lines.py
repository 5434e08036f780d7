"""One line of the table: what was measured, what it should reach, and what it is compared with."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal

Direction = Literal["at least", "at most", "is"]


@dataclass(frozen=True, slots=True)
class Target:
    """What a line should reach. ``direction`` "is" with limit 1 means: it must be so."""

    direction: Direction
    limit: float

    def met(self, value: float) -> bool:
        """Whether ``value`` reaches it."""
        if self.direction == "at least":
            return value >= self.limit
        if self.direction == "at most":
            return value <= self.limit
        return value == self.limit

    def __str__(self) -> str:
        if self.direction == "is":
            return "yes" if self.limit else "no"
        return f"{'≥' if self.direction == 'at least' else '≤'} {number(self.limit)}"


@dataclass(frozen=True, slots=True)
class Line:
    """One measured number.

    ``unit`` "" for a yes or no (1 or 0). ``reference`` what ``ratio`` divides by, measured in the same run;
    ratio None where nothing compares. ``more`` further numbers for the JSON and the eye, none of them judged.
    """

    name: str
    what: str
    value: float
    unit: str
    target: Target | None
    reference: str = ""
    ratio: float | None = None
    more: Mapping[str, object] = field(default_factory=dict)

    @property
    def verdict(self) -> str:
        """One word, "pass" or "fail"; "" where nothing is asked."""
        if self.target is None:
            return ""
        return "pass" if self.target.met(self.value) else "fail"

    def as_json(self) -> dict[str, object]:
        """The line as the JSON holds it."""
        return {
            "name": self.name,
            "what": self.what,
            "value": round(self.value, 3),
            "unit": self.unit,
            "target": str(self.target) if self.target else None,
            "verdict": self.verdict or None,
            "reference": self.reference or None,
            "ratio": None if self.ratio is None else round(self.ratio, 3),
            "more": dict(self.more),
        }


def at_least(limit: float) -> Target:
    """The more the better."""
    return Target("at least", limit)


def at_most(limit: float) -> Target:
    """The less the better."""
    return Target("at most", limit)


YES = Target("is", 1)


def number(value: float) -> str:
    """A number as the table shows it: three digits that mean something."""
    if abs(value) >= 100:
        return f"{value:,.0f}"
    return f"{value:.3g}"


def spread(values: list[float]) -> dict[str, float]:
    """Median, 95th percentile and largest of some times, rounded."""
    ordered = sorted(values)
    return {
        "p50": round(percentile(ordered, 50), 2),
        "p95": round(percentile(ordered, 95), 2),
        "max": round(ordered[-1], 2),
        "n": len(ordered),
    }


def percentile(values: list[float], share: int) -> float:
    """The value that ``share`` percent of ``values`` do not exceed (nearest rank)."""
    ordered = sorted(values)
    return ordered[max(0, -(-len(ordered) * share // 100) - 1)]
