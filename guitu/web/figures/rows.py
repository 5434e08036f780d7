"""Figures and their cases as the templates print them."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.urls import reverse
from django.utils.translation import gettext

from guitu.analytics.figures import CasePage, Part
from guitu.casework.people.queries import PersonRow
from guitu.domain.measures import DEFINITIONS, Count, Definition, Figure
from guitu.foundation.organisations.queries import unit_names
from guitu.web.figures.asked import Asked
from guitu.web.figures.words import WORDS, FigureWords, Text
from guitu.web.shell import addresses
from guitu.web.shell.duties import rule_title

NONE = "—"


@dataclass(frozen=True)
class Card:
    """A figure on the page. ``links`` the addresses of its lists; None for whoever may not see names."""

    words: FigureWords
    definition: Definition
    count: Count
    big: str
    share: float | None
    links: Mapping[str, str] | None

    @property
    def width(self) -> str:
        """How much of a bar 100 wide is filled, as SVG writes numbers in every language."""
        return f"{100 * (self.share or 0):.2f}"


@dataclass(frozen=True)
class Line:
    """A case in a list. ``address`` "" where the person is no longer in reach."""

    name: str
    address: str
    unit: str
    title: str
    due: date | None
    counted: bool


@dataclass(frozen=True)
class CaseList:
    """A page of the list behind a number. ``of`` what the list is of; ``total`` how long it is in all."""

    words: FigureWords
    definition: Definition
    part: Part
    of: Text
    total: int
    lines: list[Line]


def cards(numbers: Mapping[Figure, Count], asked: Asked, *, with_names: bool) -> list[Card]:
    """Every figure, in order."""
    return [
        Card(
            words=WORDS[figure],
            definition=DEFINITIONS[figure],
            count=count,
            big=percent(count) if DEFINITIONS[figure].is_rate else str(count.of or NONE),
            share=count.share,
            links=_links(figure, asked) if with_names else None,
        )
        for figure, count in numbers.items()
    ]


def _links(figure: Figure, asked: Asked) -> dict[str, str]:
    places = {part: reverse("figures:cases", args=[figure, part]) for part in ("all", "counted", "missing")}
    return {part: f"{address}?{asked.query}" for part, address in places.items()}


def percent(count: Count) -> str:
    """The rate to one decimal; "—" where there is nothing to divide by. Only all is 100 %, only none is 0 %.

    >>> [percent(Count(done, of, 0)) for done, of in ((0, 0), (0, 9), (1, 9999), (9998, 9999), (7, 8))]
    ['—', '0%', '0.1%', '99.9%', '87.5%']
    """
    if count.share is None:
        return NONE
    if count.counted in (0, count.of):
        return f"{100 * count.counted // count.of}%"
    return f"{min(99.9, max(0.1, round(100 * count.share, 1)))}%"


def case_list(figure: Figure, part: Part, page: CasePage, people: Mapping[UUID, PersonRow]) -> CaseList:
    """The page of a list. One query for the names of units."""
    words = WORDS[figure]
    of = {"all": words.of or words.counted, "counted": words.counted, "missing": words.missing}[part]
    return CaseList(words, DEFINITIONS[figure], part, of, page.total, _lines(page, people))


def _lines(page: CasePage, people: Mapping[UUID, PersonRow]) -> list[Line]:
    units = unit_names({person.held_by for person in people.values()})
    made = []
    for case in page.cases:
        person = people.get(case.person)
        held_by = person.held_by if person else 0
        made.append(
            Line(
                name=person.name if person else gettext("已转到其他单位"),
                address=addresses.person(case.person) if person else "",
                unit=units.get(held_by, ""),
                title=rule_title(case.rule, place=held_by, kind="") if case.rule and person else "",
                due=case.on,
                counted=case.counted,
            )
        )
    return made
