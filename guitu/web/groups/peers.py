"""One person's seats, the mentor they meet, and, if they are one, whom they are there for."""

from collections.abc import Callable
from typing import Any
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from guitu.casework.groups import queries
from guitu.casework.people.queries import find, people_of
from guitu.domain.access import Compartment, Permission, compartments
from guitu.domain.groups.peers import State
from guitu.domain.groups.words import MODES, SORTS, WHY_NOT
from guitu.domain.kernel.errors import DomainError
from guitu.foundation import clock
from guitu.web.groups.forms import EndForm, KeepFromForm, MetForm, ModeForm, RestForm, SupervisionForm
from guitu.web.shell import addresses
from guitu.web.shell.forms import Form
from guitu.web.shell.http import Request, elsewhere, screen
from guitu.web.shell.notices import saved, telling
from guitu.web.shell.words import sentence
from guitu.workflows import group as groups
from guitu.workflows import peers as workflow
from guitu.workflows.peers import Peer
from guitu.workflows.team_place import place_of

REASONS = {
    "near": gettext_lazy("同一街道（乡镇）"),
    "same_county": gettext_lazy("同一县区"),
    "same_sex": gettext_lazy("性别相同"),
    "has_time": gettext_lazy("现在没有陪伴别人"),
}


@require_http_methods(["GET", "HEAD", "POST"])
@screen(Permission.CONTACT_RECORD)
def person(request: Request, person: UUID) -> HttpResponse:
    """The page; sent, it looks for somebody by name: what was looked for stands in no address."""
    return _page(request, workflow.peer(request.viewer, person, today=request.today))


def _page(request: Request, found: Peer, **forms: Form) -> HttpResponse:
    who, viewer = found.who, request.viewer
    seats = queries.by_ids(groups.seats_of(who))
    opened = compartments(viewer, held_by=who.held_by, person=who.id).whole
    near_family = Compartment.FAMILY in opened
    bars = queries.bars_of(who) if near_family else ()
    shown = people_of(
        viewer,
        [
            *(p.person_id for p in found.mentees),
            *([found.meets.mentor] if found.meets else []),
            *(o for o, _r in bars),
        ],
    )
    text = request.POST.get("q", "").strip()
    context = {
        "who": who,
        "found": found,
        "seats": [(row, SORTS[row.about.sort]) for row in seats.values()],
        "open": [row for row in queries.series_near(viewer) if row.id not in seats],
        "mode": MODES[found.mentor.mode] if found.mentor else None,
        "is_active": found.mentor is not None and found.mentor.machine.state is State.ACTIVE,
        "is_resting": found.mentor is not None and found.mentor.machine.state is State.RESTING,
        "why_not": _why_not(found),
        "mentees": [shown[p.person_id] for p in found.mentees if p.person_id in shown],
        "hidden": sum(p.person_id not in shown for p in found.mentees),
        "meets": shown.get(found.meets.mentor) if found.meets else None,
        "late": found.supervision_due is not None and found.supervision_due < request.today,
        "near_family": near_family,
        "team": place_of(viewer, who, today=request.today) if near_family else None,
        "bars": [(shown[other], WHY_NOT[reason]) for other, reason in bars if other in shown],
        "q": text,
        "others": [row for row in find(viewer, text).rows if row.id not in who.ids][:10]
        if text and near_family
        else [],
        "become": ModeForm(),
        "rest": RestForm(),
        "talk": SupervisionForm(today=request.today),
        "end": EndForm(),
        "met": MetForm(today=request.today),
        "apart": KeepFromForm(),
        "back": addresses.person(who.id),
        **forms,
    }
    wrong = any(form.errors for form in forms.values())
    return render(request, "groups/person.html", context, status=422 if wrong else 200)


def _why_not(found: Peer) -> str:
    """Why somebody is no mentor yet, as a page says it before anybody tried; "" where they may be."""
    if not found.may_be:
        return ""
    if found.may_be == "peers.no-consent":
        return _("本人还没有同意参加同伴互助。")
    months = workflow.number(found.who.held_by, "peers.mentor_months")
    return sentence(DomainError(found.may_be, months=months))


