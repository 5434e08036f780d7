"""The counters of a person, and the steps between a full counter and the police, or nothing."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta
from typing import Any
from uuid import UUID

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_POST, require_safe

from guitu.casework.people.queries import AdmittedPerson, person_for
from guitu.domain.access import Permission, may
from guitu.domain.episode import ORDERED
from guitu.domain.kernel.errors import DomainError
from guitu.domain.outlook.breach import Stage
from guitu.foundation import clock
from guitu.foundation.accounts.queries import display_names
from guitu.web.breaches import forms
from guitu.web.shell import addresses, terms
from guitu.web.shell.counters import Count, counts_of
from guitu.web.shell.http import Request, elsewhere, screen
from guitu.web.shell.notices import saved
from guitu.web.shell.words import sentence
from guitu.workflows import breach as act
from guitu.workflows.breach import SIDES, Standing, standings
from guitu.workflows.record import Recorded

STEPS: dict[str, tuple[type[forms.StepForm], Callable[..., Recorded], str | Promise]] = {
    "offer": (forms.OfferForm, act.offer_hearing, _("已记录。请等本人说明。")),
    "hear": (forms.HearForm, act.hear, _("已记录本人的说明。")),
    "confirm": (forms.ConfirmForm, act.confirm, _("已确认。")),
    "report": (forms.ReportForm, act.report, _("已登记报告。是否严重违反协议，由公安机关决定。")),
    "close": (forms.CloseForm, act.close, _("已记录：不报告。计数保持不变。")),
}
STAGES: dict[Stage, str | Promise] = {
    Stage.REACHED: _("次数已满。先把事实告诉本人，请本人说明。"),
    Stage.OFFERED: _("已告知本人，正在等说明。"),
    Stage.HEARD: _("已听取说明，或者说明的期限已过。请决定：不报告，或者确认需要报告。"),
    Stage.CONFIRMED: _("已有一方确认需要报告，还要另一方确认；现在仍可以不报告。"),
    Stage.READY: _("双方都已确认。把报告送出后登记文号；现在仍可以不报告。"),
    Stage.REPORTED: _("已向公安机关报告，等公安机关决定。状态没有改变。"),
    Stage.CLOSED: _("已听取说明，没有报告。"),
}
_ASKED = {  # which forms stand on the page at each stage, the kinder one first
    Stage.REACHED: ("offer", "close"),
    Stage.OFFERED: ("hear", "close"),
    Stage.HEARD: ("close", "confirm", "hear"),
    Stage.CONFIRMED: ("close", "confirm"),
    Stage.READY: ("close", "report"),
}


@dataclass(frozen=True)
class Card:
    """One order: its counters, how far it has come, and the forms of this viewer's next steps."""

    episode: UUID
    kind: str
    counts: tuple[Count, ...]
    stage: str
    answer_by: int | None
    agreed: tuple[tuple[str, str], ...]
    ended_on: Any
    forms: tuple[tuple[str, forms.StepForm], ...]


@require_safe
@screen(Permission.PERSON_READ)
def breach(request: Request, person: UUID) -> HttpResponse:
    """The counters, and what somebody can do next."""
    who = person_for(request.viewer, person, Permission.PERSON_READ)
    return _page(request, who)


@require_safe
@screen(Permission.PERSON_READ)
def sheet(request: Request, person: UUID) -> HttpResponse:
    """The same numbers on paper, for the person to take along."""
    who = person_for(request.viewer, person, Permission.PERSON_READ)
    ordered = [now for now in standings(who, today=request.today) if now.row.kind in ORDERED]
    parts = [(str(terms.EPISODES[now.row.kind.value]), counts_of(now.seen)) for now in ordered]
    context = {"who": who, "parts": parts, "today": request.today, "back": _back(who)}
    return render(request, "breaches/sheet.html", context)


@require_POST
@screen(Permission.PERSON_READ)
def step(request: Request, person: UUID, episode: UUID, step: str) -> HttpResponse:
    """Take one step; what is refused stays in the form with the reason."""
    if step not in STEPS:
        raise Http404
    who = person_for(request.viewer, person, Permission.CONTACT_RECORD)
    kind, write, words = STEPS[step]
    form = kind(request.POST, prefix=step)
    if form.is_valid():
        try:
            done = write(
                person=who.id, episode=episode, by=request.viewer, at=clock.now(), **form.cleaned_data
            )
        except DomainError as error:
            if error.code.endswith(".unknown"):
                raise
            _blame(form, error)
        else:
            saved(request, str(words), undo=reverse("encounters:undo", args=[who.id, done.entry_id]))
            return elsewhere(request, _back(who))
    return _page(request, who, {(episode, step): form})


def _blame(form: forms.StepForm, error: DomainError) -> None:
    if error.facts.get("field") in form.fields:
        form.blame(error)
    else:
        form.add_error(None, sentence(error))


def _page(
    request: Request, who: AdmittedPerson, sent: dict[tuple[UUID, str], forms.StepForm] | None = None
) -> HttpResponse:
    ordered = [now for now in standings(who, today=request.today) if now.row.kind in ORDERED]
    confirmers = {UUID(one) for now in ordered if now.round for one, _role in now.round.confirmed}
    names = display_names(confirmers)
    cards = [_card(request, who, now, sent or {}, names) for now in ordered]
    shown = {(card.episode, name) for card in cards for name, _form in card.forms}
    refused = [form.non_field_errors()[0] for at, form in (sent or {}).items()
               if at not in shown and form.non_field_errors()]  # fmt: skip
    context = {"who": who, "cards": cards, "refused": refused, "back": addresses.person(who.id)}
    return render(request, "breaches/breach.html", context, status=422 if sent else 200)


def _card(
    request: Request,
    who: AdmittedPerson,
    now: Standing,
    sent: dict[tuple[UUID, str], forms.StepForm],
    names: dict[UUID, str],
) -> Card:
    found = now.round
    steps = [] if found is None else [s for s in _ASKED.get(found.stage, ()) if _may_take(request, who, s)]
    given = {"offer": {"answer_by": request.today + timedelta(days=now.answer_days)}}
    given["report"] = {"decided_on": request.today}
    made = [
        (name, sent.get((now.row.id, name)) or STEPS[name][0](prefix=name, **given.get(name, {})))
        for name in steps
    ]
    return Card(
        episode=now.row.id,
        kind=str(terms.EPISODES[now.row.kind.value]),
        counts=counts_of(now.seen),
        stage="" if found is None else str(STAGES[found.stage]),
        answer_by=None if found is None else found.answer_by,
        agreed=()
        if found is None
        else tuple((names.get(UUID(one), ""), role) for one, role in found.confirmed),
        ended_on=found.ended.happened_on if found is not None and found.ended is not None else None,
        forms=tuple(made),
    )


def _may_take(request: Request, who: AdmittedPerson, step: str) -> bool:
    """Whether the form is shown; the workflow asks again."""
    needed = Permission.CONTACT_RECORD if step == "hear" else Permission.LEGAL_FACT_RECORD
    if step in ("confirm", "report") and request.viewer.role not in SIDES:
        return False
    return may(request.viewer, needed, held_by=who.held_by, person=who.id)


def _back(who: AdmittedPerson) -> str:
    return reverse("breaches:breach", args=[who.id])
