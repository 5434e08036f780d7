"""The rules in force at the reader's place, and each book by itself."""

from typing import Any

from django.conf import settings
from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from guitu.domain.access import Permission
from guitu.domain.episode import EpisodeKind
from guitu.foundation import rulebooks
from guitu.web.rulebook.shelf import by_id, sections, wanted
from guitu.web.shell.http import Request, screen


@require_safe
@screen(Permission.RULEBOOK_READ)
def here(request: Request) -> HttpResponse:
    """What is in force where the reader works: the national rules with the local ones laid on."""
    book = rulebooks.book_for(request.viewer.unit)
    laid = [pack for pack in rulebooks.packs() if pack.id in book.id.split("+")]
    context = _page(request, book.rules) | {"laid": laid, "enrolment": book.enrolment}
    return render(request, "rulebook/book.html", context)


@require_safe
@screen(Permission.RULEBOOK_READ)
def pack(request: Request, book: str) -> HttpResponse:
    """One book by itself, old versions and superseded books included."""
    found = by_id(rulebooks.packs(), book)
    if found is None:
        raise Http404
    context = _page(request, found.rules) | {"pack": found, "enrolment": found.enrolment}
    return render(request, "rulebook/book.html", context)


def _page(request: Request, rules: Any) -> dict[str, Any]:
    look = wanted(request.GET)
    found = sections(rules, look, request.today)
    return {
        "look": look,
        "sections": found,
        "number": sum(len(section.rules) for section in found),
        "packs": rulebooks.packs(),
        "kinds": list(EpisodeKind),
        "as_adopted": settings.GUITU_DEMO,
    }
