"""The unit head's queue: unplaced files, people without a worker, and everybody."""

from datetime import date
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

from guitu.casework.episodes.queries import EpisodeRow, open_episodes
from guitu.casework.people.queries import people_of
from guitu.domain.access import Permission
from guitu.domain.kernel.errors import DomainError
from guitu.domain.plans.wishes import WISHES, WORKER_SEX
from guitu.foundation import clock
from guitu.foundation.accounts.queries import account
from guitu.web.assignment.forms import AssignForm, HandOverForm
from guitu.web.assignment.rows import carrying, colleagues_with_loads, holders, lines, queues
from guitu.web.shell.http import Request, elsewhere, screen
from guitu.web.shell.tags import said
from guitu.web.shell.words import sentence
from guitu.workflows.assign import assign
from guitu.workflows.hand_over import hand_over
from guitu.workflows.wish import wishes_of_people

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
        _remind(request, form)
        return elsewhere(request, request.get_full_path())
    show = request.GET.get("show", "")
    context = _page(request, show if show in SHOWS else "nobody")
    context |= {"form": form, "chosen": {str(person) for person, _ in form.chosen}}
    return render(request, "assignment/queue.html", context, status=_NOT_TAKEN if body is not None else 200)


@screen(Permission.ASSIGN)
def hand_all_over(request: Request) -> HttpResponse:
    """All of a colleague's people go to another."""
    body = request.POST if request.method == "POST" else None
    form = HandOverForm(
        body, carrying=carrying(request.viewer), colleagues=colleagues_with_loads(request.viewer)
    )
    if body is not None and form.is_valid():
        said = form.cleaned_data
        try:
            done = hand_over(of=said["of"], to=said["to"], by=request.viewer, at=clock.now())
        except DomainError as error:
            form.add_error(None, sentence(error))
        else:
            messages.success(request, _("已移交 %(n)s 人。") % {"n": done.went})
            if done.stay:
                stay = _("%(n)s 人没有移交：接手的同事须回避。请另外分派。") % {"n": done.stay}
                messages.warning(request, stay)
            return elsewhere(request, reverse("assignment:queue"))
    return render(
        request, "assignment/hand_over.html", {"form": form}, status=200 if body is None else _NOT_TAKEN
    )


def _remind(request: Request, form: AssignForm) -> None:
    """Whoever was given to a worker and wishes for a woman or a man: the head makes sure, nothing is blocked.

    An account does not say whether it is a woman's or a man's, so that only the head can know.
    """
    if form.cleaned_data["worker"] is None:
        return
    people = [person for person, _entry in form.chosen]
    asked = {person: wishes.get(WORKER_SEX) for person, wishes in wishes_of_people(people).items()}
    for person, row in people_of(request.viewer, [p for p, code in asked.items() if code]).items():
        words = {"name": row.name, "wish": said(WISHES[WORKER_SEX][str(asked[person])])}
        messages.warning(
            request, _("%(name)s希望：%(wish)s。请核对；不合本人意愿的，请换一位或者当面说明。") % words
        )


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
