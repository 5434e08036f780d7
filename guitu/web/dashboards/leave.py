"""What of a report its readers may see: everything, or only in what nobody can be found.

For outside every count goes through ``domain.disclosure``: small ones are hidden with a neighbour, the rest
is rounded, and what could be subtracted from a number that is known outside already is withheld.
"""

from collections.abc import Hashable, Iterable, Mapping
from dataclasses import dataclass
from typing import TypeVar

from guitu.casework.exports.reports import Audience
from guitu.domain.disclosure import Asked, Sifted, protect, sift
from guitu.domain.kernel.errors import DomainError
from guitu.domain.measures import Metric
from guitu.domain.measures.registry import Released, Watched

Key = TypeVar("Key", bound=Hashable)
Pair = tuple[int | None, int | None]  # numerator and denominator; None: hidden


@dataclass(frozen=True, slots=True)
class Leave:
    """For whom a report is, and which numbers are withheld from them."""

    audience: Audience
    refused: frozenset[Asked] = frozenset()

    @property
    def is_outward(self) -> bool:
        """Whether it goes outside."""
        return self.audience == "outward"

    def may(self, metric: Metric) -> bool:
        """Whether a figure may be said at all."""
        return not self.is_outward or may_leave(metric)

    def pairs(self, metric: Metric, cells: Mapping[Key, Asked]) -> Mapping[Key, Pair]:
        """Numerators and denominators as the readers may see them: one table, protected as a whole."""
        if not self.is_outward:
            return {key: (one.counted, one.of) for key, one in cells.items()}
        withheld = {key for key, one in cells.items() if one in self.refused}
        if metric.of is None:
            alone = protect({key: [one.counted] for key, one in cells.items()}, withheld=withheld).rows
            return {key: (parts[0], parts[0]) for key, parts in alone.items()}
        counts = {key: [one.counted, one.of - one.counted] for key, one in cells.items()}
        both = protect(counts, withheld=withheld).rows
        return {key: _pair(parts[0], parts[1]) for key, parts in both.items()}


def _pair(some: int | None, rest: int | None) -> Pair:
    return (None, None) if some is None or rest is None else (some, some + rest)


def may_leave(metric: Metric) -> bool:
    """Whether a figure may go outside: open, counted from files, and no other reading of the same people.

    How releases went on is told in several rates of the same releases: whoever subtracts two of them learns
    how many died or were lost.
    """
    several = isinstance(metric.made, Released | Watched)
    return metric.disclosure == "open" and metric.has_list and not several


def for_outside(asked: Iterable[Asked], earlier: Iterable[Asked]) -> tuple[Leave, Sifted]:
    """What may be said outside of all that is asked, after what was said before.

    Raises:
        DomainError: "report.all-withheld" where nothing is left that says anything.
    """
    sifted = sift(asked, earlier)
    if sifted.refused and not any(one.of for one in sifted.given):
        raise DomainError("report.all-withheld")
    return Leave("outward", sifted.refused), sifted
