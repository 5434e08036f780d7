"""Asking to open a sealed file, agreeing to it, reading it. Everybody sees their own requests only."""

from dataclasses import dataclass
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from guitu.casework.journal.queries import Line as Entry
from guitu.casework.records.queries import OpeningRow, opening_for, openings_of
from guitu.domain.access import Permission, holds
from guitu.domain.kernel.errors import DomainError
from guitu.foundation import clock
from guitu.web.records import words
from guitu.web.records.forms import AgreeForm, OpeningForm
from guitu.web.shell.http import Request, elsewhere, screen
from guitu.web.shell.notices import saved
from guitu.web.shell.terms import DISPUTED
from guitu.workflows.unseal import SealedFile, Wanted, agree, ask_to_open, read_sealed, refuse


@dataclass(frozen=True)
class Line:
    """One request as its page shows it."""

    row: OpeningRow
    basis: str | Promise
    silence: str | Promise
    state: str
    to_agree: bool
    to_read: bool


def _line(row: OpeningRow, request: Request) -> Line:
    me, now = request.viewer.id, clock.now()
    mine = (row.first == me and row.first_at is None) or (row.second == me and row.second_at is None)
    return Line(
        row=row,
        basis=words.BASES[row.basis],
        silence=words.SILENCES[row.silence],
        state=_state(row, is_open=row.is_open(now)),
        to_agree=mine and row.state == "asked",
        to_read=row.reader == me and row.is_open(now),
    )


def _state(row: OpeningRow, *, is_open: bool) -> str:
    if is_open:
        return _("已批准，查阅期内")
    if row.state == "open":
        return _("查阅期已过，已自动关闭")
    return _("未获批准") if row.state == "refused" else _("等待两人批准")


@dataclass(frozen=True)
class ReadFile:
    """A sealed file as its reader sees it. ``disputed``, and each line's: what the person says is wrong."""

    file: SealedFile
    lines: tuple[tuple[Entry, str], ...]
    disputed: str


def _read_file(file: SealedFile) -> ReadFile:
    said = {row: str(DISPUTED[state]) for row, state in file.flags.items()}
    lines = tuple((line, said.get(line.id, "")) for line in file.lines)
    return ReadFile(file, lines, said.get(file.who.id, ""))


@require_safe
@screen()
def openings(request: Request) -> HttpResponse:
    """The requests this account asked, is to agree to, or reads."""
    lines = [_line(row, request) for row in openings_of(request.viewer.id)]
    context = {"lines": lines, "may_ask": holds(request.viewer, Permission.UNSEAL_ASK)}
    return render(request, "records/openings.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@screen(Permission.UNSEAL_ASK, fresh=True)
def ask(request: Request) -> HttpResponse:
    """A new request; the answer is its number, whether or not there is such a file."""
    form = OpeningForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        said = dict(form.cleaned_data)
        approvers = (said.pop("first"), said.pop("second"))
        try:
            made = ask_to_open(Wanted(approvers=approvers, **said), by=request.viewer, at=clock.now())
        except DomainError as error:
            form.blame(error)
        else:
            saved(request, _("申请已登记。是否有封存档案，只有查阅人在批准之后才会知道。"))
            return elsewhere(request, reverse("records:opening", args=[made]))
    return render(request, "records/ask_to_open.html", {"form": form}, status=422 if form.errors else 200)


@require_http_methods(["GET", "HEAD", "POST"])
@screen(fresh=True)
def opening(request: Request, opening: UUID) -> HttpResponse:
    """One request: for the two who are to agree, the number on the paper."""
    row = opening_for(request.viewer.id, opening)
    form = AgreeForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        number = form.cleaned_data["citizen_id"]
        try:
            both = agree(opening, citizen_id=number, by=request.viewer, at=clock.now())
        except DomainError as error:
            form.blame(error)
        else:
            saved(
                request, _("两人都已批准，查阅人现在可以查阅。") if both else _("已批准。还要等另一位批准。")
            )
            return elsewhere(request, reverse("records:openings"))
    context = {"line": _line(row, request), "form": form}
    return render(request, "records/opening.html", context, status=422 if form.errors else 200)


@require_POST
@screen(fresh=True)
def decline(request: Request, opening: UUID) -> HttpResponse:
    """Not agreeing ends the request."""
    refuse(opening, by=request.viewer, at=clock.now())
    saved(request, _("已记下不批准，申请结束。"))
    return elsewhere(request, reverse("records:openings"))


@require_safe
@screen(fresh=True)
def read(request: Request, opening: UUID) -> HttpResponse:
    """The sealed file, for its named reader, while it is open."""
    context = {
        "files": [_read_file(file) for file in read_sealed(request.viewer, opening, at=clock.now())],
        "row": opening_for(request.viewer.id, opening),
    }
    return render(request, "records/read.html", context)
