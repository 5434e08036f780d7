"""The board: numbers beside what a programme promised, names for the team alone; and the book of a year."""

from collections.abc import Iterator
from dataclasses import dataclass

from django.http import HttpResponse
from django.shortcuts import render
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from guitu.analytics.honours import numbers
from guitu.analytics.places import Place, around, place_for
from guitu.casework.honours import queries
from guitu.casework.honours.queries import HonourRow, Told
from guitu.casework.people.queries import people_of
from guitu.domain.access import Permission, Viewer, holds
from guitu.domain.honours.counts import BOOK_ASKED, Shown, number, programme, said
from guitu.exchange.exporters.book import KIND, Chapter
from guitu.exchange.exporters.book import book as write_book
from guitu.foundation import clock
from guitu.foundation.audit.commands import note
from guitu.foundation.rulebooks import book_for
from guitu.web.honours.words import LEVELS, PICTURES, TIERS
from guitu.web.shell import addresses
from guitu.web.shell.downloads import download
from guitu.web.shell.http import Request, screen

_MOST_DIGITS = 15


@dataclass(frozen=True)
class TierCount:
    """People honoured in a tier, beside the province's target."""

    words: str | Promise
    shown: Shown
    target: int | None


@dataclass(frozen=True)
class Named:
    """Somebody of the team's own, by name."""

    name: str
    address: str
    tier: str | Promise
    row: HonourRow


@require_safe
@screen(Permission.FIGURES_READ)
def board(request: Request) -> HttpResponse:
    """How many, of a place; and who, of the team's own."""
    viewer, today = request.viewer, request.today
    place = place_for(viewer, _number(request.GET.get("place", "")))
    found = numbers(viewer, place, year=today.year)
    inside = _is_team(viewer, place)
    plan = programme(book_for(place.number))
    near = around(viewer, place)
    team = holds(viewer, Permission.CONTACT_RECORD)
    context = {
        "place": place,
        "above": near.above,
        "below": near.below,
        "inside": inside,
        "with_closed": found.with_closed,
        "programme": plan,
        "tiers": [
            TierCount(TIERS[tier], said(n, inside=inside), plan.targets.get(tier) if plan else None)
            for tier, n in found.tiers.items()
        ],
        "awards": [(LEVELS[level], said(n, inside=inside)) for level, n in found.awards.items()],
        "year": today.year,
        "team": team,
        "waiting": _named(viewer, queries.to_review(viewer)) if team else [],
        "honoured": _named(viewer, queries.honoured(viewer)) if team else [],
        "may_book": holds(viewer, Permission.EXPORT),
    }
    return render(request, "honours/board.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@screen(Permission.EXPORT)
def book(request: Request) -> HttpResponse:
    """The book of a year: how many stories people agreed to, and the document. Fewer than asked is said."""
    viewer = request.viewer
    year = _number(request.POST.get("year", "") or request.GET.get("year", "")) or request.today.year
    count = queries.count_for_book(viewer, year=year)
    asked = number(book_for(viewer.unit), "honours.book") or BOOK_ASKED
    if request.method == "POST" and count:
        words = _foreword(count, asked)
        content = write_book(
            _("%(year)s 年") % {"year": year}, words, _chapters(queries.stories_for_book(viewer, year=year))
        )
        note("honours.book-written", subject=None, by=viewer, at=clock.now(), year=year, stories=count)
        return download(content, name=f"stories-{year}.docx", kind=KIND)
    context = {"year": year, "count": count, "asked": asked, "few": count < asked}
    return render(request, "honours/book.html", context, status=422 if request.method == "POST" else 200)


def _foreword(count: int, asked: int) -> list[str]:
    words = [_("本书的故事都用化名，每一篇都经本人读过并同意收入。")]
    if count < asked:
        words.append(
            _("收入 %(count)s 篇，少于计划的 %(asked)s 篇：没有本人同意的，一篇也不收。")
            % {"count": count, "asked": asked}
        )
    return words


def _chapters(stories: Iterator[Told]) -> Iterator[Chapter]:
    return (Chapter(one.alias, one.words, _picture(one)) for one in stories)


def _picture(one: Told) -> str:
    return "" if one.picture == "none" else _("照片：%(what)s") % {"what": PICTURES[one.picture]}


def _is_team(viewer: Viewer, place: Place) -> bool:
    """Whether the numbers are of the viewer's own unit, whose people they know by name anyhow."""
    return holds(viewer, Permission.CONTACT_RECORD) and place.lo == place.hi == viewer.unit


def _named(viewer: Viewer, rows: tuple[HonourRow, ...]) -> list[Named]:
    people = people_of(viewer, {row.person_id for row in rows})
    return [
        Named(
            people[row.person_id].name,
            addresses.honours(row.person_id),
            TIERS[row.tier] if row.tier else "",
            row,
        )
        for row in rows
        if row.person_id in people
    ]


def _number(text: str) -> int | None:
    return int(text) if text.isascii() and text.isdigit() and len(text) <= _MOST_DIGITS else None
