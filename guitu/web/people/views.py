"""Finding somebody, their page, and why a duty is there."""

from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_http_methods, require_safe

from guitu.casework.people.queries import Found, find
from guitu.domain.access import Permission
from guitu.foundation.authorization.emergencies import of_person
from guitu.foundation.organisations.queries import unit_names
from guitu.web.people.needs import part_of
from guitu.web.people.page import page_of
from guitu.web.people.reasons import reason_of
from guitu.web.shell import addresses
from guitu.web.shell.http import Request, screen
from guitu.web.shell.navigation import beside
from guitu.workflows.person_file import person_file, why

LINES = 50


@require_http_methods(["GET", "HEAD", "POST"])
@screen(Permission.PERSON_SEARCH)
def search(request: Request) -> HttpResponse:
    """People by name, pinyin, initials, identity number or phone.

    A search is sent by POST: what was looked for stands in no address, log or history. It is sent when asked
    for, not letter by letter: that nobody was found is counted.
    """
    text = request.POST.get("q", "").strip()
    found = find(request.viewer, text) if text else Found((), more=False)
    units = unit_names({row.held_by for row in found.rows})
    rows = [(row, addresses.person(row.id), units.get(row.held_by, "")) for row in found.rows]
    context = {"q": text, "rows": rows, "more": found.more}
    template = "people/_found.html" if request.htmx else "people/search.html"
    return render(request, template, context)


@require_safe
@screen(Permission.PERSON_READ)
def person(request: Request, person: UUID) -> HttpResponse:
    """One person's page."""
    lines = 500 if "all" in request.GET else LINES
    file = person_file(request.viewer, person, today=request.today, lines=lines + 1)
    ways = beside(request.viewer, file.who.id, held_by=file.who.held_by)
    context = {
        "page": page_of(file, viewer=request.viewer, today=request.today, lines=lines),
        "beside": ways,
        "crisis": next((way.url for way in ways if way.url.endswith("/crisis")), ""),
        "helped": part_of(request.viewer, file.who, request.today),
        "emergencies": len(of_person(file.who.ids)),
    }
    return render(request, "people/person.html", context)


@require_safe
@screen(Permission.PERSON_READ)
def why_duty(request: Request, person: UUID, episode: UUID, rule: str, n: int) -> HttpResponse:
    """Why one duty is there: in place for htmx, else a page of its own."""
    found = why(request.viewer, person, episode=episode, rule=rule, n=n, today=request.today)
    context = {"reason": reason_of(found, request.today), "back": addresses.person(person)}
    return render(request, "people/_why.html" if request.htmx else "people/why.html", context)
