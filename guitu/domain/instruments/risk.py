"""A risk level as structured professional judgement (rulebook L-01, L-06, L-08).

Factors and what each answer speaks for are data of the instrument. The highest factor gives the level that is
*proposed*; people decide, may decide otherwise, say why, and name help. Nothing is added up or predicted.
"""

from collections.abc import Collection
from typing import Final, NamedTuple
from uuid import UUID

from guitu.domain.instruments.model import LEVELS, Answers, Definition, Item
from guitu.domain.kernel.errors import DomainError

INSTRUMENT: Final = "risk_level"  # the shipped instrument whose options carry levels
UNKNOWN: Final = "unknown"  # the code of the option that says nobody knows


class Proposed(NamedTuple):
    """What the factors propose.

    ``level`` None: no factor is known. ``deciding`` the factors that speak for that level. ``unknown`` those
    nobody knows or answered: with one of them the level is provisional.
    """

    level: str | None
    deciding: tuple[str, ...]
    unknown: tuple[str, ...]

    @property
    def is_provisional(self) -> bool:
        """Whether data are missing."""
        return bool(self.unknown)


def factors(definition: Definition) -> tuple[Item, ...]:
    """The items whose answers speak for a level."""
    return tuple(i for i in definition.items if any(option.level for option in i.options))


def propose(definition: Definition, answers: Answers) -> Proposed:
    """The level that the highest factor proposes. Missing data neither raises nor lowers it."""
    spoken: dict[str, list[str]] = {level: [] for level in LEVELS}
    unknown = []
    for item in factors(definition):
        levels = {o.level for code in answers.get(item.id, ()) if (o := item.option(code)) and o.level}
        if not levels:
            unknown.append(item.id)
        for level in levels:
            spoken[level].append(item.id)
    highest = next((level for level in LEVELS if spoken[level]), None)
    return Proposed(highest, tuple(spoken[highest]) if highest else (), tuple(unknown))


def check_proposal(
    proposed: Proposed, *, level: str, reasons: str, helps: Collection[str], least_helps: int
) -> None:
    """What somebody wants to propose.

    Args:
        proposed: what the factors say.
        level: what the person who assessed says.
        reasons: why; longer where it is not what the factors say.
        helps: codes of help that comes with the level.
        least_helps: how many there must be (rulebook L-08).

    Raises:
        DomainError: "risk.level-unknown", "risk.no-factors", "risk.no-reasons", "risk.no-help".
    """
    if level not in LEVELS:
        raise DomainError("risk.level-unknown", field="level")
    if proposed.level is None:
        raise DomainError("risk.no-factors")
    if not reasons.strip():
        raise DomainError("risk.no-reasons", field="reasons")
    if len(set(helps)) < least_helps:
        raise DomainError("risk.no-help", field="helps", least=least_helps)


def check_confirmation(*, by: UUID, proposed_by: UUID, confirmed_by: Collection[UUID]) -> None:
    """Whether this account may confirm: not its own proposal, and not twice.

    Raises:
        DomainError: "risk.own-proposal", "risk.confirmed-already".
    """
    if by == proposed_by:
        raise DomainError("risk.own-proposal")
    if by in confirmed_by:
        raise DomainError("risk.confirmed-already")
