"""Sending somebody to a hospital: what it may be told, the slip the person carries, and what came of it."""

from uuid import UUID

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from guitu.domain.access import Permission
from guitu.domain.health.catalogue import Sort
from guitu.domain.health.referral import CONSENT, State
from guitu.foundation import clock
from guitu.web.health.forms import ReferralForm
from guitu.web.shell.http import Request, elsewhere, screen
from guitu.web.shell.notices import saved, telling
from guitu.workflows import health as act
from guitu.workflows.hospitals import hospitals_near


@require_http_methods(["GET", "HEAD", "POST"])
@screen(Permission.HEALTH_RECORD)
def refer(request: Request, person: UUID) -> HttpResponse:
    """Prepare a referral, line by line with the person."""
    who = act.admitted_to_write(request.viewer, person)
    lines = [
        (row.id, act.words_of_line(row))
        for row in act.health_of(request.viewer, who.id).lines
        if row.ended_on is None and row.sort is not Sort.MAINTENANCE
    ]
    hospitals = [unit.name for unit in hospitals_near(request.viewer, who)]
    form = ReferralForm(request.POST or None, lines=lines, hospitals=hospitals)
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data
        chosen = [UUID(one) for one in given.pop("lines")]
        with form.blaming():
            act.draft_referral(person=who.id, lines=chosen, by=request.viewer, at=clock.now(), **given)
            saved(request, _("已写好。本人看过、同意以后再发出。"))
            return elsewhere(request, f"{reverse('health:health', args=[who.id])}#hospital")
    context = {
        "who": who,
        "form": form,
        "agreed": act.agrees(who, CONSENT),
        "back": reverse("health:health", args=[who.id]),
    }
    return render(request, "health/refer.html", context, status=422 if form.errors else 200)


@require_POST
@screen(Permission.HEALTH_RECORD)
def step(request: Request, person: UUID, referral: UUID) -> HttpResponse:
    """Send it, or write down what the hospital said."""
    try:
        to = State(request.POST.get("to", ""))
    except ValueError:
        raise Http404 from None
    answer = request.POST.get("answer", "")
    with telling(request):
        act.step_referral(
            person=person, referral_id=referral, to=to, answer=answer, by=request.viewer, at=clock.now()
        )
        saved(request, _("已记下。"))
    return elsewhere(request, f"{reverse('health:health', args=[person])}#hospital")


@require_safe
@screen(Permission.HEALTH_RECORD)
def slip(request: Request, person: UUID, referral: UUID) -> HttpResponse:
    """The page the person carries to the hospital: the slice and nothing besides."""
    row, given = act.slip(request.viewer, person, referral, today=request.today)
    context = {"row": row, "given": given, "back": reverse("health:health", args=[person])}
    return render(request, "health/slip.html", context)
