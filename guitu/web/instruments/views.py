"""Choosing a form, filling it in, reading it, and one form over time."""

from datetime import date
from typing import Any
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from guitu.domain.access import Permission
from guitu.domain.instruments.answers import Settled, settle
from guitu.domain.instruments.risk import INSTRUMENT as RISK
from guitu.domain.instruments.risk import propose
from guitu.domain.instruments.scores import Scored, span
from guitu.domain.kernel.dates import parse_iso
from guitu.domain.kernel.errors import DomainError
from guitu.foundation import clock
from guitu.foundation.accounts.queries import display_names
from guitu.foundation.ids import new_id
from guitu.web.instruments.chart import charts, plain, total_of
from guitu.web.shell import addresses
from guitu.web.shell.asking import asked, read_post, said
from guitu.web.shell.help import help_for
from guitu.web.shell.http import Request, elsewhere, screen
from guitu.web.shell.notices import saved
from guitu.web.shell.words import sentence
from guitu.workflows import answer_instrument as act
from guitu.workflows import filled_forms
from guitu.workflows.answer_instrument import Form, form_of
from guitu.workflows.risk_level import may_see, propose_level


@require_safe
@screen(Permission.PERSON_READ)
def choose(request: Request, person: UUID) -> HttpResponse:
    """The forms this viewer may fill in or read about one person."""
    found = filled_forms.choice(request.viewer, person)
    names = display_names({line.recorded_by for each in found.offered for line in each.filled})
    context = {
        "who": found.who,
        "offered": [
            (each, [(line, names.get(line.recorded_by, "")) for line in each.filled[:5]])
            for each in found.offered
        ],
        "may_see_level": may_see(request.viewer, found.who),
        "back": addresses.person(found.who.id),
    }
    return render(request, "instruments/choose.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@screen(Permission.PERSON_READ)
def fill(request: Request, person: UUID, code: str) -> HttpResponse:
    """The form; saving it half done, throwing it away, finishing it."""
    form = form_of(request.viewer, person, code)
    if request.method != "POST":
        typed = form.draft.typed if form.draft else {}
        return _page(request, form, {id_: list(texts) for id_, texts in typed.items()})
    intent = request.POST.get("intent", "draft")
    if intent == "give-up":
        act.give_up(person=person, code=code, by=request.viewer)
        saved(request, _("草稿已删除。"))
        return elsewhere(request, reverse("instruments:choose", args=[form.who.id]))
    if intent == "finish":
        return _finish(request, form)
    _keep(request, form)
    saved(request, _("已存成草稿。在别的设备上登录也能接着填。"))
    return elsewhere(request, request.path)


@require_POST
@screen(Permission.PERSON_READ)
def draft(request: Request, person: UUID, code: str) -> HttpResponse:
    """What was typed so far, kept while somebody fills in."""
    _keep(request, form_of(request.viewer, person, code))
    return HttpResponse(status=204)


@require_safe
@screen(Permission.PERSON_READ)
def result(request: Request, person: UUID, entry: UUID) -> HttpResponse:
    """One filled form: help first where its answers tell of danger, then the totals, then item by item."""
    found = filled_forms.result(request.viewer, person, entry)
    by = display_names({found.line.recorded_by}).get(found.line.recorded_by, "")
    context = {
        "found": found,
        "by": by,
        "help": help_for(found.dangers),
        "scores": [(one, total_of(one), _highest(found, one)) for one in found.scored],
        "items": said(found.definition, found.answers),
        "may_undo": act.may_fill(request.viewer, found.who, found.definition),
        "back": reverse("instruments:choose", args=[found.who.id]),
    }
    return render(request, "instruments/result.html", context)


@require_safe
@screen(Permission.PERSON_READ)
def course(request: Request, person: UUID, code: str) -> HttpResponse:
    """One form over time: a drawing of each score and the table it was drawn from."""
    found = filled_forms.course(request.viewer, person, code)
    rows = [
        (each.line, [(one, total_of(one)) for one in each.scored], bool(each.dangers))
        for each in reversed(found.results)
    ]
    context = {
        "found": found,
        "charts": charts(found.definition, found.results),
        "rows": rows,
        "back": reverse("instruments:choose", args=[found.who.id]),
    }
    return render(request, "instruments/course.html", context)


def _keep(request: Request, form: Form) -> None:
    act.keep_draft(
        person=form.who.id,
        code=form.definition.code,
        typed=read_post(form.definition, request.POST),
        on=request.POST.get("on", "")[:10],
        draft=_id(request),
        by=request.viewer,
        at=clock.now(),
    )


def _finish(request: Request, form: Form) -> HttpResponse:
    typed = read_post(form.definition, request.POST)
    settled = settle(form.definition, typed)
    if not settled.is_complete:
        return _page(request, form, typed, settled=settled, error=DomainError("instrument.unfinished"))
    try:
        return elsewhere(request, _written(request, form, typed))
    except DomainError as error:
        if error.code.endswith(".unknown"):
            raise
        return _page(request, form, typed, settled=settled, error=error)


def _written(request: Request, form: Form, typed: dict[str, list[str]]) -> str:
    """Write it down; where to look at it. A risk level is put before colleagues instead."""
    person, code = form.who.id, form.definition.code
    if code == RISK:
        propose_level(person=person, typed=typed, proposal=_id(request), by=request.viewer, at=clock.now())
        saved(request, _("已提出。还需要其他同事确认，才成为等级。"))
        return reverse("instruments:level", args=[person])
    done = act.finish(
        person=person,
        code=code,
        typed=typed,
        happened_on=_day(request),
        entry_id=_id(request),
        by=request.viewer,
        at=clock.now(),
    )
    if not done.dangers:
        saved(request, _("已保存。"))
    return reverse("instruments:result", args=[person, done.entry_id])


def _page(
    request: Request,
    form: Form,
    typed: dict[str, list[str]],
    *,
    settled: Settled | None = None,
    error: DomainError | None = None,
) -> HttpResponse:
    on = request.POST.get("on", "") or (form.draft.on if form.draft else "") or request.today.isoformat()
    context: dict[str, Any] = {
        "who": form.who,
        "definition": form.definition,
        "asks": asked(form.definition, typed, settled),
        "entry_id": form.draft.id if form.draft else (request.POST.get("entry_id") or new_id()),
        "on": on,
        "today": request.today.isoformat(),
        "is_risk": form.definition.code == RISK,
        "draft": form.draft,
        "error": sentence(error) if error else "",
        "back": reverse("instruments:choose", args=[form.who.id]),
    }
    if form.definition.code == RISK:
        known = (settled or settle(form.definition, typed)).answers
        found = propose(form.definition, known)
        context["proposed"] = found
        context["deciding"] = [form.definition.by_id[id_].text for id_ in found.deciding]
    # what is typed must not be lost with a refusal, which is taken back whole: it is on the page
    return render(request, "instruments/fill.html", context, status=422 if error else 200)


def _id(request: Request) -> UUID:
    try:
        return UUID(request.POST.get("entry_id", ""))
    except ValueError:
        return new_id()


def _day(request: Request) -> date:
    try:
        return parse_iso(request.POST.get("on", ""))
    except DomainError:
        raise DomainError("instrument.answer-day", field="on") from None


def _highest(found: filled_forms.Result, one: Scored) -> str:
    """The most a score can come to."""
    return plain(span(found.definition, one.score)[1])
