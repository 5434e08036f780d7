"""Courses: looked for, one of them, entered, changed and closed; and for which skills posts are open."""

from typing import Any
from uuid import UUID

from django.http import HttpResponse
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from guitu.casework.employers import queries
from guitu.casework.employers.queries import NEEDED, may_keep
from guitu.domain.access import Viewer
from guitu.domain.employers import Course
from guitu.domain.kernel.money import written
from guitu.foundation.organisations.queries import region_names
from guitu.web.employers import places, words
from guitu.web.employers.forms import CourseForm, Places
from guitu.web.employers.offers import Pages
from guitu.web.shell.http import Request, screen
from guitu.workflows import keep_offer as act

_WANTED = 8  # skills in the line of what is wanted


def _lines(found: tuple[Course, ...]) -> list[dict[str, Any]]:
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


def _form(request: Request, row: Course | None, offered: Places) -> CourseForm:
    body = request.POST if request.method == "POST" else None
    return CourseForm(body, places=offered, row=row, home=places.county(request.viewer))


def _is_kept(viewer: Viewer, row: Course) -> bool:
    return may_keep(viewer, row.kept_by)


_COURSES = Pages[Course](
    name="course",
    names="courses",
    find=queries.courses,
    row=queries.course,
    lines=_lines,
    form=_form,
    add=act.add_course,
    change=act.change_course,
    end=act.close_course,
    keeps=_is_kept,
    closes=_is_kept,
    said={
        "listed": _("培训"),
        "enter": _("登记课程"),
        "change": _("修改课程"),
        "entered": _("已登记这门课。"),
    },
)


@require_safe
@screen(NEEDED)
def listed(request: Request) -> HttpResponse:
    """Courses one can enrol in today, and what posts ask for."""
    region = _COURSES.place(request) or None
    wanted = queries.demand_by_skill(request.viewer, on=request.today, region=region).most_common(_WANTED)
    return _COURSES.listed(request, wanted=[(code, words.skill(code), count) for code, count in wanted])


@require_safe
@screen(NEEDED)
def one(request: Request, course: UUID) -> HttpResponse:
    """One course, open or not."""
    return _COURSES.one(request, course)


@require_http_methods(["GET", "HEAD", "POST"])
@screen(NEEDED)
def new(request: Request) -> HttpResponse:
    """Enter a course."""
    return _COURSES.new(request)


@require_http_methods(["GET", "HEAD", "POST"])
@screen(NEEDED)
def edit(request: Request, course: UUID) -> HttpResponse:
    """Say something else of a course."""
    return _COURSES.edit(request, course)


@require_POST
@screen(NEEDED)
def close(request: Request, course: UUID) -> HttpResponse:
    """A course is full or will not be held."""
    return _COURSES.close(request, course)
