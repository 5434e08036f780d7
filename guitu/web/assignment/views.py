"""The unit head's queue: unplaced files, people without a worker, and everybody."""

from datetime import date
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from guitu.casework.episodes.queries import EpisodeRow, open_episodes
from guitu.domain.access import Permission
from guitu.domain.kernel.errors import DomainError
from guitu.foundation import clock
from guitu.foundation.accounts.queries import account
from guitu.web.assignment.forms import AssignForm
from guitu.web.assignment.rows import colleagues_with_loads, holders, lines, queues
from guitu.web.shell.http import Request, elsewhere, screen
from guitu.web.shell.words import sentence
from guitu.workflows.assign import assign

PAGE = 50
SHOWS = ("nobody", "unplaced", "all")
_NOT_TAKEN = 422


@screen(Permission.ASSIGN)
def queue(request: Request) -> HttpResponse:
    """Choose people, then a unit or a worker for all of them."""
    body = request.POST if request.method == "POST" else None
    form = AssignForm(body, units=holders(request.viewer), colleagues=colleagues_with_loads(request.viewer))
    if body is not None and form.is_valid() and _assigned(request, form):
        messages.success(request, _("已分派 %(n)s 人。") % {"n": len(form.chosen)})
        return elsewhere(request, request.get_full_path())
    show = request.GET.get("show", "")
    context = _page(request, show if show in SHOWS else "nobody")
    context |= {"form": form, "chosen": {str(person) for person, _ in form.chosen}}
    return render(request, "assignment/queue.html", context, status=_NOT_TAKEN if body is not None else 200)


def _assigned(request: Request, form: AssignForm) -> bool:
    """Assign everybody chosen, all or nobody: the answer that says why not takes the others back."""
    unit, worker = form.cleaned_data["unit"], form.cleaned_data["worker"]
    try:
        if unit is None and worker is not None:
            unit = account(worker).unit
        for person, entry in form.chosen:
            assign(
                person=person,
                to_unit=unit,
                to_worker=worker,
                by=request.viewer,
                at=clock.now(),
                entry_id=entry,
            )
    except DomainError as error:
        if error.code == "person.unknown":
            raise
        form.add_error(None, sentence(error))
    return not form.errors


def _page(request: Request, show: str) -> dict[str, Any]:
    found = open_episodes(
        request.viewer,
        only_unassigned=show == "nobody",
        queues=queues(request.viewer) if show == "unplaced" else None,
        limit=PAGE + 1,
        after=_after(request.GET.get("after", "")),
    )
    page = found[:PAGE]
    return {
        "show": show,
        "lines": lines(request.viewer, page),
        "more": _place(page[-1]) if len(found) > PAGE else "",
    }


def _place(row: EpisodeRow) -> str:
    return f"{row.opened_on.isoformat()},{row.id}"


def _after(text: str) -> tuple[date, UUID] | None:
    day, _comma, episode = text.partition(",")
    try:
        return date.fromisoformat(day), UUID(episode)
    except ValueError:
        return None
