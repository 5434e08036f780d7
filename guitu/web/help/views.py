"""The help desk, and the count of whom a yearly promise is owed to, which is asked for after the page."""

from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from guitu.analytics import promises
from guitu.casework.referrals.queries import ReferralRow
from guitu.domain.access import Permission, holds
from guitu.domain.referrals.machine import Side, State, turns
from guitu.domain.referrals.words import STATES
from guitu.web.shell import addresses
from guitu.web.shell.http import Request, screen
from guitu.web.shell.tags import said
from guitu.workflows import help_desk

Line = dict[str, Any]


@require_safe
@screen(Permission.SERVICE_RECORD)
def desk(request: Request) -> HttpResponse:
    """What is owed in help, the most urgent first."""
    found = help_desk.desk(request.viewer, today=request.today)
    came_back, silent, with_them = [], [], []
    for row in found.referrals:
        line = _referral(request, found, row)
        if row.is_silent(request.today):
            silent.append(line)
        elif Side.OWNER in turns(row.stands, request.today):
            came_back.append(line)
        elif row.state is State.SENT:
            with_them.append(line)
    context = {
        "needs": [
            {
                "name": found.people[one.person].name,
                "url": f"{addresses.needs(one.person)}#need-{one.need.id}",
                "need": one.need,
                "late": one.need.is_late(request.today),
            }
            for one in found.needs
            if one.person in found.people
        ],
        "more": found.more,
        "came_back": _known(came_back),
        "silent": _known(silent),
        "waiting": _known(with_them),
        "agreed": _known([_referral(request, found, row) for row in found.agreed]),
        "promises": holds(request.viewer, Permission.CONTACT_RECORD),
    }
    return render(request, "help/desk.html", context)


def _referral(request: Request, found: help_desk.Desk, row: ReferralRow) -> Line:
    person = found.people.get(row.person_id)
    return {
        "name": person.name if person else "",
        "url": f"{addresses.person(row.person_id)}referrals/{row.id}",
        "partner": row.words.partner,
        "state": said(STATES[row.state.value]),
        "due_on": row.stands.due_on,
        "agreed_on": row.stands.agreed_on,
    }


def _known(lines: list[Line]) -> list[Line]:
    """Without people out of reach (sealed a moment ago)."""
    return [line for line in lines if line["name"]]


@require_safe
@screen(Permission.CONTACT_RECORD)
def promise(request: Request) -> HttpResponse:
    """How many people something of this year's promise is owed to; a page's later part."""
    context = {"tally": promises.tally(request.viewer, today=request.today)}
    return render(request, "help/_promise.html", context)
