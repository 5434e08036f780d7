"""A correction that says: this did not happen at all."""

from dataclasses import dataclass
from typing import ClassVar

from guitu.domain.journal import outcomes
from guitu.domain.journal.entry import RETRACTION
from guitu.domain.journal.kind import Family, Kind


@dataclass(frozen=True, slots=True, kw_only=True)
class Retraction(Kind):
    """The entry it supersedes did not happen; the entry's reason says why it was written."""

    kind: ClassVar = RETRACTION
    family: ClassVar = Family.CORRECTION
    outcomes: ClassVar = outcomes.Done


KINDS: tuple[type[Kind], ...] = (Retraction,)
