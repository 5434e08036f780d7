"""Posts: looked for by words, skill and place; one of them; entered, changed and closed."""

from typing import Any
from uuid import UUID

from django.http import HttpResponse
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from guitu.casework.employers.queries import NEEDED, employer, may_keep, open_vacancies, vacancy
from guitu.domain.employers import Vacancy
from guitu.domain.employers.wording import demand_in
from guitu.domain.kernel.errors import DomainError
from guitu.foundation.organisations.queries import region_names
from guitu.web.employers import places, words
from guitu.web.employers.forms import Places, VacancyForm
from guitu.web.employers.offers import Pages
from guitu.web.shell.http import Request, screen
from guitu.workflows import keep_offer as act


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


def _form(request: Request, row: Vacancy | None, offered: Places) -> VacancyForm:
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


_POSTS = Pages[Vacancy](
    name="vacancy",
    names="vacancies",
    find=open_vacancies,
    row=vacancy,
    lines=lines,
    form=_form,
    add=act.add_vacancy,
    change=act.change_vacancy,
    end=act.close_vacancy,
    keeps=lambda viewer, row: not row.source and may_keep(viewer, row.kept_by),
    closes=act.may_close,
    said={
        "listed": _("岗位"),
        "enter": _("登记岗位"),
        "change": _("修改岗位"),
        "entered": _("已登记这个岗位。"),
    },
)


@require_safe
@screen(NEEDED)
def listed(request: Request) -> HttpResponse:
    """Posts one can apply for today."""
    return _POSTS.listed(request)


@require_safe
@screen(NEEDED)
def one(request: Request, vacancy: UUID) -> HttpResponse:
    """One post, open or not."""
    return _POSTS.one(request, vacancy)


@require_http_methods(["GET", "HEAD", "POST"])
@screen(NEEDED)
def new(request: Request) -> HttpResponse:
    """Enter a post."""
    return _POSTS.new(request)


@require_http_methods(["GET", "HEAD", "POST"])
@screen(NEEDED)
def edit(request: Request, vacancy: UUID) -> HttpResponse:
    """Say something else of a post."""
    return _POSTS.edit(request, vacancy)


@require_POST
@screen(NEEDED)
def close(request: Request, vacancy: UUID) -> HttpResponse:
    """A post is filled or withdrawn."""
    return _POSTS.close(request, vacancy)
