"""Looking services up: by words, kind and area, the nearest first. The screens say who may read."""

import unicodedata
from collections.abc import Iterable
from datetime import date, timedelta
from uuid import UUID

from django.db.models import Q

from guitu.casework.directory.models import Service
from guitu.casework.directory.translate import ServiceRow, service_row
from guitu.domain.access import Permission, Viewer, holds
from guitu.domain.directory.nearness import distance
from guitu.domain.kernel import region as regions
from guitu.domain.kernel.errors import DomainError
from guitu.foundation.organisations.queries import unit_names
from guitu.foundation.pinyin import place_key
from guitu.foundation.rulebooks import book_for
from guitu.foundation.service_files import catalogue

__all__ = ["ServiceRow"]

_STALE_AFTER, _OTHERWISE = "directory.stale_days", 180  # where no book says; proposed
_MOST = 2000  # rows that are sorted in memory; more of one area nobody reads


def services(
    viewer: Viewer, text: str = "", kind: str | None = None, area: int | None = None, *, closed: bool = False
) -> tuple[ServiceRow, ...]:
    """Services for people in ``area`` (None: the viewer's own region), the nearest first.

    Every word of ``text`` must be found: Chinese, English, pinyin or initials. ``closed`` also those that
    take no new referrals.
    """
    place = regions.region_of(viewer.unit) if area is None else area
    found = Service.objects.filter(_serving(place))
    if not closed:
        found = found.filter(closed_on__isnull=True)
    if kind is not None:
        found = found.filter(kind=kind)
    for word in _words(text):
        found = found.filter(search__contains=word)
    rows = _rows(found.order_by("-area", "id")[:_MOST])
    return tuple(sorted(rows, key=lambda row: (_far(row, place), place_key(row.name))))


def service(viewer: Viewer, service_id: UUID) -> ServiceRow:
    """One service, closed or not.

    Raises:
        DomainError: "service.unknown".
    """
    found = _rows(Service.objects.filter(id=service_id))
    if not found:
        raise DomainError("service.unknown")
    return found[0]


def stale(viewer: Viewer, *, today: date) -> tuple[ServiceRow, ...]:
    """Open services the viewer answers for that nobody has looked at for long, the oldest first.

    Raises:
        DomainError: "access.refused".
    """
    if not holds(viewer, Permission.SERVICES_KEEP):
        raise DomainError("access.refused")
    low, high = kept_bounds(viewer)
    before = today - timedelta(days=stale_after(viewer.unit))
    found = Service.objects.filter(
        kept_by__gte=low, kept_by__lte=high, verified_on__lt=before, closed_on__isnull=True
    )
    return _rows(found.order_by("verified_on", "id")[:_MOST])


def stale_after(place: int) -> int:
    """Days after which somebody looks whether a page is still so, by the book of the place that keeps it."""
    found = book_for(place).parameters.get(_STALE_AFTER)
    return found if isinstance(found, int) else _OTHERWISE


def is_stale(row: ServiceRow, *, today: date) -> bool:
    """Whether what is written there should be looked at again."""
    return (today - row.verified_on).days > stale_after(row.kept_by)


def may_keep(viewer: Viewer, row: ServiceRow) -> bool:
    """Whether the viewer may change this page."""
    low, high = kept_bounds(viewer)
    return holds(viewer, Permission.SERVICES_KEEP) and low <= row.kept_by <= high


def kept_bounds(viewer: Viewer) -> regions.Interval:
    """The units whose pages the viewer may change: those it looks over."""
    return viewer.lo, viewer.hi


def _serving(place: int) -> Q:
    low, high = regions.interval(place)
    return Q(area__in=regions.ancestors(place)) | Q(area__gte=low, area__lte=high)


def _far(row: ServiceRow, place: int) -> tuple[int, int]:
    return distance(row.place, place), distance(row.area, place)


def _words(text: str) -> Iterable[str]:
    return unicodedata.normalize("NFKC", text).replace("\x00", "").lower().split()[:8]


def _rows(found: Iterable[Service]) -> tuple[ServiceRow, ...]:
    there = list(found)
    names = unit_names(row.unit for row in there if row.unit is not None)
    return tuple(service_row(row, names) for row in there if row.kind in catalogue())
