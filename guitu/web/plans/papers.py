"""The page of rights, and the papers that are signed after it."""

from uuid import UUID

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_safe

from guitu.domain.access import Permission, may
from guitu.domain.kernel.errors import DomainError
from guitu.domain.plans.papers import ITEMS, RIGHTS, VOLUNTARY
from guitu.domain.plans.signing import COMMUNITY, PAPERS
from guitu.foundation import clock
from guitu.web.plans.forms import RightsForm, SignForm
from guitu.web.shell import addresses
from guitu.web.shell.http import Request, elsewhere, screen
from guitu.web.shell.notices import failed, saved
from guitu.web.shell.tags import said
from guitu.web.shell.words import sentence
from guitu.workflows.agree import Signing, parts_at, show_rights, sign, standing_of
from guitu.workflows.plan import admitted

_COMMUNITY: str | Promise = gettext_lazy("社区戒毒、社区康复协议")


def _title(paper: str) -> str | Promise:
    return _COMMUNITY if paper == COMMUNITY else said(VOLUNTARY[paper][0])


@require_http_methods(["GET", "HEAD", "POST"])
@screen(Permission.PERSON_READ)
def rights(request: Request, person: UUID) -> HttpResponse:
    """The page of rights and help, in plain large words, to be read alone or aloud, or printed."""
    who = admitted(request.viewer, person, Permission.PERSON_READ)
    writes = may(request.viewer, Permission.CONTACT_RECORD, held_by=who.held_by, person=who.id)
    form = RightsForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        with form.blaming():
            show_rights(
                person=who.id, reading=form.cleaned_data["reading"], on=request.today,
                entry_id=form.cleaned_data["entry_id"], by=request.viewer, at=clock.now(),
            )  # fmt: skip
            saved(request, _("已记下：权利告知书已交给本人读过。现在可以签文书了。"))
            return elsewhere(request, reverse("plans:papers", args=[who.id]))
    context = {
        "who": who,
        "form": form,
        "writes": writes,
        "rights": RIGHTS,
        "standing": standing_of(who, on=request.today),
        "back": reverse("plans:plan", args=[who.id]),
    }
    return render(request, "plans/rights.html", context, status=422 if form.errors else 200)


@require_safe
@screen(Permission.PERSON_READ)
def papers(request: Request, person: UUID) -> HttpResponse:
    """What was signed and what can be: nothing before the rights were read."""
    who = admitted(request.viewer, person, Permission.PERSON_READ)
    standing = standing_of(who, on=request.today)
    lines = [
        (paper, _title(paper), standing.papers.get(paper), paper in standing.open_to)
        for paper in PAPERS
        if paper in standing.open_to or paper in standing.papers
    ]
    context = {
        "who": who,
        "standing": standing,
        "lines": lines,
        "writes": may(request.viewer, Permission.CONTACT_RECORD, held_by=who.held_by, person=who.id),
        "back": reverse("plans:plan", args=[who.id]),
    }
    return render(request, "plans/papers.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@screen(Permission.CONTACT_RECORD)
def sign_paper(request: Request, person: UUID, paper: str) -> HttpResponse:
    """One paper: its text, and what happened with it. It opens only after the rights were read."""
    if paper not in PAPERS:
        raise Http404
    who = admitted(request.viewer, person, Permission.CONTACT_RECORD)
    standing = standing_of(who, on=request.today)
    if standing.rights_on is None:
        failed(request, sentence(DomainError("signing.rights-first")))
        return elsewhere(request, reverse("plans:rights", args=[who.id]))
    form = SignForm(request.POST or None, today=request.today)
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data
        signing = Signing(
            paper=paper, signed=given["outcome"] == "done", signed_on=given["signed_on"],
            signed_by=given["signed_by"], reading=given["reading"], words=given["words"],
            entry_id=given["entry_id"],
        )  # fmt: skip
        with form.blaming():
            sign(person=who.id, signing=signing, by=request.viewer, at=clock.now())
            saved(request, _("已登记。"))
            return elsewhere(request, reverse("plans:papers", args=[who.id]))
    context = {
        "who": who,
        "form": form,
        "paper": paper,
        "title": _title(paper),
        "standing": standing,
        "parts": [ITEMS[code] for code in parts_at(who.held_by)]
        if paper == COMMUNITY
        else [VOLUNTARY[paper]],
        "voluntary": paper != COMMUNITY,
        "back": reverse("plans:papers", args=[who.id]) if standing.open_to else addresses.person(who.id),
    }
    return render(request, "plans/sign.html", context, status=422 if form.errors else 200)
