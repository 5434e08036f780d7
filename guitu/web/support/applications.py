"""What somebody applies for: the list, a new one, one with its status log."""

from datetime import date
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from guitu.casework.people.queries import AdmittedPerson
from guitu.casework.support.queries import (
    ApplicationRow,
    application_for,
    applications_of,
    next_words,
    steps_of,
)
from guitu.domain.access import Permission, may
from guitu.domain.support.applications import MOVES, Next, State
from guitu.foundation import clock
from guitu.foundation.accounts.queries import display_names, who_works_at
from guitu.web.shell import addresses
from guitu.web.shell.http import Request, elsewhere, screen
from guitu.web.shell.notices import saved, telling
from guitu.web.support.forms import ApplicationForm, ChangeForm
from guitu.web.support.words import line, log_line
from guitu.workflows import application as act
from guitu.workflows.plan import admitted

_MISSING = Next("", date.min, "")


@require_safe
@screen(Permission.PERSON_READ)
def applications(request: Request, person: UUID) -> HttpResponse:
    """What is being applied for and what became of it."""
    who = admitted(request.viewer, person, Permission.PERSON_READ)
    rows = applications_of(who)
    words = next_words(who, rows)
    names = display_names(row.owner for row in rows if row.owner)
    lines = [line(row, next_words=words.get(row.id, ""), names=names, today=request.today) for row in rows]
    context = {
        "who": who,
        "back": addresses.person(who.id),
        "open": [one for one in lines if one.is_open],
        "decided": [one for one in lines if not one.is_open],
        "writes": _writes(request, who),
    }
    return render(request, "support/applications.html", context)


def _writes(request: Request, who: AdmittedPerson) -> bool:
    return may(request.viewer, Permission.SERVICE_RECORD, held_by=who.held_by, person=who.id)


@require_http_methods(["GET", "HEAD", "POST"])
@screen(Permission.SERVICE_RECORD)
def new(request: Request, person: UUID) -> HttpResponse:
    """Something to apply for, with its first step."""
    who = admitted(request.viewer, person, Permission.SERVICE_RECORD)
    people = who_works_at(request.viewer, who.held_by)
    body = request.POST if request.method == "POST" else None
    form = ApplicationForm(body, colleagues=people, kind=request.GET.get("kind", ""))
    if form.is_valid():
        given = form.cleaned_data
        with form.blaming():
            made = act.begin(
                person=who.id, application=given["application"], kind=given["kind"], words=given["words"],
                due_on=given["due_on"], step=form.step() or _MISSING, by=request.viewer, at=clock.now(),
            )  # fmt: skip
            saved(request, _("已记下，到日子会提醒。"))
            return elsewhere(request, reverse("support:application", args=[who.id, made]))
    context = {"who": who, "form": form, "back": reverse("support:applications", args=[who.id])}
    return render(request, "support/new_application.html", context, status=422 if form.errors else 200)


@require_http_methods(["GET", "HEAD", "POST"])
@screen(Permission.PERSON_READ)
def one(request: Request, person: UUID, application: UUID) -> HttpResponse:
    """One application: what is next, what became of it, and its log; by POST one line more."""
    need = Permission.SERVICE_RECORD if request.method == "POST" else Permission.PERSON_READ
    who = admitted(request.viewer, person, need)
    row = application_for(who, application)
    form = _form(request, who, row)
    if form is not None and form.is_valid():
        with form.blaming():
            act.move_on(
                person=who.id, application=row.id, change=form.change(), by=request.viewer, at=clock.now()
            )
            saved(request, _("已记下进展。"))
            return elsewhere(request, reverse("support:application", args=[who.id, row.id]))
    return _page(request, who, row, form)


def _form(request: Request, who: AdmittedPerson, row: ApplicationRow) -> ChangeForm | None:
    """The form for what may follow; None where nothing may, or the viewer only reads."""
    if not MOVES[row.state] or not _writes(request, who):
        return None
    people = who_works_at(request.viewer, who.held_by)
    body = request.POST if request.method == "POST" else None
    return ChangeForm(body, state=row.state, today=request.today, colleagues=people)


def _page(
    request: Request, who: AdmittedPerson, row: ApplicationRow, form: ChangeForm | None
) -> HttpResponse:
    steps = steps_of(who, row)
    accounts = {step.owner for step in steps} | {step.recorded_by for step in steps} | {row.owner}
    names = display_names(account for account in accounts if account is not None)
    latest = steps[0].next_words if steps else ""
    context = {
        "who": who,
        "line": line(row, next_words=latest, names=names, today=request.today),
        "log": [log_line(step, names) for step in steps],
        "form": form,
        "reopens": row.state is State.GRANTED and _writes(request, who),
        "back": reverse("support:applications", args=[who.id]),
    }
    wrong = form is not None and form.errors
    return render(request, "support/application.html", context, status=422 if wrong else 200)


@require_POST
@screen(Permission.SERVICE_RECORD)
def reopen(request: Request, person: UUID, application: UUID) -> HttpResponse:
    """It was not granted after all."""
    who = admitted(request.viewer, person, Permission.SERVICE_RECORD)
    step = Next(str(_("核实办理结果")), request.today, "worker", request.viewer.id)
    words = str(_("更正：还没有办成"))
    with telling(request):
        act.reopen(
            person=who.id, application=application, step=step, words=words, by=request.viewer, at=clock.now()
        )
        saved(request, _("已更正，这件事又在办了。"))
    return elsewhere(request, reverse("support:application", args=[who.id, application]))
