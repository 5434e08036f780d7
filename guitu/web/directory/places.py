"""The regions to choose from: one's own, those around it, and those beside it."""

from guitu.domain.access import Viewer
from guitu.domain.kernel import region as regions
from guitu.foundation.organisations.queries import UnitRow, children, region, units

_COUNTY = "county"


def home(viewer: Viewer) -> int:
    """The region the viewer's unit lies in."""
    return regions.region_of(viewer.unit)


def county_of(place: int) -> int:
    """The county around a place; the place itself where it is larger."""
    return next(
        (code for code in (place, *regions.ancestors(place)) if regions.level(code) == _COUNTY), place
    )


def choices(place: int) -> list[tuple[int, str]]:
    """Where a service may stand: the townships of the county (what is inside a larger place), and around."""
    top = county_of(place)
    around = [code for code in (top, *regions.ancestors(top)) if code != regions.NATION]
    inside = [(row.code, row.name) for row in children(top)]
    return [*inside, *((code, found.name) for code in around if (found := region(code)))]


def units_around(place: int) -> tuple[UnitRow, ...]:
    """The units of the county, for a list to choose from."""
    return units(within=county_of(place))


def asked(text: str, default: int) -> int:
    """The region an address names, if there is one; else ``default``. The nation is "0"."""
    if not (text.isascii() and text.isdigit() and len(text) <= 12):
        return default
    code = int(text)
    return code if code == regions.NATION or region(code) is not None else default


def name(code: int) -> str:
    """What a region is called; its number where the table lacks it."""
    found = region(code)
    return found.name if found else str(code)
