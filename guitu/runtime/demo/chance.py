"""Chance that can be repeated: one generator for each person, and tables to draw from."""

import hashlib
from bisect import bisect
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from itertools import accumulate
from random import Random
from typing import Generic, TypeVar
from uuid import UUID

from guitu.domain.kernel.ids import RANDOM_BITS, uuid7

T = TypeVar("T")


def chance(*source: object) -> Random:
    """The generator that belongs to ``source`` (a seed and an index), the same on every machine."""
    digest = hashlib.blake2b("/".join(map(str, source)).encode(), digest_size=16).digest()
    return Random(int.from_bytes(digest))  # noqa: S311 - made-up people, not secrets


def draw_id(rng: Random, moment_ms: int) -> UUID:
    """A UUIDv7 of that moment."""
    return uuid7(moment_ms, rng.getrandbits(RANDOM_BITS))


@dataclass(frozen=True, slots=True)
class Table(Generic[T]):
    """Things to draw, the more often the heavier."""

    things: tuple[T, ...]
    sums: tuple[float, ...]

    @classmethod
    def of(cls, weights: Mapping[T, float] | Iterable[tuple[T, float]]) -> "Table[T]":
        """A table of things with their weights; weights need not add up to anything."""
        pairs = list(weights.items() if isinstance(weights, Mapping) else weights)
        return cls(tuple(thing for thing, _ in pairs), tuple(accumulate(weight for _, weight in pairs)))

    def draw(self, rng: Random) -> T:
        """One thing."""
        return self.things[bisect(self.sums, rng.random() * self.sums[-1], 0, len(self.things) - 1)]


def between(rng: Random, low: int, high: int) -> int:
    """A whole number from ``low`` to ``high``, both inside; several times faster than ``randint``."""
    return low + int(rng.random() * (high - low + 1))
