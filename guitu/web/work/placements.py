"""Vacancies that suit somebody, and the way to one of them."""

from datetime import date
from typing import Any
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from guitu.casework.people.queries import AdmittedPerson
from guitu.casework.work.queries import PlacementRow, placement_for, placements_of, sheet_of
from guitu.domain.access import Permission
from guitu.domain.kernel.dates import add_months
from guitu.domain.kernel.errors import DomainError
from guitu.domain.work.placement import CLOSED, KEPT, MOVES, WAITING, State
from guitu.domain.work.words import EMPLOYER_REASONS, END_REASONS, HISTORY, PERSON_REASONS, TURNED_OUT
from guitu.foundation import clock
from guitu.foundation.accounts.queries import display_names
from guitu.web.shell.http import Request, elsewhere, screen
from guitu.web.shell.notices import saved
from guitu.web.shell.tags import code_word, said
from guitu.web.work import said as call
from guitu.web.work.file import complaint
from guitu.web.work.forms import JobForm, KeptForm, MoveForm, TakeBackForm
from guitu.workflows import placement as act
from guitu.workflows.matching import matches_for
from guitu.workflows.work_file import admitted

_NOT_TAKEN = 422
_REASONS = {
    State.NOT_HIRED: EMPLOYER_REASONS,
    State.DECLINED: PERSON_REASONS,
    State.ENDED: END_REASONS,
}


@require_safe
@screen(Permission.SERVICE_RECORD)
def matches(request: Request, person: UUID) -> HttpResponse:
    """What suits them best, with what speaks for it and against it."""
    return _matches(request, admitted(request.viewer, person), JobForm())


def _matches(request: Request, who: AdmittedPerson, form: JobForm) -> HttpResponse:
    found = matches_for(request.viewer, who, today=request.today)
    running = {
        row.vacancy: row
        for row in placements_of(request.viewer, who)
        if row.vacancy is not None and row.state not in CLOSED
    }
    context = {
        "who": who,
        "form": form,
        "open": found.open,
        "lines": [
            (call.match_line(match), running.get(match.vacancy.id), JobForm()) for match in found.matches
        ],
        "has_file": sheet_of(request.viewer, who) is not None,
    }
    return render(request, "work/matches.html", context, status=_NOT_TAKEN if form.is_bound else 200)


@require_POST
@screen(Permission.SERVICE_RECORD)
def propose(request: Request, person: UUID) -> HttpResponse:
    """Tell them of a job; it is followed from now on."""
    who = admitted(request.viewer, person)
    form = JobForm(request.POST)
    if form.is_valid():
        given = form.cleaned_data
        job = act.Job(given["vacancy"], given["title"], given["employer_name"])
        with form.blaming():
            made = act.propose(
                person=who.id, job=job, placement_id=given["placement"], by=request.viewer, at=clock.now()
            )
            saved(request, _("已记下：告诉了本人这份工作。"))
            return elsewhere(request, reverse("work:placement", args=[who.id, made]))
    return _matches(request, who, form)


@require_http_methods(["GET", "HEAD", "POST"])
@screen(Permission.SERVICE_RECORD)
def one(request: Request, person: UUID, placement: UUID) -> HttpResponse:
    """One way to a job; a POST takes the next step."""
    who = admitted(request.viewer, person)
    row = placement_for(request.viewer, who, placement)
    form = _move_form(row, request.POST if request.method == "POST" else None, request.today)
    if form is not None and form.is_bound and form.is_valid():
        given = form.cleaned_data
        to = State(given["to"])
        reason = given["reason"].removeprefix(f"{to.value}:")
        with form.blaming():
            act.move_on(
                person=who.id, placement=row.id, to=to, on=given["on"], words=given["words"],
                reason=reason, by=request.viewer, at=clock.now(),
            )  # fmt: skip
            saved(request, _("已记下。"))
            return elsewhere(request, reverse("work:placement", args=[who.id, row.id]))
    return _page(request, who, row, form, _kept_form(who, row, None, request.today))


