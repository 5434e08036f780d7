"""The figures of a region, and the lists behind them for those who may see names."""

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from guitu.analytics import asking
from guitu.analytics.places import around
from guitu.casework.people.queries import people_of
from guitu.domain.access import Permission, holds
from guitu.foundation.metrics import lenses, metrics, said
from guitu.web.figures import asked as read
from guitu.web.figures import groups
from guitu.web.figures.export import purposes
from guitu.web.figures.rows import Card, cards, case_list, nowhere
from guitu.web.shell.http import Request, screen

PAGE = 50


@require_safe
@screen(Permission.FIGURES_READ)
def region(request: Request) -> HttpResponse:
    """The page of a place: how well are we doing here, and what do we not know."""
    ask = read.asked(request.viewer, request.GET, request.today)
    numbers = ask.numbers(request.viewer, ask.ids)
    found = cards(numbers, ask, with_names=holds(request.viewer, Permission.NAMES_IN_FIGURES))
    together = _grouped(request, ask, found)
    context = {
        "ask": ask,
        "around": around(request.viewer, ask.place),
        "months": asking.MONTHS,
        "themes": read.THEMES,
        "lenses": [(one.id, said(one.name)) for one in lenses().values()],
        "purposes": purposes(),
        "nowhere": nowhere(ask, numbers),
        "cards": found,
        "groups": together,
        "windows": groups.side_by_side(together),
    }
    return render(request, "figures/region.html", context)


def _grouped(request: Request, ask: read.Asked, found: list[Card]) -> list[groups.Group]:
    if ask.theme != groups.RELEASES:
        return groups.plain(found)
    return groups.of_releases(found, asking.windows(request.viewer, ask.question), ask.question)


@require_safe
@screen(Permission.NAMES_IN_FIGURES)
def cases(request: Request, metric: str, part: str) -> HttpResponse:
    """The list behind a number: the same people, as many as the number says."""
    meant, wanted = metrics().get(metric), read.part(part)
    if meant is None or wanted is None or not meant.has_list:
        raise Http404
    ask = read.asked(request.viewer, request.GET, request.today)
    number = read.page(request.GET.get("page", ""))
    offset = (number - 1) * PAGE
    question = ask.question_of(meant)
    found = asking.cases(request.viewer, meant, question, part=wanted, offset=offset, limit=PAGE)
    people = people_of(request.viewer, {case.person for case in found.cases})
    sealed = None
    if meant.has_sealed:
        sealed = asking.readings(request.viewer, ask.place, question, [meant.id])[meant.id].count.sealed
    context = {"ask": ask, "list": case_list(meant, wanted, found, people, sealed), "offset": offset}
    context |= {"first": question.first, "last": question.as_of}
    context |= {"less": number - 1, "more": number + 1 if offset + PAGE < found.total else None}
    return render(request, "figures/cases.html", context)
