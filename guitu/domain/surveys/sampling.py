"""Whom to ask: simple or stratified by region, in proportion, with the draw that anybody can re-check.

Each stratum is a draw of its own in the format of docs/spec/draw.md, so that the same command verifies it.
"""

import hashlib
from collections.abc import Mapping, Sequence
from typing import NamedTuple, TypeVar
from uuid import UUID, uuid5

from guitu.domain.kernel import region as regions
from guitu.domain.kernel.errors import DomainError
from guitu.domain.testing.draw import Announcement, announce

Stratum = TypeVar("Stratum")


class Part(NamedTuple):
    """One stratum of a sample that is announced: a region (or the whole frame) and its draw."""

    stratum: int
    announced: Announcement


def shared_out(pick: int, sizes: Mapping[Stratum, int]) -> dict[Stratum, int]:
    """``pick`` shared out in proportion to ``sizes`` by the largest remainder; nobody is asked twice.

    Of equal remainders the larger stratum comes first, then the one that stands first.

    Raises:
        DomainError: "survey.frame-empty", "survey.sample" unless 1 to as many as there are.

    >>> shared_out(10, {"a": 60, "b": 25, "c": 15})
    {'a': 6, 'b': 3, 'c': 1}
    """
    people = sum(sizes.values())
    if people < 1:
        raise DomainError("survey.frame-empty")
    if not 1 <= pick <= people:
        raise DomainError("survey.sample", field="pick", most=people)
    whole = {key: pick * size // people for key, size in sizes.items()}
    left = pick - sum(whole.values())
    order = {key: place for place, key in enumerate(sizes)}
    by_rest = sorted(sizes, key=lambda key: (-(pick * sizes[key] % people), -sizes[key], order[key]))
    for key in by_rest[:left]:
        whole[key] += 1
    return whole


def stratum_of(place: int, *, within: int) -> int:
    """The part of region ``within`` that a unit's place number lies in: the next smaller regions.

    What the region's own offices hold is a stratum of its own, named like the region.

    >>> stratum_of(430102001000007, within=430100000000)
    430102000000
    """
    inside = regions.region_of(place)
    chain = (inside, *regions.ancestors(inside))
    below = [one for one in chain if one != within and regions.contains(within, one)]
    return below[-1] if below else within


def draw_id(campaign: UUID, stratum: int) -> UUID:
    """The draw of one stratum of a campaign; the same each time."""
    return uuid5(campaign, str(stratum))


def announce_parts(
    campaign: UUID, seed: bytes, frame: Mapping[int, Sequence[str]], pick: int
) -> tuple[Part, ...]:
    """Fix every stratum's list and number; strata of which nobody is drawn are left out.

    ``frame``: pseudonyms by stratum, each one of its own stratum's draw.

    Raises:
        DomainError: "survey.frame-empty", "survey.sample".
    """
    shares = shared_out(pick, {stratum: len(set(names)) for stratum, names in sorted(frame.items())})
    return tuple(
        Part(stratum, announce(str(draw_id(campaign, stratum)), seed, frame[stratum], share))
        for stratum, share in shares.items()
        if share
    )


def line_of(parts: Sequence[Part]) -> str:
    """The one line to publish for all strata together: a hash of theirs, in order."""
    if len(parts) == 1:
        return parts[0].announced.line
    return hashlib.sha256("\n".join(part.announced.line for part in parts).encode()).hexdigest()
