"""How many people an employer took on, against the number a rule or a proposal names.

The count comes from placements, without names; the number from the book of the place. Where the book only
holds a proposal (rule book K-04: an article, no law), that is said wherever the count is shown.
"""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Incentive:
    """``hired`` people against ``needed``. ``is_proposal``: no law or local rule stands behind the number."""

    hired: int
    needed: int
    is_proposal: bool
    rule: str

    @property
    def is_reached(self) -> bool:
        """Whether the number is reached; what follows from it an authority decides."""
        return self.hired >= self.needed

    @property
    def missing(self) -> int:
        """How many more it takes."""
        return max(0, self.needed - self.hired)
