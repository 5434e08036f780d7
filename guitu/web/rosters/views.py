"""A roster on its way in: chosen, looked at, put right, imported."""

from typing import Any
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_POST, require_safe

from guitu.casework.intake.commands import remember_column
from guitu.casework.intake.queries import batches
from guitu.domain.access import Permission
from guitu.domain.kernel.errors import DomainError
from guitu.foundation import clock
from guitu.web.rosters import work
from guitu.web.rosters.forms import RosterForm, changed_columns
from guitu.web.rosters.held import Act, Held, all_held, hold
from guitu.web.rosters.held import held as held_file
from guitu.web.rosters.jobs import roster
from guitu.web.rosters.pages import preview_page, said
from guitu.web.shell.http import Request, elsewhere, screen

_NOT_TAKEN = 422


@screen(Permission.ROSTER_IMPORT)
def start(request: Request) -> HttpResponse:
    """Choose a file; and what was imported before."""
    form = RosterForm(request.POST, request.FILES) if request.method == "POST" else RosterForm()
    if request.method == "POST" and form.is_valid():
        sent = form.cleaned_data["file"]
        file = hold(sent.chunks(), file_name=sent.name, account=request.viewer.id, at=clock.now())
        error = _looked(request, file)
        if error is None:
            return elsewhere(request, reverse("rosters:preview", args=[file.id]))
        form.add_error("file", said(error))
    context = {"form": form, "batches": batches(request.viewer), "held": all_held(request.viewer.id)}
    return render(request, "rosters/start.html", context, status=_NOT_TAKEN if form.errors else 200)


def _looked(request: Request, file: Held) -> DomainError | None:
    """Look at a file now or let the worker do it; the refusal of one that is no roster."""
    if file.size > work.AT_ONCE_BYTES:
        _let_worker(file, "look")
        return None
    work.look(file, by=request.viewer)
    state = file.state
    return DomainError(state.code, **state.facts) if state and state.state == "failed" else None


def _let_worker(file: Held, act: Act, total: int | None = None) -> None:
    file.say(work.waiting(act, total))
    roster.defer(held=str(file.id), account=str(file.account), act=act)


@require_safe
@screen(Permission.ROSTER_IMPORT)
def preview(request: Request, held: UUID) -> HttpResponse:
    """What importing a file would do: nothing is written yet."""
    file = held_file(request.viewer.id, held)
    found = file.preview
    if found is None:
        return elsewhere(request, reverse("rosters:progress", args=[held]))
    return render(request, "rosters/preview.html", preview_page(file, found, request.GET.get("show", "")))


@require_POST
@screen(Permission.ROSTER_IMPORT)
def columns(request: Request, held: UUID) -> HttpResponse:
    """Put the meaning of columns right, for this file and, if wished, for its sender from now on."""
    file = held_file(request.viewer.id, held)
    preview = file.preview or {"sheets": []}
    shown = {column["of"]: column["key"] for sheet in preview["sheets"] for column in sheet["columns"]}
    changed = changed_columns(request.POST, shown)
    file = file.with_columns({**file.columns, **changed})
    sender = preview.get("sender", "")
    if sender and request.POST.get("remember"):
        for words, key in changed.items():
            remember_column(sender=sender, words=words, key=key, by=request.viewer.id, at=clock.now())
    _looked(request, file)
    return elsewhere(request, reverse("rosters:preview", args=[held]))


@require_POST
@screen(Permission.ROSTER_IMPORT)
def bring_in(request: Request, held: UUID) -> HttpResponse:
    """Import a file that was looked at; sending twice imports once."""
    file = held_file(request.viewer.id, held)
    state, found = file.state, file.preview
    is_begun = state is not None and state.act == "import" and not state.is_stuck(clock.now())
    if found is None or found.get("error") or (is_begun and state and state.state != "failed"):
        return elsewhere(request, reverse("rosters:progress", args=[held]))
    if not work.is_small(found):
        _let_worker(file, "import", found["counts"]["rows"])
        return elsewhere(request, reverse("rosters:progress", args=[held]))
    ended = work.bring_in(file, by=request.viewer)
    if ended.state == "failed":
        raise DomainError(ended.code, **ended.facts)
    return elsewhere(request, reverse("rosters:batch", args=[ended.batch]))


@require_POST
@screen(Permission.ROSTER_IMPORT)
def drop(request: Request, held: UUID) -> HttpResponse:
    """Delete an uploaded file that shall not be imported."""
    held_file(request.viewer.id, held).shred()
    return elsewhere(request, reverse("rosters:start"))


@require_safe
@screen(Permission.ROSTER_IMPORT)
def progress(request: Request, held: UUID) -> HttpResponse:
    """How far the work on a file is; leads on when it has ended."""
    file = held_file(request.viewer.id, held)
    state = file.state
    if state is not None and state.state == "done":
        return elsewhere(request, _after(file))
    context: dict[str, Any] = {"file": file, "state": state}
    context["stuck"] = state is None or state.is_stuck(clock.now())
    if state is not None and state.state == "failed":
        context["refusal"] = said(DomainError(state.code, **state.facts))
    template = "rosters/_progress.html" if request.htmx else "rosters/progress.html"
    return render(request, template, context)


def _after(file: Held) -> str:
    """Where to go once the work has ended."""
    state = file.state
    if state is not None and state.batch:
        return reverse("rosters:batch", args=[state.batch])
    return reverse(
        "rosters:preview" if file.preview else "rosters:start", args=[file.id] if file.preview else []
    )
