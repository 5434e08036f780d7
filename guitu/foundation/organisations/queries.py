"""Reading regions and units: what is where, and who is responsible there."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from guitu.domain.kernel import region as regions
from guitu.domain.kernel.errors import DomainError
from guitu.foundation.organisations.models import Region, Unit, UnitRegion
from guitu.foundation.organisations.unit_types import UNIT_TYPES, UnitType


@dataclass(frozen=True, slots=True)
class RegionRow:
    """One division. ``full_name`` runs from the province down; ``parent`` is None for provinces."""

    code: int
    name: str
    level: str
    parent: int | None
    full_name: str


@dataclass(frozen=True, slots=True)
class UnitRow:
    """One unit. ``opening_days`` are ISO weekdays, 1 is Monday.

    ``opened_on`` and ``closed_on`` None: not known, or not closed; from ``closed_on`` on it is no more.
    """

    number: int
    type: str
    name: str
    region: int
    parent: int | None
    address: str
    phone: str
    opening_days: tuple[int, ...]
    is_active: bool
    opened_on: date | None = None
    closed_on: date | None = None

    @property
    def kind(self) -> UnitType:
        """What its type means."""
        return UNIT_TYPES[self.type]

    @property
    def bounds(self) -> regions.Interval:
        """The place numbers its staff look over: its own, or all of its region."""
        return bounds_of(self.type, self.number)


def bounds_of(unit_type: str, number: int) -> regions.Interval:
    """The place numbers that staff of such a unit look over, both ends inside."""
    if UNIT_TYPES[unit_type].scope == "own":
        return number, number
    return regions.place_interval(regions.region_of(number))


def _region(row: Region) -> RegionRow:
    return RegionRow(row.code, row.name, row.level, row.parent, row.full_name)


def _unit(row: Unit) -> UnitRow:
    return UnitRow(
        number=row.number,
        type=row.type,
        name=row.name,
        region=row.region_id,
        parent=row.parent_id,
        address=row.address,
        phone=row.phone,
        opening_days=tuple(int(day) for day in row.opening_days.split(",") if day),
        is_active=row.is_active,
        opened_on=row.opened_on,
        closed_on=row.closed_on,
    )


def region(code: int) -> RegionRow | None:
    """The region with that number, or None where the table has none."""
    found = Region.objects.filter(code=code).first()
    return _region(found) if found else None


def region_names(codes: Iterable[int]) -> dict[int, str]:
    """Full names by number; numbers the table lacks are left out. One query."""
    return dict(Region.objects.filter(code__in=set(codes)).values_list("code", "full_name"))


def children(code: int = regions.NATION) -> tuple[RegionRow, ...]:
    """The regions one level below, by number; the provinces for the nation."""
    parent = None if code == regions.NATION else code
    return tuple(_region(row) for row in Region.objects.filter(parent=parent).order_by("code"))


def regions_named(name: str, *, within: int = regions.NATION) -> tuple[RegionRow, ...]:
    """Regions called exactly ``name`` inside ``within``, the larger first; several places share a name."""
    low, high = regions.interval(within)
    rows = Region.objects.filter(name=name, code__gte=low, code__lte=high).order_by("code")
    return tuple(sorted(map(_region, rows), key=lambda row: (len(regions.ancestors(row.code)), row.code)))


def region_by_full_name(full_name: str) -> RegionRow | None:
    """The region whose whole name this is ("湖南省长沙市芙蓉区…"), or None."""
    found = Region.objects.filter(full_name=full_name).first()
    return _region(found) if found else None


def unit(number: int) -> UnitRow:
    """The unit with that number.

    Raises:
        DomainError: "unit.unknown".
    """
    found = Unit.objects.filter(number=number).first()
    if found is None:
        raise DomainError("unit.unknown", number=number)
    return _unit(found)


def unit_names(numbers: Iterable[int]) -> dict[int, str]:
    """Names by number, for a list page; one query."""
    return dict(Unit.objects.filter(number__in=set(numbers)).values_list("number", "name"))


def districts(within: int = regions.NATION) -> tuple[RegionRow, ...]:
    """The counties inside a region, by number, and cities that have none and are like one."""
    low, high = regions.interval(within)
    inside = Region.objects.filter(code__gte=low, code__lte=high)
    divided = Region.objects.filter(level="county", parent__isnull=False).values("parent")
    cities = inside.filter(level="prefecture").exclude(code__in=divided)
    found = inside.filter(level="county") | cities
    return tuple(_region(row) for row in found.order_by("code"))


def is_district(code: int) -> bool:
    """Whether a region is a county, or a city that has none."""
    return any(row.code == code for row in districts(code))


def units(
    *, within: int = regions.NATION, types: Iterable[str] = (), only_active: bool = True
) -> tuple[UnitRow, ...]:
    """Units that lie in a region, by number; all types where none is named."""
    low, high = regions.place_interval(within)
    found = Unit.objects.filter(number__gte=low, number__lte=high)
    if wanted := tuple(types):
        found = found.filter(type__in=wanted)
    if only_active:
        found = found.filter(is_active=True)
    return tuple(map(_unit, found.order_by("number")))


def township_office_of(code: int) -> UnitRow | None:
    """The township office responsible for a region: its own, else one that serves it, else None."""
    around = [code, *regions.ancestors(code)]
    townships = [place for place in around if regions.level(place) == "township"]
    if not townships:
        return None
    own = Unit.objects.filter(type="township_office", region=townships[0], is_active=True)
    found = own.order_by("number").first()
    if found is None:
        serving = UnitRegion.objects.filter(region__in=around).values("unit")
        served = Unit.objects.filter(type="township_office", number__in=serving, is_active=True)
        found = served.order_by("number").first()
    return _unit(found) if found else None


def township_offices() -> dict[int, int]:
    """Region → number of the township office responsible there, for imports: two queries for the country.

    A region that another office serves is named too, of any level; look a township up before those around it.
    """
    own: dict[int, int] = {}
    for office in units(types=("township_office",)):
        own.setdefault(office.region, office.number)
    serving = UnitRegion.objects.filter(unit__type="township_office", unit__is_active=True)
    served = dict(serving.order_by("-unit").values_list("region", "unit"))
    return served | own


def bureau_of(code: int) -> UnitRow | None:
    """The bureau that keeps unplaced files of a region: the nearest around it, or None."""
    around = [code, *regions.ancestors(code)]
    found = Unit.objects.filter(type__in=("bureau", "provincial_bureau"), region__in=around, is_active=True)
    nearest = sorted(map(_unit, found), key=lambda row: around.index(row.region))
    return nearest[0] if nearest else None
