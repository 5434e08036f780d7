"""A doctor's people, and one person's health: record, plan, check-ups, insurance."""

from collections.abc import Callable
from typing import Any
from uuid import UUID

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from guitu.casework.health.queries import checkup_for
from guitu.domain.access import Permission, Role
from guitu.domain.health import insurance as insured
from guitu.domain.health import referral as sent
from guitu.domain.health.catalogue import CHECKUPS, INSURANCE_KINDS, INSURANCE_STATES, SORTS, Sort
from guitu.domain.health.checkups import Outcome
from guitu.domain.health.crisis import CRISES
from guitu.foundation import clock
from guitu.web.health.forms import CheckupForm, InsuranceForm, LineForm, OutcomeForm, PlanForm
from guitu.web.health.words import REFERRALS, checkup_state
from guitu.web.shell import addresses
from guitu.web.shell.forms import Form
from guitu.web.shell.http import Request, elsewhere, screen
from guitu.web.shell.notices import saved, telling
from guitu.web.shell.tags import said
from guitu.workflows import agree_to_share
from guitu.workflows import health as act
from guitu.workflows.health import Health, words_of_line


@require_safe
@screen(Permission.HEALTH_RECORD)
def start(request: Request) -> HttpResponse:
    """The people named to this doctor, whoever comes next first."""
    people = act.my_people(request.viewer)
    rows = [(one.row, one.ahead, _is_late(one.ahead.next_on(), request)) for one in people]
    return render(request, "health/start.html", {"rows": rows})


def _is_late(day: Any, request: Request) -> bool:
    return day is not None and day < request.today


@require_safe
@screen(Permission.PERSON_READ)
def health(request: Request, person: UUID) -> HttpResponse:
    """One person's health, for their doctor and for themselves."""
    return _page(request, act.health_of(request.viewer, person))


def _page(request: Request, found: Health, *, status: int = 200, **tried: Form) -> HttpResponse:
    who = found.who
    writes = act.may_write(request.viewer, who)
    lines = [
        (said(SORTS[sort]), [(row, words_of_line(row)) for row in found.lines if row.sort is sort])
        for sort in Sort
    ]
    context = {
        "who": who,
        "writes": writes,
        "lines": [(title, rows) for title, rows in lines if rows],
        "plan": found.plans[0] if found.plans else None,
        "older": found.plans[1:],
        "checkups": [
            (row, said(CHECKUPS[row.kind]), checkup_state(row.state), row.is_late(request.today))
            for row in found.checkups
        ],
        "referrals": [
            (row, REFERRALS[row.state], row.is_silent(request.today), _steps(row.state))
            for row in found.referrals
        ],
        "insurance": _insurance(found.insurance, request),
        "crises": [(row, said(CRISES[row.crisis])) for row in found.crises],
        "agreed": [(purpose, act.agrees(who, purpose)) for purpose in (sent.CONSENT, insured.SHARING)],
        "may_be_sent": act.agrees(who, sent.CONSENT),
        "line_form": tried.get("line") or LineForm(),
        "checkup_form": tried.get("checkup") or CheckupForm(),
        "insurance_form": tried.get("insurance") or InsuranceForm(known=found.insurance),
        "tried": next(iter(tried), ""),
        "back": _back(request, who.id),
    }
    return render(request, "health/health.html", context, status=status)


def _back(request: Request, person: UUID) -> str:
    """A doctor's list; for the person, their own page."""
    return reverse("health:start") if request.viewer.role is Role.DOCTOR else addresses.person(person)


def _insurance(known: insured.Insurance | None, request: Request) -> tuple[str, str, Any, bool] | None:
    """State, kind, until when, and whether that is over."""
    if known is None:
        return None
    now = insured.standing(known, request.today)
    kind = said(INSURANCE_KINDS[known.kind]) if known.kind else ""
    return said(INSURANCE_STATES[now]), kind, known.paid_until, now != "insured"


_OFFERED = {
    sent.State.DRAFT: (sent.State.SENT, sent.State.ENDED),
    sent.State.SENT: (sent.State.ACCEPTED, sent.State.DECLINED, sent.State.ENDED),
    sent.State.ACCEPTED: (sent.State.DONE, sent.State.ENDED),
    sent.State.DECLINED: (sent.State.SENT, sent.State.ENDED),
}


def _steps(state: sent.State) -> list[tuple[str, Any]]:
    """What may follow, as buttons."""
    return [(to.value, REFERRALS[to]) for to in _OFFERED.get(state, ())]


def _kept(
    request: Request, person: UUID, form: Form, name: str, words: str, step: Callable[[], Any]
) -> HttpResponse:
    """Do what a form asks; on a refusal the page again, with the form as it was typed."""
    if form.is_valid():
        with form.blaming():
            step()
            saved(request, words)
            return elsewhere(request, reverse("health:health", args=[person]))
    tried: dict[str, Form] = {name: form}
    return _page(request, act.health_of(request.viewer, person), status=422, **tried)


