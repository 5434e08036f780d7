"""Groups and courses of a place: the list, one of them, its times and who came."""

from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from guitu.casework.groups import queries
from guitu.domain.access import Permission, Role
from guitu.domain.groups.words import SORTS, THEMES
from guitu.foundation import clock
from guitu.foundation.accounts.queries import display_names, who_works_at
from guitu.foundation.organisations.queries import unit_names
from guitu.web.groups.forms import GroupForm, SessionForm, SignInForm
from guitu.web.shell import addresses
from guitu.web.shell.http import Request, elsewhere, screen
from guitu.web.shell.notices import saved, telling
from guitu.web.shell.tags import day
from guitu.workflows import group as workflow
from guitu.workflows.group import Circle


@require_safe
@screen(Permission.CONTACT_RECORD)
def groups(request: Request) -> HttpResponse:
    """What there is nearby, and how many seats are free; nobody's name."""
    closed = request.GET.get("show") == "closed"
    rows = queries.series_near(request.viewer, closed=closed)
    taken = workflow.taken_of([row.id for row in rows])
    units, names = unit_names({row.unit for row in rows}), display_names({row.leader for row in rows})
    context = {
        "rows": [
            {
                "row": row,
                "sort": SORTS[row.about.sort],
                "theme": THEMES[row.about.theme].word,
                "unit": units.get(row.unit, ""),
                "leader": names.get(row.leader, ""),
                "taken": taken.get(row.id, 0),
            }
            for row in rows
        ],
        "closed": closed,
    }
    return render(request, "groups/groups.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@screen(Permission.CONTACT_RECORD)
def new(request: Request) -> HttpResponse:
    """A group or course is opened."""
    colleagues = who_works_at(request.viewer, request.viewer.unit)
    form = GroupForm(
        request.POST or None, colleagues=colleagues, me=str(request.viewer.id), today=request.today
    )
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data
        with form.blaming():
            row = workflow.open_group(
                form.about(), made=given["made"], leader=UUID(given["leader"]), by=request.viewer,
                at=clock.now(),
            )  # fmt: skip
            saved(request, _("已开好。请在本人的页面上请本人参加。"))
            return elsewhere(request, reverse("groups:group", args=[row]))
    context = {"form": form, "title": _("开一个小组或者课程"), "back": reverse("groups:groups")}
    return render(request, "shell/form.html", context, status=422 if form.errors else 200)


@require_safe
@screen(Permission.CONTACT_RECORD)
def group(request: Request, series: UUID) -> HttpResponse:
    """One group: what, where, when; names for its leader, and for others their own people."""
    return _page(request, workflow.circle(request.viewer, series))


def _page(request: Request, found: Circle, form: SessionForm | None = None) -> HttpResponse:
    row, viewer = found.row, request.viewer
    context = {
        "row": row,
        "sort": SORTS[row.about.sort],
        "sessions": [(one, THEMES[one.theme].word) for one in found.sessions],
        "people": [(person, addresses.person(person.id)) for person in found.people],
        "hidden": found.taken - len(found.people),
        "found": found,
        "leader": display_names([row.leader]).get(row.leader, ""),
        "may_plan": found.leads or (viewer.role is Role.UNIT_HEAD and viewer.unit == row.unit),
        "form": form or SessionForm(None, theme=row.about.theme, today=request.today),
        "today": request.today,
        "back": reverse("groups:groups"),
    }
    wrong = form is not None and form.errors
    return render(request, "groups/group.html", context, status=422 if wrong else 200)


@require_POST
@screen(Permission.CONTACT_RECORD)
def plan(request: Request, series: UUID) -> HttpResponse:
    """A further time."""
    found = workflow.circle(request.viewer, series)
    form = SessionForm(request.POST, theme=found.row.about.theme, today=request.today)
    if form.is_valid():
        with form.blaming():
            workflow.plan_session(series, by=request.viewer, at=clock.now(), **form.cleaned_data)
            saved(request, _("已排好。"))
            return elsewhere(request, reverse("groups:group", args=[series]))
    return _page(request, found, form)


@require_http_methods(["GET", "HEAD", "POST"])
@screen(Permission.SERVICE_RECORD)
def sign_in(request: Request, series: UUID, session: UUID) -> HttpResponse:
    """Who came to one time."""
    found = workflow.circle(request.viewer, series)
    one = queries.session_for(found.row, session)
    came = workflow.came(one.id, [person.id for person in found.people])
    form = SignInForm(request.POST or None, people=found.people, there=[str(one) for one in came])
    if request.method == "POST" and form.is_valid():
        there = [UUID(person) for person in form.cleaned_data["there"]]
        with form.blaming():
            written = workflow.sign_in(
                series=series, session=session, there=there, by=request.viewer, at=clock.now()
            )
            saved(request, _("已签到，新登记 %(n)s 人。") % {"n": written})
            return elsewhere(request, reverse("groups:group", args=[series]))
    context = {
        "form": form,
        "title": _("签到：%(title)s") % {"title": found.row.about.title},
        "lead": day(one.held_on),
        "back": reverse("groups:group", args=[series]),
    }
    return render(request, "shell/form.html", context, status=422 if form.errors else 200)


@require_POST
@screen(Permission.CONTACT_RECORD)
def close(request: Request, series: UUID) -> HttpResponse:
    """It ends."""
    with telling(request):
        workflow.close_group(series, by=request.viewer, at=clock.now())
        saved(request, _("已结束，不再接受参加。"))
    return elsewhere(request, reverse("groups:group", args=[series]))
