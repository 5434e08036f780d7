"""One referral as its owner sees it: where it stands, what the partner told us, taking it back, a link."""

from typing import Any
from urllib.parse import urlencode
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from guitu.casework.people.queries import AdmittedPerson
from guitu.casework.referrals.queries import ReferralRow, has_link, referral_for
from guitu.domain.access import Permission, may
from guitu.domain.referrals.machine import LIVE, State
from guitu.domain.referrals.words import OUTCOMES, REASONS, STATES
from guitu.foundation import clock
from guitu.foundation.accounts.queries import display_names
from guitu.web.referrals.forms import EndForm, ReplyForm
from guitu.web.shell.http import Request, elsewhere, screen
from guitu.web.shell.notices import saved, telling
from guitu.web.shell.tags import code_word, said
from guitu.workflows import answer_referral, refer
from guitu.workflows.plan import admitted


@require_safe
@screen(Permission.PERSON_READ)
def one(request: Request, person: UUID, referral: UUID) -> HttpResponse:
    """Where it stands and what can be done."""
    who = admitted(request.viewer, person, Permission.PERSON_READ)
    return _page(request, who, referral_for(who, referral))


@require_POST
@screen(Permission.SERVICE_RECORD)
def told(request: Request, person: UUID, referral: UUID) -> HttpResponse:
    """Write down what the partner told us."""
    who = admitted(request.viewer, person, Permission.SERVICE_RECORD)
    row = referral_for(who, referral)
    form = ReplyForm(request.POST, acts=answer_referral.MAY.get(row.state, ()))
    if form.is_valid():
        with form.blaming():
            answer_referral.record(
                person=who.id, referral=row.id, answer=form.answer(), by=request.viewer, at=clock.now()
            )
            saved(request, _("已记下对方的答复。"))
            return elsewhere(request, _address(who, row))
    return _page(request, who, row, reply=form)


@require_POST
@screen(Permission.SERVICE_RECORD)
def end(request: Request, person: UUID, referral: UUID) -> HttpResponse:
    """Take it back."""
    who = admitted(request.viewer, person, Permission.SERVICE_RECORD)
    row = referral_for(who, referral)
    form = EndForm(request.POST)
    if form.is_valid():
        with form.blaming():
            refer.end(
                person=who.id, referral=row.id, reason=form.cleaned_data["reason"], by=request.viewer,
                at=clock.now(),
            )  # fmt: skip
            saved(request, _("已收回，对方从现在起看不到了。"))
            return elsewhere(request, reverse("referrals:needs", args=[who.id]))
    return _page(request, who, row, ending=form)


@require_POST
@screen(Permission.SERVICE_RECORD)
def settle(request: Request, person: UUID, referral: UUID) -> HttpResponse:
    """Seen that it came back."""
    with telling(request):
        refer.settle(person=person, referral=referral, by=request.viewer, at=clock.now())
        saved(request, _("已记下。需求还没有办好的，仍按原来的期限等着答复。"))
    return elsewhere(request, reverse("referrals:needs", args=[person]))


@require_POST
@screen(Permission.SERVICE_RECORD)
def reopen(request: Request, person: UUID, referral: UUID) -> HttpResponse:
    """It was not done after all."""
    with telling(request):
        answer_referral.reopen(person=person, referral=referral, by=request.viewer, at=clock.now())
        saved(request, _("已改回办理中。时间线上那条帮扶记录已经撤销。"))
    return elsewhere(request, reverse("referrals:one", args=[person, referral]))


@require_POST
@screen(Permission.SERVICE_RECORD)
def give_link(request: Request, person: UUID, referral: UUID) -> HttpResponse:
    """An address and a code, shown this once."""
    who = admitted(request.viewer, person, Permission.SERVICE_RECORD)
    given = refer.give_link(person=who.id, referral=referral, by=request.viewer, at=clock.now())
    row = referral_for(who, referral)
    address = request.build_absolute_uri(reverse("referrals:link", args=[given.token]))
    context = {"who": who, "row": row, "address": address, "given": given, "back": _address(who, row)}
    return render(request, "referrals/given.html", context)


def _page(
    request: Request,
    who: AdmittedPerson,
    row: ReferralRow,
    *,
    reply: ReplyForm | None = None,
    ending: EndForm | None = None,
) -> HttpResponse:
    acts = answer_referral.MAY.get(row.state, ())
    writes = may(request.viewer, Permission.SERVICE_RECORD, held_by=who.held_by, person=who.id)
    context: dict[str, Any] = {
        "who": who,
        "row": row,
        "stands": row.stands,
        "state": STATES[row.state.value],
        "reason": REASONS.get(row.stands.reason),
        "outcome": OUTCOMES.get(row.stands.outcome),
        "help": code_word(row.help),
        "silent": row.is_silent(request.today),
        "live": row.state in LIVE,
        "is_draft": row.state is State.DRAFT,
        "came_back": row.is_open and row.state in (State.DECLINED, State.ENDED),
        "owner": display_names([row.owner]).get(row.owner, ""),
        "has_link": row.state in LIVE and has_link(row, at=clock.now()),
        "letter": _letter(who, row) if row.state in LIVE else "",
        "is_done": row.state is State.DONE,
        "feedback": _feedback(who, row) if row.state is State.DONE else "",
        "writes": writes,
        "reply": reply or (ReplyForm(acts=acts) if acts and writes else None),
        "ending": ending or EndForm(),
        "again": f"{reverse('referrals:new', args=[who.id])}?{urlencode({'instead_of': row.id})}",
        "back": reverse("referrals:needs", args=[who.id]),
    }
    return render(request, "referrals/one.html", context, status=422 if request.method == "POST" else 200)


def _letter(who: AdmittedPerson, row: ReferralRow) -> str:
    """The form of a referral on paper, filled in."""
    stands = row.stands
    asked = {
        "to": row.words.partner,
        "about": row.words.service or row.words.purpose,
        "useful": row.words.purpose,
        "agreed_on": row.sent_on.isoformat() if row.sent_on else "",
        "answer_by": stands.due_on.isoformat() if stands.due_on else "",
    }
    return f"{reverse('letters:new', args=[who.id, 'referral'])}?{urlencode(asked)}"


def _feedback(who: AdmittedPerson, row: ReferralRow) -> str:
    """The form that tells whoever asked for it what came of a referral, filled in."""
    came = said(OUTCOMES[row.stands.outcome]) if row.stands.outcome else ""
    asked = {"to": row.words.partner, "about": row.words.service or row.words.purpose, "outcome": came}
    return f"{reverse('letters:new', args=[who.id, 'referral_feedback'])}?{urlencode(asked)}"


def _address(who: AdmittedPerson, row: ReferralRow) -> str:
    return reverse("referrals:one", args=[who.id, row.id])
