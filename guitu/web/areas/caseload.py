"""How the people of an area are shared by its full-time workers, place by place. Nobody is in this list."""

from dataclasses import dataclass

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe

from guitu.analytics.asking import caseload as asked
from guitu.analytics.places import Place
from guitu.domain.access import Permission
from guitu.domain.measures.caseload import Load
from guitu.domain.measures.registry import target_for
from guitu.foundation.metrics import metrics, said
from guitu.foundation.organisations.queries import region_names, unit_names
from guitu.web.areas.shown import NO_NUMBER
from guitu.web.areas.units import region_for
from guitu.web.shell.http import Request, screen

_UNIT_DIGITS = 15
_FIGURE = "caseload_per_worker"


@dataclass(frozen=True)
class Line:
    """One part of the area. ``n`` its people in execution; ``flag`` too many, or nobody to share them."""

    name: str
    address: str
    load: Load
    ratio: str
    flag: str

    @property
    def n(self) -> int:
        """What the number of the whole area is made of."""
        return self.load.in_execution


@require_safe
@screen(Permission.FIGURES_READ)
def caseload(request: Request, region: int) -> HttpResponse:
    """The list behind people for each worker: the parts with most for each first."""
    place = region_for(request.viewer, region)
    loads = asked(request.viewer, place, on=request.today)
    metric = metrics()[_FIGURE]
    target = target_for(metric, region=place.number, on=request.today)
    whole = Load(
        place.number,
        sum(one.in_care for one in loads),
        sum(one.in_execution for one in loads),
        sum(one.workers for one in loads),
    )
    context = {
        "place": place,
        "on": request.today,
        "lines": _lines(place, loads, target.value if target else None),
        "whole": whole,
        "ratio": _ratio(whole),
        "most": f"{target.value:g}" if target else "",
        "formula": said(metric.formula),
    }
    return render(request, "areas/caseload.html", context)


def _lines(place: Place, loads: list[Load], most: float | None) -> list[Line]:
    """Lines with names. Two queries. Where nobody is at work stands first, then who has most for each."""
    units = unit_names([one.place for one in loads if _is_unit(one)])
    names = region_names([one.place for one in loads if not _is_unit(one)])
    ordered = sorted(loads, key=lambda one: (_weight(one), one.in_execution), reverse=True)
    return [
        Line(
            name=(units if _is_unit(one) else names).get(one.place, str(one.place)).removeprefix(place.name),
            address="" if _is_unit(one) else reverse("areas:caseload", args=[one.place]),
            load=one,
            ratio=_ratio(one),
            flag=_flag(one, most),
        )
        for one in ordered
    ]


def _weight(load: Load) -> float:
    if load.ratio is None:
        return float("inf") if load.in_execution else -1.0
    return load.ratio


def _flag(load: Load, most: float | None) -> str:
    if load.ratio is None:
        return "nobody" if load.in_execution else ""
    return "many" if most is not None and load.ratio > most else ""


def _is_unit(load: Load) -> bool:
    return len(str(load.place)) == _UNIT_DIGITS


def _ratio(load: Load) -> str:
    return NO_NUMBER if load.ratio is None else f"{load.ratio:.1f}"
