"""Region numbers and place numbers: where something is, as integers whose subtrees are intervals.

A region is the 12-digit division code of the statistics bureau, written out with zeros: province 2 digits,
prefecture 4, county 6, township 9, village 12. A unit has a place number: its region's 12 digits and 3 more.
So a station is one number, everything inside a township, county or province lies between two numbers, and the
filters for millions of people are such intervals.
"""

import unicodedata
from functools import lru_cache
from typing import Literal

from guitu.domain.kernel.errors import DomainError

Level = Literal["nation", "province", "prefecture", "county", "township", "village"]
Interval = tuple[int, int]

NATION = 0
"""The region that holds every other."""

_DIGITS = 12
_LENGTHS = (2, 4, 6, 9, 12)
_OWN = 1000  # a place number is a region number times this, plus the unit's own number
# one below: how many numbers a subtree spans, and the name of its level
_LEVELS: tuple[tuple[int, Level], ...] = (
    (1, "village"),
    (10**3, "township"),
    (10**6, "county"),
    (10**8, "prefecture"),
    (10**10, "province"),
    (10**12, "nation"),
)


def normalise(code: str | float) -> int:
    """The 12-digit number of a code written with 2, 4, 6, 9 or 12 digits, narrow or full-width.

    Raises:
        DomainError: "region.digits" when it is not such a number, "region.length" for another length.

    >>> normalise("43"), normalise(430102), normalise("４３０１０２００１")
    (430000000000, 430102000000, 430102001000)
    """
    if isinstance(code, float) and code.is_integer():
        code = int(code)
    digits = unicodedata.normalize("NFKC", str(code)).strip()
    if not (digits.isascii() and digits.isdigit()) or digits[0] == "0":
        raise DomainError("region.digits")
    if len(digits) not in _LENGTHS:
        raise DomainError("region.length", length=len(digits))
    return int(digits.ljust(_DIGITS, "0"))


def check(region: int) -> int:
    """``region`` itself if it is a 12-digit region number or the nation.

    Raises:
        DomainError: "region.length".
    """
    if region != NATION and not 10 ** (_DIGITS - 1) <= region < 10**_DIGITS:
        raise DomainError("region.length", length=len(str(region)))
    return region


def _span(region: int) -> tuple[int, Level]:
    if region == NATION:
        return _LEVELS[-1]
    found = _LEVELS[0]
    for size, name in _LEVELS[1:-1]:
        if region % size:
            break
        found = (size, name)
    return found


def level(region: int) -> Level:
    """How large a region is, read from its zeros. A city without counties (东莞) is a prefecture.

    >>> level(430000000000), level(441900000000), level(430102001000), level(430102001004)
    ('province', 'prefecture', 'township', 'village')
    """
    return _span(region)[1]


def parent(region: int) -> int | None:
    """The next larger region; the nation for a province, None for the nation.

    >>> parent(430102001000), parent(441900003000), parent(430000000000), parent(0)
    (430102000000, 441900000000, 0, None)
    """
    if region == NATION:
        return None
    own = _span(region)[0]
    for size, _ in _LEVELS[:-1]:
        if size > own and region - region % size != region:
            return region - region % size
    return NATION


def ancestors(region: int) -> tuple[int, ...]:
    """The regions around it, from the next larger up to the nation.

    >>> ancestors(430102001000)
    (430102000000, 430100000000, 430000000000, 0)
    """
    around = []
    above = parent(region)
    while above is not None:
        around.append(above)
        above = parent(above)
    return tuple(around)


@lru_cache(maxsize=1 << 16)
def interval(region: int) -> Interval:
    """The lowest and highest region number inside a region, both inside it, itself being the lowest.

    >>> interval(430100000000)
    (430100000000, 430199999999)
    """
    return region, region + _span(region)[0] - 1


def contains(outer: int, inner: int) -> bool:
    """Whether ``inner`` is ``outer`` or lies within it.

    >>> contains(430000000000, 430102001000), contains(430102001000, 430000000000)
    (True, False)
    """
    low, high = interval(outer)
    return low <= inner <= high


def place_number(region: int, own: int) -> int:
    """The 15-digit number of a unit in ``region`` that is called ``own`` (0 to 999) there.

    Raises:
        DomainError: "region.length", "place.own-number".

    >>> place_number(430102001000, 7)
    430102001000007
    """
    if not 0 <= own < _OWN:
        raise DomainError("place.own-number", own=own)
    return check(region) * _OWN + own


def region_of(place: int) -> int:
    """The region of a place number.

    >>> region_of(430102001000007)
    430102001000
    """
    return place // _OWN


def place_interval(region: int) -> Interval:
    """The lowest and highest place number inside a region, both inside it.

    >>> place_interval(430102001000)
    (430102001000000, 430102001999999)
    """
    low, high = interval(region)
    return low * _OWN, high * _OWN + _OWN - 1
