"""Where figures are asked for: a region or a single unit inside the viewer's own interval."""

from dataclasses import dataclass

from guitu.domain.access import Permission, Viewer, holds
from guitu.domain.kernel import region as regions
from guitu.domain.kernel.errors import DomainError
from guitu.foundation.organisations import queries as organisations

HOLDERS = ("bureau", "guidance_station", "township_office")
"""Types of unit that hold files and are small enough to be chosen singly."""

_SMALL = frozenset({"county", "township", "village"})
_UNIT_DIGITS = 15
_WHOLE = "全国"


@dataclass(frozen=True, slots=True)
class Place:
    """A region or a unit. ``number`` a 12-digit region or a 15-digit place number; both bounds inside."""

    number: int
    name: str
    lo: int
    hi: int


@dataclass(frozen=True, slots=True)
class Around:
    """Places to go on to: those around this one that the viewer may ask for, and those inside it."""

    above: tuple[Place, ...]
    below: tuple[Place, ...]


def place_for(viewer: Viewer, number: int | None) -> Place:
    """The place with that number, or the viewer's own for None.

    Raises:
        DomainError: "place.unknown", alike for absent, out of reach and without ``FIGURES_READ``.
    """
    if not holds(viewer, Permission.FIGURES_READ):
        raise DomainError("place.unknown")
    place = _unit(_own(viewer) if number is None else number) or _region(
        _own(viewer) if number is None else number
    )
    if place is None or not (viewer.lo <= place.lo and place.hi <= viewer.hi):
        raise DomainError("place.unknown")
    return place


def around(viewer: Viewer, place: Place) -> Around:
    """Where the viewer may go on from a place. Three queries at most."""
    if len(str(place.number)) == _UNIT_DIGITS:
        codes = (regions.region_of(place.number), *regions.ancestors(regions.region_of(place.number)))
        return Around(_regions(viewer, codes), ())
    above = _regions(viewer, regions.ancestors(place.number))
    inside = [_of_region(row.code, row.name) for row in organisations.children(place.number)]
    if regions.level(place.number) in _SMALL:
        units = organisations.units(within=place.number, types=HOLDERS)
        inside += [Place(row.number, row.name, row.number, row.number) for row in units]
    return Around(above, tuple(inside))


def inside(viewer: Viewer, place: Place) -> tuple[Place, ...]:
    """What a place is made of: the regions next below and the units of its own; else its units."""
    below = around(viewer, place).below
    parts = [p for p in below if not is_unit(p) or regions.region_of(p.number) == place.number]
    return tuple(parts) or below


def is_unit(place: Place) -> bool:
    """Whether it is a single unit and no region."""
    return len(str(place.number)) == _UNIT_DIGITS


def _own(viewer: Viewer) -> int:
    return viewer.lo if viewer.lo == viewer.hi else regions.region_of(viewer.lo)


def _unit(number: int) -> Place | None:
    if len(str(number)) != _UNIT_DIGITS:
        return None
    name = organisations.unit_names([number]).get(number)
    return Place(number, name, number, number) if name else None


def _region(number: int) -> Place | None:
    name = _WHOLE if number == regions.NATION else organisations.region_names([number]).get(number)
    return _of_region(number, name) if name else None


def _of_region(code: int, name: str) -> Place:
    low, high = regions.place_interval(code)
    return Place(code, name, low, high)


def _regions(viewer: Viewer, codes: tuple[int, ...]) -> tuple[Place, ...]:
    """Regions around, the largest first, as far as the viewer looks over all of each."""
    reached = [c for c in codes if c != regions.NATION and _within(viewer, _of_region(c, ""))]
    names = organisations.region_names(reached)
    return tuple(_of_region(code, names[code]) for code in reversed(reached) if code in names)


def _within(viewer: Viewer, place: Place) -> bool:
    return viewer.lo <= place.lo and place.hi <= viewer.hi
