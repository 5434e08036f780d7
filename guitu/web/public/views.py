"""The page without sign-in, and the page where one protected number is given to somebody who works here."""

from datetime import date

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_http_methods, require_safe

from guitu.analytics import outward as numbers
from guitu.analytics.places import around, place_for
from guitu.casework.publications import commands, queries
from guitu.domain.access import Permission
from guitu.domain.disclosure import refusal
from guitu.domain.disclosure.quarters import Quarter, quarter_of
from guitu.domain.kernel import region as regions
from guitu.foundation import clock
from guitu.foundation.metrics import metric, said
from guitu.foundation.organisations.queries import region_names
from guitu.web.public.forms import OutwardForm
from guitu.web.public.rows import line, lines
from guitu.web.shell.http import Request, screen

_WRONG = 422
_QUARTERS = 12  # how far back one may ask; proposed


@require_safe
@screen(public=True)
def figures(request: HttpRequest) -> HttpResponse:
    """The figures of a published quarter and region; the latest and the largest where none is named."""
    issues = queries.issues()
    issue = next((i for i in issues if i.quarter.code == request.GET.get("quarter")), None)
    issue = issue or next(iter(issues), None)
    if issue is None:
        return render(request, "public/figures.html", {"issues": ()})
    known = queries.published_regions(issue.quarter)
    region = _region(request.GET.get("place", ""), known)
    below = sorted(code for code in known if code != region and regions.parent(code) == region)
    above = [code for code in regions.ancestors(region) if code in known]
    names = region_names({region, *below, *above})
    cells = queries.published(issue.quarter, [region])
    context = {
        "issues": issues,
        "issue": issue,
        "region": region,
        "name": names.get(region, ""),
        "below": [(code, names.get(code, "")) for code in below],
        "above": [(code, names.get(code, "")) for code in reversed(above)],
        "lines": lines((cell.metric, cell.counted, cell.rest) for cell in cells),
    }
    return render(request, "public/figures.html", context)


def _region(text: str, known: frozenset[int]) -> int:
    asked = int(text) if text.isascii() and text.isdigit() and len(text) <= 12 else regions.NATION
    return asked if asked in known else min(known, default=regions.NATION)


@require_http_methods(["GET", "HEAD", "POST"])
@screen(Permission.FIGURES_READ)
def outward(request: Request) -> HttpResponse:
    """One number that may be passed on, unless together with earlier ones it would point at people."""
    own = place_for(request.viewer, None)
    places = [own, *around(request.viewer, own).below]
    quarters = _ended(request.today)
    form = OutwardForm(
        request.POST or None,
        metrics=[(m.id, said(m.name)) for m in numbers.outward_metrics()],
        places=[(p.number, p.name) for p in places if _is_large(p.number)],
        quarters=[(q.code, q.code) for q in quarters],
    )
    context: dict[str, object] = {"form": form}
    if form.is_valid():
        context |= _answer(request, form)
    status = _WRONG if form.errors else 200
    return render(request, "public/outward.html", context, status=status)


def _answer(request: Request, form: OutwardForm) -> dict[str, object]:
    wanted, region, quarter = form.question()
    meant = metric(wanted)
    commands.one_at_a_time()
    asked = numbers.truth(request.viewer, meant, region, quarter, as_of=request.today)
    refused = refusal(asked, queries.answers_to(request.viewer.id, metrics=[wanted]))
    if refused is not None:
        form.blame(refused)
        return {}
    commands.remember(request.viewer.id, [asked], at=clock.now())
    shown = numbers.shown_alone(meant, asked)
    return {"line": line(meant, shown.counted, shown.rest), "quarter": quarter}


def _is_large(place: int) -> bool:
    return len(str(place)) <= 12 and regions.level(place) in numbers.LEVELS


def _ended(today: date) -> list[Quarter]:
    """The quarters one may ask about, the latest first."""
    found = [quarter_of(today).before]
    while len(found) < _QUARTERS:
        found.append(found[-1].before)
    return found
