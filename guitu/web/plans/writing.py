"""The plan's own pages: reading it, writing it, proposing, deciding, following, reviewing."""

from typing import Any
from uuid import UUID

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from guitu.casework.people.queries import AdmittedPerson
from guitu.casework.plans.queries import PlanRow, in_force, in_the_making, lines_of, plan_for, plans_of
from guitu.domain.access import Permission, may
from guitu.domain.plans.plan import Progress, Sort, State
from guitu.foundation import clock
from guitu.foundation.accounts.queries import who_works_at
from guitu.web.plans.forms import BackForm, LineForm, ReviewForm
from guitu.web.plans.page import PROGRESS, shown
from guitu.web.shell import addresses
from guitu.web.shell.http import Request, elsewhere, screen
from guitu.web.shell.notices import saved, telling
from guitu.workflows import plan as act
from guitu.workflows.agree import standing_of
from guitu.workflows.plan import Review, admitted
from guitu.workflows.working_group import group_of


@require_safe
@screen(Permission.PERSON_READ)
def plan(request: Request, person: UUID) -> HttpResponse:
    """What the plan says now, and what comes before and beside it."""
    who = admitted(request.viewer, person, Permission.PERSON_READ)
    known = plans_of(who)
    current = in_force(known)
    making = in_the_making(known)
    group = group_of(who)
    context = {
        "who": who,
        "back": addresses.person(who.id),
        "plan": shown(current, lines_of(who, current), today=request.today) if current else None,
        "making": making,
        "making_state": making and making.state.value,
        "versions": known,
        "standing": standing_of(who, on=request.today),
        "members": sum(1 for member in group if not member.gap),
        "gaps": sum(1 for member in group if member.gap),
        "progress": PROGRESS.items(),
        **_rights(request, who),
    }
    return render(request, "plans/plan.html", context)


def _rights(request: Request, who: AdmittedPerson) -> dict[str, bool]:
    """What of this page the viewer may do."""
    held_by = who.held_by
    return {
        "writes": may(request.viewer, Permission.CONTACT_RECORD, held_by=held_by, person=who.id),
        "approves": may(request.viewer, Permission.PLAN_APPROVE, held_by=held_by, person=who.id),
    }


@require_POST
@screen(Permission.CONTACT_RECORD)
def begin(request: Request, person: UUID) -> HttpResponse:
    """A new draft, or the one that is being written."""
    made = act.begin(person=person, by=request.viewer, at=clock.now())
    return elsewhere(request, reverse("plans:version", args=[person, made]))


@require_safe
@screen(Permission.PERSON_READ)
def version(request: Request, person: UUID, plan: UUID) -> HttpResponse:
    """One version: a draft to be written on, a proposal to be decided, or what was."""
    who = admitted(request.viewer, person, Permission.PERSON_READ)
    return _version(request, who, plan_for(who, plan))


def _version(
    request: Request,
    who: AdmittedPerson,
    row: PlanRow,
    *,
    tried: LineForm | None = None,
    back: BackForm | None = None,
) -> HttpResponse:
    rights = _rights(request, who)
    draft = row.state is State.DRAFT and rights["writes"]
    lines = lines_of(who, row)
    page = shown(row, lines, today=request.today)
    context = {
        "who": who,
        "back": reverse("plans:plan", args=[who.id]),
        "plan": page,
        "sections": [(section, None) for section in page.sections],
        "lacks": [section.title for section in page.sections if not section.lines],
        "back_form": back or BackForm(),
        "progress": PROGRESS.items(),
        **rights,
    }
    if draft:
        people = who_works_at(request.viewer, who.held_by)
        context["sections"] = [
            (section, _form_for(section.sort, tried, people, request)) for section in page.sections
        ]
    wrong = (tried is not None and tried.errors) or (back is not None and back.errors)
    return render(request, "plans/version.html", context, status=422 if wrong else 200)


def _form_for(sort: str, tried: LineForm | None, people: Any, request: Request) -> LineForm:
    """The form of a section: the one that was sent where it was this one's."""
    if tried is not None and tried.data.get("sort") == sort:
        return tried
    return LineForm(None, sort=Sort(sort), colleagues=people, today=request.today)


