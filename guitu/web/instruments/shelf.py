"""The shelf of instruments: which are in use, whose they are, on paper; the administrator changes it."""

from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from guitu.casework.instruments.queries import shelf as on_shelf
from guitu.casework.instruments.queries import version_of
from guitu.domain.access import Permission, holds
from guitu.domain.instruments.reading import InstrumentRefusedError
from guitu.domain.kernel.errors import DomainError
from guitu.exchange.importers.questionnaire import MOST_BYTES, load
from guitu.foundation import clock
from guitu.web.shell.asking import asked
from guitu.web.shell.http import Request, elsewhere, screen
from guitu.web.shell.notices import failed, saved
from guitu.web.shell.words import sentence
from guitu.workflows import shelve_instrument as act

_MOST_SHOWN = 40  # faults on one page


@require_http_methods(["GET", "HEAD", "POST"])
@screen(Permission.RULEBOOK_READ)
def shelf(request: Request) -> HttpResponse:
    """All instruments with source and licence; importing one."""
    if request.method == "POST":
        return _import(request)
    return _page(request)


@require_safe
@screen(Permission.RULEBOOK_READ)
def paper(request: Request, code: str, version: str) -> HttpResponse:
    """One version on paper, empty."""
    found = version_of(code, version)
    context = {"each": found, "definition": found.definition, "asks": asked(found.definition, {})}
    return render(request, "instruments/paper.html", context)


@require_POST
@screen(Permission.UNITS_MANAGE)
def state(request: Request, code: str, version: str) -> HttpResponse:
    """Put a draft into use, or take a version out of use."""
    try:
        if request.POST.get("to") == "active":
            act.put_into_use(code, version, by=request.viewer, at=clock.now())
            saved(request, _("已启用。"))
        else:
            act.retire(code, version, by=request.viewer, at=clock.now())
            saved(request, _("已停用。填过的表仍然可以查阅。"))
    except DomainError as error:
        failed(request, sentence(error))
    return elsewhere(request, "/instruments/")


def _import(request: Request) -> HttpResponse:
    if not holds(request.viewer, act.NEEDED):
        raise PermissionDenied
    sent = request.FILES.get("file")
    if sent is None:
        return _page(request, faults=[_("没有选择文件。请选择一个 FHIR Questionnaire 的 JSON 文件。")])
    try:
        definition, body = load(sent.read(MOST_BYTES + 1))
        act.bring_in(definition, body, by=request.viewer, at=clock.now())
    except InstrumentRefusedError as refused:
        said = [sentence(fault) for fault in refused.faults[:_MOST_SHOWN]]
        return _page(request, faults=[sentence(refused), *said])
    except DomainError as error:
        return _page(request, faults=[sentence(error)])
    saved(request, _("已导入为草稿。先看一遍纸面样式，再启用。"))
    return elsewhere(request, request.path)


def _page(request: Request, *, faults: list[str] | None = None) -> HttpResponse:
    context = {
        "shelf": on_shelf(),
        "may_change": holds(request.viewer, act.NEEDED),
        "faults": faults or [],
    }
    return render(request, "instruments/shelf.html", context, status=422 if faults else 200)
