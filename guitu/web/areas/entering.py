"""Entering a fact about an area, and correcting one by a later entry."""

from uuid import UUID

from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from guitu.analytics.places import place_for
from guitu.casework.areas import queries
from guitu.domain.access import Permission
from guitu.domain.kernel.errors import DomainError
from guitu.foundation import clock
from guitu.foundation.area_files import catalogue
from guitu.web.areas.forms import CorrectForm, FactForm
from guitu.web.areas.shown import fact_lines
from guitu.web.shell.http import Request, elsewhere, screen
from guitu.web.shell.notices import saved
from guitu.workflows.area_facts import correct_fact, enter_fact

_NOT_TAKEN = 422


@require_http_methods(["GET", "HEAD", "POST"])
@screen(Permission.AREAS_KEEP)
def enter(request: Request, region: int) -> HttpResponse:
    """A fact that was not entered yet."""
    place = place_for(request.viewer, region)
    form = FactForm(request.POST or None, known=catalogue())
    if form.is_bound and form.is_valid():
        try:
            enter_fact(form.draft(region), by=request.viewer, at=clock.now())
        except DomainError as error:
            _blame(form, error)
        else:
            saved(request, _("已登记。登记数和计算数分开列出。"))
            return elsewhere(request, reverse("areas:area", args=[region]))
    known = catalogue()
    allowed = [
        (known.facts[kind].name, [known.bases[b] for b in known.facts[kind].bases]) for kind in known.facts
    ]
    context = {"place": place, "form": form, "allowed": allowed}
    return render(request, "areas/enter.html", context, status=_NOT_TAKEN if form.errors else 200)


@require_http_methods(["GET", "HEAD", "POST"])
@screen(Permission.AREAS_KEEP)
def correct(request: Request, fact: UUID) -> HttpResponse:
    """Another entry in place of one; the earlier stays to be read."""
    old = queries.fact(request.viewer, fact)
    if not queries.may_keep(request.viewer, old.region):
        raise PermissionDenied
    form = CorrectForm(request.POST or None, fact=old)
    if form.is_bound and form.is_valid():
        try:
            correct_fact(
                fact,
                value=form.value_or_none(),
                publisher=form.cleaned_data["publisher"],
                document=form.cleaned_data["document"],
                why=form.cleaned_data["why"],
                by=request.viewer,
                at=clock.now(),
            )
        except DomainError as error:
            _blame(form, error)
        else:
            saved(request, _("已更正。原来的一条仍可查看。"))
            return elsewhere(request, reverse("areas:area", args=[old.region]))
    context = {"place": place_for(request.viewer, old.region), "form": form, "line": fact_lines([old])}
    return render(request, "areas/correct.html", context, status=_NOT_TAKEN if form.errors else 200)


def _blame(form: FactForm | CorrectForm, error: DomainError) -> None:
    if error.code.endswith(".unknown"):
        raise error
    form.blame(error)
