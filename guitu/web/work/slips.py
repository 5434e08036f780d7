"""The candidate slip: drafted from the work file, read by the person, kept, printed for the employer."""

from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from guitu.casework.people.queries import AdmittedPerson, contacts
from guitu.casework.work.queries import placement_for, sheet_of, slip_of
from guitu.domain.access import Permission
from guitu.domain.employers import SKILLS
from guitu.domain.kernel.errors import DomainError
from guitu.domain.work.file import WorkFile
from guitu.domain.work.slip import CandidateSlip
from guitu.domain.work.words import DISTANCES, SCHEDULES
from guitu.exchange.exporters import slip as paper
from guitu.foundation import clock
from guitu.web.shell.downloads import download
from guitu.web.shell.http import Request, elsewhere, screen
from guitu.web.shell.notices import saved
from guitu.web.work.forms import SlipForm
from guitu.workflows import placement as act
from guitu.workflows.work_file import admitted

_NOT_TAKEN = 422


@require_http_methods(["GET", "HEAD", "POST"])
@screen(Permission.SERVICE_RECORD)
def slip(request: Request, person: UUID, placement: UUID) -> HttpResponse:
    """What an employer would read, to be shown to the person and changed with them."""
    who = admitted(request.viewer, person)
    row = placement_for(request.viewer, who, placement)
    known = slip_of(who, row)
    sheet = sheet_of(request.viewer, who)
    file = sheet.file if sheet else WorkFile()
    phones = [line.value for line in contacts(who) if line.kind == "phone" and line.of == "self"]
    draft = known or _draft(who, file)
    offered = tuple(dict.fromkeys([*draft.skills, *_skills(file)]))
    body = request.POST if request.method == "POST" else None
    form = SlipForm(body, draft=draft, offered=offered, phones=phones)
    if form.is_bound and form.is_valid():
        with form.blaming():
            act.give_slip(
                person=who.id, placement=row.id, slip=form.said(),
                was_shown=form.cleaned_data["was_shown"], by=request.viewer, at=clock.now(),
            )  # fmt: skip
            saved(request, _("简况已保存，可以打印给用人单位。"))
            return elsewhere(request, reverse("work:placement", args=[who.id, row.id]))
    context = {"who": who, "row": row, "form": form, "agreed": act.has_consent(who)}
    context["kept"] = known is not None
    return render(request, "work/slip.html", context, status=_NOT_TAKEN if form.is_bound else 200)


def _skills(file: WorkFile) -> tuple[str, ...]:
    """In Chinese, whatever language the worker reads: the employer reads them."""
    return tuple(SKILLS[code].zh for code in file.skills if code in SKILLS)


def _draft(who: AdmittedPerson, file: WorkFile) -> CandidateSlip:
    return CandidateSlip(
        name=who.name,
        skills=_skills(file),
        experience=file.experience[:300],
        hours="、".join(SCHEDULES[code].zh for code in file.schedules),
        area=DISTANCES[file.farthest].zh,
        languages=file.languages[:300],
        available_on=file.available_on,
    )


@require_safe
@screen(Permission.SERVICE_RECORD)
def document(request: Request, person: UUID, placement: UUID) -> HttpResponse:
    """The slip as a file."""
    who = admitted(request.viewer, person)
    row = placement_for(request.viewer, who, placement)
    if not act.has_consent(who):  # withdrawn since
        raise DomainError("slip.no-consent")
    return download(paper.printed(who, row), name=paper.FILE_NAME, kind=paper.TYPE)
