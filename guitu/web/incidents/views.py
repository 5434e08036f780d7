"""Unfair treatment beside a person: the list, telling, its steps; the lawyers' page; what comes up."""

from dataclasses import dataclass
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from guitu.casework.incidents import queries
from guitu.casework.incidents.queries import IncidentRow, acts_of, incident_for, incidents_of
from guitu.casework.people.queries import AdmittedPerson, people_of
from guitu.domain.access import Permission, may
from guitu.domain.discrimination.incidents import AREAS, KINDS, MOVES, OUTCOMES, ROUTES, STATES, WISHES, State
from guitu.foundation import clock
from guitu.foundation.accounts.queries import display_names
from guitu.foundation.rulebooks import book_for
from guitu.web.incidents.forms import AdviceForm, QuestionForm, StepForm, TellForm
from guitu.web.shell import addresses
from guitu.web.shell.http import Request, elsewhere, screen
from guitu.web.shell.notices import saved, telling
from guitu.web.shell.tags import said
from guitu.workflows import incident as act
from guitu.workflows.plan import admitted

_AHEAD = 14  # days; proposed
_MOST = 100


@dataclass(frozen=True)
class Line:
    """One incident in words."""

    row: IncidentRow
    what: str
    wish: str
    state: str
    route: str
    outcome: str


def _line(row: IncidentRow) -> Line:
    return Line(
        row,
        f"{said(AREAS[row.area])} · {said(KINDS[row.kind])}",
        said(WISHES[row.wish]),
        said(STATES[row.state]),
        said(ROUTES[row.route]) if row.route else "",
        said(OUTCOMES[row.outcome]) if row.outcome else "",
    )


@require_safe
@screen(Permission.SERVICE_RECORD)
def board(request: Request) -> HttpResponse:
    """What was told and nobody brought anywhere yet, and what we wanted to ask about."""
    rows = queries.coming(request.viewer, today=request.today, ahead=_AHEAD, limit=_MOST)
    people = people_of(request.viewer, {row.person_id for row in rows})
    lines = [(_line(row), people[row.person_id]) for row in rows if row.person_id in people]
    return render(request, "incidents/board.html", {"lines": lines})


@require_safe
@screen(Permission.PERSON_READ)
def incidents(request: Request, person: UUID) -> HttpResponse:
    """What was told and what came of it."""
    who = admitted(request.viewer, person, Permission.PERSON_READ)
    context = {
        "who": who,
        "lines": [_line(row) for row in incidents_of(who)],
        "writes": _writes(request, who),
        "back": addresses.person(who.id),
    }
    return render(request, "incidents/incidents.html", context)


def _writes(request: Request, who: AdmittedPerson) -> bool:
    return may(request.viewer, Permission.SERVICE_RECORD, held_by=who.held_by, person=who.id)


@require_http_methods(["GET", "HEAD", "POST"])
@screen(Permission.SERVICE_RECORD)
def new(request: Request, person: UUID) -> HttpResponse:
    """Somebody tells; ``?from=job`` when it was a refused job."""
    who = admitted(request.viewer, person, Permission.SERVICE_RECORD)
    came_from = request.GET.get("from", "")
    form = TellForm(request.POST if request.method == "POST" else None, came_from=came_from)
    if form.is_valid():
        with form.blaming():
            made = act.tell(
                person=who.id, told=form.told(), incident=form.cleaned_data["incident"], origin=came_from,
                by=request.viewer, at=clock.now(),
            )  # fmt: skip
            saved(request, _("已记下。接下来怎么做，由本人决定。"))
            return elsewhere(request, reverse("incidents:incident", args=[who.id, made]))
    context = {"who": who, "form": form, "back": reverse("incidents:incidents", args=[who.id])}
    return render(request, "incidents/new.html", context, status=422 if form.errors else 200)


@require_http_methods(["GET", "HEAD", "POST"])
@screen(Permission.PERSON_READ)
def one(request: Request, person: UUID, incident: UUID) -> HttpResponse:
    """One incident: what happened, the ways the rules propose, its steps; by POST one step more."""
    need = Permission.SERVICE_RECORD if request.method == "POST" else Permission.PERSON_READ
    who = admitted(request.viewer, person, need)
    row = incident_for(who, incident)
    form = _form(request, who, row)
    if form is not None and form.is_valid():
        with form.blaming():
            act.move_on(
                person=who.id, incident=row.id, change=form.change(), step=form.cleaned_data["step"],
                by=request.viewer, at=clock.now(),
            )  # fmt: skip
            saved(request, _("已记下这一步。"))
            return elsewhere(request, reverse("incidents:incident", args=[who.id, row.id]))
    return _page(request, who, row, form, None)


def _form(request: Request, who: AdmittedPerson, row: IncidentRow) -> StepForm | None:
    """The form for what may follow; None where nothing may, or the viewer only reads."""
    if not MOVES[row.state] or not _writes(request, who):
        return None
    body = request.POST if request.method == "POST" else None
    proposed = act.routes_at(who.held_by, row.area)
    return StepForm(body, state=row.state, proposed=proposed, today=request.today)


