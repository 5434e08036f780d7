"""A crisis, as the team sees it: somebody needed help at once, and got it. What happened stands elsewhere."""

from dataclasses import dataclass
from typing import ClassVar, Final

from guitu.domain.journal import outcomes
from guitu.domain.journal.detail import detail, one_of
from guitu.domain.journal.kind import Family, Kind

NEEDS: Final = ("health", "mental_health", "safety")


@dataclass(frozen=True, slots=True, kw_only=True)
class Crisis(Kind):
    """Help in a crisis, or looking back at it some days later. ``need`` what was needed, and no more."""

    kind: ClassVar = "crisis"
    family: ClassVar = Family.SERVICE
    outcomes: ClassVar = outcomes.Crisis
    need: str | None = detail(one_of(NEEDS), "recorded")


KINDS: tuple[type[Kind], ...] = (Crisis,)
