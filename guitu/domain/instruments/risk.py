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


def check_proposal(definition: Definition, answers: Answers, *, least_helps: int) -> Proposed:
    """What the factors propose, where somebody's judgement may be put before others.

    Args:
        definition: the form of risk levels.
        answers: factors and judgement.
        least_helps: how many acts of help must come with a level (rulebook L-08).

    Raises:
        DomainError: "risk.no-factors", "risk.level-unknown", "risk.no-reasons", "risk.no-help".
    """
    proposed = propose(definition, answers)
    if proposed.level is None:
        raise DomainError("risk.no-factors")
    if level_in(answers) not in LEVELS:
        raise DomainError("risk.level-unknown", field="level")
    if not "".join(map(str, answers.get("reasons", ()))).strip():
        raise DomainError("risk.no-reasons", field="reasons")
    if len(answers.get("helps", ())) < least_helps:
        raise DomainError("risk.no-help", field="helps", least=least_helps)
    return proposed


def level_in(answers: Answers) -> str:
    """The level that whoever assessed judged; "" where none was."""
    return str(next(iter(answers.get("level", ())), ""))


def check_confirmation(*, by: UUID, proposed_by: UUID, confirmed_by: Collection[UUID]) -> None:
    """Whether this account may confirm: not its own proposal, and not twice.

    Raises:
        DomainError: "risk.own-proposal", "risk.confirmed-already".
    """
    if by == proposed_by:
        raise DomainError("risk.own-proposal")
    if by in confirmed_by:
        raise DomainError("risk.confirmed-already")
