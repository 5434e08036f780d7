"""Sheets to print, and writing down what came back on paper or was said by phone."""

from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from guitu.casework.surveys.queries import CampaignRow, campaign_for
from guitu.domain.access import Permission, holds
from guitu.domain.instruments.answers import Settled
from guitu.domain.kernel.errors import DomainError
from guitu.domain.surveys.campaign import State
from guitu.foundation import clock
from guitu.web.shell.asking import asked, read_post
from guitu.web.shell.http import Request, elsewhere, screen
from guitu.web.shell.notices import saved
from guitu.web.surveys.forms import EnterForm
from guitu.workflows import survey, survey_answer


@require_safe
@screen(Permission.FIGURES_READ)
def sheets(request: Request, campaign: UUID) -> HttpResponse:
    """Sheets without names: one for each person who was drawn and has not answered, or one to be copied."""
    row = campaign_for(request.viewer, campaign)
    context = {
        "row": row,
        "definition": row.definition,
        "asks": asked(row.definition, {}),
        "numbers": _numbers(request, row),
        "back": reverse("surveys:one", args=[row.id]),
    }
    return render(request, "surveys/sheets.html", context)


def _numbers(request: Request, row: CampaignRow) -> list[str]:
    """What stands on each sheet, in groups of four."""
    if row.audience != "register" or row.state != State.OPEN:
        return [""]
    wanted = request.GET.get("name", "")
    if holds(request.viewer, Permission.SURVEY_SAMPLE):
        names = [one.pseudonym for one in survey.sample(request.viewer, row) if not one.has_answered]
        found = {name: survey_answer.number_for(request.viewer, row, name) for name in names}
    else:
        found = {
            one.pseudonym: one.address for one in survey.asked(request.viewer, row) if not one.has_answered
        }
    return [_grouped(number) for name, number in found.items() if not wanted or name == wanted]


def _grouped(number: str) -> str:
    return "-".join(number[start : start + 4] for start in range(0, len(number), 4))


@require_http_methods(["GET", "HEAD", "POST"])
@screen(Permission.FIGURES_READ)
def enter(request: Request, campaign: UUID) -> HttpResponse:
    """One sheet or one call."""
    row = campaign_for(request.viewer, campaign)
    if not survey_answer.may_enter(request.viewer, row):
        raise DomainError("survey.unknown")
    number = _number(request, row)
    form = EnterForm(request.POST or None, modes=row.modes, number=number)
    typed = read_post(row.definition, request.POST)
    settled: Settled | None = None
    if request.method == "POST" and form.is_valid():
        try:
            settled = survey_answer.enter(
                campaign=row.id,
                number=form.cleaned_data["number"],
                mode=form.cleaned_data["mode"],
                typed=typed,
                form=form.cleaned_data["made"],
                by=request.viewer,
                at=clock.now(),
            )
        except DomainError as error:
            form.blame(error)
        else:
            if settled.is_complete:
                saved(request, _("已记下一份。答案和人是分开存的。"))
                return elsewhere(request, request.path)
            form.blame(DomainError("instrument.unfinished"))
    context = {
        "row": row,
        "form": form,
        "asks": asked(row.definition, typed, settled),
        "is_invited": row.audience == "register",
        "back": reverse("surveys:one", args=[row.id]),
    }
    return render(request, "surveys/enter.html", context, status=422 if form.errors else 200)


def _number(request: Request, row: CampaignRow) -> str:
    """The number of the pseudonym an evaluator chose from the sample; "" otherwise."""
    name = request.GET.get("name", "")[:40]
    if not name or not holds(request.viewer, Permission.SURVEY_SAMPLE):
        return ""
    return _grouped(survey_answer.number_for(request.viewer, row, name))