@require_POST
@screen(Permission.SERVICE_RECORD)
def kept(request: Request, person: UUID, placement: UUID) -> HttpResponse:
    """The person was asked after one, three or six months, and is still there."""
    who = admitted(request.viewer, person)
    row = placement_for(request.viewer, who, placement)
    form = _kept_form(who, row, request.POST, request.today)
    if form is None:
        raise DomainError("placement.not-now")
    if form.is_valid():
        with form.blaming():
            act.still_there(
                person=who.id, placement=row.id, by=request.viewer, at=clock.now(), **form.cleaned_data
            )
            saved(request, _("已记下。"))
            return elsewhere(request, reverse("work:placement", args=[who.id, row.id]))
    return _page(request, who, row, _move_form(row, None, request.today), form)


@require_POST
@screen(Permission.SERVICE_RECORD)
def take_back(request: Request, person: UUID, placement: UUID) -> HttpResponse:
    """The latest step of the job did not happen after all."""
    who = admitted(request.viewer, person)
    row = placement_for(request.viewer, who, placement)
    form = TakeBackForm(request.POST, step=act.last_step(who, row))
    if form.is_valid():
        with form.blaming():
            act.take_back(
                person=who.id, placement=row.id, by=request.viewer, at=clock.now(), **form.cleaned_data
            )
            saved(request, _("已撤回，岗位回到上一步。原来的记录和原因留在时间线上。"))
            return elsewhere(request, reverse("work:placement", args=[who.id, row.id]))
    asked = _kept_form(who, row, None, request.today)
    return _page(request, who, row, _move_form(row, None, request.today), asked, form)


def _page(
    request: Request,
    who: AdmittedPerson,
    row: PlacementRow,
    form: MoveForm | None,
    asked: KeptForm | None,
    undo: TakeBackForm | None = None,
) -> HttpResponse:
    last = act.last_step(who, row)
    undone = act.taken_back(request.viewer, who, row)
    names = display_names(one.by for one in undone)
    was_kept = act.kept(who, row) if row.hired_on else {}
    refused = any(one is not None and one.is_bound for one in (form, asked, undo))
    context: dict[str, Any] = {
        "who": who,
        "row": row,
        "state": call.STATES[row.state],
        "reason": _reason(row),
        "form": form,
        "asked": asked,
        "last": code_word(last) if last else "",
        "undo": undo or (TakeBackForm(None, step=last) if last else None),
        "undone": [(one, code_word(one.step), names.get(one.by, "")) for one in undone],
        "milestones": [(_months(n), was_kept.get(n), _due(row, n)) for n in KEPT] if row.hired_on else [],
        "slip": row.state in WAITING,
        "complaint": complaint(who.id) if row.reason in {HISTORY, TURNED_OUT} else "",
        "because_of_past": row.reason in {HISTORY, TURNED_OUT},
    }
    return render(request, "work/placement.html", context, status=_NOT_TAKEN if refused else 200)


def _reason(row: PlacementRow) -> str:
    word = _REASONS.get(row.state, {}).get(row.reason)
    return said(word) if word else ""


def _months(n: int) -> str:
    return ngettext("满 %(n)s 个月", "满 %(n)s 个月", n) % {"n": n}


def _due(row: PlacementRow, months: int) -> date | None:
    return add_months(row.hired_on, months) if row.hired_on else None


def _move_form(row: PlacementRow, body: Any, today: date) -> MoveForm | None:
    """The steps that may come next; None: none may."""
    open_to = [to for to in call.MOVES if to in MOVES[row.state]]
    if not open_to:
        return None
    reasons = [
        (f"{to.value}:{code}", f"{call.MOVES[to]} · {said(word)}")
        for to in open_to
        for code, word in _REASONS.get(to, {}).items()
    ]
    moves = [(to.value, str(call.MOVES[to])) for to in open_to]
    return MoveForm(body, today=today, moves=moves, reasons=reasons)


def _kept_form(who: AdmittedPerson, row: PlacementRow, body: Any, today: date) -> KeptForm | None:
    """The months that have passed and of which nothing was said; None: none, or the job is over."""
    if row.state is not State.HIRED or row.hired_on is None:
        return None
    known = act.kept(who, row)
    passed = [n for n in KEPT if n not in known and add_months(row.hired_on, n) <= today]
    if not passed and body is None:
        return None
    return KeptForm(body, today=today, months=[(str(n), _months(n)) for n in passed])
