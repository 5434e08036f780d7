"""Reports: asked for, made by the worker, fetched as often as needed by whoever looks over the place."""

from datetime import date
from typing import Any, cast
from uuid import UUID

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from guitu.analytics.overview import level_of
from guitu.analytics.periods import Period, choices, period
from guitu.analytics.places import Place
from guitu.casework.exports import reports
from guitu.casework.exports.reports import AUDIENCES, FORMS, Audience
from guitu.domain.access import Permission
from guitu.domain.kernel.errors import DomainError
from guitu.exchange.exporters.reports import DOCX, XLSX
from guitu.foundation import clock
from guitu.foundation.audit.commands import note
from guitu.web.dashboards import words
from guitu.web.dashboards.asked import asked_place
from guitu.web.dashboards.jobs import make
from guitu.web.dashboards.paper import withheld
from guitu.web.shell.downloads import download
from guitu.web.shell.http import Request, elsewhere, screen
from guitu.web.shell.notices import saved
from guitu.web.shell.words import sentence

_KINDS = {"docx": DOCX, "xlsx": XLSX}
_OUTWARD_LEVELS = frozenset({"nation", "province", "prefecture", "county"})


@require_http_methods(["GET", "HEAD", "POST"])
@screen(Permission.FIGURES_READ)
def all_reports(request: Request) -> HttpResponse:
    """Ask for a report of a place; and those that there are."""
    query = request.POST if request.method == "POST" else request.GET
    where = asked_place(request.viewer, query)
    if request.method == "POST":
        return elsewhere(request, reverse("dashboards:report", args=[_asked(request, where)]))
    context = {
        "place": where,
        "chosen": request.GET.get("period", ""),
        "periods": [(code, words.period_name(code)) for code in choices(request.today)],
        "lines": [(row, words.period_name(row.period)) for row in reports.reports_for(request.viewer)],
        "outward": level_of(where) in _OUTWARD_LEVELS,
    }
    return render(request, "dashboards/reports.html", context)


def _asked(request: Request, where: Place) -> UUID:
    """The report that is asked for; the one on its way where it is asked for twice.

    Raises:
        DomainError: "report.not-over", "report.too-small", and those of a period.
    """
    when = period(request.POST.get("period", ""), today=request.today)
    audience = cast("Audience", request.POST.get("audience", "inward"))
    audience = audience if audience in AUDIENCES else "inward"
    _may_go_out(where, when, audience, request.today)
    row, is_new = reports.ask(
        place=where.number,
        place_name=where.name,
        bounds=(where.lo, where.hi),
        period=when.code,
        audience=audience,
        language=get_language() or "zh-hans",
        by=request.viewer,
        at=clock.now(),
    )
    if is_new:
        make.defer(wanted=str(row.id))
    else:
        saved(request, _("这份报告已经在生成，不用再要一次。"))
    return row.id


def _may_go_out(where: Place, when: Period, audience: Audience, today: date) -> None:
    if audience == "inward":
        return
    if level_of(where) not in _OUTWARD_LEVELS:
        raise DomainError("report.too-small")
    if when.sort == "last" or when.last >= today:
        raise DomainError("report.not-over")


@require_safe
@screen(Permission.FIGURES_READ)
def report(request: Request, report: UUID) -> HttpResponse:
    """How far a report is; once it is ready, its files."""
    row = reports.report_for(request.viewer, report)
    context: dict[str, Any] = {
        "row": row,
        "period": words.period_name(row.period),
        "stuck": row.is_stuck(clock.now()),
        "layout": words.layout_name(row.template_place, row.template_version) if row.state == "ready" else "",
        "template": row.template.hex()[:8],
        "withheld": withheld(row.withheld) if row.withheld else "",
        "refusal": sentence(DomainError(row.failure)) if row.state == "failed" else "",
    }
    template = "dashboards/_report.html" if request.htmx else "dashboards/report.html"
    return render(request, template, context)


@require_POST
@screen(Permission.FIGURES_READ)
def again(request: Request, report: UUID) -> HttpResponse:
    """Start one anew that failed or whose worker was killed; who asked for it may."""
    row = reports.report_for(request.viewer, report)
    if row.asked_by == request.viewer.id and reports.again(row.id, at=clock.now()):
        make.defer(wanted=str(row.id))
    return elsewhere(request, reverse("dashboards:report", args=[row.id]))


@require_safe
@screen(Permission.FIGURES_READ)
def file(request: Request, report: UUID, form: str) -> HttpResponse:
    """A file of a report; that it was fetched stands in the trail."""
    if form not in FORMS:
        raise Http404
    row = reports.report_for(request.viewer, report)
    content = reports.content(request.viewer, report, form)
    note("report.fetched", by=request.viewer, at=clock.now(), report=report, form=form)
    return download(content, name=f"guitu-{row.place}-{row.period}.{form}", kind=_KINDS[form])
