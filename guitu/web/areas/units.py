"""Units of an area as of a day, and the units or districts behind a number. Nobody is in these lists."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from guitu.analytics.asking import question, units_behind, units_by_type, units_standing
from guitu.analytics.figures import PARTS, Part
from guitu.analytics.places import Place, place_for
from guitu.domain.access import Permission, Viewer
from guitu.domain.kernel import region as regions
from guitu.domain.kernel.errors import DomainError
from guitu.domain.measures import Count
from guitu.domain.measures.readings import Reading
from guitu.domain.measures.units import UnitCase
from guitu.foundation.metrics import metrics, said
from guitu.foundation.organisations.queries import region_names, unit_names
from guitu.foundation.organisations.unit_types import UNIT_TYPES
from guitu.web.areas.shown import percent
from guitu.web.shell.http import Request, screen
from guitu.web.shell.numbers import shown
from guitu.web.shell.tags import said as pair_said

METRICS = ("coverage_districts", "full_time_workers", "caseload_per_worker")
PAGE = 50
_UNIT_DIGITS = 15


@dataclass(frozen=True)
class Card:
    """A figure of units. ``parts`` word, number, address of its list; ``flag``: the target is missed."""

    id: str
    name: str
    formula: str
    big: str
    parts: tuple[tuple[str, int, str], ...]
    target: str
    flag: bool


@dataclass(frozen=True)
class Line:
    """A unit or district in a list. ``n`` how many it counts for; ``counted`` None: not known."""

    name: str
    where: str
    n: int
    counted: bool | None
    address: str


def cards(found: Mapping[str, Reading], region: int) -> list[Card]:
    """The figures of units, in the registry's order."""
    return [_card(reading, region) for reading in found.values()]


def _card(reading: Reading, region: int) -> Card:
    metric = reading.metric
    target = reading.target
    return Card(
        id=metric.id,
        name=said(metric.name),
        formula=said(metric.formula),
        big=shown(reading),
        parts=_parts(reading, region),
        target=""
        if target is None
        else percent(target.value, signed=False)
        if metric.unit == "share"
        else f"{target.value:g}",
        flag=reading.reaches_target is False,
    )


def _parts(reading: Reading, region: int) -> tuple[tuple[str, int, str], ...]:
    metric, count = reading.metric, reading.count
    if not metric.lists_units:
        by = metrics()["full_time_workers"]
        link = reverse("areas:behind", args=[region, by.id, "counted"])
        people = reverse("areas:caseload", args=[region])
        return ((said(metric.counted), count.counted, people), (said(metric.of), reading.divisor or 0, link))
    parts = [("counted", said(metric.counted), count.counted)]
    if metric.of is not None:
        parts += [("missing", said(metric.missing), count.missing), ("all", said(metric.of), count.of)]
    if count.unknown:
        parts.append(("unknown", _("不知道的"), count.unknown))
    return tuple(
        (word, n, reverse("areas:behind", args=[region, metric.id, part])) for part, word, n in parts
    )


def types(found: Mapping[str, Count]) -> list[tuple[str, str, Count]]:
    """Units by type, in the register's order: code, word, how many."""
    return [(kind.id, pair_said(kind), found[kind.id]) for kind in UNIT_TYPES.values() if kind.id in found]


@require_safe
@screen(Permission.FIGURES_READ)
def standing(request: Request, region: int) -> HttpResponse:
    """Units by type as of a day; with a type, the list behind its number."""
    place = region_for(request.viewer, region)
    on = _day(request.GET.get("on", ""), request.today)
    kind = request.GET.get("type", "")
    numbers = units_standing(request.viewer, place, on=on, kind=kind) if kind in UNIT_TYPES else []
    cases = [UnitCase(number, counted) for number, counted in numbers]
    context = {
        "place": place,
        "on": on,
        "is_future": on > request.today,
        "types": types(units_by_type(request.viewer, place, on=on)),
        "kind": pair_said(UNIT_TYPES[kind]) if kind in UNIT_TYPES else "",
        "lines": _lines(cases),
    }
    return render(request, "areas/units.html", context)


@require_safe
@screen(Permission.FIGURES_READ)
def behind(request: Request, region: int, metric: str, part: str) -> HttpResponse:
    """The units or districts behind a number: as many as the number says."""
    meant = metrics().get(metric)
    wanted: Part | None = next((one for one in PARTS if one == part), None)
    if meant is None or not meant.lists_units or wanted is None:
        raise Http404
    place = region_for(request.viewer, region)
    asked = question(place, months=12, as_of=request.today)
    number = max(
        1, min(int(request.GET.get("page", "1")) if request.GET.get("page", "1").isdecimal() else 1, 9999)
    )
    offset = (number - 1) * PAGE
    found = units_behind(request.viewer, meant, asked, part=wanted, offset=offset, limit=PAGE)
    context = {
        "place": place,
        "name": said(meant.name),
        "of": {
            "all": said(meant.of or meant.counted),
            "counted": said(meant.counted),
            "missing": said(meant.missing),
            "unknown": _("不知道的"),
        }[wanted],
        "on": request.today,
        "lines": _lines(found.cases),
        "counts_people": meant.id == "full_time_workers",
        "total": found.total,
        "less": number - 1,
        "more": number + 1 if offset + PAGE < found.total else None,
    }
    return render(request, "areas/behind.html", context)


def _lines(cases: list[UnitCase] | tuple[UnitCase, ...]) -> list[Line]:
    """Cases by name. Two queries."""
    numbers = {case.place for case in cases if len(str(case.place)) == _UNIT_DIGITS}
    units = unit_names(numbers)
    names = region_names(
        {regions.region_of(n) for n in numbers} | {c.place for c in cases if c.place not in numbers}
    )
    found = []
    for case in cases:
        is_unit = case.place in numbers
        where = names.get(regions.region_of(case.place), "") if is_unit else ""
        name = units.get(case.place, "") if is_unit else names.get(case.place, "")
        address = "" if is_unit else reverse("areas:area", args=[case.place])
        found.append(Line(name, where, case.n, case.counted, address))
    return found


def region_for(viewer: Viewer, region: int) -> Place:
    """A region the viewer looks over.

    Raises:
        DomainError: "place.unknown"; also of a unit.
    """
    place = place_for(viewer, region)
    if len(str(place.number)) == _UNIT_DIGITS:
        raise DomainError("place.unknown")
    return place


def _day(text: str, today: date) -> date:
    """The day asked for.

    Raises:
        DomainError: "period.day" for one that is none.
    """
    try:
        return date.fromisoformat(text) if text else today
    except ValueError:
        raise DomainError("period.day") from None
