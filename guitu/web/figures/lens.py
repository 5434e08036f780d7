"""A lens on the figures of a place: the same numbers, grouped by the words of a programme."""

from collections.abc import Mapping
from dataclasses import dataclass

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe

from guitu.domain.access import Permission
from guitu.domain.measures import Metric
from guitu.domain.measures.readings import Reading
from guitu.foundation.metrics import lenses, metrics, said
from guitu.web.figures import asked as read
from guitu.web.shell.http import Request, screen
from guitu.web.shell.numbers import NONE, name_of, shown, why_none


@dataclass(frozen=True)
class Line:
    """One figure of a group. ``number`` "—", and ``why``, where it does not stand here."""

    name: str
    number: str
    why: str
    address: str


@require_safe
@screen(Permission.FIGURES_READ)
def lens(request: Request, lens: str) -> HttpResponse:
    """The page of one lens."""
    meant = lenses().get(lens)
    if meant is None:
        raise Http404
    ask = read.asked(request.viewer, request.GET, request.today)
    ids = {one for group in meant.groups for one in group.metrics}
    numbers = ask.numbers(request.viewer, ids)
    groups = [
        (said(group.name), [_line(metrics()[one], numbers, ask) for one in group.metrics])
        for group in meant.groups
    ]
    context = {"ask": ask, "lens": meant, "groups": groups}
    context["lenses"] = [(one.id, said(one.name)) for one in lenses().values()]
    return render(request, "figures/lens.html", context)


def _line(metric: Metric, numbers: Mapping[str, Reading], ask: read.Asked) -> Line:
    reading = numbers.get(metric.id)
    if reading is not None:
        address = f"{reverse('figures:region')}?{ask.elsewhere}&theme={metric.theme}#{metric.id}"
        has_page = metric.theme in read.THEMES
        return Line(name_of(reading), shown(reading), "", address if has_page else "")
    return Line(said(metric.name), NONE, why_none(metric), "")
