"""What one person needs: raised here as well as at a visit, and answered one by one."""

from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from guitu.casework.people.queries import AdmittedPerson
from guitu.casework.referrals.queries import ReferralRow, referrals_of
from guitu.domain.access import Permission, may
from guitu.domain.kernel.errors import DomainError
from guitu.domain.referrals.machine import Side, turns
from guitu.domain.referrals.words import STATES
from guitu.foundation import clock
from guitu.web.referrals.forms import AnswerForm, NeedForm
from guitu.web.shell import addresses
from guitu.web.shell.http import Request, elsewhere, screen
from guitu.web.shell.notices import saved
from guitu.workflows import need as act
from guitu.workflows.need import Need
from guitu.workflows.plan import admitted


@dataclass(frozen=True)
class Line:
    """One need as the page shows it; ``form`` what was done, None where it is answered."""

    need: Need
    late: bool
    form: AnswerForm | None
    referrals: list["Referred"]


Referred = tuple[ReferralRow, tuple[str, str], bool]  # where it stands in words, whether it waits for us


@require_http_methods(["GET", "HEAD", "POST"])
@screen(Permission.PERSON_READ)
def needs(request: Request, person: UUID) -> HttpResponse:
    """Everything somebody needs and needed; raise a need."""
    who = admitted(request.viewer, person, Permission.PERSON_READ)
    form = NeedForm(request.POST or None, today=request.today)
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data
        try:
            act.raise_needs(
                person=who.id, needs=given["needs"], urgent=given["urgent"], words=given["words"],
                said_on=given["said_on"], entry=given["entry_id"], by=request.viewer, at=clock.now(),
            )  # fmt: skip
        except DomainError as error:
            _blame(form, error)
        else:
            saved(request, _("已记下，期限从今天算起。"))
            return elsewhere(request, request.path)
    return page(request, who, form=form)


@require_POST
@screen(Permission.SERVICE_RECORD)
def answer(request: Request, person: UUID, need: UUID) -> HttpResponse:
    """Write down what was done about one need."""
    who = admitted(request.viewer, person, Permission.SERVICE_RECORD)
    form = AnswerForm(request.POST, today=request.today)
    if form.is_valid():
        given = form.cleaned_data
        try:
            act.answer(person=who.id, need=need, by=request.viewer, at=clock.now(), **given)
        except DomainError as error:
            _blame(form, error)
        else:
            saved(request, _("已答复这项需求。"))
            return elsewhere(request, reverse("referrals:needs", args=[who.id]))
    return page(request, who, answering=(need, form))


def _blame(form: Any, error: DomainError) -> None:
    if error.code == "person.unknown":
        raise error
    form.blame(error)


def page(
    request: Request,
    who: AdmittedPerson,
    *,
    form: NeedForm | None = None,
    answering: tuple[UUID, AnswerForm] | None = None,
) -> HttpResponse:
    """The page of needs, with the form that was refused in its place."""
    found = act.needs_of(request.viewer, who)
    referred = _referred(request, who)
    lines = [
        Line(
            need,
            need.is_late(request.today),
            None if not need.is_open else _answer_form(request, need, answering),
            [each for each in referred if each[0].need == need.id],
        )
        for need in found
    ]
    waiting = {line.need.id for line in lines if line.form}
    context = {
        "who": who,
        "back": addresses.person(who.id),
        "open": [line for line in lines if line.form],
        "answered": [line for line in lines if not line.form],
        "others": [each for each in referred if each[0].need not in waiting],
        "form": form or NeedForm(today=request.today),
        "writes": may(request.viewer, Permission.SERVICE_RECORD, held_by=who.held_by, person=who.id),
        "stray": answering[1] if answering and answering[0] not in waiting else None,
    }
    return render(request, "referrals/needs.html", context, status=422 if request.method == "POST" else 200)


def _referred(request: Request, who: AdmittedPerson) -> list[Referred]:
    return [
        (row, STATES[row.state.value], Side.OWNER in turns(row.stands, request.today))
        for row in referrals_of(who)
    ]


def _answer_form(request: Request, need: Need, answering: tuple[UUID, AnswerForm] | None) -> AnswerForm:
    if answering is not None and answering[0] == need.id:
        return answering[1]
    return AnswerForm(today=request.today)
