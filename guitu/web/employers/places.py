"""The regions to choose from: those around the reader's office, the nearest first."""

from guitu.domain.access import Viewer
from guitu.domain.employers.drafts import county_of
from guitu.domain.kernel import region as regions
from guitu.foundation.organisations.queries import children, region, region_names


def county(viewer: Viewer) -> int:
    """The county of the viewer's office."""
    return county_of(regions.region_of(viewer.unit))


def around(viewer: Viewer) -> list[tuple[int, str]]:
    """The county and what lies around it, without the nation."""
    top = county(viewer)
    codes = [code for code in (top, *regions.ancestors(top)) if code != regions.NATION]
    return [(code, found.name) for code in codes if (found := region(code))]


def near(viewer: Viewer) -> int:
    """Where people look first: the prefecture, whose buses take them there and back."""
    top = county(viewer)
    return regions.parent(top) or top


def inside(viewer: Viewer) -> list[tuple[int, str]]:
    """Where work can be: the county, its townships, the other counties of its prefecture, and around."""
    top = county(viewer)
    above = regions.parent(top) or top
    near = [(row.code, row.name) for row in children(top)]
    beside = [(row.code, row.name) for row in children(above) if row.code != top]
    return [*around(viewer)[:1], *near, *beside, *around(viewer)[1:]]


def with_own(offered: list[tuple[int, str]], own: int) -> list[tuple[int, str]]:
    """What is offered, and the region something has already."""
    if own in {code for code, _name in offered}:
        return offered
    return [*offered, (own, region_names([own]).get(own, str(own)))]


def asked(text: str, default: int) -> int:
    """The region an address names; the nation is "0"."""
    if not (text.isascii() and text.isdigit() and len(text) <= 12):
        return default
    code = int(text)
    return code if code == regions.NATION or region(code) is not None else default
