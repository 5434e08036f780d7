"""Offering a file, answering an offer, and whose turn it is."""

from datetime import timedelta
from typing import Any
from uuid import UUID

from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from guitu.casework.people.queries import AdmittedPerson, person_for
from guitu.casework.testing.queries import appointments_of
from guitu.casework.transfers import queries
from guitu.casework.transfers.queries import TransferRow
from guitu.domain.access import Permission, holds
from guitu.domain.kernel import region as regions
from guitu.domain.kernel.errors import DomainError
from guitu.domain.transfer import Answer, Sort, State
from guitu.foundation import clock
from guitu.foundation.accounts.queries import AccountRow, carers_of
from guitu.foundation.organisations.queries import UnitRow, unit_names, units
from guitu.web.shell import addresses
from guitu.web.shell.http import Request, elsewhere, screen
from guitu.web.shell.notices import saved
from guitu.web.transfers.forms import AcceptForm, DeclineForm, OfferForm
from guitu.web.transfers.rows import (
    appointment_lines,
    line,
    lines,
    settled_appointments,
    settled_lines,
    task_lines,
)
from guitu.workflows import transfer as act
from guitu.workflows.transfer_appointments import booked_of
from guitu.workflows.who_leads import led_for

_BACK = timedelta(days=30)  # so long a list keeps what came back
_NOT_TAKEN = 422
_PREFECTURE = 10**8


@require_safe
@screen(Permission.CONTACT_RECORD)
def board(request: Request) -> HttpResponse:
    """What waits for our answer, what we wait for, what came back, whom we help with."""
    viewer, today = request.viewer, request.today
    since = clock.now() - _BACK
    return render(
        request,
        "transfers/board.html",
        {
            "incoming": lines(viewer, queries.offered_to(viewer), today=today),
            "outgoing": lines(viewer, queries.offered_by(viewer), today=today),
            "returned": lines(viewer, queries.returned_to(viewer, since=since), today=today),
            "shared": lines(viewer, queries.shared_with(viewer), today=today),
        },
    )


@require_http_methods(["GET", "HEAD", "POST"])
@screen(Permission.CONTACT_RECORD)
def offer(request: Request, person: UUID) -> HttpResponse:
    """Offer a file, or a share of the care, to another office."""
    who = person_for(request.viewer, person, Permission.CONTACT_RECORD)
    if not act.may_offer(request.viewer, who.held_by):
        raise PermissionDenied
    tasks = task_lines(act.tasks_of(request.viewer, person, on=request.today), place=who.held_by)
    around = _around(who)
    body = request.POST if request.method == "POST" else None
    booked = appointment_lines(booked_of(who))
    form = OfferForm(body, today=request.today, units=around, tasks=tasks, appointments=booked)
    if form.is_valid():
        try:
            made = act.offer(
                person=person,
                sort=Sort(form.cleaned_data["sort"]),
                to_unit=form.cleaned_data["to"],
                effective_on=form.cleaned_data["effective_on"],
                answers=form.answers(),
                words=form.cleaned_data["words"],
                by=request.viewer,
                at=clock.now(),
                offer_id=form.cleaned_data["offer_id"],
            )
        except DomainError as error:
            form.blame(error)
        else:
            saved(request, _("已提交。对方接收之前，档案仍由本单位负责。"))
            return elsewhere(request, reverse("transfers:one", args=[person, made]))
    context = {"form": form, "name": who.name, "back": addresses.person(person), "units": around}
    context["led"] = led_for(who)
    context["drop"] = Answer.DROP.value
    return render(request, "transfers/offer.html", context, status=_NOT_TAKEN if body else 200)


