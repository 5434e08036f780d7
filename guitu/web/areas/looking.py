"""Counties with their status, and one area: why it has it, what was entered, which units there are."""

from collections import Counter

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from guitu.analytics.asking import question, readings, units_by_type
from guitu.analytics.entered import entered
from guitu.analytics.places import around, place_for
from guitu.casework.areas import queries
from guitu.domain.access import Permission
from guitu.domain.areas.criteria import in_force
from guitu.domain.areas.status import NONE, STATUSES, standing
from guitu.domain.kernel import region as regions
from guitu.domain.kernel.errors import DomainError
from guitu.foundation.area_files import criteria
from guitu.foundation.organisations.queries import is_district, region
from guitu.web.areas import shown, units
from guitu.web.shell.http import Request, screen

_UNIT_DIGITS = 15


@require_safe
@screen(Permission.FIGURES_READ)
def counties(request: Request) -> HttpResponse:
    """The counties of the viewer's region, or of one inside it, with their status."""
    place = place_for(request.viewer, _number(request.GET.get("place", "")))
    if len(str(place.number)) == _UNIT_DIGITS:
        raise DomainError("areas.own-unit-only")
    show = request.GET.get("status", "")
    found = shown.counties(request.viewer, place.number, on=request.today)
    counts = Counter(one.status for one in found)
    context = {
        "place": place,
        "may_keep": queries.may_keep(request.viewer, place.number),
        "around": around(request.viewer, place),
        "tiles": [(code, shown.status_word(code), counts[code]) for code in STATUSES],
        "show": show if show in STATUSES else "",
        "counties": [one for one in found if show not in STATUSES or one.status == show],
    }
    return render(request, "areas/counties.html", context)


@require_safe
@screen(Permission.FIGURES_READ)
def area(request: Request, region: int) -> HttpResponse:
    """One area."""
    viewer, today = request.viewer, request.today
    place = place_for(viewer, region)
    if len(str(place.number)) == _UNIT_DIGITS:
        raise DomainError("place.unknown")
    steps = queries.steps(viewer, region)
    now = standing(steps, on=today)
    proposals = queries.proposals(viewer, region)
    numbers = readings(viewer, place, question(place, months=12, as_of=today), units.METRICS)
    context = {
        "place": place,
        "is_district": is_district(region),
        "may_keep": queries.may_keep(viewer, region),
        "status": now.status if now else NONE,
        "status_word": shown.status_word(now.status if now else NONE, had_one=bool(steps)),
        "now": now,
        "history": [(one, shown.status_word(one.status, had_one=True)) for one in steps],
        "waiting": shown.sent([one for one in proposals if one.state == "open"]),
        "answered": shown.sent([one for one in proposals if one.state != "open"]),
        "facts": shown.fact_lines(queries.facts(viewer, region)),
        "made": shown.made(entered(viewer, region, on=today)),
        "cards": units.cards(numbers, region),
        "types": units.types(units_by_type(viewer, place, on=today)),
        "above": _above(request, region),
    }
    return render(request, "areas/area.html", context)


@require_safe
@screen(Permission.FIGURES_READ)
def criteria_page(request: Request) -> HttpResponse:
    """By what an area gets or leaves a status, with sources; what holds here and today."""
    home = regions.region_of(request.viewer.unit)
    held = in_force(criteria(), region=home, on=request.today)
    found = [
        (shown.status_word(code), [(one, one in held) for one in criteria() if one.status == code])
        for code in STATUSES
        if code != NONE
    ]
    return render(request, "areas/criteria.html", {"groups": found})


def _above(request: Request, code: int) -> int | None:
    """The list that leads here: the next larger region the viewer looks over, else the place itself."""
    above = regions.parent(code)
    row = region(above) if above else None
    if row is not None and request.viewer.lo <= regions.place_interval(row.code)[0]:
        low, high = regions.place_interval(row.code)
        return row.code if request.viewer.lo <= low and high <= request.viewer.hi else None
    return None


def _number(text: str) -> int | None:
    return int(text) if text.isascii() and text.isdigit() and len(text) <= _UNIT_DIGITS else None
