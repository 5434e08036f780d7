"""A psychologist's own page, one person's counselling, and what the team may see of it."""

from uuid import UUID

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from guitu.casework.people.queries import person_for
from guitu.domain.access import Compartment, Permission, Role, compartments
from guitu.domain.counselling import cases, sessions
from guitu.domain.health.crisis import CRISES
from guitu.foundation import clock
from guitu.foundation.accounts.queries import display_names
from guitu.web.counselling.forms import CaseForm
from guitu.web.shell import addresses
from guitu.web.shell.http import Request, elsewhere, screen
from guitu.web.shell.notices import saved
from guitu.web.shell.tags import said
from guitu.workflows import agree_to_share
from guitu.workflows import counselling as act
from guitu.workflows.health import agrees, insured_until


@require_safe
@screen(Permission.MIND_RECORD)
def start(request: Request) -> HttpResponse:
    """Sessions of this week, cases in hand, the waiting list, and everybody named to this psychologist."""
    found = act.my_work(request.viewer, today=request.today)
    names = {row.id: row.name for row in (*found.people, *found.supervised)}
    in_hand = {case.person_id for case in found.cases}
    context = {
        "sessions": [
            (row, names.get(row.person_id, ""), row.held_on < request.today)
            for row in found.sessions
            if row.attendance is sessions.Attendance.PLANNED
        ],
        "open": [(c, names.get(c.person_id, "")) for c in found.cases if c.state is cases.State.OPEN],
        "waiting": [(c, names.get(c.person_id, "")) for c in found.cases if c.state is cases.State.WAITING],
        "fresh": [row for row in found.people if row.id not in in_hand],
        "supervised": found.supervised,
    }
    return render(request, "counselling/start.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@screen(Permission.PERSON_READ)
def counselling(request: Request, person: UUID) -> HttpResponse:
    """The cases of one person; beginning another; what was released to the viewer."""
    found = act.mind_of(request.viewer, person)
    who = found.who
    writes = act.may_write(request.viewer, who)
    form = CaseForm(request.POST or None)
    if request.method == "POST" and writes and form.is_valid():
        with form.blaming():
            made = act.begin(person=who.id, by=request.viewer, at=clock.now(), **form.cleaned_data)
            saved(request, _("已列入等候名单。"))
            return elsewhere(request, reverse("counselling:case", args=[who.id, made]))
    accounts = {c.written_by for c in found.cases} | {one.written_by for one in found.letters}
    names = display_names(accounts)
    context = {
        "who": who,
        "writes": writes,
        "form": form,
        "cases": [
            (c, said(cases.KINDS[c.kind]), said(cases.STATES[c.state]), names.get(c.written_by, ""))
            for c in found.cases
        ],
        "letters": [
            (one, names.get(one.written_by, ""), said(CRISES[one.crisis]) if one.crisis else "")
            for one in found.letters
        ],
        "agreed": agrees(who, sessions.SHARING),
        "purpose": sessions.SHARING,
        "back": reverse("counselling:start"),
    }
    return render(request, "counselling/counselling.html", context, status=422 if form.errors else 200)


@require_POST
@screen(Permission.MIND_RECORD)
def agree(request: Request, person: UUID) -> HttpResponse:
    """The person's word on whether the team learns of attendance and themes."""
    agreed = request.POST.get("agreed") == "yes"
    agree_to_share.say(
        person=person, purpose=sessions.SHARING, agreed=agreed, by=request.viewer, at=clock.now()
    )
    saved(request, _("已记下本人同意，随时可以撤回。") if agreed else _("已记下撤回，马上生效。"))
    return elsewhere(request, reverse("counselling:counselling", args=[person]))


@require_safe
@screen(Permission.CONTACT_RECORD)
def shared(request: Request, person: UUID) -> HttpResponse:
    """For the care team: who is named, and what the person agreed to share. Nothing else is there."""
    who = person_for(request.viewer, person, Permission.CONTACT_RECORD)
    if Compartment.CASEWORK not in compartments(request.viewer, held_by=who.held_by, person=who.id).whole:
        raise Http404
    now = clock.now()
    context = {
        "who": who,
        "doctors": act.named_to(who, Role.DOCTOR, at=now),
        "psychologists": act.named_to(who, Role.PSYCHOLOGIST, at=now),
        "sharing": agrees(who, sessions.SHARING),
        "sessions": [
            (
                one.on,
                said(sessions.ATTENDANCES[one.attendance]),
                [said(sessions.THEMES[t]) for t in one.themes],
            )
            for one in act.shared_with_team(who)
        ],
        "insured_until": insured_until(who),
        "back": addresses.person(who.id),
    }
    return render(request, "counselling/shared.html", context)
