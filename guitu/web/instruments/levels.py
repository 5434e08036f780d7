"""The risk level of one person, for the case team alone: what it rests on, who agreed, until when."""

from typing import Any
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from guitu.domain.access import Permission
from guitu.domain.kernel.errors import DomainError
from guitu.foundation import clock
from guitu.foundation.accounts.queries import display_names
from guitu.web.shell import addresses
from guitu.web.shell.asking import said
from guitu.web.shell.http import Request, elsewhere, screen
from guitu.web.shell.notices import failed, saved
from guitu.web.shell.words import sentence
from guitu.workflows import risk_level as act
from guitu.workflows.risk_level import Judged


@require_safe
@screen(Permission.CONTACT_RECORD)
def level(request: Request, person: UUID) -> HttpResponse:
    """The level, its reasons and its end; what waits for confirmation."""
    found = act.standing(request.viewer, person, today=request.today)
    held, waiting = found.held, found.waiting
    forms = [each.judged for each in (held, waiting) if each and each.judged]
    names = display_names({id_ for form in forms for id_ in (form.made_by, *form.confirmed_by)})
    context = {
        "found": found,
        "held": held,
        "held_form": _shown(held.judged, names) if held and held.judged else None,
        "waiting": waiting,
        "waiting_form": _shown(waiting.judged, names) if waiting else None,
        "back": addresses.person(found.who.id),
    }
    return render(request, "instruments/level.html", context)


@require_POST
@screen(Permission.CONTACT_RECORD)
def confirm(request: Request, person: UUID) -> HttpResponse:
    """Agree to what waits."""
    try:
        is_set = act.confirm_level(person=person, proposal=_id(request), by=request.viewer, at=clock.now())
    except DomainError as error:
        if error.code == "person.unknown":
            raise
        failed(request, sentence(error))
    else:
        saved(request, _("已确认，等级生效。") if is_set else _("已确认。还需要其他同事确认。"))
    return elsewhere(request, reverse("instruments:level", args=[person]))


@require_POST
@screen(Permission.CONTACT_RECORD)
def withdraw(request: Request, person: UUID) -> HttpResponse:
    """Take what waits back."""
    try:
        act.withdraw_level(person=person, proposal=_id(request), by=request.viewer, at=clock.now())
    except DomainError as error:
        if error.code == "person.unknown":
            raise
        failed(request, sentence(error))
    else:
        saved(request, _("已撤回，没有确定等级。"))
    return elsewhere(request, reverse("instruments:level", args=[person]))


def _shown(judged: Judged, names: dict[UUID, str]) -> dict[str, Any]:
    """A judged form in words."""
    by_id = judged.definition.by_id
    return {
        "level": judged.level,
        "proposed": judged.proposed.level,
        "differs": judged.proposed.level != judged.level,
        "deciding": [by_id[id_].text for id_ in judged.proposed.deciding],
        "unknown": [by_id[id_].text for id_ in judged.proposed.unknown],
        "items": said(judged.definition, judged.answers),
        "made_by": names.get(judged.made_by, ""),
        "confirmed_by": [names.get(id_, "") for id_ in judged.confirmed_by],
    }


def _id(request: Request) -> UUID:
    try:
        return UUID(request.POST.get("proposal", ""))
    except ValueError:
        raise DomainError("risk.unknown") from None
