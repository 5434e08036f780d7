"""What waits for the head of a unit, and the opinions about our work with their answers."""

from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from guitu.casework.people.queries import people_of
from guitu.casework.plans.queries import opinion_for, opinions_of
from guitu.domain.access import Permission, may
from guitu.domain.kernel.errors import DomainError
from guitu.domain.plans.opinions import SPEAKERS
from guitu.foundation import clock
from guitu.foundation.accounts.queries import display_names
from guitu.web.plans.forms import AnswerForm, OpinionForm
from guitu.web.shell.http import Request, elsewhere, screen
from guitu.web.shell.notices import saved
from guitu.workflows import opinion as act
from guitu.workflows.plan import admitted, waiting_for


@require_safe
@screen(Permission.PLAN_APPROVE)
def waiting(request: Request) -> HttpResponse:
    """Plans to approve, reviews that come up, opinions without an answer."""
    found = waiting_for(request.viewer, today=request.today)
    about = {row.person_id for row in (*found.proposed, *found.reviews)}
    people = people_of(request.viewer, about | {row.person_id for row in found.opinions})
    names = display_names(row.proposed_by for row in found.proposed if row.proposed_by)
    context = {
        "proposed": [
            (row, people[row.person_id], names.get(row.proposed_by, "") if row.proposed_by else "")
            for row in found.proposed
            if row.person_id in people
        ],
        "reviews": [
            (row, people[row.person_id], row.due_on is not None and row.due_on < request.today)
            for row in found.reviews
            if row.person_id in people
        ],
        "opinions": [
            (row, people[row.person_id], SPEAKERS[row.speaker], row.is_late(request.today))
            for row in found.opinions
            if row.person_id in people
        ],
    }
    return render(request, "plans/waiting.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@screen(Permission.PERSON_READ)
def opinions(request: Request, person: UUID) -> HttpResponse:
    """What was said of our work, and what was answered."""
    who = admitted(request.viewer, person, Permission.PERSON_READ)
    form = OpinionForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            act.give(
                person=who.id, said_on=request.today, by=request.viewer, at=clock.now(), **form.cleaned_data
            )
        except DomainError as error:
            if error.code.endswith(".unknown"):
                raise
            form.add_error("words", _("没有写意见的内容，没有保存。请写下原话。"))
        else:
            saved(request, _("已记下，负责人会答复。"))
            return elsewhere(request, reverse("plans:opinions", args=[who.id]))
    viewer, held_by = request.viewer, who.held_by
    context = {
        "who": who,
        "form": form,
        "lines": [(row, SPEAKERS[row.speaker], row.is_late(request.today)) for row in opinions_of(who)],
        "writes": may(viewer, Permission.CONTACT_RECORD, held_by=held_by, person=who.id),
        "answers": may(viewer, Permission.PLAN_APPROVE, held_by=held_by, person=who.id),
        "back": reverse("plans:plan", args=[who.id]),
    }
    return render(request, "plans/opinions.html", context, status=422 if form.errors else 200)


@require_http_methods(["GET", "HEAD", "POST"])
@screen(Permission.PLAN_APPROVE)
def answer(request: Request, person: UUID, opinion: UUID) -> HttpResponse:
    """Answer one opinion."""
    who = admitted(request.viewer, person, Permission.PLAN_APPROVE)
    row = opinion_for(who, opinion)
    form = AnswerForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        with form.blaming():
            act.answer(
                person=who.id, opinion=row.id, words=form.cleaned_data["answer"], by=request.viewer,
                at=clock.now(),
            )  # fmt: skip
            saved(request, _("已答复。请把答复告诉提意见的人。"))
            return elsewhere(request, reverse("plans:waiting"))
    context = {
        "who": who,
        "form": form,
        "row": row,
        "speaker": SPEAKERS[row.speaker],
        "back": reverse("plans:waiting"),
    }
    return render(request, "plans/answer.html", context, status=422 if form.errors else 200)
