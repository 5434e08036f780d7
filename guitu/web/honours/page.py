"""Honours of one person: what is open, what was agreed to, nominations, awards, what others gave."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from guitu.casework.honours import queries
from guitu.casework.honours.queries import HonourRow, ReviewRow
from guitu.casework.people.queries import AdmittedPerson
from guitu.domain.access import Permission, may
from guitu.domain.honours.course import AT_ONCE, Level, State
from guitu.domain.honours.tiers import Open, Tier
from guitu.domain.kernel.errors import DomainError
from guitu.foundation import clock
from guitu.web.honours.forms import AwardForm, GivenForm, NominationForm, ReviewForm
from guitu.web.honours.words import LEVELS, MERITS, STATES, TIERS
from guitu.web.shell import addresses
from guitu.web.shell.http import Request, elsewhere, screen
from guitu.web.shell.notices import failed, saved
from guitu.web.shell.words import sentence
from guitu.workflows import honour as act
from guitu.workflows.honour import Standing
from guitu.workflows.plan import admitted

_NOT_TAKEN = 422


@dataclass(frozen=True)
class TierLine:
    """A tier and whether verified clean time has opened it."""

    words: str | Promise
    open: Open


@dataclass(frozen=True)
class HonourLine:
    """A nomination in words, and what this reader may do with it."""

    row: HonourRow
    tier: str | Promise
    state: str | Promise
    merits: tuple[str, ...]
    reviews: tuple[ReviewRow, ...]
    awards: tuple[tuple[int, str | Promise], ...]
    may_send: bool
    may_review: bool
    may_award: bool


@require_safe
@screen(Permission.CONTACT_RECORD)
def honours(request: Request, person: UUID) -> HttpResponse:
    """The page."""
    who = admitted(request.viewer, person, Permission.CONTACT_RECORD)
    return _page(request, who)


@require_POST
@screen(Permission.CONTACT_RECORD)
def nominate(request: Request, person: UUID) -> HttpResponse:
    """A draft that is the author's alone."""
    who = admitted(request.viewer, person, Permission.CONTACT_RECORD)
    now = act.standing_of(who, on=request.today)
    form = NominationForm(request.POST, open_tiers=_open(now))
    if form.is_valid():
        said = form.cleaned_data
        try:
            act.nominate(
                person=who.id,
                tier=Tier(said["tier"]),
                merits=said["merits"],
                words=said["words"],
                by_self=said["by_self"],
                by=request.viewer,
                at=clock.now(),
            )
        except DomainError as error:
            form.blame(error)
        else:
            saved(request, _("草稿已保存，只有您看得到。本人同意以后再提交评议。"))
            return elsewhere(request, reverse("honours:person", args=[who.id]))
    return _page(request, who, nomination=form, status=_NOT_TAKEN)


@require_POST
@screen(Permission.CONTACT_RECORD)
def given(request: Request, person: UUID) -> HttpResponse:
    """An honour that others gave."""
    who = admitted(request.viewer, person, Permission.CONTACT_RECORD)
    form = GivenForm(request.POST)
    if form.is_valid():
        try:
            act.add_given(person=who.id, by=request.viewer, at=clock.now(), **form.cleaned_data)
        except DomainError as error:
            form.blame(error)
        else:
            saved(request, _("已记下。"))
            return elsewhere(request, reverse("honours:person", args=[who.id]))
    return _page(request, who, others=form, status=_NOT_TAKEN)


@require_POST
@screen(Permission.CONTACT_RECORD)
def send(request: Request, person: UUID, honour: UUID) -> HttpResponse:
    """Put a draft before colleagues."""
    return _done(
        request,
        person,
        lambda: act.send(person=person, honour=honour, by=request.viewer, at=clock.now()),
        _("已提交。需要两位没有参与提名的同事评议。"),
    )


@require_POST
@screen(Permission.CONTACT_RECORD)
def drop(request: Request, person: UUID, honour: UUID) -> HttpResponse:
    """Take a draft, or an honour that others gave, away."""
    return _done(
        request,
        person,
        lambda: act.drop(person=person, honour=honour, by=request.viewer, at=clock.now()),
        _("已删去。"),
    )


