"""The surveys of a place, a new one with its sample worked out, and one with its draw."""

import json
from typing import Any
from uuid import UUID

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from guitu.analytics.places import Place, around, place_for
from guitu.casework.surveys.queries import (
    CampaignRow,
    campaign_for,
    campaigns,
    how_many,
    may_keep,
    may_read_results,
)
from guitu.domain.access import Permission, Viewer, holds
from guitu.domain.kernel import region as regions
from guitu.domain.kernel.errors import DomainError
from guitu.domain.surveys.campaign import AUDIENCES, STATES, State
from guitu.domain.surveys.size import Size, error_of, size_for
from guitu.foundation import clock
from guitu.foundation.instrument_files import questionnaires
from guitu.foundation.organisations.queries import region_names, unit_names
from guitu.web.shell.downloads import download
from guitu.web.shell.http import Request, elsewhere, screen
from guitu.web.shell.notices import failed, saved
from guitu.web.shell.words import sentence
from guitu.web.surveys.forms import SaltForm, SurveyForm
from guitu.workflows import survey as act
from guitu.workflows.bring_questionnaire import offered
from guitu.workflows.survey_answer import may_enter


@require_safe
@screen(Permission.FIGURES_READ)
def surveys(request: Request) -> HttpResponse:
    """Every survey of the viewer's places; an evaluator's are those they were given."""
    rows = campaigns(request.viewer)
    answered = how_many([row.id for row in rows])
    names = region_names({row.region for row in rows})
    context = {
        "rows": [
            {
                "row": row,
                "place": names.get(row.region, ""),
                "audience": AUDIENCES[row.audience],
                "state": STATES[State(row.state)],
                "answered": answered.get(row.id, 0),
            }
            for row in rows
        ],
        "may_begin": holds(request.viewer, Permission.SURVEYS_KEEP),
    }
    return render(request, "surveys/surveys.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@screen(Permission.SURVEYS_KEEP)
def new(request: Request) -> HttpResponse:
    """Set one up; ``count`` only works the sample out."""
    form = SurveyForm(
        request.POST or None,
        places=_places(request.viewer),
        evaluators=act.evaluators(),
        questionnaires=offered(request.viewer),
        today=request.today,
    )
    worked: dict[str, Any] = {}
    if request.method == "POST" and form.is_valid():
        try:
            if request.POST.get("intent") == "count":
                worked = _worked(request.viewer, form)
            else:
                return elsewhere(request, _begun(request, form))
        except DomainError as error:
            if error.code.endswith(".unknown"):
                raise
            form.blame(error)
    context = {"form": form, "worked": worked, "back": reverse("surveys:surveys")}
    return render(request, "surveys/new.html", context, status=422 if form.errors else 200)


def _begun(request: Request, form: SurveyForm) -> str:
    made = act.start(
        form.about(),
        questionnaire=form.cleaned_data["questionnaire"],
        wanted=form.wanted(),
        by=request.viewer,
        at=clock.now(),
        campaign=form.cleaned_data["made"],
    )
    if made.audience == "register":
        saved(request, _("已公布。请先把那一行字张贴或者拍照，再抽取。"))
    else:
        saved(request, _("调查已经开始，链接在下面。"))
    return reverse("surveys:one", args=[made.id])


def _worked(viewer: Viewer, form: SurveyForm) -> dict[str, Any]:
    """The sample size with every step, and the error of the number typed, where one was."""
    wanted = form.wanted()
    people = act.frame_size(viewer, form.cleaned_data["region"])
    if wanted is None:
        return {}
    size = size_for(people, confidence=wanted.confidence, error=wanted.error)
    error = None if wanted.pick is None else error_of(wanted.pick, people, confidence=wanted.confidence)
    return {**_steps(size), "pick": wanted.pick, "error_of_pick": _percent(error)}


def _steps(size: Size) -> dict[str, str]:
    return {
        "people": str(size.people), "confidence": f"{size.confidence:.0%}", "error": _percent(size.error),
        "z": f"{size.z:.4f}", "endless": f"{size.endless:.1f}", "asked": str(size.asked),
    }  # fmt: skip


def _percent(share: float | None) -> str:
    return "" if share is None else f"{100 * share:.1f}%"


def _places(viewer: Viewer) -> tuple[Place, ...]:
    """Regions a survey can be about: the viewer's own and those inside it."""
    own = place_for(viewer, None)
    if own.lo == own.hi:
        return (Place(regions.region_of(own.lo), own.name, own.lo, own.hi),)
    return (own, *(place for place in around(viewer, own).below if place.lo != place.hi))


@require_http_methods(["GET", "HEAD", "POST"])
@screen(Permission.FIGURES_READ)
def one(request: Request, campaign: UUID) -> HttpResponse:
    """One survey: the published line, the draw, links and sheets, how many have answered."""
    row = campaign_for(request.viewer, campaign)
    form = SaltForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            act.draw(
                campaign=row.id, salt=form.cleaned_data["salt"].strip(), by=request.viewer, at=clock.now()
            )
        except DomainError as error:
            form.blame(error)
        else:
            saved(request, _("已抽取。"))
            return elsewhere(request, reverse("surveys:one", args=[row.id]))
    context = _shown(request, row) | {"form": form}
    return render(request, "surveys/one.html", context, status=422 if form.errors else 200)


def _shown(request: Request, row: CampaignRow) -> dict[str, Any]:
    viewer = request.viewer
    asked: tuple[act.Asked, ...] = ()
    sampled: tuple[act.Sampled, ...] = ()
    if row.state == State.OPEN and row.audience == "register":
        asked = act.asked(viewer, row)
        if holds(viewer, Permission.SURVEY_SAMPLE):
            sampled = act.sample(viewer, row)
    names = region_names({stratum.region for stratum in row.strata} | {row.region})
    third = unit_names([row.evaluator]) if row.evaluator else {}
    return {
        "row": row,
        "place": names.get(row.region, ""),
        "definition": row.definition,
        "newer": _newer(row),
        "state": STATES[State(row.state)],
        "audience": AUDIENCES[row.audience],
        "strata": [(names.get(one.region, str(one.region)), one) for one in row.strata],
        "people": sum(row.sizes.values()),
        "drawn": sum(one.drawn for one in row.strata),
        "evaluator": third.get(row.evaluator or 0, ""),
        "answered": how_many([row.id]).get(row.id, 0),
        "asked": [(one, _address(request, one.address)) for one in asked],
        "sampled": [(one, names.get(one.region, "")) for one in sampled],
        "open_address": _address(request, row.address) if row.address else "",
        "may_keep": may_keep(viewer, row),
        "may_enter": may_enter(viewer, row) and row.state == State.OPEN,
        "may_read": may_read_results(viewer, row),
    }


def _address(request: Request, token: str) -> str:
    return request.build_absolute_uri(reverse("surveys:link", args=[token]))


def _newer(row: CampaignRow) -> str:
    """The version that a new survey would ask with, where it is another; "" where it is this one."""
    found = {definition.url: definition.version for definition, _ in questionnaires().values()}
    now = found.get(row.definition.url, "")
    return "" if now == row.version else now


@require_POST
@screen(Permission.SURVEYS_KEEP)
def finish(request: Request, campaign: UUID) -> HttpResponse:
    """End it."""
    try:
        act.finish(campaign=campaign, by=request.viewer, at=clock.now())
    except DomainError as error:
        if error.code.endswith(".unknown"):
            raise
        failed(request, sentence(error))
    else:
        saved(request, _("调查已结束。名单和链接已经删除，只留下答案。"))
    return elsewhere(request, reverse("surveys:one", args=[campaign]))


@require_safe
@screen(Permission.FIGURES_READ)
def log(request: Request, campaign: UUID, stratum: int) -> HttpResponse:
    """The log of one region's draw, to be checked by anybody. It names nobody."""
    row = campaign_for(request.viewer, campaign)
    found = next((dict(one) for one in row.logs if one["stratum"] == stratum), None)
    if found is None:
        raise Http404
    del found["stratum"]
    content = json.dumps(found, ensure_ascii=True, indent=1).encode()
    return download(content, name=f"survey-{str(row.id)[-6:]}-{stratum}.json", kind="application/json")
