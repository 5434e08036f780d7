"""Which unit becomes responsible for somebody who is about to come home, and which ones support it.

The receiving township's office, else the residence's, else the bureau's queue of unplaced files. Where no
bureau exists yet, the file waits at the place itself, under a number that belongs to no unit: whoever looks
over the region sees it and assigns it.
"""

from dataclasses import dataclass
from functools import cached_property

from guitu.domain.kernel import region as regions
from guitu.domain.roster.rows import RosterRow
from guitu.foundation.organisations import queries as organisations
from guitu.foundation.organisations.queries import UnitRow

NOBODY_YET = 0  # the own number of a place number that stands for the place and for no unit
_COUNTY = 10**6


@dataclass(frozen=True, slots=True)
class Place:
    """Where a file goes. Units are place numbers; ``region`` decides whose rulebook applies.

    ``executing`` the township office that executes an order; None while the file is unplaced.
    """

    held_by: int
    region: int
    executing: int | None
    centre: int | None
    station: int | None


class Placing:
    """Finds places for many rows: the units are read once, what was found is kept."""

    def __init__(self, *, fallback: int | None) -> None:
        """``fallback`` holds files whose region nobody could read: the importing unit."""
        self._fallback = fallback
        self._bureaus: dict[int, int | None] = {}
        self._supporters: dict[int, tuple[int | None, int | None]] = {}

    @cached_property
    def _offices(self) -> dict[int, int]:
        return organisations.township_offices()

    @cached_property
    def _centres(self) -> tuple[UnitRow, ...]:
        return organisations.units(types=("guidance_centre",))

    @cached_property
    def _stations(self) -> tuple[UnitRow, ...]:
        return organisations.units(types=("guidance_station",))

    @cached_property
    def _stations_by_county(self) -> dict[int, list[UnitRow]]:
        found: dict[int, list[UnitRow]] = {}
        for unit in self._stations:
            found.setdefault(unit.region - unit.region % _COUNTY, []).append(unit)
        return found

    @cached_property
    def _facilities(self) -> dict[str, int]:
        return {unit.name: unit.number for unit in organisations.units(types=("facility",))}

    @cached_property
    def _highest_bureau(self) -> int | None:
        bureaus = organisations.units(types=("provincial_bureau", "bureau"))
        return bureaus[0].number if bureaus else None

    def facility(self, name: str) -> int | None:
        """The centre of that name, or None."""
        return self._facilities.get(name)

    def office(self, number: int) -> int | None:
        """The number itself if it is a township office's, else None."""
        return number if number in self._office_numbers else None

    @cached_property
    def _office_numbers(self) -> frozenset[int]:
        return frozenset(self._offices.values())

    def of(self, row: RosterRow) -> Place:
        """The place of a row."""
        wanted = [place for place in (row.receiving, row.values.residence) if place]
        for place in wanted:
            office = self._office(place)
            if office:
                centre, station = self.supporting(regions.region_of(office))
                return Place(office, regions.region_of(office), office, centre, station)
        return self._unplaced([*wanted, *([row.values.domicile] if row.values.domicile else [])])

    def _office(self, place: int) -> int | None:
        around = [place, *regions.ancestors(place)]
        if not any(regions.level(number) == "township" for number in around):
            return None
        return next((self._offices[number] for number in around if number in self._offices), None)

    def _unplaced(self, places: list[int]) -> Place:
        for place in places:
            bureau = self._bureau(place)
            if bureau:
                return Place(bureau, place, None, None, None)
        if places:
            held_by = regions.place_number(places[0], NOBODY_YET)
            return Place(held_by, places[0], None, None, None)
        held_by = self._highest_bureau or self._fallback or NOBODY_YET
        return Place(held_by, regions.region_of(held_by), None, None, None)

    def _bureau(self, place: int) -> int | None:
        county = place - place % _COUNTY
        if county not in self._bureaus:
            found = organisations.bureau_of(place)
            self._bureaus[county] = found.number if found else None
        return self._bureaus[county]

    def supporting(self, region: int) -> tuple[int | None, int | None]:
        """The nearest guidance centre around a township, and its station if there is no choice."""
        if region not in self._supporters:
            self._supporters[region] = (self._centre(region), self._station(region))
        return self._supporters[region]

    def _centre(self, region: int) -> int | None:
        around = [unit for unit in self._centres if regions.contains(unit.region, region)]
        nearest = max(around, key=lambda unit: len(regions.ancestors(unit.region)), default=None)
        if nearest:
            return nearest.number
        county = region - region % _COUNTY
        return _only([unit for unit in self._centres if regions.contains(county, unit.region)])

    def _station(self, region: int) -> int | None:
        around = self._stations_by_county.get(region - region % _COUNTY, [])
        return _only([unit for unit in around if unit.region == region]) or _only(around)


def _only(units: list[UnitRow]) -> int | None:
    """The one unit, or None where there is a choice: the unit head then decides."""
    return units[0].number if len(units) == 1 else None
