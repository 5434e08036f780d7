"""Questionnaires of the office's own: brought as a file, looked at as they will be printed, put into use."""

from typing import Any
from uuid import UUID

from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from guitu.casework.surveys.queries import QuestionnaireRow, questionnaire_for, questionnaires_of
from guitu.domain.access import Permission
from guitu.domain.instruments.reading import InstrumentRefusedError
from guitu.domain.kernel.errors import DomainError
from guitu.domain.surveys.questionnaire import judge
from guitu.exchange.importers.questionnaire import MOST_BYTES, load_questionnaire
from guitu.foundation import clock
from guitu.foundation.instrument_files import questionnaires as shipped
from guitu.foundation.organisations.queries import unit_names
from guitu.web.shell.asking import asked
from guitu.web.shell.http import Request, elsewhere, screen
from guitu.web.shell.notices import failed, saved
from guitu.web.shell.words import sentence
from guitu.workflows import bring_questionnaire as act

_MOST_SHOWN = 40  # faults on one page


@require_http_methods(["GET", "HEAD", "POST"])
@screen(Permission.SURVEYS_KEEP)
def questionnaires(request: Request) -> HttpResponse:
    """All that can be asked with, and bringing one."""
    return _brought(request) if request.method == "POST" else _page(request)


@require_safe
@screen(Permission.SURVEYS_KEEP)
def questionnaire(request: Request, questionnaire: UUID) -> HttpResponse:
    """One as it will be printed, with what to look at again before anybody is asked."""
    row = questionnaire_for(request.viewer, questionnaire)
    definition = row.definition
    context = {
        "row": row,
        "definition": definition,
        "asks": asked(definition, {}),
        "doubts": [sentence(doubt) for doubt in judge(definition).doubts[:_MOST_SHOWN]],
        "office": unit_names([row.unit]).get(row.unit, ""),
        "may_change": act.may_change(request.viewer, row),
        "back": reverse("surveys:questionnaires"),
    }
    return render(request, "surveys/questionnaire.html", context)


@require_POST
@screen(Permission.SURVEYS_KEEP)
def state(request: Request, questionnaire: UUID) -> HttpResponse:
    """Put a draft into use, take a version out of it, or throw a draft away."""
    there = reverse("surveys:questionnaire", args=[questionnaire])
    try:
        match request.POST.get("to"):
            case "active":
                act.put_into_use(questionnaire, by=request.viewer, at=clock.now())
                saved(request, _("已启用，新开调查时可以选它。"))
            case "retired":
                act.retire(questionnaire, by=request.viewer, at=clock.now())
                saved(request, _("已停用。正在进行和已经结束的调查不受影响。"))
            case _other:
                act.drop(questionnaire, by=request.viewer, at=clock.now())
                saved(request, _("草稿已删除。"))
                there = reverse("surveys:questionnaires")
    except DomainError as error:
        if error.code == "access.refused":
            raise PermissionDenied from None
        if error.code.endswith(".unknown"):
            raise
        failed(request, sentence(error))
    return elsewhere(request, there)


def _brought(request: Request) -> HttpResponse:
    sent = request.FILES.get("file")
    if sent is None:
        return _page(request, [_("没有选择文件。请选择一个 FHIR Questionnaire 的 JSON 文件。")])
    unit = request.viewer.unit
    try:
        definition, body, _judged = load_questionnaire(
            sent.read(MOST_BYTES + 1), unit=unit, publisher=unit_names([unit]).get(unit, str(unit))
        )
        made = act.bring(definition, body, by=request.viewer, at=clock.now())
    except InstrumentRefusedError as refused:
        said = [sentence(fault) for fault in refused.faults[:_MOST_SHOWN]]
        return _page(request, [sentence(refused), *said])
    except DomainError as error:
        return _page(request, [sentence(error)])
    saved(request, _("已导入为草稿。请看一遍纸面样式，再启用。"))
    return elsewhere(request, reverse("surveys:questionnaire", args=[made.id]))


def _page(request: Request, faults: list[str] | None = None) -> HttpResponse:
    rows = questionnaires_of(request.viewer)
    names = unit_names({row.unit for row in rows})
    context = {
        "brought": [_line(row, names) for row in reversed(rows)],
        "shipped": [definition for definition, _body in shipped().values()],
        "faults": faults or [],
        "back": reverse("surveys:surveys"),
    }
    return render(request, "surveys/questionnaires.html", context, status=422 if faults else 200)


def _line(row: QuestionnaireRow, names: dict[int, str]) -> dict[str, Any]:
    return {"row": row, "title": row.definition.title, "office": names.get(row.unit, "")}
