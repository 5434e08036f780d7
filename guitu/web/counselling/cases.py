"""One case: its goals, its sessions with their private notes, its end, and handing it to somebody else."""

from collections.abc import Callable
from typing import Any
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from guitu.casework.counselling.queries import session_for
from guitu.domain.access import Permission
from guitu.domain.counselling.cases import ENDINGS, KINDS, STATES, State
from guitu.domain.counselling.sessions import ATTENDANCES, THEMES, Attendance
from guitu.foundation import clock
from guitu.web.counselling.forms import EndForm, HandOverForm, PlanForm, SessionForm
from guitu.web.shell.forms import Form
from guitu.web.shell.http import Request, elsewhere, screen
from guitu.web.shell.notices import saved, telling
from guitu.web.shell.tags import said
from guitu.workflows import counselling as act


@require_http_methods(["GET", "HEAD"])
@screen(Permission.PERSON_READ)
def case(request: Request, person: UUID, case: UUID) -> HttpResponse:
    """One case, to its author and to the named supervisor."""
    return _page(request, person, case)


def _page(request: Request, person: UUID, case: UUID, *, status: int = 200, **tried: Form) -> HttpResponse:
    found = act.case_file(request.viewer, person, case)
    who, row = found.who, found.case
    mine = row.written_by == request.viewer.id and act.may_write(request.viewer, who)
    others = act.other_psychologists(request.viewer, who, at=clock.now()) if mine else ()
    context = {
        "who": who,
        "case": row,
        "kind": said(KINDS[row.kind]),
        "state": said(STATES[row.state]),
        "ending": said(ENDINGS[row.ending]) if row.ending else "",
        "is_waiting": row.state is State.WAITING,
        "is_open": row.state is State.OPEN,
        "mine": mine,
        "sessions": [
            (
                one,
                said(ATTENDANCES[one.attendance]),
                [said(THEMES[theme]) for theme in one.themes],
                one.attendance is Attendance.PLANNED,
            )
            for one in found.sessions
        ],
        "plan_form": tried.get("plan") or PlanForm(),
        "end_form": tried.get("end") or EndForm(today=request.today),
        "over_form": tried.get("over") or HandOverForm(others=others),
        "others": others,
        "tried": next(iter(tried), ""),
        "back": reverse("counselling:counselling", args=[who.id]),
    }
    return render(request, "counselling/case.html", context, status=status)


def _kept(
    request: Request, person: UUID, case: UUID, form: Form, name: str, words: str, step: Callable[[], Any]
) -> HttpResponse:
    if form.is_valid():
        with form.blaming():
            step()
            saved(request, words)
            return elsewhere(request, reverse("counselling:case", args=[person, case]))
    tried: dict[str, Form] = {name: form}
    return _page(request, person, case, status=422, **tried)


@require_POST
@screen(Permission.MIND_RECORD)
def open_case(request: Request, person: UUID, case: UUID) -> HttpResponse:
    """The waiting is over."""
    with telling(request):
        act.open_case(person=person, case=case, by=request.viewer, at=clock.now())
        saved(request, _("开始了。约第一次的日子吧。"))
    return elsewhere(request, reverse("counselling:case", args=[person, case]))


@require_POST
@screen(Permission.MIND_RECORD)
def end(request: Request, person: UUID, case: UUID) -> HttpResponse:
    """A case ends."""
    form = EndForm(request.POST, today=request.today)
    return _kept(
        request, person, case, form, "end", _("已结束。"),
        lambda: act.end_case(
            person=person, case=case, by=request.viewer, at=clock.now(), **form.cleaned_data
        ),
    )  # fmt: skip


@require_POST
@screen(Permission.MIND_RECORD)
def plan_session(request: Request, person: UUID, case: UUID) -> HttpResponse:
    """A session to come."""
    form = PlanForm(request.POST)
    return _kept(
        request, person, case, form, "plan", _("已约好。"),
        lambda: act.plan_session(
            person=person, case=case, by=request.viewer, at=clock.now(), **form.cleaned_data
        ),
    )  # fmt: skip


@require_POST
@screen(Permission.MIND_RECORD)
def hand_over(request: Request, person: UUID, case: UUID) -> HttpResponse:
    """A summary for another psychologist."""
    found = act.case_file(request.viewer, person, case)
    others = act.other_psychologists(request.viewer, found.who, at=clock.now())
    form = HandOverForm(request.POST, others=others)
    return _kept(
        request, person, case, form, "over", _("摘要已交给对方。"),
        lambda: act.hand_over(
            person=person,
            case=case,
            to=UUID(form.cleaned_data["to"]),
            summary=form.cleaned_data["summary"],
            by=request.viewer,
            at=clock.now(),
        ),
    )  # fmt: skip


@require_http_methods(["GET", "HEAD", "POST"])
@screen(Permission.MIND_RECORD)
def session(request: Request, person: UUID, session: UUID) -> HttpResponse:
    """What became of one session, and the private note."""
    who = act.admitted(request.viewer, person)
    row = session_for(request.viewer, who, session)
    planned = row.attendance is Attendance.PLANNED
    initial = {
        "attendance": "" if planned else row.attendance.value,
        "on": min(row.held_on, request.today) if planned else row.held_on,
        "themes": list(row.themes),
        "words": row.words,
    }
    form = SessionForm(request.POST or None, initial=initial)
    if request.method == "POST" and form.is_valid():
        with form.blaming():
            act.write_session(
                person=who.id, session=row.id, by=request.viewer, at=clock.now(), **form.cleaned_data
            )
            saved(request, _("已记下。"))
            return elsewhere(request, reverse("counselling:case", args=[who.id, row.case]))
    context = {
        "who": who,
        "form": form,
        "back": reverse("counselling:case", args=[who.id, row.case]),
    }
    return render(request, "counselling/session.html", context, status=422 if form.errors else 200)
