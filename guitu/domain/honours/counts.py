"""How many were honoured beside what a programme promised, and how much of a number leaves the team.

Counts up to seven point at people: outside of the team they are not said, and others only in steps of five
(proposed; the same numbers as for all figures that go outside).
"""

from collections.abc import Mapping
from typing import Final, NamedTuple

from guitu.domain.honours.tiers import Tier
from guitu.domain.rules.model import Rulebook

HIDDEN_TO: Final = 7
STEP: Final = 5
BOOK_ASKED: Final = 200

_TARGETS: Final = {
    Tier.TEAM: "honours.target_one_year",
    Tier.ROLE_MODEL: "honours.target_two_years",
    Tier.SUCCESS_CASE: "honours.target_three_years",
}


class Shown(NamedTuple):
    """A number as it is said; ``number`` None: too few to say."""

    number: int | None
    is_exact: bool


class Programme(NamedTuple):
    """A programme's first and last year, and how many the province meant to honour in each tier."""

    first: int
    last: int
    targets: Mapping[Tier, int]


def said(count: int, *, inside: bool) -> Shown:
    """A count for the team, or for whoever stands outside of it.

    >>> [said(n, inside=False).number for n in (0, 7, 8, 12, 13)], said(3, inside=True).number
    ([None, None, 10, 10, 15], 3)
    """
    if inside:
        return Shown(count, is_exact=True)
    if count <= HIDDEN_TO:
        return Shown(None, is_exact=False)
    return Shown((count + STEP // 2) // STEP * STEP, is_exact=False)


def programme(book: Rulebook) -> Programme | None:
    """The programme of the place's rulebook, or None."""
    first, years = number(book, "honours.programme_from"), number(book, "honours.programme_years")
    targets = {tier: found for tier, name in _TARGETS.items() if (found := number(book, name)) is not None}
    if first is None or years is None or not targets:
        return None
    return Programme(first, first + years - 1, targets)


def number(book: Rulebook, name: str) -> int | None:
    """A whole number of the rulebook by its name, or None."""
    found = book.parameters.get(name)
    return found if isinstance(found, int) else None
