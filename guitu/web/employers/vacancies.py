"""Posts: looked for by words, skill and place; one of them; entered, changed and closed."""

from typing import Any
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from guitu.casework.employers.queries import NEEDED, employer, may_keep, open_vacancies, vacancy
from guitu.domain.employers import SKILLS, Vacancy
from guitu.domain.employers.wording import demand_in
from guitu.domain.kernel.errors import DomainError
from guitu.foundation import clock
from guitu.foundation.organisations.queries import region_names, unit_names
from guitu.web.employers import places, words
from guitu.web.employers.forms import CloseForm, VacancyForm
from guitu.web.shell.http import Request, elsewhere, screen
from guitu.web.shell.notices import saved
from guitu.workflows import keep_offer as act

PAGE = 100
_LONGEST = 60
_NOT_TAKEN = 422


@require_safe
@screen(NEEDED)
def listed(request: Request) -> HttpResponse:
    """Posts one can apply for today."""
    asked = request.GET
    text = asked.get("q", "")[:_LONGEST]
    skill = asked.get("skill", "") if asked.get("skill", "") in SKILLS else ""
    around = places.around(request.viewer)
    place = places.asked(asked.get("place", ""), places.near(request.viewer))
    found = open_vacancies(
        request.viewer, on=request.today, region=place or None, skill=skill, text=text, limit=PAGE + 1
    )
    context = {
        "rows": lines(found[:PAGE]),
        "more": len(found) > PAGE,
        "text": text,
        "skill": skill,
        "place": place,
        "skills": words.skills(),
        "places": [*around, (0, _("全国"))],
        "narrowed": bool(text or skill),
    }
    return render(request, "employers/vacancies.html", context)


def lines(found: tuple[Vacancy, ...]) -> list[dict[str, Any]]:
    """Posts as lists draw them."""
    names = region_names({row.region for row in found})
    return [
        {
            "row": row,
            "wage": words.wage(row.wage),
            "where": names.get(row.region, str(row.region)),
            "skills": sorted(map(words.skill, row.skills)),
            "schedule": words.SCHEDULES.get(row.schedule, ""),
            "demand": demand_in(row.words),
        }
        for row in found
    ]


@require_safe
@screen(NEEDED)
def one(request: Request, vacancy: UUID) -> HttpResponse:
    """One post, open or not."""
    return _shown(request, vacancy, CloseForm())


@require_http_methods(["GET", "HEAD", "POST"])
@screen(NEEDED)
def new(request: Request) -> HttpResponse:
    """Enter a post."""
    form = _form(request, None)
    if form.is_bound and form.is_valid():
        try:
            act.add_vacancy(form.id_of, form.draft(), by=request.viewer, at=clock.now())
        except DomainError as error:
            form.blame(error)
        else:
            saved(request, _("已登记这个岗位。"))
            return elsewhere(request, reverse("employers:vacancy", args=[form.id_of]))
    return _drawn(request, form, None)


@require_http_methods(["GET", "HEAD", "POST"])
@screen(NEEDED)
def edit(request: Request, vacancy: UUID) -> HttpResponse:
    """Say something else of a post."""
    row = _row(request, vacancy)
    form = _form(request, row)
    if form.is_bound and form.is_valid():
        try:
            act.change_vacancy(row.id, form.draft(), by=request.viewer, at=clock.now())
        except DomainError as error:
            form.blame(error)
        else:
            saved(request, _("已保存。"))
            return elsewhere(request, reverse("employers:vacancy", args=[row.id]))
    return _drawn(request, form, row)


@require_POST
@screen(NEEDED)
def close(request: Request, vacancy: UUID) -> HttpResponse:
    """A post is filled or withdrawn."""
    form = CloseForm(request.POST)
    if not form.is_valid():
        return _shown(request, vacancy, form)
    reason = form.cleaned_data["reason"]
    act.close_vacancy(vacancy, reason=reason, by=request.viewer, at=clock.now())
    saved(request, _("已关闭，不再列出；这一页还能查到。"))
    return elsewhere(request, reverse("employers:vacancy", args=[vacancy]))


def _row(request: Request, vacancy_id: UUID) -> Vacancy:
    return vacancy(request.viewer, vacancy_id)


def _shown(request: Request, vacancy_id: UUID, form: CloseForm) -> HttpResponse:
    row = _row(request, vacancy_id)
    is_open = row.is_open(request.today)
    context = {
        "one": lines((row,))[0],
        "is_open": is_open,
        "closed": words.CLOSED.get(row.close_reason, ""),
        "keeper": unit_names([row.kept_by]).get(row.kept_by, "") if row.kept_by else "",
        "may_edit": is_open and not row.source and may_keep(request.viewer, row.kept_by),
        "may_close": row.closed_on is None and act.may_close(request.viewer, row),
        "form": form,
    }
    return render(request, "employers/vacancy.html", context, status=_NOT_TAKEN if form.errors else 200)


def _form(request: Request, row: Vacancy | None) -> VacancyForm:
    offered = places.inside(request.viewer)
    if row is not None and row.region not in {code for code, _name in offered}:
        offered = [*offered, (row.region, region_names([row.region]).get(row.region, str(row.region)))]
    return VacancyForm(
        request.POST if request.method == "POST" else None,
        places=offered,
        row=row,
        home=places.county(request.viewer),
        employer=_named(request),
    )


def _named(request: Request) -> str:
    """The employer whose page led here."""
    try:
        return employer(request.viewer, UUID(request.GET.get("employer", ""))).name
    except (ValueError, DomainError):
        return ""


def _drawn(request: Request, form: VacancyForm, row: Vacancy | None) -> HttpResponse:
    back = reverse("employers:vacancy", args=[row.id]) if row else reverse("employers:vacancies")
    context = {"form": form, "row": row, "back": back}
    return render(request, "employers/edit_vacancy.html", context, status=_NOT_TAKEN if form.errors else 200)
