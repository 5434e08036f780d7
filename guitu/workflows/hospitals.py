"""Where somebody can be taken: medical services of the directory, and hospitals and clinics of the county."""

from typing import Final, NamedTuple

from guitu.casework.directory.queries import services
from guitu.casework.people.queries import AdmittedPerson
from guitu.domain.access import Viewer
from guitu.domain.kernel import region as regions
from guitu.foundation.organisations.queries import units

TYPES: Final = ("partner_hospital", "health_centre", "village_clinic")
_KIND: Final = "health_service"


class Place(NamedTuple):
    """A place with a doctor's door. ``address`` and ``phone`` "" where nobody wrote them."""

    name: str
    address: str
    phone: str


def hospitals_near(viewer: Viewer, who: AdmittedPerson) -> tuple[Place, ...]:
    """Those of the directory first, the nearest on top, then the county's; each once."""
    code = regions.region_of(who.held_by)
    around = (code, *regions.ancestors(code))
    county = next((place for place in around if regions.level(place) == "county"), code)
    listed = [
        Place(row.provider or row.name, row.address, row.phone)
        for row in services(viewer, kind=_KIND, area=code)
    ]
    known = sorted(units(within=county, types=TYPES), key=lambda u: (TYPES.index(u.type), u.number))
    found = [*listed, *(Place(unit.name, unit.address, unit.phone) for unit in known)]
    return tuple({place.name: place for place in reversed(found)}.values())[::-1]
