"""Something somebody does on their own account: begun, its steps, what became of it."""

from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from guitu.casework.work.queries import businesses_of
from guitu.domain.access import Permission
from guitu.domain.kernel.errors import DomainError
from guitu.domain.work.words import BUSINESS_STATES, BUSINESS_STEPS
from guitu.foundation import clock
from guitu.web.shell.http import Request, elsewhere, screen
from guitu.web.shell.notices import saved
from guitu.web.work.forms import BusinessForm, BusinessStateForm, StepForm
from guitu.workflows import work_file as act

_NOT_TAKEN = 422


@require_http_methods(["GET", "HEAD", "POST"])
@screen(Permission.SERVICE_RECORD)
def begin(request: Request, person: UUID) -> HttpResponse:
    """What somebody wants to do."""
    who = act.admitted(request.viewer, person)
    form = BusinessForm(request.POST if request.method == "POST" else None)
    if form.is_bound and form.is_valid():
        try:
            made = act.begin_business(
                person=who.id, words=form.cleaned_data["words"], by=request.viewer, at=clock.now()
            )
        except DomainError as error:
            form.blame(error)
        else:
            saved(request, _("已记下。"))
            return elsewhere(request, reverse("work:step", args=[who.id, made]))
    context = {"who": who, "form": form}
    return render(request, "work/business_new.html", context, status=_NOT_TAKEN if form.is_bound else 200)


@require_http_methods(["GET", "HEAD", "POST"])
@screen(Permission.SERVICE_RECORD)
def step(request: Request, person: UUID, business: UUID) -> HttpResponse:
    """One of them; a POST adds a step or says how far it has come."""
    who = act.admitted(request.viewer, person)
    row = next((one for one in businesses_of(request.viewer, who) if one.id == business), None)
    if row is None:
        raise DomainError("business.unknown")
    body = request.POST if request.method == "POST" else None
    moves = body is not None and "state" in body
    steps = StepForm(body if not moves else None, today=request.today)
    state = BusinessStateForm(body if moves else None, today=request.today, state=row.state)
    form = state if moves else steps
    if form.is_bound and form.is_valid():
        try:
            if moves:
                act.move_business(
                    person=who.id, business=row.id, by=request.viewer, at=clock.now(), **form.cleaned_data
                )
            else:
                act.add_step(
                    person=who.id, business=row.id, by=request.viewer, at=clock.now(), **form.cleaned_data
                )
        except DomainError as error:
            form.blame(error)
        else:
            saved(request, _("已记下。"))
            return elsewhere(request, reverse("work:step", args=[who.id, row.id]))
    context = {
        "who": who,
        "row": row,
        "state": BUSINESS_STATES[row.state],
        "lines": [(one, BUSINESS_STEPS[one.step]) for one in row.steps],
        "form": steps,
        "moving": state,
    }
    return render(request, "work/business.html", context, status=_NOT_TAKEN if form.is_bound else 200)
