"""Somebody cannot be reached: keep trying. Somebody used again: help stands first on the page."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from guitu.casework.people.queries import AdmittedPerson, person_for
from guitu.domain.access import Permission, may
from guitu.domain.episode import ORDERED
from guitu.domain.journal.codes import CONTACT_MODES
from guitu.domain.kernel.errors import DomainError
from guitu.foundation import clock
from guitu.web.breaches.forms import FoundForm, LostForm, ToldForm
from guitu.web.shell import addresses
from guitu.web.shell.http import Request, elsewhere, screen
from guitu.web.shell.notices import saved
from guitu.web.shell.words import sentence
from guitu.workflows.breach import standings, tell_lost
from guitu.workflows.relapse import found_use, told_of_use


@dataclass(frozen=True)
class Way:
    """One way to reach somebody: when it was tried last, and the form that writes a try down."""

    code: str
    tried_on: date | None
    address: str


_KIND = {"phone": "phone_call", "in_person": "home_visit"}


@require_http_methods(["GET", "HEAD", "POST"])
@screen(Permission.CONTACT_RECORD)
def lost(request: Request, person: UUID) -> HttpResponse:
    """What was tried to reach the person, what is left to try; and, at the very end, telling the police."""
    who = person_for(request.viewer, person, Permission.CONTACT_RECORD)
    now = standings(who, today=request.today)
    ordered = [one for one in now if one.row.kind in ORDERED]
    form = LostForm(request.POST or None, prefix="lost")
    if request.method == "POST" and ordered and form.is_valid():
        try:
            tell_lost(
                person=who.id,
                episode=ordered[0].row.id,
                told=tuple(form.cleaned_data["told"]),
                document_number=form.cleaned_data["document_number"],
                entry_id=form.cleaned_data["entry_id"],
                by=request.viewer,
                at=clock.now(),
            )
        except DomainError as error:
            _blame(form, error)
        else:
            saved(request, _("已记录。联系上以后会自动解除。"))
            return elsewhere(request, request.path)
    found = (ordered or now)[0].search if now else None
    tried = found.tried if found else {}
    context = {
        "who": who,
        "search": found,
        "ways": [_way(who, code, tried.get(code)) for code in CONTACT_MODES],
        "since": _day(found.since if found else None),
        "told_on": _day(found.told_on if found else None),
        "ordered": bool(ordered),
        "form": form if ordered and found and _may_tell(request, who) else None,
        "back": addresses.person(who.id),
    }
    return render(request, "breaches/lost.html", context, status=_status(request))


def _way(who: AdmittedPerson, code: str, tried: int | None) -> Way:
    address = addresses.record(who.id, _KIND.get(code, "talk"), back="person")
    return Way(code, _day(tried), address)


def _day(ordinal: int | None) -> date | None:
    return None if ordinal is None else date.fromordinal(ordinal)


@require_http_methods(["GET", "HEAD", "POST"])
@screen(Permission.CONTACT_RECORD)
def use(request: Request, person: UUID) -> HttpResponse:
    """Somebody used again: help and treatment first, then the little that is written down."""
    who = person_for(request.viewer, person, Permission.CONTACT_RECORD)
    by_paper = _may_tell(request, who)
    sent = request.POST if request.method == "POST" else None
    told = ToldForm(sent if sent is not None and "told" in sent else None, prefix="said", on=request.today)
    found = FoundForm(sent if sent is not None and "found" in sent else None, prefix="found")
    form = found if sent is not None and "found" in sent else told
    if form.is_bound and form.is_valid() and (form is told or by_paper):
        write = told_of_use if form is told else found_use
        try:
            write(person=who.id, by=request.viewer, at=clock.now(), **form.cleaned_data)
        except DomainError as error:
            _blame(form, error)
        else:
            saved(request, _("已记录，并已提出就医的需求。请现在就帮助联系。"))
            return elsewhere(request, addresses.person(who.id))
    context = {
        "who": who,
        "told": told,
        "found": found if by_paper else None,
        "help": addresses.record(who.id, "service", service="medical_aid"),
        "back": addresses.person(who.id),
    }
    return render(request, "breaches/use.html", context, status=_status(request))


def _may_tell(request: Request, who: AdmittedPerson) -> bool:
    return may(request.viewer, Permission.LEGAL_FACT_RECORD, held_by=who.held_by, person=who.id)


def _blame(form: LostForm | ToldForm | FoundForm, error: DomainError) -> None:
    if error.code == "person.unknown":
        raise error
    names = {"happened_on": "on"}
    field = str(error.facts.get("field"))
    place = names.get(field, field)
    form.add_error(place if place in form.fields else None, sentence(error))


def _status(request: Request) -> int:
    return 422 if request.method == "POST" else 200
