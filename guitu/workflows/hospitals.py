"""Where somebody can be taken: hospitals and clinics of the county that holds their file."""

from typing import Final

from guitu.casework.people.queries import AdmittedPerson
from guitu.domain.kernel import region as regions
from guitu.foundation.organisations.queries import UnitRow, units

TYPES: Final = ("partner_hospital", "health_centre", "village_clinic")


def hospitals_near(who: AdmittedPerson) -> tuple[UnitRow, ...]:
    """Those of the county, hospitals first; one query."""
    code = regions.region_of(who.held_by)
    around = (code, *regions.ancestors(code))
    county = next((place for place in around if regions.level(place) == "county"), code)
    found = units(within=county, types=TYPES)
    return tuple(sorted(found, key=lambda unit: (TYPES.index(unit.type), unit.number)))
