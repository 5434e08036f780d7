"""Courses: looked for, one of them, entered, changed and closed; and for which skills posts are open."""

from typing import Any
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from guitu.casework.employers import queries
from guitu.casework.employers.queries import NEEDED, may_keep
from guitu.domain.employers import SKILLS, Course
from guitu.domain.kernel.errors import DomainError
from guitu.domain.kernel.money import written
from guitu.foundation import clock
from guitu.foundation.organisations.queries import region_names, unit_names
from guitu.web.employers import places, words
from guitu.web.employers.forms import CloseForm, CourseForm
from guitu.web.shell.http import Request, elsewhere, screen
from guitu.web.shell.notices import saved
from guitu.workflows import keep_offer as act

PAGE = 100
_LONGEST = 60
_WANTED = 8  # skills in the line of what is wanted
_NOT_TAKEN = 422


@require_safe
@screen(NEEDED)
def listed(request: Request) -> HttpResponse:
    """Courses one can enrol in today, and what posts ask for."""
    asked = request.GET
    text = asked.get("q", "")[:_LONGEST]
    skill = asked.get("skill", "") if asked.get("skill", "") in SKILLS else ""
    around = places.around(request.viewer)
    place = places.asked(asked.get("place", ""), places.near(request.viewer))
    region = place or None
    found = queries.courses(
        request.viewer, on=request.today, region=region, skill=skill, text=text, limit=PAGE + 1
    )
    wanted = queries.demand_by_skill(request.viewer, on=request.today, region=region).most_common(_WANTED)
    context = {
        "rows": lines(found[:PAGE]),
        "more": len(found) > PAGE,
        "wanted": [(code, words.skill(code), count) for code, count in wanted],
        "text": text,
        "skill": skill,
        "place": place,
        "skills": words.skills(),
        "places": [*around, (0, _("全国"))],
        "narrowed": bool(text or skill),
    }
    return render(request, "employers/courses.html", context)


def lines(found: tuple[Course, ...]) -> list[dict[str, Any]]:
    """Courses as lists draw them."""
    names = region_names({row.region for row in found})
    return [
        {
            "row": row,
            "kind": words.COURSE_KINDS[row.kind],
            "where": names.get(row.region, str(row.region)),
            "skills": sorted(map(words.skill, row.skills)),
            "cost": written(row.cost) if row.cost else "",
            "subsidy": written(row.subsidy) if row.subsidy else "",
        }
        for row in found
    ]


@require_safe
@screen(NEEDED)
def one(request: Request, course: UUID) -> HttpResponse:
    """One course, open or not."""
    return _shown(request, course, CloseForm())


@require_http_methods(["GET", "HEAD", "POST"])
@screen(NEEDED)
def new(request: Request) -> HttpResponse:
    """Enter a course."""
    form = _form(request, None)
    if form.is_bound and form.is_valid():
        try:
            act.add_course(form.id_of, form.draft(), by=request.viewer, at=clock.now())
        except DomainError as error:
            form.blame(error)
        else:
            saved(request, _("已登记这门课。"))
            return elsewhere(request, reverse("employers:course", args=[form.id_of]))
    return _drawn(request, form, None)


@require_http_methods(["GET", "HEAD", "POST"])
@screen(NEEDED)
def edit(request: Request, course: UUID) -> HttpResponse:
    """Say something else of a course."""
    row = queries.course(request.viewer, course)
    form = _form(request, row)
    if form.is_bound and form.is_valid():
        try:
            act.change_course(row.id, form.draft(), by=request.viewer, at=clock.now())
        except DomainError as error:
            form.blame(error)
        else:
            saved(request, _("已保存。"))
            return elsewhere(request, reverse("employers:course", args=[row.id]))
    return _drawn(request, form, row)


@require_POST
@screen(NEEDED)
def close(request: Request, course: UUID) -> HttpResponse:
    """A course is full or will not be held."""
    form = CloseForm(request.POST)
    if not form.is_valid():
        return _shown(request, course, form)
    act.close_course(course, reason=form.cleaned_data["reason"], by=request.viewer, at=clock.now())
    saved(request, _("已关闭，不再列出；这一页还能查到。"))
    return elsewhere(request, reverse("employers:course", args=[course]))


def _shown(request: Request, course_id: UUID, form: CloseForm) -> HttpResponse:
    row = queries.course(request.viewer, course_id)
    mine = may_keep(request.viewer, row.kept_by) and row.closed_on is None
    context = {
        "one": lines((row,))[0],
        "is_open": row.is_open(request.today),
        "closed": words.CLOSED.get(row.close_reason, ""),
        "keeper": unit_names([row.kept_by]).get(row.kept_by, "") if row.kept_by else "",
        "mine": mine,
        "form": form,
    }
    return render(request, "employers/course.html", context, status=_NOT_TAKEN if form.errors else 200)


def _form(request: Request, row: Course | None) -> CourseForm:
    offered = places.inside(request.viewer)
    if row is not None and row.region not in {code for code, _name in offered}:
        offered = [*offered, (row.region, region_names([row.region]).get(row.region, str(row.region)))]
    body = request.POST if request.method == "POST" else None
    return CourseForm(body, places=offered, row=row, home=places.county(request.viewer))


def _drawn(request: Request, form: CourseForm, row: Course | None) -> HttpResponse:
    back = reverse("employers:course", args=[row.id]) if row else reverse("employers:courses")
    context = {"form": form, "row": row, "back": back}
    return render(request, "employers/edit_course.html", context, status=_NOT_TAKEN if form.errors else 200)
