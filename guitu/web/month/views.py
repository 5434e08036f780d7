"""The month's page: looked at first, then printed, and that it was given is kept."""

from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from guitu.domain.access import Permission
from guitu.domain.ledger.line import Act
from guitu.domain.support.month import REST, coming_month, next_month
from guitu.foundation import clock
from guitu.foundation.audit import sightings
from guitu.web.shell import addresses
from guitu.web.shell.http import Request, screen
from guitu.workflows import month_plan as act
from guitu.workflows.plan import admitted


@require_http_methods(["GET", "HEAD", "POST"])
@screen(Permission.CONTACT_RECORD)
def month(request: Request, person: UUID) -> HttpResponse:
    """The next thirty days, or with ``?which=next`` the next calendar month; a POST gives it away."""
    which = "next" if request.GET.get("which") == "next" else "coming"
    first, last = (next_month if which == "next" else coming_month)(request.today)
    who = admitted(request.viewer, person, Permission.CONTACT_RECORD)
    sheet = act.month_of(request.viewer, who.id, first=first, last=last, today=request.today)
    is_given = request.method == "POST"
    if is_given:
        act.give(person=who.id, first=first, last=last, by=request.viewer, at=clock.now())
        sightings.saw({who.id: who.held_by}, "casework", act=Act.EXPORT)
    context = {
        "who": who,
        "sheet": sheet,
        "rest": REST,
        "which": which,
        "tabs": [("coming", _("接下来一个月")), ("next", _("下个月"))],
        "is_given": is_given,
        "back": addresses.person(who.id),
    }
    return render(request, "month/month.html", context)