def _page(
    request: Request,
    who: AdmittedPerson,
    row: IncidentRow,
    form: StepForm | None,
    question: QuestionForm | None,
) -> HttpResponse:
    steps = acts_of(who, row)
    writes = _writes(request, who)
    last = next((step.id for step in steps if step.taken_back_at is None), None)
    names = display_names({step.recorded_by for step in steps} | {row.told_to})
    rules = [
        rule
        for rule in book_for(who.held_by).rules
        if getattr(rule.body, "name", "") == f"discrimination.routes.{row.area}"
    ]
    context = {
        "who": who,
        "line": _line(row),
        "told_to": names.get(row.told_to, ""),
        "steps": [
            (
                step,
                said(STATES[step.state]),
                said(ROUTES[step.route]) if step.route else "",
                names.get(step.recorded_by, ""),
            )
            for step in steps
        ],
        "routes": [ROUTES[code] for code in act.routes_at(who.held_by, row.area)],
        "rules": rules,
        "form": form,
        "last": last if writes else None,
        "question": question or (QuestionForm(None) if writes and row.state is not State.CLOSED else None),
        "lawyers": [one.display_name for one in act.lawyers_of(who, at=clock.now())],
        "back": reverse("incidents:incidents", args=[who.id]),
    }
    wrong = (form is not None and form.errors) or (question is not None and question.errors)
    return render(request, "incidents/incident.html", context, status=422 if wrong else 200)


@require_POST
@screen(Permission.SERVICE_RECORD)
def take_back(request: Request, person: UUID, incident: UUID, step: UUID) -> HttpResponse:
    """The latest step did not happen after all."""
    with telling(request):
        act.take_back_step(person=person, incident=incident, step=step, by=request.viewer, at=clock.now())
        saved(request, _("已撤回这一步，这件事回到上一步的样子。"))
    return elsewhere(request, reverse("incidents:incident", args=[person, incident]))


@require_POST
@screen(Permission.SERVICE_RECORD)
def ask(request: Request, person: UUID, incident: UUID) -> HttpResponse:
    """Put a question to the lawyers named to the person."""
    who = admitted(request.viewer, person, Permission.SERVICE_RECORD)
    row = incident_for(who, incident)
    form = QuestionForm(request.POST)
    if form.is_valid():
        with form.blaming():
            told = act.ask_lawyer(
                person=who.id, incident=row.id, by=request.viewer, at=clock.now(), **form.cleaned_data
            )
            saved(request, _asked_of([one.display_name for one in told]))
            return elsewhere(request, reverse("incidents:incident", args=[who.id, row.id]))
    return _page(request, who, row, None, form)


def _asked_of(lawyers: list[str]) -> str:
    if not lawyers:
        return _("已写下。还没有指定律师：请单位负责人在“小组与回避”里指定，指定以后就在律师的页面上等着。")
    names = _("、").join(lawyers)
    return _("已交给律师：%(names)s。内容保密，只有律师和本人看得到。") % {"names": names}


@require_safe
@screen(Permission.ADVICE_RECORD)
def questions(request: Request) -> HttpResponse:
    """What waits for this lawyer's word: whose it is and since when."""
    return render(request, "incidents/questions.html", {"lines": act.questions(request.viewer)})


@require_safe
@screen(Permission.ADVICE_RECORD)
def advice(request: Request, person: UUID) -> HttpResponse:
    """What a lawyer was asked about somebody, and what was advised."""
    who, rows = act.asked(request.viewer, person)
    return _advice(request, who, rows, AdviceForm(None), None)


def _advice(
    request: Request,
    who: AdmittedPerson,
    rows: tuple[queries.AdviceRow, ...],
    form: AdviceForm,
    tried: UUID | None,
) -> HttpResponse:
    names = display_names(row.written_by for row in rows)
    about = list(dict.fromkeys(row.incident for row in rows))
    context = {
        "who": who,
        "matters": [
            (
                incident,
                [(row, names.get(row.written_by, "")) for row in rows if row.incident == incident],
                form if tried == incident else AdviceForm(None),
            )
            for incident in about
        ],
        "back": addresses.person(who.id),
    }
    return render(request, "incidents/advice.html", context, status=422 if tried else 200)


@require_POST
@screen(Permission.ADVICE_RECORD)
def advise(request: Request, person: UUID, incident: UUID) -> HttpResponse:
    """A lawyer's advice."""
    who, rows = act.asked(request.viewer, person)
    form = AdviceForm(request.POST)
    if form.is_valid():
        with form.blaming():
            act.advise(
                person=who.id, incident=incident, by=request.viewer, at=clock.now(), **form.cleaned_data
            )
            saved(request, _("已写下法律意见。"))
            return elsewhere(request, reverse("incidents:advice", args=[who.id]))
    return _advice(request, who, rows, form, incident)
