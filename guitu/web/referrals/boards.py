"""The board of a unit: what waits for us, what waits for a partner, and, for a partner, what waits for it."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from guitu.casework.people.queries import people_of
from guitu.casework.referrals import queries as referrals
from guitu.domain.access import Permission, holds
from guitu.domain.referrals.machine import Side, turns
from guitu.domain.referrals.words import STATES
from guitu.foundation import clock
from guitu.web.referrals.forms import ReplyForm
from guitu.web.shell.http import Request, elsewhere, screen
from guitu.web.shell.notices import saved
from guitu.web.shell.tags import said
from guitu.workflows import answer_referral as act

MOST = 200


@dataclass(frozen=True)
class Row:
    """One referral on the board. ``ours`` it waits for us."""

    name: str
    url: str
    partner: str
    state: str
    due_on: date | None
    silent: bool
    ours: bool


@require_safe
@screen()
def board(request: Request) -> HttpResponse:
    """Everything that waits, ours first; and what others referred to us."""
    viewer = request.viewer
    refers, answers = holds(viewer, Permission.SERVICE_RECORD), holds(viewer, Permission.REFERRAL_ANSWER)
    if not refers and not answers:
        raise PermissionDenied
    rows = rows_of(request) if refers else []
    context = {
        "refers": refers,
        "ours": [row for row in rows if row.ours],
        "theirs": [row for row in rows if not row.ours],
        "answers": answers,
        "asked": act.for_partner(viewer, today=request.today) if answers else (),
    }
    return render(request, "referrals/board.html", context)


def rows_of(request: Request) -> list[Row]:
    """The viewer's own board, in words. Four queries."""
    found = referrals.board(request.viewer, limit=MOST)
    people = people_of(request.viewer, {row.person_id for row in found})
    return [
        Row(
            name=people[row.person_id].name,
            url=reverse("referrals:one", args=[row.person_id, row.id]),
            partner=row.words.partner,
            state=said(STATES[row.state.value]),
            due_on=row.stands.due_on,
            silent=row.is_silent(request.today),
            ours=Side.OWNER in turns(row.stands, request.today),
        )
        for row in found
        if row.person_id in people
    ]


@require_http_methods(["GET", "HEAD", "POST"])
@screen(Permission.REFERRAL_ANSWER)
def reply(request: Request, person: UUID, referral: UUID) -> HttpResponse:
    """One person who was referred to us: what is asked, and our answer."""
    opened = act.one_for_partner(request.viewer, person, referral, today=request.today)
    form = ReplyForm(request.POST or None, acts=opened.acts)
    if request.method == "POST" and form.is_valid():
        with form.blaming():
            act.give(
                person=person, referral=referral, answer=form.answer(), by=request.viewer, at=clock.now()
            )
            saved(request, _("谢谢，已经告诉对方。"))
            return elsewhere(request, reverse("referrals:board"))
    context = {"seen": opened.seen, "form": form, "back": reverse("referrals:board")}
    return render(request, "referrals/reply.html", context, status=422 if form.errors else 200)
