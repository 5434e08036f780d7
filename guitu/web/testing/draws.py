"""Draws of a unit: announced, drawn, and there for everybody to check."""

import json
from datetime import date
from uuid import UUID

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from guitu.casework.people.queries import people_of
from guitu.casework.testing.queries import DrawRow, draw_for, drawn_people, draws_of
from guitu.domain.access import Permission
from guitu.domain.kernel.errors import DomainError
from guitu.foundation import clock
from guitu.web.shell.downloads import download
from guitu.web.shell.http import Request, elsewhere, screen
from guitu.web.shell.notices import saved
from guitu.web.testing import words
from guitu.web.testing.forms import AnnounceForm, DrawForm
from guitu.workflows.draw import announce, candidates
from guitu.workflows.draw import draw as draw_now


@require_http_methods(["GET", "HEAD", "POST"])
@screen(Permission.TEST_RECORD)
def draws(request: Request) -> HttpResponse:
    """Every draw of the unit, and announcing the next one."""
    form = AnnounceForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            made = announce(pick=form.cleaned_data["pick"], by=request.viewer, at=clock.now())
        except DomainError as error:
            form.blame(error)
        else:
            saved(request, _("已公布。请先把下面这一行张贴或者拍照，再抽取。"))
            return elsewhere(request, reverse("testing:draw", args=[made.id]))
    context = {
        "form": form,
        "draws": draws_of(request.viewer),
        "people": len(candidates(request.viewer, today=request.today)),
    }
    return render(request, "testing/draws.html", context, status=422 if form.errors else 200)


@require_http_methods(["GET", "HEAD", "POST"])
@screen(Permission.TEST_RECORD)
def one(request: Request, draw: UUID) -> HttpResponse:
    """One draw: the line before; who was drawn and how to check it after."""
    row = draw_for(request.viewer, draw)
    form = DrawForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        with form.blaming():
            draw_now(draw=draw, salt=form.cleaned_data["salt"].strip(), by=request.viewer, at=clock.now())
            saved(request, _("已抽取。抽中的人有一周时间，请和本人约时间。"))
            return elsewhere(request, reverse("testing:draw", args=[draw]))
    context = {"row": row, "form": form, "drawn": _drawn(request, row), "name": _name(row)}
    return render(request, "testing/draw.html", context, status=422 if form.errors else 200)


def _drawn(request: Request, row: DrawRow) -> list[dict[str, object]]:
    """Who was drawn, by name for those who may test them."""
    entrants = drawn_people(request.viewer, row.id)
    people = people_of(request.viewer, {one.person_id for one in entrants})
    return [
        {
            "place": one.place,
            "token": one.token,
            "name": people[one.person_id].name,
            "page": reverse("testing:person", args=[one.person_id]),
            "reason": words.STRUCK.get(one.reason, ""),
        }
        for one in entrants
        if one.person_id in people
    ]


@require_safe
@screen(Permission.TEST_RECORD)
def log(request: Request, draw: UUID) -> HttpResponse:
    """The log, to be kept and checked by anybody. It names nobody."""
    row = draw_for(request.viewer, draw)
    if row.log is None:
        raise Http404
    content = json.dumps(row.log, ensure_ascii=True, indent=1).encode()
    return download(content, name=_name(row), kind="application/json")


def _name(row: DrawRow) -> str:
    day: date = clock.day_of(row.announced_at)
    return f"draw-{day.isoformat()}-{str(row.id)[-6:]}.json"