@require_POST
@screen(Permission.CONTACT_RECORD)
def add_line(request: Request, person: UUID, plan: UUID) -> HttpResponse:
    """One line more."""
    who = admitted(request.viewer, person, Permission.CONTACT_RECORD)
    row = plan_for(who, plan)
    try:
        sort = Sort(request.POST.get("sort", ""))
    except ValueError:
        raise Http404 from None
    people = who_works_at(request.viewer, who.held_by)
    form = LineForm(request.POST, sort=sort, colleagues=people, today=request.today)
    if form.is_valid():
        with form.blaming():
            act.write_line(person=who.id, plan=row.id, line=form.line(), by=request.viewer, at=clock.now())
            address = reverse("plans:version", args=[who.id, row.id])
            return elsewhere(request, f"{address}#{sort.value}")
    return _version(request, who, row, tried=form)


@require_POST
@screen(Permission.CONTACT_RECORD)
def drop_line(request: Request, person: UUID, line: UUID) -> HttpResponse:
    """Take a line of a draft away."""
    return _done(
        request, person, _("已删去。"),
        lambda: act.drop_line(person=person, line=line, by=request.viewer, at=clock.now()),
    )  # fmt: skip


@require_POST
@screen(Permission.CONTACT_RECORD)
def progress(request: Request, person: UUID, line: UUID) -> HttpResponse:
    """How far a need or an action has come."""
    try:
        to = Progress(request.POST.get("progress", ""))
    except ValueError:
        raise Http404 from None
    return _done(
        request, person, _("已记下进展。"),
        lambda: act.move_on(person=person, line=line, progress=to, by=request.viewer, at=clock.now()),
    )  # fmt: skip


@require_POST
@screen(Permission.CONTACT_RECORD)
def propose(request: Request, person: UUID, plan: UUID) -> HttpResponse:
    """The draft is ready."""
    return _done(
        request, person, _("已提交，等待单位负责人批准。"),
        lambda: act.propose(person=person, plan=plan, by=request.viewer, at=clock.now()),
    )  # fmt: skip


def _done(request: Request, person: UUID, words: str, step: Any) -> HttpResponse:
    """Do one thing that needs no form; say that it was done, or why not."""
    with telling(request):
        step()
        saved(request, words)
    draft = in_the_making(plans_of(admitted(request.viewer, person, Permission.PERSON_READ)))
    if draft is not None and draft.state is State.DRAFT:
        return elsewhere(request, reverse("plans:version", args=[person, draft.id]))
    return elsewhere(request, reverse("plans:plan", args=[person]))


@require_POST
@screen(Permission.PLAN_APPROVE)
def decide(request: Request, person: UUID, plan: UUID) -> HttpResponse:
    """Approve, or send back with a reason."""
    who = admitted(request.viewer, person, Permission.PLAN_APPROVE)
    row = plan_for(who, plan)
    form = BackForm(request.POST)
    form.is_valid()  # its one field may be empty; the domain asks for words where they are needed
    with form.blaming():
        if request.POST.get("decision") == "approve":
            act.approve(person=who.id, plan=row.id, by=request.viewer, at=clock.now())
            saved(request, _("已批准，计划从今天起执行。"))
        else:
            words = form.cleaned_data.get("words", "")
            act.send_back(person=who.id, plan=row.id, words=words, by=request.viewer, at=clock.now())
            saved(request, _("已退回。"))
        return elsewhere(request, reverse("plans:plan", args=[who.id]))
    return _version(request, who, row, back=form)


@require_http_methods(["GET", "HEAD", "POST"])
@screen(Permission.CONTACT_RECORD)
def review(request: Request, person: UUID, plan: UUID) -> HttpResponse:
    """Looking at the plan together; nothing is kept without the person's own view."""
    who = admitted(request.viewer, person, Permission.CONTACT_RECORD)
    row = plan_for(who, plan)
    form = ReviewForm(request.POST or None, today=request.today)
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data
        with form.blaming():
            act.review(person=who.id, plan=row.id, held=Review(**given), by=request.viewer, at=clock.now())
            saved(request, _("已记下这次评估。"))
            return elsewhere(request, reverse("plans:plan", args=[who.id]))
    context = {
        "who": who,
        "form": form,
        "back": reverse("plans:plan", args=[who.id]),
        "plan": shown(row, lines_of(who, row), today=request.today),
    }
    return render(request, "plans/review.html", context, status=422 if form.errors else 200)
