"""Who looked, why somebody opens a file, signs of misuse, and the log itself."""

from datetime import timedelta
from uuid import UUID

from django import forms
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST, require_safe

from guitu.casework.people.queries import person_for
from guitu.domain.access import Permission
from guitu.domain.kernel.errors import DomainError
from guitu.foundation import clock
from guitu.foundation.accounts.queries import display_names
from guitu.foundation.audit import log, sightings
from guitu.foundation.audit.alerts import Answer, answer_alert, latest_alerts
from guitu.foundation.audit.who_looked import YEARS, looks
from guitu.foundation.organisations.queries import unit_names
from guitu.web.oversight.rows import alerts_in_words, lines_in_words, looks_in_words
from guitu.web.oversight.words import REASONS
from guitu.web.shell.accountable import place_of
from guitu.web.shell.forms import Form
from guitu.web.shell.http import Request, elsewhere, screen

RECENT = timedelta(days=92)
_ALL = timedelta(days=366 * YEARS)
_LINES = 100
_NOT_TAKEN = 422


@require_safe
@screen(Permission.WHO_LOOKED_READ)
def who_looked(request: Request, person: UUID) -> HttpResponse:
    """Who looked at one person's file, to be read with them and printed for them."""
    who = person_for(request.viewer, person, Permission.WHO_LOOKED_READ)
    everything = "all" in request.GET
    until = clock.now() + timedelta(days=1)
    found = looks(who.ids, since=until - (_ALL if everything else RECENT), until=until)
    lines = looks_in_words(found, unit_names({look.unit for look in found if look.unit}))
    context = {"person": person, "name": who.name, "lines": lines, "all": everything, "years": YEARS}
    return render(request, "oversight/who_looked.html", context)


class ReasonForm(Form):
    """Why somebody opens a file outside their own work."""

    reason = forms.ChoiceField(
        label=gettext_lazy("查阅原因"), choices=list(REASONS.items()), widget=forms.RadioSelect
    )


@screen(Permission.PERSON_READ)
def reason(request: Request, person: UUID) -> HttpResponse:
    """Asked once a day before a file outside one's own cases and unit opens. Names nobody."""
    try:
        with sightings.watching():  # nothing is shown yet
            who = person_for(request.viewer, person, Permission.PERSON_READ)
    except DomainError:
        sightings.denied(person)
        raise
    form = ReasonForm(request.POST or None)
    back = _inside(request)
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data["reason"]
        log.give_reason(request.viewer, who.id, reason=given, held_by=who.held_by, place=place_of(request))
        return elsewhere(request, back)
    unit = unit_names([who.held_by]).get(who.held_by, "")
    context = {"form": form, "next": back, "unit": unit}
    status = _NOT_TAKEN if request.method == "POST" else 200
    return render(request, "oversight/reason.html", context, status=status)


def _inside(request: Request) -> str:
    wanted = request.POST.get("next") or request.GET.get("next") or "/"
    safe = url_has_allowed_host_and_scheme(wanted, {request.get_host()}, require_https=request.is_secure())
    return wanted if safe else "/"


@require_safe
@screen(Permission.ALERTS_READ)
def alerts(request: Request) -> HttpResponse:
    """Signs of misuse, the latest first."""
    rows = latest_alerts(request.viewer, limit=_LINES)
    names = display_names({row.actor for row in rows if row.actor})
    units = unit_names({row.unit for row in rows if row.unit})
    return render(request, "oversight/alerts.html", {"lines": alerts_in_words(rows, names, units)})


@require_POST
@screen(Permission.ALERTS_READ)
def answer(request: Request, alert: UUID) -> HttpResponse:
    """The security admin has looked into it, or lets a stopped account go on."""
    lifted = request.POST.get("answer") == Answer.LIFTED.value
    answer_alert(alert, answer=Answer.LIFTED if lifted else Answer.SEEN, by=request.viewer, at=clock.now())
    messages.success(request, _("已解除暂停。") if lifted else _("已记下。"))
    return elsewhere(request, reverse("oversight:alerts"))


@require_safe
@screen(Permission.AUDIT_READ)
def access_log(request: Request) -> HttpResponse:
    """The access log, the latest first: accounts by name, persons by pseudonym."""
    actor = _uuid(request.GET.get("actor", ""))
    lines = log.recent(limit=_LINES, before=_number(request.GET.get("before", "")), actor=actor)
    names = display_names({line.actor for line in lines if line.actor})
    context = {
        "lines": lines_in_words(lines, names),
        "more": lines[-1].seq if len(lines) == _LINES else None,
        "actor": actor,
    }
    return render(request, "oversight/log.html", context)


def _uuid(text: str) -> UUID | None:
    try:
        return UUID(text)
    except ValueError:
        return None


def _number(text: str) -> int | None:
    return int(text) if text.isascii() and text.isdigit() and len(text) < 18 else None
