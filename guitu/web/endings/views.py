"""The list of who completes soon: the last day, who owes what before it, and the letters to write."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe

from guitu.domain.access import Permission
from guitu.domain.outlook.slots import Duty
from guitu.web.shell import addresses, terms
from guitu.web.shell.http import Request, screen
from guitu.web.shell.tags import said
from guitu.workflows.endings import Completing, completing

CERTIFICATE, REQUEST = "completion_certificate", "end_of_control_request"


@dataclass(frozen=True)
class Owed:
    """One thing that is owed before the end, by whom and until when; ``letter`` where it is written."""

    title: str
    by: str
    due: date
    late: bool
    letter: str


@dataclass(frozen=True)
class Line:
    """One order that ends soon."""

    person: UUID
    name: str
    address: str
    kind: str
    last: date | None
    control_on: date | None
    may_end: bool
    certificate: str
    request: str
    conditions: tuple[tuple[bool, str], ...]
    owed: tuple[Owed, ...]


@require_safe
@screen(Permission.LEGAL_FACT_RECORD)
def endings(request: Request) -> HttpResponse:
    """Who completes in the next sixty days."""
    found, people = completing(request.viewer, today=request.today)
    lines = [_line(one, people[one.person].name, request.today) for one in found]
    return render(request, "endings/endings.html", {"lines": lines})


def _line(one: Completing, name: str, today: date) -> Line:
    return Line(
        person=one.person,
        name=name,
        address=addresses.person(one.person),
        kind=str(terms.EPISODES[one.row.kind.value]),
        last=one.last,
        control_on=one.control_on,
        may_end=one.ends.control_may_end,
        certificate=_letter(one.person, CERTIFICATE),
        request=_letter(one.person, REQUEST) if one.control_on else "",
        conditions=tuple(
            (met.met, str(terms.CONTROL[met.rule]) % {"day": _day_text(met.on)}) for met in one.ends.control
        ),
        owed=tuple(_owed(one, duty, today) for duty in one.owed),
    )


def _letter(person: UUID, template: str) -> str:
    return reverse("letters:new", args=[person, template])


def _day_text(ordinal: int | None) -> str:
    return date.fromordinal(ordinal).isoformat() if ordinal else ""


def _owed(one: Completing, duty: Duty, today: date) -> Owed:
    rule = duty.window.rule
    asked = dict(rule.satisfies.details) if rule.satisfies else {}
    return Owed(
        title=said(rule.title),
        by=str(terms.TABLES["owed_by"].get(rule.owed_by, rule.owed_by)),
        due=date.fromordinal(duty.window.due),
        late=duty.status(today.toordinal()) == "late",
        letter=_letter(one.person, str(asked["template"])) if "template" in asked else "",
    )
