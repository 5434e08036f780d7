"""One person's way from the gate to the station: what is ready, what was handed over, who has answered."""

from collections.abc import Callable
from typing import Any
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from guitu.casework.handoffs.queries import HandoffRow, LineRow, handoff_of, lines_of
from guitu.casework.journal.queries import entries_of
from guitu.casework.people.queries import AdmittedPerson, person_for
from guitu.domain.access import Permission
from guitu.domain.handoff import machine
from guitu.domain.handoff.machine import Side, State
from guitu.domain.kernel.errors import DomainError
from guitu.foundation import clock
from guitu.foundation.accounts.queries import display_names, staff_of
from guitu.foundation.audit import sightings
from guitu.foundation.organisations.queries import unit_names
from guitu.web.handoffs import words
from guitu.web.handoffs.forms import (
    AssessForm,
    DayForm,
    NeedForm,
    OfferForm,
    PacketForm,
    ReturnForm,
    StayingForm,
)
from guitu.web.handoffs.rows import from_release, is_ours, step_lines, turn, where
from guitu.web.handoffs.views import receivers
from guitu.web.shell import addresses
from guitu.web.shell.forms import Form
from guitu.web.shell.http import Request, elsewhere, screen
from guitu.web.shell.notices import saved
from guitu.workflows import offer_release, prepare_release
from guitu.workflows.handoff_clock import known_of, steps_of
from guitu.workflows.prepare_release import Assessment, admitted

_NOT_TAKEN = 422
Answer = Callable[[], object]


@require_safe
@screen(Permission.CONTACT_RECORD)
def page(request: Request, person: UUID) -> HttpResponse:
    """Everything about one hand-off; of somebody who never was in one, that there is none."""
    who = person_for(request.viewer, person, Permission.CONTACT_RECORD)
    if handoff_of(who) is None:
        return render(request, "handoffs/none.html", {"who": who, "back": addresses.person(who.id)})
    return _drawn(request, person)


@require_POST
@screen(Permission.CONTACT_RECORD)
def assess(request: Request, person: UUID) -> HttpResponse:
    """What was found before the gate."""
    form = AssessForm(request.POST)

    def act() -> None:
        said = form.cleaned_data
        found = Assessment(
            said["happened_on"], said["assessors"], form.words(), said["sole_carer"], said["entry_id"]
        )
        prepare_release.assess(person=person, found=found, by=request.viewer, at=clock.now())

    return _done(request, person, "assess_form", form, act, _("评估已保存。"))


@require_POST
@screen(Permission.CONTACT_RECORD)
def need(request: Request, person: UUID) -> HttpResponse:
    """A need with its two owners."""
    _who, row = admitted(person, by=request.viewer, at_centre=True)
    form = NeedForm(request.POST, staff=staff_of(row.centre))

    def act() -> None:
        said = form.cleaned_data
        prepare_release.name_need(
            person=person,
            code=said["code"],
            words=said["words"],
            inside=said["inside"],
            outside=said["outside"],
            by=request.viewer,
            at=clock.now(),
        )

    return _done(request, person, "need_form", form, act, _("需求已保存，两边都有人负责。"))


@require_POST
@screen(Permission.CONTACT_RECORD)
def drop_need(request: Request, person: UUID) -> HttpResponse:
    """A need that was written by mistake."""
    try:
        line = UUID(request.POST.get("line", ""))
    except ValueError:
        raise DomainError("handoff.unknown") from None
    prepare_release.drop_need(person=person, line=line, by=request.viewer)
    saved(request, _("已删去。"))
    return elsewhere(request, _address(person))


@require_POST
@screen(Permission.CONTACT_RECORD)
def packet(request: Request, person: UUID) -> HttpResponse:
    """Keep the packet as it is; nothing leaves the centre."""
    form = PacketForm(request.POST)

    def act() -> None:
        said = form.cleaned_data
        prepare_release.write_packet(
            person=person,
            words=form.words(),
            order=said["order"],
            certificate=said["certificate"],
            rehab=said["rehab"],
            by=request.viewer,
            at=clock.now(),
        )

    return _done(request, person, "packet_form", form, act, _("材料已保存，还没有移交。"))


