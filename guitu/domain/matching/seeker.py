"""What somebody who looks for work said of themselves; the only thing about a person that matching knows.

Nothing about treatment, tests, orders or risk may ever become a field here: a test holds the list. What
closes a vacancy to somebody is what they themselves set as firm, nothing else.
"""

from dataclasses import dataclass
from enum import IntEnum, StrEnum
from typing import Final
from uuid import UUID


class Near(IntEnum):
    """How far apart two places are, by the tree of regions; the smaller the nearer."""

    TOWNSHIP = 0
    COUNTY = 1
    PREFECTURE = 2
    PROVINCE = 3
    COUNTRY = 4


STEPS: Final = (10**3, 10**6, 10**8, 10**10)
"""What a 12-digit region is divided by to be its township, county, prefecture and province."""
COUNTY: Final = STEPS[1]


class Firm(StrEnum):
    """What somebody may set as firm: a vacancy that goes against it is not shown to them."""

    AREA = "area"
    NIGHTS = "nights"
    SCHEDULE = "schedule"
    HOURS = "hours"
    KIND = "kind"


@dataclass(frozen=True, slots=True)
class Seeker:
    """Somebody who looks for work.

    ``region`` 12 digits, where they would work from. ``skills`` what they can do, ``wants`` the kinds of work
    they would like; both codes of ``guitu.domain.employers.SKILLS``, ``wants`` empty: anything. ``schedules``
    those that suit, empty: any. ``hours_most`` a week, None: any. ``nights`` False: not at night; None: not
    said. ``farthest`` how far they would go. ``firm`` what of this is no wish but a condition.
    """

    id: UUID
    region: int
    skills: frozenset[str] = frozenset()
    wants: frozenset[str] = frozenset()
    schedules: frozenset[str] = frozenset()
    hours_most: int | None = None
    nights: bool | None = None
    farthest: Near = Near.COUNTRY
    firm: frozenset[Firm] = frozenset()


def near(one: int, other: int) -> Near:
    """How far apart two 12-digit regions are; one known only to its county is as near as its county.

    >>> near(430102001000, 430102001000).name, near(430102001000, 430102000000).name
    ('TOWNSHIP', 'COUNTY')
    >>> near(430102001000, 430103002000).name, near(430102001000, 110101001000).name
    ('PREFECTURE', 'COUNTRY')
    """
    first = 1 if one % COUNTY == 0 or other % COUNTY == 0 else 0
    same = (how for how, step in enumerate(STEPS) if how >= first and one // step == other // step)
    return Near(next(same, Near.COUNTRY))