@require_POST
@screen(Permission.CONTACT_RECORD)
def seat(request: Request, person: UUID, series: UUID) -> HttpResponse:
    """Somebody comes along."""
    return _done(request, person, _("已加入。"), groups.take_seat, series=series)


@require_POST
@screen(Permission.CONTACT_RECORD)
def leave(request: Request, person: UUID, series: UUID) -> HttpResponse:
    """Somebody does not come any more."""
    return _done(request, person, _("已退出，没有任何后果。"), groups.leave_seat, series=series)


@require_POST
@screen(Permission.CONTACT_RECORD)
def become(request: Request, person: UUID) -> HttpResponse:
    """Somebody is a mentor from today."""
    form = ModeForm(request.POST)
    return _sent(request, person, form, "become", _("已登记为同伴辅导员。"), workflow.become_mentor)


@require_POST
@screen(Permission.SERVICE_RECORD)
def rest(request: Request, person: UUID) -> HttpResponse:
    """A mentor rests, after they were helped."""
    form = RestForm(request.POST)
    return _sent(request, person, form, "rest", _("已登记。先照顾好自己，别的慢慢来。"), workflow.rest)


@require_POST
@screen(Permission.SERVICE_RECORD)
def supervise(request: Request, person: UUID) -> HttpResponse:
    """A talk with whoever supervises."""
    form = SupervisionForm(request.POST, today=request.today)
    return _sent(request, person, form, "talk", _("已记下。"), workflow.supervise)


@require_safe
@screen(Permission.CONTACT_RECORD)
def match(request: Request, person: UUID) -> HttpResponse:
    """The mentors somebody could meet."""
    form = ModeForm(request.GET if "mode" in request.GET else None)
    mode = form.cleaned_data["mode"] if form.is_bound and form.is_valid() else "both"
    found = workflow.candidates(request.viewer, person, mode=mode, today=request.today)
    who = workflow.peer(request.viewer, person, today=request.today)
    context = {
        "who": who.who,
        "agreed": who.agreed,
        "form": form,
        "rows": [(row, [REASONS[code] for code in one.reasons]) for row, one in found],
        "back": reverse("groups:person", args=[person]),
    }
    return render(request, "groups/match.html", context)


@require_POST
@screen(Permission.CONTACT_RECORD)
def pair(request: Request, person: UUID, mentor: UUID) -> HttpResponse:
    """Two people meet."""
    return _done(request, person, _("已安排。请分别告诉双方，第一次一起见。"), workflow.pair, mentor=mentor)


@require_POST
@screen(Permission.CONTACT_RECORD)
def part(request: Request, person: UUID) -> HttpResponse:
    """They meet no more."""
    form = EndForm(request.POST)
    return _sent(request, person, form, "end", _("已结束。需要时可以重新安排。"), workflow.part)


@require_POST
@screen(Permission.SERVICE_RECORD)
def met(request: Request, person: UUID) -> HttpResponse:
    """They met."""
    form = MetForm(request.POST, today=request.today)
    return _sent(request, person, form, "met", _("已记下这次见面。"), workflow.met)


@require_POST
@screen(Permission.FAMILY_RECORD)
def keep_from(request: Request, person: UUID) -> HttpResponse:
    """Two people are not to be brought together."""
    form = KeepFromForm(request.POST)
    return _sent(request, person, form, "apart", _("已记下，不会把这两位安排在一起。"), workflow.keep_from)


def _sent(
    request: Request, person: UUID, form: Form, name: str, words: str, act: Callable[..., object]
) -> HttpResponse:
    """Do what a form asks for, or the page again with the form and its sentence."""
    if form.is_valid():
        with form.blaming():
            act(person=person, by=request.viewer, at=clock.now(), **form.cleaned_data)
            saved(request, words)
            return elsewhere(request, reverse("groups:person", args=[person]))
    return _page(request, workflow.peer(request.viewer, person, today=request.today), **{name: form})


def _done(request: Request, person: UUID, words: str, act: Callable[..., object], **how: Any) -> HttpResponse:
    with telling(request):
        act(person=person, by=request.viewer, at=clock.now(), **how)
        saved(request, words)
    return elsewhere(request, reverse("groups:person", args=[person]))