@require_POST
@screen(Permission.CONTACT_RECORD)
def review(request: Request, person: UUID, honour: UUID) -> HttpResponse:
    """One colleague's word."""
    who = admitted(request.viewer, person, Permission.CONTACT_RECORD)
    form = ReviewForm(request.POST)
    if not form.is_valid():
        return _page(request, who, reviewing=(honour, form), status=_NOT_TAKEN)
    said = form.cleaned_data
    return _done(
        request,
        person,
        lambda: act.review(
            person=who.id, honour=honour, agrees=said["agrees"] == "yes", words=said["words"],
            by=request.viewer, at=clock.now(),
        ),
        _("已记下您的意见。"),
    )  # fmt: skip


@require_POST
@screen(Permission.PLAN_APPROVE)
def award(request: Request, person: UUID, honour: UUID) -> HttpResponse:
    """An award of a year."""
    who = admitted(request.viewer, person, Permission.PLAN_APPROVE)
    form = AwardForm(request.POST)
    if form.is_valid():
        said = form.cleaned_data
        try:
            act.award(
                person=who.id, honour=honour, year=said["year"], level=Level(said["level"]),
                by=request.viewer, at=clock.now(),
            )  # fmt: skip
        except DomainError as error:
            if error.code.endswith("unknown"):
                raise
            form.blame(error)
        else:
            saved(request, _("已颁发。"))
            return elsewhere(request, reverse("honours:person", args=[who.id]))
    return _page(request, who, awarding=(honour, form), status=_NOT_TAKEN)


@require_POST
@screen(Permission.RIGHTS_RECORD)
def leave(request: Request, person: UUID) -> HttpResponse:
    """The person takes part no more."""
    return _done(
        request,
        person,
        lambda: act.leave(person=person, by=request.viewer, at=clock.now()),
        _("已记下。所有公开的内容都已经撤下，照管不受影响。"),
    )


def _done(request: Request, person: UUID, what: Callable[[], Any], words: str) -> HttpResponse:
    """Do it and go back to the page, with what was done or why not.

    Raises:
        DomainError: whatever is unknown.
    """
    try:
        what()
    except DomainError as error:
        if error.code.endswith("unknown"):
            raise
        failed(request, sentence(error))
    else:
        saved(request, words)
    return elsewhere(request, reverse("honours:person", args=[person]))


def _open(now: Standing, rows: Iterable[HonourRow] = ()) -> list[Tier]:
    """The tiers somebody may be nominated for: open, and of these rows neither under review nor granted."""
    there = {row.tier for row in rows if row.state in AT_ONCE}
    return [one.tier for one in now.tiers if one.reached_on is not None and one.tier not in there]


def _page(
    request: Request,
    who: AdmittedPerson,
    *,
    nomination: NominationForm | None = None,
    others: GivenForm | None = None,
    reviewing: tuple[UUID, ReviewForm] | None = None,
    awarding: tuple[UUID, AwardForm] | None = None,
    status: int = 200,
) -> HttpResponse:
    now = act.standing_of(who, on=request.today)
    rows = queries.honours_of(who, request.viewer.id)
    year = {"year": request.today.year}
    context = {
        "who": who,
        "back": addresses.person(who.id),
        "tiers": [TierLine(TIERS[one.tier], one) for one in now.tiers],
        "now": now,
        "lines": [_line(request, who, row) for row in rows if row.tier is not None],
        "others": [row for row in rows if row.tier is None],
        "can_nominate": bool(_open(now, rows)) or nomination is not None,
        "nomination": nomination or NominationForm(None, open_tiers=_open(now, rows)),
        "given": others or GivenForm(None, initial=year),
        "review_form": reviewing[1] if reviewing else ReviewForm(),
        "award_form": awarding[1] if awarding else AwardForm(initial=year),
        "at": (reviewing or awarding or (None,))[0],
    }
    return render(request, "honours/person.html", context, status=status)


def _line(request: Request, who: AdmittedPerson, row: HonourRow) -> HonourLine:
    viewer = request.viewer
    reviews = queries.reviews_of(who, row.id)
    mine = row.made_by == viewer.id
    heard = any(one.reviewed_by == viewer.id for one in reviews)
    heads = may(viewer, Permission.PLAN_APPROVE, held_by=who.held_by, person=who.id)
    return HonourLine(
        row=row,
        tier=TIERS[row.tier] if row.tier else "",
        state=STATES[row.state],
        merits=tuple(str(MERITS[code]) for code in row.merits if code in MERITS),
        reviews=reviews,
        awards=tuple((a.year, LEVELS[a.level]) for a in queries.awards_of(who) if a.honour == row.id),
        may_send=mine and row.state is State.DRAFT,
        may_review=row.state is State.REVIEW and not mine and not heard,
        may_award=heads and row.state is State.GRANTED,
    )