@require_POST
@screen(Permission.HEALTH_RECORD)
def add_line(request: Request, person: UUID) -> HttpResponse:
    """One line of the record."""
    act.admitted_to_write(request.viewer, person)
    form = LineForm(request.POST)
    return _kept(
        request, person, form, "line", _("已记下。"),
        lambda: act.write_line(person=person, line=form.line(), by=request.viewer, at=clock.now()),
    )  # fmt: skip


@require_POST
@screen(Permission.HEALTH_RECORD)
def end_line(request: Request, person: UUID, line: UUID) -> HttpResponse:
    """A line is not so any more."""
    with telling(request):
        act.end_line(person=person, line=line, by=request.viewer, at=clock.now())
        saved(request, _("已记为不再如此；以前的记录还看得到。"))
    return elsewhere(request, reverse("health:health", args=[person]))


@require_http_methods(["GET", "HEAD", "POST"])
@screen(Permission.HEALTH_RECORD)
def plan(request: Request, person: UUID) -> HttpResponse:
    """A new version of the medical plan, beginning with what the one in force says."""
    who = act.admitted_to_write(request.viewer, person)
    plans = act.health_of(request.viewer, person).plans
    current = plans[0] if plans else None
    initial = {**current.words._asdict(), "check_on": current.check_on} if current else {}
    initial["seen"] = current.version if current else 0
    form = PlanForm(request.POST or None, initial=initial)
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data
        with form.blaming():
            act.renew_plan(
                person=who.id, words=form.words(), check_on=given["check_on"], seen=given["seen"],
                by=request.viewer, at=clock.now(),
            )  # fmt: skip
            saved(request, _("新的一版从今天起执行。"))
            return elsewhere(request, reverse("health:health", args=[who.id]))
    moved = form.is_bound and current is not None and form.data.get("seen") != str(current.version)
    context = {
        "who": who,
        "form": form,
        "moved": current if moved else None,
        "back": reverse("health:health", args=[who.id]),
    }
    return render(request, "health/plan.html", context, status=422 if form.errors else 200)


@require_POST
@screen(Permission.HEALTH_RECORD)
def add_checkup(request: Request, person: UUID) -> HttpResponse:
    """A check-up to come."""
    act.admitted_to_write(request.viewer, person)
    form = CheckupForm(request.POST)
    return _kept(
        request, person, form, "checkup", _("已约好。"),
        lambda: act.plan_checkup(person=person, by=request.viewer, at=clock.now(), **form.cleaned_data),
    )  # fmt: skip


@require_http_methods(["GET", "HEAD", "POST"])
@screen(Permission.HEALTH_RECORD)
def checkup(request: Request, person: UUID, checkup: UUID) -> HttpResponse:
    """What became of a check-up, and when the next one is."""
    who = act.admitted_to_write(request.viewer, person)
    row = checkup_for(who, checkup)
    form = OutcomeForm(request.POST or None, today=request.today)
    if request.method == "POST" and form.is_valid():
        given = dict(form.cleaned_data)
        outcome = Outcome(given.pop("outcome"))
        with form.blaming():
            act.close_checkup(
                person=who.id, checkup=row.id, outcome=outcome, by=request.viewer, at=clock.now(), **given
            )
            saved(request, _("已记下。"))
            return elsewhere(request, reverse("health:health", args=[who.id]))
    context = {
        "who": who,
        "row": row,
        "word": said(CHECKUPS[row.kind]),
        "form": form,
        "back": reverse("health:health", args=[who.id]),
    }
    return render(request, "health/checkup.html", context, status=422 if form.errors else 200)


@require_POST
@screen(Permission.HEALTH_RECORD)
def insurance(request: Request, person: UUID) -> HttpResponse:
    """What is known of somebody's insurance."""
    act.admitted_to_write(request.viewer, person)
    form = InsuranceForm(request.POST)
    return _kept(
        request, person, form, "insurance", _("已记下参保情况。"),
        lambda: act.set_insurance(person=person, said=form.said(), by=request.viewer, at=clock.now()),
    )  # fmt: skip


@require_POST
@screen(Permission.HEALTH_RECORD)
def agree(request: Request, person: UUID) -> HttpResponse:
    """The person's word on what is told to a hospital, or to the team."""
    purpose = request.POST.get("purpose", "")
    if agree_to_share.ASKED_BY.get(purpose) is not Permission.HEALTH_RECORD:
        raise Http404
    agreed = request.POST.get("agreed") == "yes"
    agree_to_share.say(person=person, purpose=purpose, agreed=agreed, by=request.viewer, at=clock.now())
    saved(request, _("已记下本人同意，随时可以撤回。") if agreed else _("已记下撤回，马上生效。"))
    return elsewhere(request, reverse("health:health", args=[person]))
