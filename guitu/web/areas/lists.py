"""Importing a list of facts, and how each of its rows ended."""

from typing import Any
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods, require_safe

from guitu.casework.areas import queries
from guitu.domain.access import Permission
from guitu.domain.areas.lists import COLUMNS
from guitu.domain.kernel.errors import DomainError
from guitu.exchange.importers.facts_file import import_facts
from guitu.foundation import clock
from guitu.web.shell.forms import Form
from guitu.web.shell.http import Request, elsewhere, screen
from guitu.web.shell.words import sentence
from guitu.web.shell.workbooks import WorkbookField, in_memory

_NOT_TAKEN = 422
FATES = {"accepted": _("新登记"), "duplicate": _("没有变化"), "rejected": _("没有登记")}


class ListForm(Form):
    """A workbook of facts."""

    file = WorkbookField(label=_("表格文件"))


def _said(reason: dict[str, Any]) -> str:
    return sentence(DomainError(reason["code"], **reason["facts"]))


@require_http_methods(["GET", "HEAD", "POST"])
@screen(Permission.AREAS_KEEP)
def start(request: Request) -> HttpResponse:
    """Choose a list; and what was imported before."""
    form = ListForm(request.POST, request.FILES) if request.method == "POST" else ListForm()
    if form.is_bound and form.is_valid():
        try:
            with in_memory(form.cleaned_data["file"]) as path:
                made = import_facts(path, by=request.viewer, at=clock.now())
        except DomainError as error:
            form.add_error("file", sentence(error))
        else:
            return elsewhere(request, reverse("areas:batch", args=[made.batch]))
    context = {"form": form, "batches": queries.batches(request.viewer)}
    context["columns"] = [COLUMNS.labels[key] for key in COLUMNS.required]
    return render(request, "areas/import.html", context, status=_NOT_TAKEN if form.errors else 200)


@require_safe
@screen(Permission.AREAS_KEEP)
def batch(request: Request, batch: UUID) -> HttpResponse:
    """How an import ended, row by row."""
    found = queries.batch(request.viewer, batch)
    show = request.GET.get("show", "")
    rows = [row for row in queries.batch_rows(found) if show not in FATES or row.state == show]
    context = {
        "batch": found,
        "show": show if show in FATES else "",
        "tiles": [(code, word, found.counts.get(code, 0)) for code, word in FATES.items()],
        "unknown": [c["words"] for c in found.columns if not c["key"]],
        "rows": [(row, FATES[row.state], [(one["cell"], _said(one)) for one in row.reasons]) for row in rows],
    }
    return render(request, "areas/batch.html", context)
