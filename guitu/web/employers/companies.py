"""Employers and job bases: who takes people on, what was agreed, how many came, and what the law says."""

from datetime import date
from typing import Any
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from guitu.casework.employers import queries
from guitu.casework.employers.queries import NEEDED, may_keep, open_vacancies
from guitu.domain.employers import Base
from guitu.foundation import clock
from guitu.foundation.organisations.queries import region_names, unit_names
from guitu.web.employers import places
from guitu.web.employers.forms import BaseForm, EmployerForm
from guitu.web.employers.vacancies import lines
from guitu.web.shell.http import Request, elsewhere, screen
from guitu.web.shell.notices import saved
from guitu.workflows import keep_offer as act
from guitu.workflows.hires import hired_at
from guitu.workflows.offer_terms import incentive, information

PAGE = 200
_LONGEST = 60
_NOT_TAKEN = 422


@require_safe
@screen(NEEDED)
def listed(request: Request) -> HttpResponse:
    """Employers of a region, and which are job bases today."""
    text = request.GET.get("q", "")[:_LONGEST]
    around = places.around(request.viewer)
    place = places.asked(request.GET.get("place", ""), places.county(request.viewer))
    found = queries.employers(request.viewer, region=place or None, text=text, limit=PAGE + 1)
    today = request.today
    bases = {b.employer for b in queries.bases(request.viewer, region=place or None) if b.is_in_force(today)}
    names = region_names({row.region for row in found})
    context = {
        "rows": [(row, row.id in bases, names.get(row.region, "")) for row in found[:PAGE]],
        "more": len(found) > PAGE,
        "bases": len(bases),
        "text": text,
        "place": place,
        "places": [*around, (0, _("全国"))],
        "narrowed": bool(text),
    }
    return render(request, "employers/employers.html", context)


@require_safe
@screen(NEEDED)
def one(request: Request, employer: UUID) -> HttpResponse:
    """One employer."""
    return _shown(request, employer, BaseForm(None))


@require_http_methods(["GET", "HEAD", "POST"])
@screen(NEEDED)
def edit(request: Request, employer: UUID) -> HttpResponse:
    """Say something else of an employer."""
    row = queries.employer(request.viewer, employer)
    offered = places.with_own(places.around(request.viewer), row.region)
    form = EmployerForm(request.POST if request.method == "POST" else None, places=offered, row=row)
    back = reverse("employers:employer", args=[row.id])
    if form.is_bound and form.is_valid():
        said, words = form.draft(), form.cleaned_data["words"]
        with form.blaming():
            act.change_employer(row.id, said, words=words, by=request.viewer, at=clock.now())
            saved(request, _("已保存。"))
            return elsewhere(request, back)
    context = {"form": form, "title": _("修改单位"), "back": back, "above": row.name}
    return render(request, "shell/form.html", context, status=_NOT_TAKEN if form.errors else 200)


@require_POST
@screen(NEEDED)
def close(request: Request, employer: UUID) -> HttpResponse:
    """An employer takes part no more."""
    closed = act.close_employer(employer, by=request.viewer, at=clock.now())
    words = ngettext("已停用；%(n)s 个岗位同时关闭。", "已停用；%(n)s 个岗位同时关闭。", closed)
    saved(request, words % {"n": closed})
    return elsewhere(request, reverse("employers:employer", args=[employer]))


@require_POST
@screen(NEEDED)
def add_base(request: Request, employer: UUID) -> HttpResponse:
    """An employer becomes a job base."""
    form = BaseForm(request.POST)
    if not form.is_valid():
        return _shown(request, employer, form)
    said = form.cleaned_data
    with form.blaming():
        act.add_base(
            said["base_id"],
            employer_id=employer,
            document=said["document"],
            seats=said["seats"],
            from_on=said["from_on"],
            to_on=said["to_on"],
            words=said["words"],
            by=request.viewer,
            at=clock.now(),
        )
        saved(request, _("已登记这份基地协议。"))
        return elsewhere(request, reverse("employers:base", args=[said["base_id"]]))
    return _shown(request, employer, form)


@require_safe
@screen(NEEDED)
def base_page(request: Request, base: UUID) -> HttpResponse:
    """One agreement."""
    row = queries.base(request.viewer, base)
    context = {
        "one": _agreement(row, request.today),
        "keeper": unit_names([row.kept_by]).get(row.kept_by, ""),
        "may_end": row.is_in_force(request.today) and may_keep(request.viewer, row.kept_by),
        "where": region_names([row.region]).get(row.region, ""),
    }
    return render(request, "employers/base.html", context)


@require_POST
@screen(NEEDED)
def end_base(request: Request, base: UUID) -> HttpResponse:
    """An agreement ends today."""
    act.end_base(base, by=request.viewer, at=clock.now())
    saved(request, _("协议已终止。"))
    return elsewhere(request, reverse("employers:base", args=[base]))


def _agreement(row: Base, today: date) -> dict[str, Any]:
    return {"row": row, "in_force": row.is_in_force(today), "to_come": row.from_on > today}


def _shown(request: Request, employer_id: UUID, form: BaseForm) -> HttpResponse:
    row = queries.employer(request.viewer, employer_id)
    mine = row.closed_on is None and act.may_keep_employer(request.viewer, row.id)
    agreements = queries.bases(request.viewer, employer=row.id)
    context = {
        "employer": row,
        "where": region_names([row.region]).get(row.region, ""),
        "vacancies": lines(open_vacancies(request.viewer, on=request.today, employer=row.id)),
        "bases": [_agreement(one, request.today) for one in agreements],
        "incentive": incentive(row.region, hired_at(request.viewer, [row.id])[row.id]),
        "rules": information(row.region),
        "keeper": unit_names([row.kept_by]).get(row.kept_by, "") if row.kept_by else "",
        "mine": mine,
        "form": form,
    }
    return render(request, "employers/employer.html", context, status=_NOT_TAKEN if form.errors else 200)