@require_POST
@screen(Permission.CONTACT_RECORD)
def offer(request: Request, person: UUID) -> HttpResponse:
    """Hand packet and papers over."""
    _who, row = admitted(person, by=request.viewer, at_centre=True)
    townships, stations = receivers(row.centre)
    form = OfferForm(request.POST, townships=townships, stations=stations)

    def act() -> None:
        said = form.cleaned_data
        offer_release.offer(
            person=person,
            township=said["township"],
            station=said["station"],
            by=request.viewer,
            at=clock.now(),
        )

    return _done(request, person, "offer_form", form, act, _("已移交。对方接收之前，本人仍由本所负责。"))


@require_POST
@screen(Permission.CONTACT_RECORD)
def accept(request: Request, person: UUID) -> HttpResponse:
    """One receiver accepts."""
    state = offer_release.accept(person=person, by=request.viewer, at=clock.now())
    if state is State.ACCEPTED:
        saved(request, _("已接收，回执已发给对方。从现在起由接收单位负责。"))
    else:
        saved(request, _("已接收，回执已发给对方。另一个单位接收之后，由接收单位负责。"))
    return elsewhere(request, _address(person))


@require_POST
@screen(Permission.CONTACT_RECORD)
def send_back(request: Request, person: UUID) -> HttpResponse:
    """One receiver returns everything."""
    form = ReturnForm(request.POST)

    def act() -> None:
        said = form.cleaned_data
        offer_release.send_back(
            person=person, reason=said["reason"], words=said["words"], by=request.viewer, at=clock.now()
        )

    words_ = _("已退回，原因已告知戒毒所。现在轮到戒毒所办理。")
    return _done(request, person, "return_form", form, act, words_, to=reverse("handoffs:board"))


@require_POST
@screen(Permission.CONTACT_RECORD)
def take_back(request: Request, person: UUID) -> HttpResponse:
    """The centre takes its offer back."""
    offer_release.take_back(person=person, by=request.viewer, at=clock.now())
    saved(request, _("已撤回。改好之后可以再移交。"))
    return elsewhere(request, _address(person))


@require_POST
@screen(Permission.CONTACT_RECORD)
def stay(request: Request, person: UUID) -> HttpResponse:
    """The person is not released as planned."""
    form = StayingForm(request.POST)

    def act() -> None:
        said = form.cleaned_data
        offer_release.stay(
            person=person,
            reason=said["reason"],
            document=said["document"],
            words="",
            by=request.viewer,
            at=clock.now(),
        )

    return _done(request, person, "stay_form", form, act, _("已记录。确定新的出所日期后请登记。"))


@require_POST
@screen(Permission.CONTACT_RECORD)
def day(request: Request, person: UUID) -> HttpResponse:
    """Another release day."""
    form = DayForm(request.POST)

    def act() -> None:
        said = form.cleaned_data
        offer_release.name_day(
            person=person,
            released_on=said["released_on"],
            document=said["document"],
            by=request.viewer,
            at=clock.now(),
        )

    return _done(request, person, "day_form", form, act, _("出所日期已更改。"))


def _done(
    request: Request, person: UUID, name: str, form: Form, act: Answer, words_: str, *, to: str = ""
) -> HttpResponse:
    """Do it and go on, or the page again with the form as it was sent and what is wrong with it."""
    if form.is_valid():
        with form.blaming():
            act()
            saved(request, words_)
            return elsewhere(request, to or _address(person))
    return _drawn(request, person, **{name: form})


def _address(person: UUID) -> str:
    return reverse("handoffs:person", args=[person])


