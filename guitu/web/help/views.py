"""The help desk, and the count of whom a yearly promise is owed to, which is asked for after the page."""

from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from guitu.analytics import promises
from guitu.casework.directory.queries import ServiceRow
from guitu.casework.directory.queries import service as service_of
from guitu.domain.access import Permission, holds
from guitu.domain.kernel.errors import DomainError
from guitu.domain.referrals.machine import Side, State, turns
from guitu.web.help.rows import Lines, ReferralLine
from guitu.web.shell.http import Request, screen
from guitu.workflows import help_desk


@require_safe
@screen(Permission.SERVICE_RECORD)
def desk(request: Request) -> HttpResponse:
    """What is owed in help, the most urgent first."""
    found = help_desk.desk(request.viewer, today=request.today)
    service = _asked_for(request)
    lines = Lines(found, today=request.today, service=service.id if service else None)
    stands: dict[str, list[ReferralLine]] = {"came_back": [], "silent": [], "waiting": []}
    for row in found.referrals:
        line = lines.referral(row)
        if line is None:
            continue
        if row.is_silent(request.today):
            stands["silent"].append(line)
        elif Side.OWNER in turns(row.stands, request.today):
            stands["came_back"].append(line)
        elif row.state is State.SENT:
            stands["waiting"].append(line)
    agreed = (lines.referral(row, by_day=True) for row in found.agreed)
    context = {
        "needs": [need for one in found.needs if (need := lines.need(one))],
        "more": found.more,
        "service": service,
        "agreed": [line for line in agreed if line],
        "promises": holds(request.viewer, Permission.CONTACT_RECORD),
        **stands,
    }
    return render(request, "help/desk.html", context)


def _asked_for(request: Request) -> ServiceRow | None:
    """The open service of the directory somebody is to be chosen for, if one is named."""
    try:
        found = service_of(request.viewer, UUID(request.GET.get("service", "")))
    except (ValueError, DomainError):
        return None
    return found if found.is_open else None


@require_safe
@screen(Permission.CONTACT_RECORD)
def promise(request: Request) -> HttpResponse:
    """How many people something of this year's promise is owed to; a page's later part."""
    context = {"tally": promises.tally(request.viewer, today=request.today)}
    return render(request, "help/_promise.html", context)
