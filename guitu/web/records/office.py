"""What an office owes: answers to requests, and a bare count of another population."""

from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from guitu.casework.people.queries import people_of
from guitu.casework.records.queries import correction_counts
from guitu.domain.access import Permission
from guitu.domain.kernel.errors import DomainError
from guitu.domain.ledger.line import Act
from guitu.domain.rights import COURT_MONTHS, REVIEW_DAYS
from guitu.foundation import clock
from guitu.foundation.audit.sightings import saw
from guitu.foundation.organisations.queries import unit_names
from guitu.web.records.forms import AnswerForm, CountForm
from guitu.web.records.person import line_of
from guitu.web.shell.http import Request, elsewhere, screen
from guitu.web.shell.notices import saved
from guitu.workflows.count_correction import count_correction
from guitu.workflows.rights import answer_request, request_to_answer, waiting


@require_safe
@screen(Permission.RIGHTS_ANSWER)
def waiting_list(request: Request) -> HttpResponse:
    """Requests that wait for an answer; names only for those who may see them anyway."""
    rows = waiting(request.viewer)
    people = people_of(request.viewer, {row.person_id for row in rows})
    units = unit_names({row.held_by for row in rows})
    lines = [
        (line_of(row, request.today), people.get(row.person_id), units.get(row.held_by, "")) for row in rows
    ]
    return render(request, "records/waiting.html", {"lines": lines})


@require_http_methods(["GET", "HEAD", "POST"])
@screen(Permission.RIGHTS_ANSWER)
def answer(request: Request, asked: UUID) -> HttpResponse:
    """One request and its answer."""
    row = request_to_answer(request.viewer, asked)
    saw({row.person_id: row.held_by}, "casework", act=Act.ANSWER)
    form = AnswerForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            answer_request(request=asked, by=request.viewer, at=clock.now(), **form.cleaned_data)
        except DomainError as error:
            form.blame(error)
        else:
            saved(request, _("已答复。请把答复告诉本人；未同意的，同时告知复议和诉讼的途径。"))
            return elsewhere(request, reverse("records:waiting"))
    context = {
        "line": line_of(row, request.today),
        "who": people_of(request.viewer, {row.person_id}).get(row.person_id),
        "form": form,
        "days": REVIEW_DAYS,
        "months": COURT_MONTHS,
    }
    return render(request, "records/answer.html", context, status=422 if form.errors else 200)


@require_http_methods(["GET", "HEAD", "POST"])
@screen(Permission.ROSTER_IMPORT)
def correction(request: Request) -> HttpResponse:
    """How many people under community correction the unit helps with: a number, and no list."""
    form = CountForm(request.POST or None, initial={"counted_on": request.today})
    if request.method == "POST" and form.is_valid():
        try:
            count_correction(**form.cleaned_data, by=request.viewer, at=clock.now())
        except DomainError as error:
            form.blame(error)
        else:
            saved(request, _("已记下人数。"))
            return elsewhere(request, reverse("records:correction"))
    context = {"form": form, "counts": correction_counts(request.viewer.unit)}
    return render(request, "records/correction.html", context, status=422 if form.errors else 200)
