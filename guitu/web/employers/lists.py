"""Imported lists, how each row ended, taking them back; and how asking the HR bureau's feed went."""

from typing import Any
from uuid import UUID

from django.db import transaction
from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe
from procrastinate.exceptions import AlreadyEnqueued

from guitu.casework.employers import queries
from guitu.casework.employers.queries import NEEDED, RowInfo
from guitu.domain.employers.columns import vocabulary
from guitu.domain.kernel.errors import DomainError
from guitu.exchange.importers.offers_file import import_file
from guitu.exchange.partners import vacancy_feed
from guitu.foundation import clock
from guitu.foundation.accounts.queries import display_names
from guitu.web.employers import words
from guitu.web.employers.forms import ListForm
from guitu.web.employers.jobs import fetch
from guitu.web.shell.http import Request, elsewhere, screen
from guitu.web.shell.notices import saved
from guitu.web.shell.words import sentence
from guitu.web.shell.workbooks import after_row, in_memory
from guitu.workflows.import_offers import undo_offers

PAGE = 100
_NOT_TAKEN = 422


@require_http_methods(["GET", "HEAD", "POST"])
@screen(NEEDED)
def start(request: Request) -> HttpResponse:
    """Choose a list; and what was imported before."""
    form = ListForm(request.POST, request.FILES) if request.method == "POST" else ListForm()
    if form.is_bound and form.is_valid():
        file = form.cleaned_data["file"]
        try:
            with in_memory(file) as path:
                made = import_file(
                    path,
                    offers=form.cleaned_data["offers"],
                    by=request.viewer,
                    at=clock.now(),
                    file_name=file.name,
                )
        except DomainError as error:
            form.add_error("file", sentence(error))
        else:
            return elsewhere(request, reverse("employers:batch", args=[made.batch]))
    context = {"form": form, "batches": queries.batches(request.viewer)}
    return render(request, "employers/import.html", context, status=_NOT_TAKEN if form.errors else 200)


@require_safe
@screen(NEEDED)
def batch(request: Request, batch: UUID) -> HttpResponse:
    """How an import ended, row by row; the page can be linked and comes back later."""
    found = queries.batch(request.viewer, batch)
    show = request.GET.get("show", "") if request.GET.get("show", "") in words.FATES else ""
    rows = queries.rows_of(found, states=[show] if show else [], after=after_row(request), limit=PAGE + 1)
    labels = vocabulary(found.offers).labels
    context = {
        "batch": found,
        "rows": [_line(row, found.offers) for row in rows[:PAGE]],
        "more": rows[PAGE - 1] if len(rows) > PAGE else None,
        "show": show,
        "tiles": [(label, found.counts.get(fate, 0), f"?show={fate}") for fate, label in words.FATES.items()],
        "tabs": list(words.FATES.items()),
        "unknown": [c["words"] for c in found.columns if not c["key"]],
        "known": [(c["words"], labels[c["key"]]) for c in found.columns if c["key"] in labels],
        "to_undo": reverse("employers:undo", args=[found.id]),
        "by": display_names([found.made_by]).get(found.made_by, "") if found.made_by else "",
    }
    return render(request, "employers/batch.html", context)


@require_POST
@screen(NEEDED)
def undo(request: Request, batch: UUID) -> HttpResponse:
    """Take an import back."""
    _closed, stayed = undo_offers(batch, by=request.viewer, at=clock.now())
    said = _("已撤销这次导入。")
    if stayed:
        said = _("已撤销这次导入；有 %(n)s 条后来被人改过或者关闭过，没有动。") % {"n": stayed}
    saved(request, said)
    return elsewhere(request, reverse("employers:batch", args=[batch]))


@require_http_methods(["GET", "HEAD", "POST"])
@screen(NEEDED)
def feed(request: Request) -> HttpResponse:
    """How asking the feed went; a POST has it asked now, by the worker."""
    if request.method == "POST":
        if not vacancy_feed.is_connected():
            raise DomainError("feed.not-connected")
        try:
            with transaction.atomic():
                fetch.defer(account=str(request.viewer.id))
        except AlreadyEnqueued:
            saved(request, _("已经在取了。请过一会儿刷新这一页。"))
        else:
            saved(request, _("正在取。请过一会儿刷新这一页。"))
        return elsewhere(request, reverse("employers:feed"))
    name = vacancy_feed.source()
    known = next((one for one in queries.feeds(request.viewer) if one.source == name), None)
    runs = queries.feed_runs(request.viewer, name)
    context = {
        "connected": vacancy_feed.is_connected(),
        "source": name,
        "feed": known,
        "state": words.FEED_STATES.get(known.state, "") if known else "",
        "said": _failure(known.state, known.reason) if known else "",
        "runs": [(run, words.FEED_STATES[run.state], _rejected(run.rejected)) for run in runs],
    }
    return render(request, "employers/feed.html", context)


def _failure(state: str, why: str) -> str:
    return "" if state == "good" else sentence(DomainError(f"feed.{state}", why=why))


def _rejected(found: tuple[Any, ...]) -> list[tuple[str, str]]:
    return [(one["id"], sentence(DomainError(one["code"], **one["facts"]))) for one in found]


def _line(row: RowInfo, offers: str) -> dict[str, Any]:
    way = "employers:vacancy" if offers == "vacancies" else "employers:course"
    return {
        "row": row,
        "fate": words.FATES[row.state],
        "address": reverse(way, args=[row.offer]) if row.offer else "",
        "reasons": [
            (reason["cell"], sentence(DomainError(reason["code"], **reason["facts"])))
            for reason in row.reasons
        ],
    }
