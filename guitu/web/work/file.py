"""The work file beside the person: what they can and wish, where they stand, what came to nothing."""

from typing import Any
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import NoReverseMatch, reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from guitu.casework.people.queries import AdmittedPerson
from guitu.casework.work.queries import (
    RefusalRow,
    SheetRow,
    businesses_of,
    placements_of,
    refusals_of,
    sheet_of,
    statuses_of,
)
from guitu.domain.access import Permission
from guitu.domain.kernel.errors import DomainError
from guitu.domain.work.file import WorkFile
from guitu.domain.work.words import (
    BARRIERS,
    BUSINESS_STATES,
    BUSINESS_STEPS,
    BY,
    EMPLOYER_REASONS,
    FIRM,
    HISTORY,
    PERSON_REASONS,
    SCHEDULES,
    STATUSES,
)
from guitu.foundation import clock
from guitu.web.shell.http import Request, elsewhere, screen
from guitu.web.shell.notices import saved
from guitu.web.work.forms import RefusalForm, SheetForm, StatusForm
from guitu.web.work.said import STATES, distance, skill, words
from guitu.workflows import work_file as act

NOT_TAKEN = 422


@require_safe
@screen(Permission.SERVICE_RECORD)
def overview(request: Request, person: UUID) -> HttpResponse:
    """Everything about somebody's work, with the next thing to do in front."""
    who = act.admitted(request.viewer, person)
    return page(request, who, status=StatusForm(None, today=request.today))


def page(request: Request, who: AdmittedPerson, *, status: StatusForm) -> HttpResponse:
    """The overview; with what was typed where something was refused."""
    viewer = request.viewer
    row = sheet_of(viewer, who)
    context = {
        "who": who,
        "sheet": _sheet(row) if row else None,
        "statuses": [(line, STATUSES[line.status]) for line in statuses_of(viewer, who)],
        "placements": [(line, STATES[line.state]) for line in placements_of(viewer, who)],
        "refusals": [_refusal(line) for line in refusals_of(viewer, who)],
        "businesses": [
            (line, BUSINESS_STATES[line.state], [(s, BUSINESS_STEPS[s.step]) for s in line.steps])
            for line in businesses_of(viewer, who)
        ],
        "form": status,
        "complaint": complaint(who.id),
    }
    return render(request, "work/file.html", context, status=NOT_TAKEN if status.errors else 200)


def complaint(person: UUID) -> str:
    """Where a refusal because of somebody's past is followed; "" where that screen is not there."""
    try:
        return reverse("incidents:new", args=[person]) + "?from=job"
    except NoReverseMatch:
        return ""


def _sheet(row: SheetRow) -> dict[str, Any]:
    file = row.file
    return {
        "file": file,
        "skills": [skill(code) for code in file.skills],
        "wants": [skill(code) for code in file.wants],
        "schedules": words(SCHEDULES, file.schedules),
        "firm": words(FIRM, file.firm),
        "barriers": words(BARRIERS, file.barriers),
        "farthest": distance(file.farthest),
        "at": row.recorded_at,
    }


def _refusal(row: RefusalRow) -> dict[str, Any]:
    reasons = PERSON_REASONS if row.by == "person" else EMPLOYER_REASONS
    return {
        "row": row,
        "by": BY[row.by],
        "reason": reasons.get(row.reason),
        "because_of_past": row.by == "employer" and row.reason == HISTORY,
    }


@require_http_methods(["GET", "HEAD", "POST"])
@screen(Permission.SERVICE_RECORD)
def sheet(request: Request, person: UUID) -> HttpResponse:
    """What somebody can do and wishes, written with them."""
    who = act.admitted(request.viewer, person)
    row = sheet_of(request.viewer, who)
    known = row.file if row else WorkFile()
    form = SheetForm(request.POST if request.method == "POST" else None, known=known)
    if form.is_bound and form.is_valid():
        try:
            act.write_sheet(
                person=who.id, file=form.said(region=known.region), by=request.viewer, at=clock.now()
            )
        except DomainError as error:
            form.blame(error)
        else:
            saved(request, _("已保存工作档案。"))
            return elsewhere(request, reverse("work:file", args=[who.id]))
    context = {"who": who, "form": form}
    return render(request, "work/sheet.html", context, status=NOT_TAKEN if form.is_bound else 200)


@require_POST
@screen(Permission.SERVICE_RECORD)
def status(request: Request, person: UUID) -> HttpResponse:
    """Where somebody stands from a day on."""
    who = act.admitted(request.viewer, person)
    form = StatusForm(request.POST, today=request.today)
    if form.is_valid():
        try:
            act.write_status(person=who.id, by=request.viewer, at=clock.now(), **form.cleaned_data)
        except DomainError as error:
            form.blame(error)
        else:
            saved(request, _("已记下。"))
            return elsewhere(request, reverse("work:file", args=[who.id]))
    return page(request, who, status=form)


@require_http_methods(["GET", "HEAD", "POST"])
@screen(Permission.SERVICE_RECORD)
def refusal(request: Request, person: UUID) -> HttpResponse:
    """A job that came to nothing, outside of a placement."""
    who = act.admitted(request.viewer, person)
    form = RefusalForm(request.POST if request.method == "POST" else None, today=request.today)
    if form.is_bound and form.is_valid():
        try:
            act.write_refusal(person=who.id, by=request.viewer, at=clock.now(), **form.cleaned_data)
        except DomainError as error:
            form.blame(error)
        else:
            saved(request, _("已记下。"))
            return elsewhere(request, reverse("work:file", args=[who.id]))
    context = {"who": who, "form": form}
    return render(request, "work/refusal.html", context, status=NOT_TAKEN if form.is_bound else 200)
