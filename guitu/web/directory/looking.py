"""Looking up which help there is, and one service's page."""

from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from guitu.casework.directory.queries import may_keep, service, services
from guitu.domain.access import Permission, holds
from guitu.domain.directory.catalogue import GROUPS
from guitu.foundation import clock
from guitu.foundation.accounts.queries import display_names
from guitu.foundation.organisations.queries import unit_names
from guitu.foundation.service_files import catalogue
from guitu.web.directory import places
from guitu.web.directory.forms import ClosingForm, FreeForm
from guitu.web.directory.shown import shown
from guitu.web.shell.http import Request, screen
from guitu.web.shell.tags import said

PAGE = 60  # services on one page; whoever needs more narrows down
_LONGEST = 60  # characters of a search


@require_safe
@screen(Permission.SERVICES_READ)
def services_page(request: Request) -> HttpResponse:
    """The services for people in one place, the nearest first."""
    asked = request.GET
    text = asked.get("q", "")[:_LONGEST]
    kind = asked.get("kind", "") if asked.get("kind", "") in catalogue() else ""
    place = places.asked(asked.get("area", ""), places.home(request.viewer))
    closed = asked.get("closed") == "1"
    found = shown(
        services(request.viewer, text, kind or None, place, closed=closed), place=place, now=clock.now()
    )
    if only_open := asked.get("now") == "1":
        found = tuple(one for one in found if one.open_now)
    context = {
        "found": found[:PAGE],
        "more": len(found) - PAGE if len(found) > PAGE else 0,
        "text": text,
        "kind": kind,
        "place": place,
        "only_open": only_open,
        "closed": closed,
        "narrowed": bool(text or kind or only_open),
        "kinds": kinds(),
        "places": places.choices(places.home(request.viewer)),
        "keeps": holds(request.viewer, Permission.SERVICES_KEEP),
    }
    return render(request, "directory/services.html", context)


@require_safe
@screen(Permission.SERVICES_READ)
def service_page(request: Request, service: UUID) -> HttpResponse:
    """One service."""
    return show(request, service)


def show(
    request: Request, service_id: UUID, *, free: FreeForm | None = None, closing: ClosingForm | None = None
) -> HttpResponse:
    """One service's page, with what was just typed wrongly on it."""
    row = service(request.viewer, service_id)
    (one,) = shown([row], place=places.home(request.viewer), now=clock.now())
    keeps = may_keep(request.viewer, row)
    context = {
        "one": one,
        "keeper": unit_names([row.kept_by]).get(row.kept_by, ""),
        "verified_by": display_names([row.verified_by]).get(row.verified_by, ""),
        "keeps": keeps,
        "refers": row.is_open and holds(request.viewer, Permission.SERVICE_RECORD),
        "free": free or FreeForm(None, row=row),
        "closing": closing or ClosingForm(None),
    }
    status = 422 if (free and free.errors) or (closing and closing.errors) else 200
    return render(request, "directory/service.html", context, status=status)


def kinds() -> list[tuple[str, list[tuple[str, str]]]]:
    """The catalogue as a list to choose from, by group."""
    return [
        (said(words), [(kind.code, said(kind)) for kind in catalogue().values() if kind.group == group])
        for group, words in GROUPS.items()
    ]
