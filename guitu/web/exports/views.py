"""Tables of people: asked for, approved by somebody else where they name many, fetched once."""

from dataclasses import dataclass
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from guitu.casework.exports.queries import ExportRow, exports_of, waiting_for
from guitu.domain.access import Permission
from guitu.domain.kernel.errors import DomainError
from guitu.exchange.exporters import requests
from guitu.foundation import clock
from guitu.foundation.accounts.queries import display_names
from guitu.foundation.organisations.queries import unit_names
from guitu.web.exports import words
from guitu.web.exports.forms import DecisionForm, ExportForm
from guitu.web.exports.jobs import make
from guitu.web.shell.downloads import download
from guitu.web.shell.http import Request, elsewhere, screen
from guitu.web.shell.notices import failed, saved
from guitu.web.shell.words import sentence

_TYPES = {
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "csv": "text/csv; charset=utf-8",
}


@dataclass(frozen=True)
class Line:
    """One export as a page shows it."""

    row: ExportRow
    purpose: str | Promise
    state: str | Promise
    columns: str
    why: str
    who: str = ""
    unit: str = ""


def _line(row: ExportRow, *, who: str = "", unit: str = "") -> Line:
    bare = {code: words.PLAIN[code] for code in row.plain if code in words.PLAIN}
    return Line(
        row=row,
        purpose=words.PURPOSES.get(row.purpose, row.purpose),
        state=words.STATES[row.state],
        columns="、".join(str(bare.get(code, words.COLUMNS.get(code, code))) for code in row.columns),
        why=sentence(DomainError(row.failure, most=requests.NAMED_ALONE, rows=row.rows))
        if row.failure
        else "",
        who=who,
        unit=unit,
    )


@require_http_methods(["GET", "HEAD", "POST"])
@screen(Permission.EXPORT, fresh=True)
def start(request: Request) -> HttpResponse:
    """Ask for a table; and those asked for before."""
    form = ExportForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            asked = requests.ask(**form.cleaned_data, by=request.viewer, at=clock.now())
        except DomainError as error:
            form.blame(error)
        else:
            _went_on(request, asked)
            return elsewhere(request, reverse("exports:start"))
    context = {"form": form, "lines": [_line(row) for row in exports_of(request.viewer)]}
    return render(request, "exports/start.html", context, status=422 if form.errors else 200)


def _went_on(request: Request, asked: ExportRow) -> None:
    if asked.state == "asked":
        saved(request, _("已提交，等另一单位或另一岗位的人批准后生成文件。"))
        return
    make.defer(wanted=str(asked.id))
    saved(request, _("正在生成文件，稍后刷新本页即可下载。"))


@require_safe
@screen(Permission.EXPORT_APPROVE)
def waiting(request: Request) -> HttpResponse:
    """What waits for this account's approval. Who asked, how many, which columns; nobody's name."""
    found = waiting_for(request.viewer)
    people = display_names({row.asked_by for row in found})
    units = unit_names({row.asked_unit for row in found})
    lines = [
        _line(row, who=people.get(row.asked_by, ""), unit=units.get(row.asked_unit, "")) for row in found
    ]
    return render(request, "exports/waiting.html", {"lines": lines})


@require_POST
@screen(Permission.EXPORT_APPROVE, fresh=True)
def decide(request: Request, export: UUID) -> HttpResponse:
    """Approve or refuse."""
    form = DecisionForm(request.POST)
    if not form.is_valid():
        failed(request, _("请选择批准或不批准。"))
        return elsewhere(request, reverse("exports:waiting"))
    approved = form.cleaned_data["answer"] == "approve"
    decided = requests.decide(export, approved=approved, by=request.viewer, at=clock.now())
    if approved:
        make.defer(wanted=str(decided.id))
    saved(request, _("已批准。") if approved else _("已记下不批准。"))
    return elsewhere(request, reverse("exports:waiting"))


@require_POST
@screen(Permission.EXPORT, fresh=True)
def fetch(request: Request, export: UUID) -> HttpResponse:
    """The file, once. A POST, so that nothing fetches it ahead of the reader."""
    fetched = requests.take(export, by=request.viewer, at=clock.now())
    name = f"guitu-{export.hex[-8:]}.{fetched.form}"
    return download(fetched.content, name=name, kind=_TYPES[fetched.form])
