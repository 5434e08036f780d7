"""Figures and their cases as the templates print them."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.urls import reverse
from django.utils.translation import gettext

from guitu.analytics.figures import CasePage, Part
from guitu.casework.people.queries import PersonRow
from guitu.domain.measures import Count, Metric
from guitu.domain.measures.readings import Reading, Survey
from guitu.foundation.metrics import metrics, said
from guitu.foundation.organisations.queries import unit_names
from guitu.web.figures.asked import PARTS, Asked
from guitu.web.shell import addresses
from guitu.web.shell.duties import rule_title
from guitu.web.shell.numbers import percent, shown, silent, target_shown, why_none


@dataclass(frozen=True)
class Spoken:
    """A metric's words in the reader's language; "" where it has none."""

    name: str
    formula: str
    window: str
    counted: str
    of: str
    missing: str


@dataclass(frozen=True)
class Card:
    """A figure on the page. ``links`` the addresses of its lists; None for whoever may not see names.

    ``unknown`` the share of cases of which it is unknown, ``target`` what is to be reached; "" where none is.
    ``days`` of the place's own rules, where it is counted with some. ``silent`` why it says nothing.
    ``survey`` in which it was asked, with its 95 % ``limits``.
    """

    metric: Metric
    words: Spoken
    count: Count
    big: str
    share: float | None
    unknown: str
    target: str
    reached: bool | None
    links: Mapping[str, str] | None
    days: int | None
    silent: str
    survey: Survey | None
    limits: str

    @property
    def width(self) -> str:
        """How much of a bar 100 wide is filled, as SVG writes numbers in every language."""
        return f"{100 * (self.share or 0):.2f}"


@dataclass(frozen=True)
class Line:
    """A case in a list. ``address`` "" where the person is no longer in reach.

    ``days`` how many a course has of what is counted; None of what is no course.
    """

    name: str
    address: str
    unit: str
    title: str
    on: date | None
    counted: bool | None
    days: int | None = None


@dataclass(frozen=True)
class CaseList:
    """A page of the list behind a number. ``of`` what the list is of; ``total`` how long it is in all."""

    words: Spoken
    metric: Metric
    part: Part
    of: str
    total: int
    lines: list[Line]


def cards(readings: Iterable[Reading], asked: Asked, *, with_names: bool) -> list[Card]:
    """Every figure, in order."""
    return [_card(reading, asked, with_names=with_names) for reading in readings]


def nowhere(asked: Asked, numbers: Mapping[str, Reading]) -> list[tuple[str, str]]:
    """The figures of the page that have no number here: the name of each, and why."""
    without = [metrics()[id_] for id_ in asked.ids if id_ not in numbers]
    return [(said(metric.name), why_none(metric)) for metric in without]


def _card(reading: Reading, asked: Asked, *, with_names: bool) -> Card:
    metric, count = reading.metric, reading.count
    return Card(
        metric=metric,
        words=spoken(metric),
        count=count,
        big=shown(reading),
        share=reading.value if metric.unit == "share" else None,
        unknown=percent(count.unknown, count.unknown + count.of) if count.unknown else "",
        target=target_shown(reading),
        reached=reading.reaches_target,
        links=_links_for(metric, asked, with_names=with_names),
        days=reading.days,
        silent=silent(reading),
        survey=reading.survey,
        limits=_limits(reading.survey),
    )


def _limits(survey: Survey | None) -> str:
    if survey is None or survey.low is None or survey.high is None:
        return ""
    return f"{100 * survey.low:.1f}% – {100 * survey.high:.1f}%"


def spoken(metric: Metric) -> Spoken:
    """What the registry says of a metric, in the reader's language."""
    texts = (metric.name, metric.formula, metric.window, metric.counted, metric.of, metric.missing)
    return Spoken(*(said(text) for text in texts))


def _links_for(metric: Metric, asked: Asked, *, with_names: bool) -> dict[str, str] | None:
    """The lists that this reader may open; those of units are for everybody who reads figures."""
    if metric.lists_units and asked.has_facts and not asked.period:
        return {p: reverse("areas:behind", args=[asked.place.number, metric.id, p]) for p in PARTS}
    return _links(metric, asked) if with_names and metric.has_list else None


def _links(metric: Metric, asked: Asked) -> dict[str, str]:
    places = {part: reverse("figures:cases", args=[metric.id, part]) for part in PARTS}
    return {part: f"{address}?{asked.query}" for part, address in places.items()}


def case_list(metric: Metric, part: Part, page: CasePage, people: Mapping[UUID, PersonRow]) -> CaseList:
    """The page of a list. One query for the names of units."""
    words = spoken(metric)
    of = {
        "all": words.of or words.counted,
        "counted": words.counted,
        "missing": words.missing,
        "unknown": gettext("不知道的"),
    }[part]
    return CaseList(words, metric, part, of, page.total, _lines(metric, page, people))


def _lines(metric: Metric, page: CasePage, people: Mapping[UUID, PersonRow]) -> list[Line]:
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
                on=case.on,
                counted=case.counted,
                days=case.n if metric.counts == "course" else None,
            )
        )
    return made
