"""Which place a page is asked about."""

from collections.abc import Mapping

from guitu.analytics.places import Place, place_for
from guitu.domain.access import Viewer


def asked_place(viewer: Viewer, query: Mapping[str, str]) -> Place:
    """The place a query names; the viewer's own where it names none or nothing readable.

    Raises:
        DomainError: "place.unknown".
    """
    text = query.get("place", "")
    number = int(text) if text.isascii() and text.isdigit() and len(text) <= 15 else None
    return place_for(viewer, number)
