"""Staying clean over time: the curves of a place, whole or parted."""

from django.http import HttpResponse
from django.shortcuts import render
from django.template.loader import render_to_string
from django.utils.safestring import SafeString
from django.utils.translation import get_language
from django.views.decorators.http import require_safe

from guitu.analytics.curves import LEAST, Curves, curves
from guitu.analytics.overview import level_of
from guitu.analytics.places import Around, around
from guitu.analytics.recent import recent
from guitu.domain.access import Permission
from guitu.web.dashboards import words
from guitu.web.dashboards.asked import asked_place
from guitu.web.dashboards.clean_rows import page
from guitu.web.shell.http import Request, screen


@require_safe
@screen(Permission.FIGURES_READ)
def clean(request: Request) -> HttpResponse:
    """The curves of a place as of today; of one's own, and whole, where neither is named."""
    where = asked_place(request.viewer, request.GET)
    near = around(request.viewer, where)
    splits = _splits(near)
    split = request.GET.get("split", "")
    seen = curves(request.viewer, where, split if split in splits else "none", today=request.today)
    context = {
        "seen": seen,
        "drawn": _drawn(request, seen),
        "around": near,
        "level": words.LEVELS[level_of(where)],
        "splits": splits,
    }
    return render(request, "dashboards/clean.html", context)


def _splits(near: Around) -> dict[str, words.Text]:
    """Ways to part a place; by place only where there is anything below."""
    return {code: name for code, name in words.SPLITS.items() if code != "region" or near.below}


def _drawn(request: Request, seen: Curves) -> SafeString:
    """The curves as the page shows them, drawn once for all who read one language."""
    key = ("clean", seen.place.number, seen.split, seen.at, get_language())

    def made() -> SafeString:
        context = {"page": page(seen), "least": LEAST, "split": words.SPLITS[seen.split]}
        return render_to_string("dashboards/_clean.html", context, request)

    return recent(key, made)
