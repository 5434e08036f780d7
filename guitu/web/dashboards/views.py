"""A place at a glance."""

from django.http import HttpResponse
from django.shortcuts import render
from django.template.loader import render_to_string
from django.utils.safestring import SafeString
from django.utils.translation import get_language
from django.views.decorators.http import require_safe

from guitu.analytics.curves import Curves, curves
from guitu.analytics.overview import Overview, overview
from guitu.analytics.periods import choices, period
from guitu.analytics.places import around
from guitu.analytics.recent import recent
from guitu.domain.access import Permission, holds
from guitu.web.dashboards import words
from guitu.web.dashboards.asked import asked_place
from guitu.web.dashboards.clean_rows import page
from guitu.web.dashboards.rows import board
from guitu.web.shell.http import Request, screen


@require_safe
@screen(Permission.FIGURES_READ)
def place(request: Request) -> HttpResponse:
    """The dashboard of a place over a period; of one's own over the last year where neither is named."""
    where = asked_place(request.viewer, request.GET)
    when = period(request.GET.get("period", ""), today=request.today)
    seen = overview(request.viewer, where, when, today=request.today)
    clean = curves(request.viewer, where, "none", today=request.today)
    with_names = holds(request.viewer, Permission.NAMES_IN_FIGURES)
    context = {
        "seen": seen,
        "drawn": _drawn(request, seen, clean, with_names=with_names),
        "around": around(request.viewer, where),
        "level": words.LEVELS[seen.level],
        "period": words.period_name(when.code),
        "periods": [(code, words.period_name(code)) for code in choices(request.today)],
    }
    return render(request, "dashboards/place.html", context)


def _drawn(request: Request, seen: Overview, clean: Curves, *, with_names: bool) -> SafeString:
    """Numbers and charts as the page shows them, drawn once for all who may see the same in one language."""
    key = ("drawn", seen.place.number, seen.period.code, seen.at, clean.at, with_names, get_language())

    def made() -> SafeString:
        context = {
            "period": words.period_name(seen.period.code),
            "board": board(seen, with_names=with_names),
            "clean": page(clean),
        }
        return render_to_string("dashboards/_board.html", context, request)

    return recent(key, made)
