"""Writing a referral: whom to, what is asked, on what basis; kept as a draft or sent."""

from collections.abc import Iterable
from datetime import timedelta
from typing import Any
from uuid import UUID

from django.db import transaction
from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from guitu.casework.directory.queries import services
from guitu.casework.people.queries import AdmittedPerson
from guitu.casework.referrals.queries import ReferralRow, referral_for
from guitu.domain.access import Permission
from guitu.domain.directory.words import REFERRER_WORDS
from guitu.domain.kernel.errors import DomainError
from guitu.domain.referrals.machine import State
from guitu.domain.referrals.needs import help_for
from guitu.foundation import clock
from guitu.foundation.service_files import catalogue
from guitu.web.referrals.forms import ReferForm
from guitu.web.shell.http import Request, elsewhere, screen
from guitu.web.shell.notices import saved
from guitu.web.shell.tags import code_word, said
from guitu.workflows import refer as act
from guitu.workflows.need import Need, needs_of
from guitu.workflows.plan import admitted

_MOST = 200  # services in the list, the nearest first


@require_http_methods(["GET", "HEAD", "POST"])
@screen(Permission.SERVICE_RECORD)
def new(request: Request, person: UUID) -> HttpResponse:
    """A new referral; the address names the need it is for, or the referral it takes the place of."""
    who = admitted(request.viewer, person, Permission.SERVICE_RECORD)
    before = _before(request, who)
    need = _need(request, who, before)
    initial: dict[str, object] = {"until_on": request.today + timedelta(days=act.USUAL)}
    if service := request.GET.get("service"):
        initial["service"] = service
    if need is not None:
        initial["help"] = help_for(need.code)
    if before is not None:
        initial |= {"purpose": before.words.purpose, "may_call": before.may_call, "help": before.help}
    form = _form(request, need, initial)
    if request.method == "POST" and form.is_valid():
        made: UUID = form.cleaned_data["referral_id"]
        written = _written(form, need, before)
        try:
            with transaction.atomic():
                act.write_down(person=who.id, written=written, by=request.viewer, at=clock.now(), id_=made)
                _send(request, who, made, form)
        except DomainError as error:
            _blame(form, error)
        else:
            return elsewhere(request, reverse("referrals:one", args=[who.id, made]))
    return _drawn(request, who, form, need=need, back=reverse("referrals:needs", args=[who.id]))


@require_http_methods(["GET", "HEAD", "POST"])
@screen(Permission.SERVICE_RECORD)
def draft(request: Request, person: UUID, referral: UUID) -> HttpResponse:
    """A draft, to be written on and sent."""
    who = admitted(request.viewer, person, Permission.SERVICE_RECORD)
    row = referral_for(who, referral)
    if row.state is not State.DRAFT:
        return elsewhere(request, reverse("referrals:one", args=[who.id, row.id]))
    need = next((need for need in needs_of(request.viewer, who) if need.id == row.need), None)
    form = _form(request, need, _stands(request, row))
    if request.method == "POST" and form.is_valid():
        try:
            with transaction.atomic():
                act.rewrite(
                    person=who.id, referral=row.id, written=_written(form, need, None), by=request.viewer,
                    at=clock.now(),
                )  # fmt: skip
                _send(request, who, row.id, form)
        except DomainError as error:
            _blame(form, error)
        else:
            return elsewhere(request, reverse("referrals:one", args=[who.id, row.id]))
    return _drawn(request, who, form, need=need, back=reverse("referrals:one", args=[who.id, row.id]))


def _stands(request: Request, row: ReferralRow) -> dict[str, object]:
    """What stands in a draft."""
    return {
        "referral_id": row.id,
        "service": str(row.service or ""),
        "unit": "" if row.service else str(row.unit or ""),
        "partner": "" if row.service or row.unit else row.words.partner,
        "help": row.help,
        "purpose": row.words.purpose,
        "may_call": row.may_call,
        "until_on": request.today + timedelta(days=act.USUAL),
    }


def _before(request: Request, who: AdmittedPerson) -> ReferralRow | None:
    asked = _id(request.GET.get("instead_of", ""))
    return referral_for(who, asked) if asked else None


def _need(request: Request, who: AdmittedPerson, before: ReferralRow | None) -> Need | None:
    asked = _id(request.GET.get("need", "")) or (before.need if before else None)
    return next((need for need in needs_of(request.viewer, who) if need.id == asked), None)


def _id(text: str) -> UUID | None:
    try:
        return UUID(text)
    except ValueError:
        return None


def _form(request: Request, need: Need | None, initial: dict[str, object]) -> ReferForm:
    units = sorted(act.may_refer_to(request.viewer).items(), key=lambda unit: unit[1])
    return ReferForm(
        request.POST or None,
        services=_services(request, help_for(need.code) if need else ""),
        units=[(str(number), name) for number, name in units],
        initial=initial,
    )


def _services(request: Request, wanted: str) -> list[tuple[str, list[tuple[str, str]]]]:
    """The services around, by what they count as; what the need is usually answered with comes first."""
    kinds = catalogue()
    groups: dict[str, list[tuple[str, str]]] = {}
    found = services(request.viewer)[:_MOST]
    closed = act.closed_to(request.viewer, found)
    for row in found:
        label = f"{row.name}（{row.provider}）" if row.provider != row.name else row.name
        if row.id in closed:
            label += _(" · 须由%(who)s转介") % {"who": _referrers(row.referrers)}
        groups.setdefault(kinds[row.kind].counts_as, []).append((str(row.id), label))
    ordered = sorted(groups, key=lambda group: group != wanted)
    return [(code_word(group), groups[group]) for group in ordered]


def _referrers(codes: Iterable[str]) -> str:
    return "、".join(said(REFERRER_WORDS[code]) for code in codes if code in REFERRER_WORDS)


def _written(form: ReferForm, need: Need | None, before: ReferralRow | None) -> act.Written:
    given = form.cleaned_data
    return act.Written(
        help=given["help"],
        purpose=given["purpose"],
        service=given["service"],
        unit=given["unit"],
        partner=given["partner"],
        may_call=given["may_call"],
        need=need.id if need else None,
        instead_of=before.id if before else None,
    )


def _send(request: Request, who: AdmittedPerson, referral: UUID, form: ReferForm) -> None:
    """Send it where that was pressed, in the same transaction; else it stays a draft."""
    if request.POST.get("act") != "send":
        saved(request, _("已存为草稿，还没有发出。"))
        return
    given: dict[str, Any] = form.cleaned_data
    act.send(
        person=who.id, referral=referral, basis=given["basis"], agreed=given["agreed"],
        until=given["until_on"], by=request.viewer, at=clock.now(),
    )  # fmt: skip
    saved(request, _("已发出。对方没有答复的，会回到转介板上提醒您。"))


def _blame(form: ReferForm, error: DomainError) -> None:
    if error.code == "person.unknown":
        raise error
    form.blame(error)


def _drawn(
    request: Request, who: AdmittedPerson, form: ReferForm, *, need: Need | None, back: str
) -> HttpResponse:
    context = {"who": who, "form": form, "need": need, "back": back, "action": request.get_full_path()}
    return render(request, "referrals/write.html", context, status=422 if form.errors else 200)