@require_http_methods(["GET", "HEAD", "POST"])
@screen(Permission.CONTACT_RECORD)
def one(request: Request, person: UUID, transfer: UUID) -> HttpResponse:
    """One offer; a POST accepts it."""
    who = person_for(request.viewer, person, Permission.CONTACT_RECORD)
    row = queries.transfer_for(who, transfer)
    colleagues = _colleagues(request, row)
    form = AcceptForm(request.POST if request.method == "POST" else None, colleagues=colleagues)
    if form.is_bound and form.is_valid():
        try:
            act.accept(
                person=person,
                offer_id=transfer,
                worker=form.cleaned_data["worker"],
                words=form.cleaned_data["words"],
                by=request.viewer,
                at=clock.now(),
            )
        except DomainError as error:
            form.blame(error)
        else:
            saved(request, _("已接收。从现在起由本单位负责。"))
            return elsewhere(request, addresses.person(person))
    return _page(request, who, row, form, DeclineForm(), status=_NOT_TAKEN if form.is_bound else 200)


@require_POST
@screen(Permission.CONTACT_RECORD)
def decline(request: Request, person: UUID, transfer: UUID) -> HttpResponse:
    """Send an offer back."""
    who = person_for(request.viewer, person, Permission.CONTACT_RECORD)
    row = queries.transfer_for(who, transfer)
    form = DeclineForm(request.POST)
    if form.is_valid():
        act.decline(
            person=person,
            offer_id=transfer,
            reason=form.cleaned_data["reason"],
            words=form.cleaned_data["words"],
            by=request.viewer,
            at=clock.now(),
        )
        saved(request, _("已退回。档案仍由对方负责。"))
        return elsewhere(request, reverse("transfers:board"))
    accepting = AcceptForm(None, colleagues=_colleagues(request, row))
    return _page(request, who, row, accepting, form, status=_NOT_TAKEN)


@require_POST
@screen(Permission.CONTACT_RECORD)
def take_back(request: Request, person: UUID, transfer: UUID) -> HttpResponse:
    """Withdraw an offer, or end care that is shared."""
    act.take_back(person=person, offer_id=transfer, by=request.viewer, at=clock.now())
    saved(request, _("已撤回。"))
    return elsewhere(request, reverse("transfers:board"))


def _page(
    request: Request, who: AdmittedPerson, row: TransferRow, form: Any, refusal: Any, *, status: int
) -> HttpResponse:
    viewer = request.viewer
    legal = holds(viewer, Permission.LEGAL_FACT_RECORD)
    waits = row.state is State.OFFERED
    mine = act.may_offer(viewer, who.held_by)
    theirs = legal and viewer.unit == row.to_unit
    names = unit_names({row.from_unit, row.to_unit})
    context = {
        "person": who.id,
        "name": who.name,
        "back": addresses.person(who.id),
        "line": line(row, who.name, names, request.today),
        "tasks": settled_lines(row),
        "appointments": settled_appointments(row, appointments_of(who)),
        "words": row.words,
        "answer": row.answer,
        "form": form,
        "refusal": refusal,
        "may_answer": waits and theirs,
        "may_take_back": mine and waits,
        "may_end": (mine or theirs) and row.kind is Sort.SHARE and row.state is State.ACCEPTED,
        "letter": _letter(who, row.kind) if row.state is State.ACCEPTED and (mine or theirs) else "",
    }
    return render(request, "transfers/one.html", context, status=status)


def _letter(who: AdmittedPerson, sort: Sort) -> str:
    """Where the letter about it is written: to the police after a move, between the two offices otherwise."""
    kind = "transfer_notice" if sort is Sort.MOVE else "dual_control_letter"
    return reverse("letters:new", args=[who.id, kind])


def _colleagues(request: Request, row: TransferRow) -> tuple[AccountRow, ...]:
    return carers_of(row.to_unit) if request.viewer.unit == row.to_unit else ()


def _around(who: AdmittedPerson) -> tuple[UnitRow, ...]:
    """Offices of the prefecture the file lies in, for the list; others are named by their number."""
    region = regions.region_of(who.held_by)
    return tuple(
        row
        for row in units(within=region - region % _PREFECTURE, types=act.HOLDERS)
        if row.number != who.held_by
    )
