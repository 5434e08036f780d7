"""Teams of peers of a place: the list, one of them with its log, and the sheet its members read."""

from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from guitu.casework.groups import teams as rows
from guitu.domain.access import Permission, Role
from guitu.domain.groups.words import MODES, PLACES, THEMES, WHOM
from guitu.domain.kernel.errors import DomainError
from guitu.foundation import clock
from guitu.foundation.accounts.queries import display_names, who_works_at
from guitu.foundation.organisations.queries import unit_names
from guitu.web.groups.team_forms import CompanionForm, MeetingForm, TeamForm
from guitu.web.shell.http import Request, elsewhere, screen
from guitu.web.shell.notices import failed, saved, telling
from guitu.web.shell.words import sentence
from guitu.workflows import peer_team as workflow
from guitu.workflows.peer_team import View


@require_safe
@screen(Permission.CONTACT_RECORD)
def teams(request: Request) -> HttpResponse:
    """Which there are nearby and how many are in each; nobody's name."""
    closed = request.GET.get("show") == "closed"
    found = rows.teams_near(request.viewer, closed=closed)
    numbers = workflow.numbers_of(found)
    units, names = unit_names({r.unit for r in found}), display_names({r.companion for r in found})
    context = {
        "rows": [
            {
                "row": row,
                "theme": THEMES[row.about.theme].word,
                "mode": MODES[row.about.mode],
                "unit": units.get(row.unit, ""),
                "companion": names.get(row.companion, ""),
                "taken": numbers.get(row.id, (0, 0))[0],
            }
            for row in found
        ],
        "closed": closed,
    }
    return render(request, "groups/teams.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@screen(Permission.CONTACT_RECORD)
def new(request: Request) -> HttpResponse:
    """A team is opened."""
    colleagues = who_works_at(request.viewer, request.viewer.unit)
    form = TeamForm(request.POST or None, colleagues=colleagues, me=str(request.viewer.id))
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data
        with form.blaming():
            row = workflow.open_team(
                form.about(), made=given["made"], companion=UUID(given["companion"]), by=request.viewer,
                at=clock.now(),
            )  # fmt: skip
            saved(request, _("已开好。第一位请一位同伴辅导员，在他本人的页面上请他加入。"))
            return elsewhere(request, reverse("groups:team", args=[row]))
    context = {"form": form, "title": _("开一个互助小组"), "back": reverse("groups:teams")}
    return render(request, "shell/form.html", context, status=422 if form.errors else 200)


@require_safe
@screen(Permission.CONTACT_RECORD)
def team(request: Request, team: UUID) -> HttpResponse:
    """One team: names and the log for its companion, a number for everybody else."""
    return _page(request, workflow.view(request.viewer, team, today=request.today))


def _page(
    request: Request, found: View, meeting: MeetingForm | None = None, to: CompanionForm | None = None
) -> HttpResponse:
    row, viewer = found.row, request.viewer
    answers = found.accompanies or (viewer.role is Role.UNIT_HEAD and viewer.unit == row.unit)
    colleagues = who_works_at(viewer, viewer.unit) if answers else ()
    context = {
        "row": row,
        "found": found,
        "theme": THEMES[row.about.theme].word,
        "mode": MODES[row.about.mode],
        "whom": WHOM[row.about.whom],
        "companion": display_names([row.companion]).get(row.companion, ""),
        "members": [(one, PLACES[one.row.machine.place]) for one in found.members],
        "hidden": found.taken - len(found.members),
        "meetings": [(one, THEMES[one.theme].word) for one in found.meetings],
        "answers": answers and row.closed_on is None,
        "meeting": meeting
        or MeetingForm(None, members=found.members, theme=row.about.theme, today=request.today),
        "to": to or CompanionForm(None, colleagues=[c for c in colleagues if c.id != row.companion]),
        "today": request.today,
        "back": reverse("groups:teams"),
    }
    wrong = any(form is not None and form.errors for form in (meeting, to))
    return render(request, "groups/team.html", context, status=422 if wrong else 200)


@require_POST
@screen(Permission.SERVICE_RECORD)
def meet(request: Request, team: UUID) -> HttpResponse:
    """The team met."""
    found = workflow.view(request.viewer, team, today=request.today)
    form = MeetingForm(request.POST, members=found.members, theme=found.row.about.theme, today=request.today)
    if form.is_valid():
        given = form.cleaned_data
        with form.blaming():
            new = workflow.hold_meeting(
                team, theme=given["theme"], on=given["on"], there=[UUID(one) for one in given["there"]],
                by=request.viewer, at=clock.now(),
            )  # fmt: skip
            saved(request, _("已记下，新登记 %(n)s 人。") % {"n": new})
            return elsewhere(request, reverse("groups:team", args=[team]))
    return _page(request, found, meeting=form)


@require_POST
@screen(Permission.CONTACT_RECORD)
def hand_over(request: Request, team: UUID) -> HttpResponse:
    """Another colleague accompanies it."""
    found = workflow.view(request.viewer, team, today=request.today)
    form = CompanionForm(request.POST, colleagues=who_works_at(request.viewer, request.viewer.unit))
    if form.is_valid():
        with form.blaming():
            workflow.hand_over(
                team, to=UUID(form.cleaned_data["companion"]), by=request.viewer, at=clock.now()
            )
            saved(request, _("已换。请负责人把这位同事加进每位成员的工作小组，名单才会打开。"))
            return elsewhere(request, reverse("groups:team", args=[team]))
    return _page(request, found, to=form)


@require_POST
@screen(Permission.CONTACT_RECORD)
def close(request: Request, team: UUID) -> HttpResponse:
    """It meets no more."""
    with telling(request):
        workflow.close_team(team, by=request.viewer, at=clock.now())
        saved(request, _("已结束。"))
    return elsewhere(request, reverse("groups:team", args=[team]))


@require_safe
@screen(Permission.CONTACT_RECORD)
def sheet(request: Request, team: UUID) -> HttpResponse:
    """What the members may read of each other: how each wishes to be called."""
    try:
        row, names, others = workflow.sheet(request.viewer, team, today=request.today)
    except DomainError as error:
        if error.code.endswith(".unknown"):
            raise
        failed(request, sentence(error))
        return elsewhere(request, reverse("groups:team", args=[team]))
    context = {"row": row, "names": names, "others": others, "back": reverse("groups:team", args=[team])}
    return render(request, "groups/sheet.html", context)
