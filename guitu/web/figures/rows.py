"""Figures and their cases as the templates print them."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.urls import reverse
from django.utils.translation import gettext, ngettext

from guitu.analytics.figures import CasePage
from guitu.analytics.figures import Part as PartCode
from guitu.casework.people.queries import PersonRow
from guitu.domain.measures import Case, Count, Metric
from guitu.domain.measures.readings import HUNDRED, Reading, Survey
from guitu.domain.measures.registry import Watched
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
    note: str
    window: str
    counted: str
    of: str
    missing: str


@dataclass(frozen=True)
class Part:
    """One number of a figure. ``address`` of its list; "" for whoever may not see names."""

    code: PartCode
    words: str
    number: int
    address: str


@dataclass(frozen=True)
class Beside:
    """Another figure without which this one is not to be read."""

    id: str
    name: str
    big: str


@dataclass(frozen=True)
class Card:
    """A figure on the page. ``links`` the addresses of its lists; None for whoever may not see names.

    ``unknown`` the share of cases of which it is unknown, ``target`` what is to be reached; "" where none is.
    ``days`` of the place's own rules, where it is counted with some. ``silent`` why it says nothing.
    ``survey`` in which it was asked; ``limits`` of 95 % of what was asked, or is told per time. ``beside``
    what it must be read with.
    """

    metric: Metric
    words: Spoken
    count: Count
    big: str
    share: float | None
    unknown: str
    target: str
    reached: bool | None
    links: Mapping[PartCode, str] | None
    days: int | None
    silent: str
    survey: Survey | None
    limits: str
    beside: Beside | None

    @property
    def years(self) -> str:
        """How many person-years were watched."""
        return f"{self.count.years:,.1f}"

    @property
    def parts(self) -> tuple[Part, ...]:
        """The numbers it is made of; none where it is a number of its own."""
        if self.metric.unit not in ("share", "per_100_years", "days"):
            return ()
        found = [
            Part(code, words, number, self.links[code] if self.links else "")
            for code, words, number in self._numbers(self.count)
        ]
        return tuple(part for part in found if part.code != "unknown" or part.number)

    @property
    def sealed(self) -> str:
        """How much of each part closed files are, which stand in no list; "" where none is."""
        if self.count.sealed is None:
            return ""
        found = [(words, n) for code, words, n in self._numbers(self.count.sealed) if n and code != "all"]
        return gettext("，").join(f"{words} {n}" for words, n in found)

    def _numbers(self, count: Count) -> tuple[tuple[PartCode, str, int], ...]:
        return (
            ("counted", self.words.counted, count.counted),
            ("missing", self.words.missing, count.missing),
            ("all", self.words.of, count.of),
            ("unknown", gettext("不知道的"), count.unknown),
        )

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
    """A page of the list behind a number. ``of`` what the list is of; ``total`` how long it is in all.

    ``sealed`` how many more the number counts: closed files, of which nobody keeps a name.
    """

    words: Spoken
    metric: Metric
    part: PartCode
    of: str
    total: int
    lines: list[Line]
    sealed: int

    @property
    def states(self) -> tuple[str, str]:
        """What is said of a case that counts and of one that does not; a relapse is nothing left undone."""
        if self.metric.has_sealed:
            return self.words.counted, self.words.missing
        return gettext("已做到"), gettext("还没做到")

    @property
    def tabs(self) -> tuple[tuple[PartCode, str], ...]:
        """The other lists of the same number."""
        yes, no = self.states
        found: tuple[tuple[PartCode, str], ...] = (
            ("all", gettext("全部")),
            ("counted", yes),
            ("missing", no),
        )
        return (*found, ("unknown", gettext("不知道的"))) if self.metric.has_sealed else found


def cards(readings: Mapping[str, Reading], asked: Asked, *, with_names: bool) -> list[Card]:
    """Every figure, in order."""
    found = []
    for reading in readings.values():
        beside = readings.get(reading.metric.beside)
        found.append(_card(reading, asked, beside, with_names=with_names))
    return found


def nowhere(asked: Asked, numbers: Mapping[str, Reading]) -> list[tuple[str, str]]:
    """The figures of the page that have no number here: the name of each, and why."""
    without = [metrics()[id_] for id_ in asked.ids if id_ not in numbers]
    return [(said(metric.name), why_none(metric)) for metric in without]


def _card(reading: Reading, asked: Asked, beside: Reading | None, *, with_names: bool) -> Card:
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
        limits=_limits(reading),
        beside=Beside(beside.metric.id, said(beside.metric.name), shown(beside)) if beside else None,
    )


def _limits(reading: Reading) -> str:
    if (survey := reading.survey) is not None:
        if survey.low is None or survey.high is None:
            return ""
        return f"{100 * survey.low:.1f}% – {100 * survey.high:.1f}%"
    if reading.metric.unit != "per_100_years":
        return ""
    per_year = reading.per_year
    if per_year.lower is None or per_year.upper is None:
        return ""
    return f"{HUNDRED * per_year.lower:.1f} – {HUNDRED * per_year.upper:.1f}"


def spoken(metric: Metric) -> Spoken:
    """What the registry says of a metric, in the reader's language."""
    texts = (
        metric.name,
        metric.formula,
        metric.note,
        metric.window,
        metric.counted,
        metric.of,
        metric.missing,
    )
    return Spoken(*(said(text) for text in texts))


def _links_for(metric: Metric, asked: Asked, *, with_names: bool) -> dict[PartCode, str] | None:
    """The lists that this reader may open; those of units are for everybody who reads figures."""
    if metric.lists_units and asked.has_facts and not asked.period:
        return {p: reverse("areas:behind", args=[asked.place.number, metric.id, p]) for p in PARTS}
    return _links(metric, asked) if with_names and metric.has_list else None


def _links(metric: Metric, asked: Asked) -> dict[PartCode, str]:
    places = {part: reverse("figures:cases", args=[metric.id, part]) for part in PARTS}
    return {part: f"{address}?{asked.query}" for part, address in places.items()}


def case_list(
    metric: Metric, part: PartCode, page: CasePage, people: Mapping[UUID, PersonRow], sealed: Count | None
) -> CaseList:
    """The page of a list. One query for the names of units."""
    words = spoken(metric)
    of = {
        "all": words.of or words.counted,
        "counted": words.counted,
        "missing": words.missing,
        "unknown": gettext("不知道的"),
    }[part]
    more = 0
    if sealed is not None:
        more = {
            "all": sealed.of,
            "counted": sealed.counted,
            "missing": sealed.missing,
            "unknown": sealed.unknown,
        }[part]
    return CaseList(words, metric, part, of, page.total, _lines(metric, page, people), more)


def _title(metric: Metric, case: Case, held_by: int) -> str:
    if case.rule:
        return rule_title(case.rule, place=held_by, kind="")
    if isinstance(metric.made, Watched) and case.counted is not None:
        return ngettext("出所，随访 %(n)s 天", "出所，随访 %(n)s 天", case.days) % {"n": case.days}
    return gettext("出所") if metric.counts == "release" else ""


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
                title=_title(metric, case, held_by) if person else "",
                on=case.on,
                counted=case.counted,
                days=case.n if metric.counts == "course" and not metric.has_sealed else None,
            )
        )
    return made
