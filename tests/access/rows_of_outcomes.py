"""How a row of the room of outcomes is made."""

from datetime import date
from uuid import UUID, uuid4

from guitu.casework.outcomes.models import Release

DAY = date(2026, 1, 5)


def release(who: UUID, held: int, _part: str, _by: UUID) -> Release:
    """How a release turned out."""
    return Release(
        person_id=who, released_on=DAY, episode_id=uuid4(), held_by=held, times=1, at_6="clean",
        at_12="relapsed", at_24="relapsed", at_36="relapsed", relapsed_on=DAY,
    )  # fmt: skip
