"""An import that was made: how each row ended, questions about it, and taking it back."""

from typing import Final
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_POST, require_safe

from guitu.casework.intake.queries import BatchRow, batch_for, rows_of
from guitu.casework.people.queries import people_of
from guitu.domain.access import Permission, holds
from guitu.foundation import clock
from guitu.foundation.accounts.queries import display_names
from guitu.web.shell.http import Request, elsewhere, screen
from guitu.web.shell.tags import said
from guitu.web.shell.workbooks import after_row
from guitu.workflows.answer_question import answer_question
from guitu.workflows.undo_import import undo_import

PAGE = 100
_FATES: Final = {"accepted": _("接受"), "rejected": _("拒绝"), "duplicate": _("重复")}
_QUESTIONS: Final = "questions"


@require_safe
@screen(Permission.ROSTER_IMPORT)
def batch(request: Request, batch: UUID) -> HttpResponse:
    """How an import ended, row by row; the page can be linked and comes back later."""
    found = batch_for(request.viewer, batch)
    show = request.GET.get("show", "")
    states = [show] if show in _FATES else []
    rows = rows_of(
        found, states=states, only_questions=show == _QUESTIONS, after=after_row(request), limit=PAGE + 1
    )
    page = rows[:PAGE]
    asked = {row.question for row in page if row.question}
    people = people_of(request.viewer, {row.subject for row in page if row.subject} | asked)
    sees_files = holds(request.viewer, Permission.ASSIGN)
    context = {
        "batch": found,
        "rows": [
            {
                "row": row,
                "fate": _FATES[row.state],
                "person": people.get(row.subject or row.id),
                "other": people.get(row.question or row.id),
                "reasons": [(reason.cell, said(reason.words)) for reason in row.reasons],
            }
            for row in page
        ],
        "more": page[-1] if len(rows) > PAGE else None,
        "show": show,
        "tiles": _tiles(found, sees_files=sees_files),
        "tabs": [*_FATES.items(), *([(_QUESTIONS, _("待确认"))] if sees_files else [])],
        "to_undo": reverse("rosters:undo", args=[found.id]),
        "by": display_names([found.made_by]).get(found.made_by) if found.made_by else "",
        "sees_files": sees_files,
    }
    return render(request, "rosters/batch.html", context)


def _tiles(found: BatchRow, *, sees_files: bool) -> list[tuple[str | Promise, int, str]]:
    """Label, number and where it leads; what became of the files only for those who may see files."""
    counts = found.counts
    rows: list[tuple[str | Promise, int, str]] = [
        (label, counts.get(fate, 0), f"?show={fate}") for fate, label in _FATES.items()
    ]
    if not sees_files:
        return rows
    return [
        *rows,
        (_("新建档案"), counts.get("new_files", 0), ""),
        (_("邀请参加照管"), counts.get("invited", 0), ""),
        (_("社区康复"), counts.get("ordered", 0), ""),
        (_("待分派单位"), counts.get("unplaced", 0), f"{reverse('assignment:queue')}?show=unplaced"),
        (_("待确认是否同一人"), counts.get("questions", 0), f"?show={_QUESTIONS}"),
    ]


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
