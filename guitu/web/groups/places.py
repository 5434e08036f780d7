"""Somebody's place in a team of peers: looked for, held, rested in, left."""

from collections.abc import Callable
from typing import Any
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from guitu.casework.groups.teams import team_for
from guitu.domain.access import Permission
from guitu.domain.groups.words import MODES, PLACES, THEMES
from guitu.foundation import clock
from guitu.web.groups.team_forms import AliasForm, JoinForm, PauseForm, WishForm
from guitu.web.shell.forms import Form
from guitu.web.shell.http import Request, elsewhere, screen
from guitu.web.shell.notices import saved
from guitu.workflows import family as families
from guitu.workflows import team_place as workflow

REASONS = {
    "near": gettext_lazy("同一街道（乡镇）"),
    "same_county": gettext_lazy("同一县区"),
    "theme": gettext_lazy("正是想做的"),
    "whom": gettext_lazy("同性别的小组"),
}


@require_safe
@screen(Permission.FAMILY_RECORD)
def place(request: Request, person: UUID) -> HttpResponse:
    """The place somebody holds, or the teams that could take them."""
    return _page(request, person)


def _page(request: Request, person: UUID, **forms: Form) -> HttpResponse:
    who = families.admitted(request.viewer, person)
    held = workflow.place_of(request.viewer, who, today=request.today)
    wish = WishForm(request.GET if "mode" in request.GET else None)
    asked = wish.cleaned_data if wish.is_bound and wish.is_valid() else {"mode": "both", "theme": ""}
    found = workflow.offers(request.viewer, who.id, **asked) if held is None else ()
    context = {
        "who": who,
        "held": held,
        "place": PLACES[held.row.machine.place] if held else None,
        "theme": THEMES[held.team.about.theme].word if held else None,
        "wish": wish,
        "rows": [(row, MODES[row.about.mode], [REASONS[code] for code in fit.reasons]) for row, fit in found],
        "call": AliasForm(alias=held.alias if held else ""),
        "pause": PauseForm(),
        "back": reverse("groups:person", args=[who.id]),
        **forms,
    }
    wrong = any(form.errors for form in forms.values())
    return render(request, "groups/place.html", context, status=422 if wrong else 200)


@require_http_methods(["GET", "HEAD", "POST"])
@screen(Permission.FAMILY_RECORD)
def join(request: Request, person: UUID, team: UUID) -> HttpResponse:
    """Somebody joins a team."""
    who = families.admitted(request.viewer, person)
    row = team_for(request.viewer, team)
    form = JoinForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        with form.blaming():
            workflow.join(person=who.id, team=row.id, by=request.viewer, at=clock.now(), **form.cleaned_data)
            saved(request, _("已加入。来不来、什么时候退出，都由本人。"))
            return elsewhere(request, reverse("groups:place", args=[who.id]))
    context = {
        "form": form,
        "title": _("加入：%(title)s") % {"title": row.about.title},
        "back": reverse("groups:place", args=[who.id]),
    }
    return render(request, "shell/form.html", context, status=422 if form.errors else 200)


@require_POST
@screen(Permission.FAMILY_RECORD)
def call(request: Request, person: UUID) -> HttpResponse:
    """How somebody wishes to be called."""
    return _sent(request, person, AliasForm(request.POST), "call", _("已改好。"), workflow.call)


@require_POST
@screen(Permission.FAMILY_RECORD)
def pause(request: Request, person: UUID) -> HttpResponse:
    """Somebody rests, after they were helped; nobody else is told."""
    words = _("已登记，位置留着。别人看到的什么也没有变。")
    return _sent(request, person, PauseForm(request.POST), "pause", words, workflow.rest)


@require_POST
@screen(Permission.FAMILY_RECORD)
def again(request: Request, person: UUID) -> HttpResponse:
    """They come again."""
    return _sent(request, person, None, "", _("欢迎回来。"), workflow.return_)


@require_POST
@screen(Permission.FAMILY_RECORD)
def quit_(request: Request, person: UUID) -> HttpResponse:
    """They leave; nobody asks why."""
    return _sent(request, person, None, "", _("已退出，没有任何后果。"), workflow.leave)


def _sent(
    request: Request, person: UUID, form: Form | None, name: str, words: str, act: Callable[..., object]
) -> HttpResponse:
    """Do what was asked, or the page again with the form and its sentence."""
    shown = form or AliasForm({"call-alias": ""})
    given: dict[str, Any] = {}
    if shown.is_valid():
        given = shown.cleaned_data if form is not None else {}
        with shown.blaming():
            act(person=person, by=request.viewer, at=clock.now(), **given)
            saved(request, words)
            return elsewhere(request, reverse("groups:place", args=[person]))
    return _page(request, person, **{name or "call": shown})
