"""Which protected numbers one asker may see: two answers must not subtract to a few people.

Places are a tree and periods are whole quarters, halves or years, so that of two questions about one figure
either one holds the other in place and in time, or their difference says nothing about a group.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from guitu.domain.disclosure.table import DRILL
from guitu.domain.kernel.errors import DomainError


@dataclass(frozen=True, slots=True)
class Asked:
    """A question and its true answer, before protection: ``counted`` of ``of``.

    ``lo`` to ``hi`` place numbers and ``first`` to ``last`` days, all inside.
    """

    metric: str
    lo: int
    hi: int
    first: date
    last: date
    counted: int
    of: int

    def holds(self, other: "Asked") -> bool:
        """Whether whoever is in ``other`` is in this one too."""
        return (
            self.metric == other.metric
            and self.lo <= other.lo
            and other.hi <= self.hi
            and self.first <= other.first
            and other.last <= self.last
        )


def refusal(asked: Asked, earlier: Iterable[Asked]) -> DomainError | None:
    """Why a question is not answered, or None.

    "disclosure.too-few": fewer than ten stand behind it. "disclosure.too-close": together with what the asker
    has already seen it would tell of fewer than ten people. Neither says which, or how many.
    """
    if 0 < asked.of < DRILL:
        return DomainError("disclosure.too-few", least=DRILL)
    for before in earlier:
        if (asked.holds(before) or before.holds(asked)) and _is_close(asked, before):
            return DomainError("disclosure.too-close", least=DRILL)
    return None


def _is_close(one: Asked, other: Asked) -> bool:
    """Whether the numbers differ by a few in the denominator or in either part of it."""
    gaps = (
        one.of - other.of,
        one.counted - other.counted,
        (one.of - one.counted) - (other.of - other.counted),
    )
    return any(0 < abs(gap) < DRILL for gap in gaps)


@dataclass(frozen=True, slots=True)
class Sifted:
    """Of many questions those that may be answered together, and those that may not."""

    given: tuple[Asked, ...]
    refused: frozenset[Asked]


def sift(asked: Iterable[Asked], earlier: Iterable[Asked]) -> Sifted:
    """Hold many questions at once, the most wanted first, to the limits of one.

    Each that may be answered binds those after it, as if somebody had asked them one by one. What lies inside
    a question that is not answered is not answered either: its parts would add up to it.
    """
    known: dict[str, list[Asked]] = {}
    for before in earlier:
        known.setdefault(before.metric, []).append(before)
    given: list[Asked] = []
    refused: set[Asked] = set()
    for one in dict.fromkeys(asked):
        mine = known.setdefault(one.metric, [])
        inside = any(other.holds(one) for other in refused)
        if inside or refusal(one, mine) is not None:
            refused.add(one)
        else:
            mine.append(one)
            given.append(one)
    return Sifted(tuple(given), frozenset(refused))
