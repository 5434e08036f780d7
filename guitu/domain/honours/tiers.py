"""Which honours verified clean time has opened. Nothing but the clean-time ledger is asked (rule J-07).

The lengths are the rulebook's; where a place's book has no such rule there are no honours. Merits are words
beside it and never take the place of a day.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Final

from guitu.domain.kernel.errors import DomainError
from guitu.domain.outlook.standing import Honour
from guitu.domain.rules.model import Rulebook, Streak

OPENS: Final = "honours"


class Tier(StrEnum):
    """The three honours, from the shortest time to the longest."""

    TEAM = "team"
    ROLE_MODEL = "role_model"
    SUCCESS_CASE = "success_case"


class Merit(StrEnum):
    """What somebody is honoured for beside the time (source text 003)."""

    WORK = "work"
    LAWFUL = "lawful"
    FAMILY = "family"
    SERVICE = "service"
    TEACHING = "teaching"


@dataclass(frozen=True, slots=True)
class Open:
    """A tier and how it stands: its length in months, and the day it was reached; None: not, or not now."""

    tier: Tier
    months: int
    reached_on: date | None


def lengths(book: Rulebook) -> Mapping[Tier, int]:
    """The months each tier asks for; empty where the book knows no honours."""
    found = sorted(
        {m for rule in book.rules if isinstance(rule.body, Streak) and rule.body.opens == OPENS
         for m in rule.body.months}
    )  # fmt: skip
    return dict(zip(Tier, found, strict=False))


def standing(book: Rulebook, honours: Iterable[Honour]) -> tuple[Open, ...]:
    """How each tier of the book stands, by the outlook's honours and by nothing else."""
    reached: dict[int, int] = {}
    for honour in honours:
        known = reached.get(honour.months, honour.reached)
        reached[honour.months] = min(known, honour.reached)
    return tuple(
        Open(tier, months, date.fromordinal(reached[months]) if months in reached else None)
        for tier, months in lengths(book).items()
    )


def check_open(tier: Tier, known: Iterable[Open]) -> Open:
    """The tier, where the ledger has opened it.

    Raises:
        DomainError: "honours.not-here": no rule of the place knows it; "honours.not-yet".
    """
    found = next((one for one in known if one.tier is tier), None)
    if found is None:
        raise DomainError("honours.not-here", field="tier")
    if found.reached_on is None:
        raise DomainError("honours.not-yet", field="tier", months=found.months)
    return found
