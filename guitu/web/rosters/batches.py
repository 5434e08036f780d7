"""An import that was made: how each row ended, questions about it, and taking it back."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from guitu.casework.intake.queries import batch_for, rows_of
from guitu.casework.people.queries import people_of
from guitu.domain.access import Permission, holds
from guitu.foundation import clock
from guitu.foundation.accounts.queries import display_names
from guitu.web.shell.http import Request, elsewhere, screen
from guitu.workflows.answer_question import answer_question
from guitu.workflows.undo_import import undo_import

PAGE = 100
_STATES = ("accepted", "rejected", "duplicate")


@require_safe
@screen(Permission.ROSTER_IMPORT)
def batch(request: Request, batch: UUID) -> HttpResponse:
    """How an import ended, row by row; the page can be linked and comes back later."""
    found = batch_for(request.viewer, batch)
    show = request.GET.get("show", "")
    states = [show] if show in _STATES else []
    rows = rows_of(
        found, states=states, only_questions=show == "questions", after=_after(request), limit=PAGE + 1
    )
    page = rows[:PAGE]
    asked = {row.question for row in page if row.question}
    people = people_of(request.viewer, {row.subject for row in page if row.subject} | asked)
    lines = [(row, people.get(row.subject or row.id), people.get(row.question or row.id)) for row in page]
    context = {"batch": found, "rows": lines, "show": show, "states": _STATES}
    context["more"] = page[-1] if len(rows) > PAGE else None
    context["by"] = display_names([found.made_by]).get(found.made_by) if found.made_by else ""
    context["sees_files"] = holds(request.viewer, Permission.ASSIGN)
    return render(request, "rosters/batch.html", context)


def _after(request: Request) -> tuple[int, int] | None:
    parts = request.GET.get("after", "").split(".")
    if len(parts) != 2 or not all(part.isascii() and part.isdigit() and len(part) < 8 for part in parts):
        return None
    return int(parts[0]), int(parts[1])


@require_POST
@screen(Permission.ROSTER_IMPORT)
def undo(request: Request, batch: UUID) -> HttpResponse:
    """Take an import back, while nobody has worked on it."""
    # how many files it had made is not the sender's to know
    undo_import(batch, by=request.viewer, at=clock.now())
    messages.success(request, _("已撤销这次导入。"))
    return elsewhere(request, reverse("rosters:batch", args=[batch]))


@require_POST
@screen(Permission.ASSIGN)
def answer(request: Request, batch: UUID, row: UUID) -> HttpResponse:
    """Say whether two files are one person; for those who may see both."""
    same = request.POST.get("same") == "yes"
    answer_question(batch_id=batch, row_id=row, same=same, by=request.viewer, at=clock.now())
    words = _("已合并为一份档案。") if same else _("已记下：是两个人。")
    messages.success(request, words)
    return elsewhere(request, f"{reverse('rosters:batch', args=[batch])}?show=questions")
