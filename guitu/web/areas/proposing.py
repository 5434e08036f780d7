"""A proposal about an area's status: written with its evidence, read, decided one level up."""

from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from guitu.analytics.places import place_for
from guitu.casework.areas import queries
from guitu.domain.access import Permission, Viewer
from guitu.domain.areas.status import NONE, STATUSES, Proposal, standing
from guitu.domain.kernel.errors import DomainError
from guitu.foundation import clock
from guitu.web.areas import evidence, shown
from guitu.web.areas.forms import DecisionForm, ProposalForm
from guitu.web.shell.http import Request, elsewhere, screen
from guitu.web.shell.notices import saved
from guitu.workflows import area_status

_NOT_TAKEN = 422


@require_http_methods(["GET", "HEAD", "POST"])
@screen(Permission.AREAS_KEEP)
def propose(request: Request, region: int) -> HttpResponse:
    """Write a proposal; the page shows the criteria with today's numbers before it is sent."""
    viewer, today = request.viewer, request.today
    place = place_for(viewer, region)
    now = standing(queries.steps(viewer, region), on=today)
    status = now.status if now else NONE
    choices = [code for code in (NONE, *STATUSES[:-1]) if code != status]
    asked = request.GET.get("to", "")
    form = ProposalForm(request.POST or None, choices=choices, to=asked if asked in choices else choices[0])
    if form.is_bound and form.is_valid():
        to = form.cleaned_data["to"]
        found = evidence.gather(viewer, region, evidence.meant(status, to, region, today), on=today)
        try:
            made = area_status.propose(
                region, to=to, words=form.cleaned_data["words"], evidence=found, by=viewer, at=clock.now()
            )
        except DomainError as error:
            if error.code.endswith(".unknown"):
                raise
            form.blame(error)
        else:
            saved(request, _("已报送上一级。作出决定之前，状态不变。"))
            return elsewhere(request, reverse("areas:proposal", args=[made]))
    context = {"place": place, "form": form, "status_word": shown.status_word(status)}
    context["options"] = [(_option(code), _lines(viewer, region, status, code, request)) for code in choices]
    return render(request, "areas/propose.html", context, status=_NOT_TAKEN if form.errors else 200)


def _option(code: str) -> str:
    return _("摘帽") if code == NONE else shown.status_word(code)


def _lines(viewer: Viewer, region: int, status: str, to: str, request: Request) -> list[evidence.Shown]:
    found = evidence.meant(status, to, region, request.today)
    return evidence.shown(evidence.gather(viewer, region, found, on=request.today))


@require_safe
@screen(Permission.FIGURES_READ)
def one(request: Request, proposal: UUID) -> HttpResponse:
    """A proposal with its evidence as it was sent."""
    return _page(request, queries.proposal(request.viewer, proposal), DecisionForm())


@require_POST
@screen(Permission.AREAS_DECIDE)
def decide(request: Request, proposal: UUID) -> HttpResponse:
    """The higher level agrees or not."""
    found = queries.proposal(request.viewer, proposal)
    form = DecisionForm(request.POST)
    if form.is_valid():
        try:
            area_status.decide(proposal, form.decision(), by=request.viewer, at=clock.now())
        except DomainError as error:
            if not _is_asked(request.viewer, found):
                raise
            form.blame(error)
        else:
            saved(request, _("已记下决定。"))
            return elsewhere(request, reverse("areas:proposal", args=[proposal]))
    return _page(request, found, form)


@require_POST
@screen(Permission.AREAS_KEEP)
def withdraw(request: Request, proposal: UUID) -> HttpResponse:
    """Take a proposal back while nobody has answered."""
    area_status.withdraw(proposal, by=request.viewer, at=clock.now())
    saved(request, _("已撤回。"))
    return elsewhere(request, reverse("areas:proposal", args=[proposal]))


def _page(request: Request, found: Proposal, form: DecisionForm) -> HttpResponse:
    viewer = request.viewer
    context = {
        "sent": shown.sent([found])[0],
        "lines": evidence.shown(found.evidence),
        "form": form if _is_asked(viewer, found) else None,
        "is_own": found.made_by == viewer.id,
        "may_withdraw": found.state == "open" and queries.may_keep(viewer, found.region),
    }
    return render(request, "areas/proposal.html", context, status=_NOT_TAKEN if form.errors else 200)


def _is_asked(viewer: Viewer, found: Proposal) -> bool:
    """Whether the viewer is to decide, so that the form is on the page."""
    return found.state == "open" and area_status.may_answer(viewer, found)
