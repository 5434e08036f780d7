"""The desk answers one question: for whom should I do what today."""

from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from guitu.casework.agenda.queries import counts, worklist
from guitu.casework.people.queries import people_of
from guitu.domain.access import Permission, holds
from guitu.web.desk.asked import asked
from guitu.web.desk.rows import rows
from guitu.web.shell.http import Request, elsewhere, screen
from guitu.web.shell.navigation import first_page
from guitu.workflows.break_glass import waiting

PAGE = 50


@require_safe
@screen()
def desk(request: Request) -> HttpResponse:
    """Today, this week or late, mine or my unit's, 50 at a time.

    It is everybody's first address; who reads no persons is led on to their own first page.
    """
    if not holds(request.viewer, Permission.PERSON_SEARCH):
        return elsewhere(request, first_page(request.viewer.role))
    ask = asked(request.GET, request.viewer.role)
    found = worklist(
        request.viewer,
        today=request.today,
        window=ask.window,
        whose=ask.whose,
        limit=PAGE + 1,
        after=ask.after,
    )
    page = found[:PAGE]
    people = people_of(request.viewer, {duty.person_id for duty in page})
    context = {
        "ask": ask,
        "counts": counts(request.viewer, today=request.today, whose=ask.whose),
        "rows": rows(page, people, viewer=request.viewer, today=request.today),
        "emergencies": waiting(request.viewer),
        "why_word": _("为什么"),
        "record_word": _("记录"),
        "more": ask.address(after=page[-1].place) if len(found) > PAGE else "",
        "to": {
            "today": ask.address(window="today"),
            "week": ask.address(window="week"),
            "late": ask.address(window="late"),
            "mine": ask.address(whose="mine"),
            "unit": ask.address(whose="unit"),
        },
    }
    return render(request, "desk/desk.html", context)
