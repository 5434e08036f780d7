"""The list of who completes soon, the certificate, and the letter that asks for the end of control."""

from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import NoReverseMatch, reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from guitu.domain.access import Permission
from guitu.domain.outlook.slots import Duty
from guitu.foundation import clock
from guitu.foundation.ids import new_id
from guitu.foundation.organisations.queries import unit_names
from guitu.web.shell import addresses, terms
from guitu.web.shell.http import Request, elsewhere, screen
from guitu.web.shell.notices import saved
from guitu.web.shell.tags import said
from guitu.workflows.endings import (
    CERTIFICATE,
    REMINDER,
    REQUEST,
    Completing,
    completing,
    completing_of,
    hand_over_paper,
)


@dataclass(frozen=True)
class Owed:
    """One thing that is owed before the end, by whom and until when; ``template`` of a letter of ours."""

    title: str
    by: str
    due: date
    late: bool
    template: str


@dataclass(frozen=True)
class Line:
    """One order that ends soon."""

    person: UUID
    episode: UUID
    name: str
    address: str
    kind: str
    last: date | None
    control_on: date | None
    may_end: bool
    owed: tuple[Owed, ...]


@require_safe
@screen(Permission.LEGAL_FACT_RECORD)
def endings(request: Request) -> HttpResponse:
    """Who completes in the next sixty days."""
    found, people = completing(request.viewer, today=request.today)
    lines = [_line(one, people[one.person].name, request.today) for one in found]
    return render(request, "endings/endings.html", {"lines": lines, "new_id": new_id})


def _line(one: Completing, name: str, today: date) -> Line:
    return Line(
        person=one.person,
        episode=one.row.id,
        name=name,
        address=addresses.person(one.person),
        kind=str(terms.EPISODES[one.row.kind.value]),
        last=one.last,
        control_on=one.control_on,
        may_end=one.ends.control_may_end,
        owed=tuple(_owed(duty, today) for duty in one.owed),
    )


def _owed(duty: Duty, today: date) -> Owed:
    rule = duty.window.rule
    asked = dict(rule.satisfies.details) if rule.satisfies else {}
    return Owed(
        title=said(rule.title),
        by=str(terms.TABLES["owed_by"].get(rule.owed_by, rule.owed_by)),
        due=date.fromordinal(duty.window.due),
        late=duty.status(today.toordinal()) == "late",
        template=str(asked.get("template", "")),
    )


@require_safe
@screen(Permission.LEGAL_FACT_RECORD)
def certificate(request: Request, person: UUID, episode: UUID) -> HttpResponse:
    """The certificate of completion, to be printed and handed over."""
    who, found = completing_of(request.viewer, person, episode=episode, today=request.today)
    context = _paper(found, template=CERTIFICATE)
    return render(request, "endings/certificate.html", {**context, "who": who, "today": request.today})


@require_safe
@screen(Permission.LEGAL_FACT_RECORD)
def request_end(request: Request, person: UUID, episode: UUID) -> HttpResponse:
    """The person's letter that asks the police to end dynamic control."""
    who, found = completing_of(request.viewer, person, episode=episode, today=request.today)
    conditions = [
        (
            one.met,
            str(terms.CONTROL[one.rule])
            % {"day": date.fromordinal(one.on).isoformat() if one.on else ""},
        )
        for one in found.ends.control
    ]
    context = {**_paper(found, template=REQUEST), "who": who, "conditions": conditions, "today": request.today}
    return render(request, "endings/request.html", context)


@require_POST
@screen(Permission.LEGAL_FACT_RECORD)
def handed(request: Request, person: UUID, episode: UUID, template: str) -> HttpResponse:
    """A paper went to the person, or to the police."""
    hand_over_paper(person=person, episode=episode, template=template, by=request.viewer, at=clock.now())
    words = {CERTIFICATE: _("已记录：证明已交给本人。"), REMINDER: _("已记录：已提醒公安机关。")}
    saved(request, words.get(template, _("已记录：申请已送出。")))
    return elsewhere(request, reverse("endings:endings"))


def _paper(found: Completing, *, template: str) -> dict[str, Any]:
    term = found.seen.course.term
    return {
        "episode": found.row.id,
        "kind": str(terms.EPISODES[found.row.kind.value]),
        "first": date.fromordinal(term[0]) if term else None,
        "last": found.last,
        "control_on": found.control_on,
        "document": found.row.order_document,
        "unit": unit_names({found.row.held_by}).get(found.row.held_by, ""),
        "template": template,
        "letter": _letter(found.person, template),
        "back": reverse("endings:endings"),
    }


def _letter(person: UUID, template: str) -> str:
    """Where the office's own template of this letter is filled in; "" where there is none."""
    try:
        return reverse("letters:new", args=[person, template])
    except NoReverseMatch:
        return ""