def _drawn(request: Request, person: UUID, **sent: Form) -> HttpResponse:
    who, row = admitted(person, by=request.viewer)
    sightings.saw([who.id], "casework")
    lines = lines_of(who, row)
    units = unit_names({n for n in (row.centre, row.township, row.station) if n is not None})
    known = known_of(row, entries_of(who))
    context: dict[str, Any] = {
        "who": who,
        "row": row,
        "back": addresses.person(who.id),
        "days": from_release(row.released_on, request.today),
        "where": where(row, units),
        "turn": turn(row, units),
        "ours": is_ours(row, request.viewer.unit),
        "steps": step_lines(row, steps_of(row, known), units, today=request.today),
        "forms_of": {
            step: addresses.record(who.id, kind, back="handoff") for step, kind in words.RECORDED_AS.items()
        },
        "needs": _needs(lines),
        "packet": {line.code: line.words for line in lines if line.sort == "packet"},
        "returned": next((line for line in reversed(lines) if line.sort == "returned"), None),
        "receipts": _receipts(row, units),
        "step_words": words.STEPS,
        "may": _may(request, row),
        **_forms(request, who, row, lines),
        **sent,
        "wrong": next((form.non_field_errors()[0] for form in sent.values() if form.non_field_errors()), ""),
    }
    return render(request, "handoffs/person.html", context, status=_NOT_TAKEN if sent else 200)


def _may(request: Request, row: HandoffRow) -> dict[str, bool]:
    """What this viewer's unit may do now."""
    side = row.side_of(request.viewer.unit)
    at_centre = side is Side.CENTRE
    answers = row.state is State.OFFERED and side in machine.turns(row.machine)
    return {
        "prepare": at_centre and row.state in {State.PREPARING, State.RETURNED},
        "assess": side is not None and row.state is not State.ACCEPTED,
        "answer": answers and side is not Side.CENTRE,
        "take_back": at_centre and row.state is State.OFFERED,
        "stay": at_centre and row.state in {State.PREPARING, State.RETURNED, State.OFFERED},
        "day": at_centre and row.state in {State.PREPARING, State.RETURNED, State.STAYED},
        "record": at_centre or row.state is State.ACCEPTED,
    }


def _forms(
    request: Request, who: AdmittedPerson, row: HandoffRow, lines: tuple[LineRow, ...]
) -> dict[str, Form]:
    may = _may(request, row)
    found: dict[str, Form] = {"return_form": ReturnForm(), "stay_form": StayingForm(), "day_form": DayForm()}
    if may["assess"]:
        found["assess_form"] = AssessForm(today=request.today)
    if may["prepare"]:
        townships, stations = receivers(row.centre)
        initial = {line.code: line.words for line in lines if line.sort == "packet"}
        papers = {
            "order": row.order_document,
            "certificate": row.certificate_document,
            "rehab": row.rehab_document,
        }
        to = {"township": row.township, "station": row.station}
        found["need_form"] = NeedForm(staff=staff_of(row.centre))
        found["packet_form"] = PacketForm(initial={**initial, **papers})
        found["offer_form"] = OfferForm(townships=townships, stations=stations, initial=to)
    return found


def _needs(lines: tuple[LineRow, ...]) -> list[dict[str, Any]]:
    found = [line for line in lines if line.sort == "need"]
    names = display_names({line.inside for line in found if line.inside is not None})
    return [
        {
            "id": line.id,
            "code": line.code,
            "words": line.words,
            "inside": names.get(line.inside, "–") if line.inside else "–",
            "outside": "township_office" if line.outside == "township" else line.outside,
        }
        for line in found
    ]


def _receipts(row: HandoffRow, units: dict[int, str]) -> list[dict[str, Any]]:
    """Who accepted this offer, when, and the names of those who did."""
    given = [
        (row.township, row.township_at, row.township_by),
        (row.station, row.station_at, row.station_by),
    ]
    names = display_names({by for _, _, by in given if by is not None})
    return [
        {"unit": units.get(number or 0, ""), "at": at, "by": names.get(by, "–") if by else "–"}
        for number, at, by in given
        if at is not None
    ]
