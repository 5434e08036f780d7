"""The viewer's way to the figures: numbers for those who may read them, cases for those who may see names."""

from collections.abc import Iterator
from datetime import date, timedelta

from guitu.analytics import figures
from guitu.analytics.figures import CasePage, Part
from guitu.analytics.places import Place
from guitu.domain.access import Permission, Viewer, holds
from guitu.domain.kernel.dates import add_months
from guitu.domain.kernel.errors import DomainError
from guitu.domain.measures import Count, Figure, Question
from guitu.domain.rules.model import Deadline, Freshness, Rulebook
from guitu.foundation import rulebooks
from guitu.foundation.authorization import door

MONTHS = (1, 3, 6, 12)
"""Lengths of the period that a page offers."""


def question(place: Place, *, months: int, as_of: date) -> Question:
    """What is asked of a place: the ``months`` up to and including ``as_of``, by the place's own rulebook."""
    fresh = _freshness(rulebooks.book_for(place.number))
    return Question(
        lo=place.lo,
        hi=place.hi,
        first=add_months(as_of, -months) + timedelta(days=1),
        as_of=as_of,
        report_rules=frozenset(_report_rules()),
        fields=fresh.fields,
        days=fresh.days,
    )


def numbers(viewer: Viewer, asked: Question) -> dict[Figure, Count]:
    """Every figure, in order. One query each.

    Raises:
        DomainError: "place.unknown" for whoever may not read figures there.
    """
    _let_in(viewer, Permission.FIGURES_READ, asked)
    with door.counting(viewer):
        return {figure: figures.count(figure, asked) for figure in Figure}


def cases(
    viewer: Viewer, figure: Figure, asked: Question, *, part: Part, offset: int = 0, limit: int = 50
) -> CasePage:
    """A page of the list behind a number.

    Raises:
        DomainError: "place.unknown" for whoever may not see names there.
    """
    _let_in(viewer, Permission.NAMES_IN_FIGURES, asked)
    with door.counting(viewer):
        return figures.page(figure, asked, part=part, offset=offset, limit=limit)


def _let_in(viewer: Viewer, permission: Permission, asked: Question) -> None:
    if not holds(viewer, permission) or asked.lo < viewer.lo or asked.hi > viewer.hi:
        raise DomainError("place.unknown")


def _freshness(book: Rulebook) -> Freshness:
    """What a place must have confirmed how recently; the national book always says so."""
    return next(rule.body for rule in book.rules if isinstance(rule.body, Freshness))


def _report_rules() -> Iterator[str]:
    """The rules of all packs that give the deadline for reporting after a decision."""
    for pack in rulebooks.packs():
        for rule in pack.rules:
            body, kind = rule.body, rule.satisfies.kind if rule.satisfies else ""
            if isinstance(body, Deadline) and (body.anchor, kind) == ("decision_received", "report_in"):
                yield rule.id
