"""Asking for one file in an emergency, reviewing who did, and the list the person is shown."""

from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.http import HttpResponse, QueryDict
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from guitu.domain.access import Permission
from guitu.domain.kernel.errors import DomainError
from guitu.foundation import clock
from guitu.foundation.accounts.queries import display_names
from guitu.foundation.authorization.emergencies import Emergency
from guitu.foundation.organisations.queries import unit_names
from guitu.web.shell import addresses
from guitu.web.shell.http import Request, elsewhere, screen
from guitu.web.shell.notices import saved
from guitu.web.shell.words import sentence
from guitu.web.team.forms import OUTCOME_WORDS, REASON_WORDS, EmergencyForm
from guitu.workflows import break_glass


@dataclass(frozen=True)
class Line:
    """One opening in words. ``name`` "" where the reader may not know whose file it was."""

    row: Emergency
    asker: str
    unit: str
    reason: Any
    outcome: Any
    name: str = ""
    is_late: bool = False
    is_own: bool = False


@require_http_methods(["GET", "HEAD", "POST"])
@screen(Permission.BREAK_GLASS, fresh=True)
def ask(request: Request) -> HttpResponse:
    """Open one file for four hours."""
    form = EmergencyForm(_body(request))
    if request.method == "POST" and form.is_valid():
        said = form.cleaned_data
        whom = break_glass.Whom(said["citizen_id"], said["name"], said["birth_on"])
        try:
            ticket = break_glass.open_in_need(
                whom, reason=said["reason"], words=said["words"], by=request.viewer, at=clock.now()
            )
        except DomainError as error:
            form.add_error(None, sentence(error))
        else:
            saved(request, _("已打开四小时。单位负责人和隐私专员会复核，本人看得到这次查阅。"))
            return elsewhere(request, addresses.person(ticket.person))
    context = {"form": form, "hours": break_glass.HOURS, "days": break_glass.REVIEW_DAYS}
    return render(request, "team/ask.html", context, status=422 if form.errors else 200)


@require_safe
@screen(Permission.BREAK_GLASS_REVIEW)
def reviews(request: Request) -> HttpResponse:
    """Openings of files this unit answers for."""
    found = break_glass.to_review(request.viewer, today=request.today)
    lines = _lines([each.emergency for each in found])
    shown = [
        Line(
            line.row,
            line.asker,
            line.unit,
            line.reason,
            line.outcome,
            each.person.name if each.person else "",
            each.is_late,
            each.is_own,
        )
        for line, each in zip(lines, found, strict=True)
    ]
    return render(request, "team/reviews.html", {"lines": shown, "days": break_glass.REVIEW_DAYS})


@require_POST
@screen(Permission.BREAK_GLASS_REVIEW)
def review(request: Request, opening: UUID) -> HttpResponse:
    """Say whether it was justified."""
    outcome = request.POST.get("outcome", "")
    break_glass.review(opening, outcome=outcome, by=request.viewer, at=clock.now())
    saved(request, _("已记下复核结果。"))
    return elsewhere(request, reverse("team:reviews"))


@require_safe
@screen(Permission.PERSON_READ)
def openings(request: Request, person: UUID) -> HttpResponse:
    """Every time one person's file was opened in an emergency."""
    who, found = break_glass.openings_of(request.viewer, person)
    context = {"name": who.name, "back": addresses.person(who.id), "lines": _lines(list(found))}
    return render(request, "team/openings.html", context)


def _lines(found: list[Emergency]) -> list[Line]:
    askers = display_names({row.asked_by for row in found})
    units = unit_names({row.asked_unit for row in found})
    return [
        Line(
            row,
            askers.get(row.asked_by, ""),
            units.get(row.asked_unit, ""),
            REASON_WORDS[row.reason],
            OUTCOME_WORDS[row.outcome],
        )
        for row in found
    ]


def _body(request: Request) -> QueryDict | None:
    return request.POST if request.method == "POST" else None
