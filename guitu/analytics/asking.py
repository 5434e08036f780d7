"""The viewer's way to the figures: numbers for those who may read them, cases for those who may see names."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import date, timedelta

from guitu.analytics import begun, figures, parted, surveys, units
from guitu.analytics import trends as months
from guitu.analytics.caseload import loads
from guitu.analytics.figures import CasePage, Part
from guitu.analytics.places import Place
from guitu.analytics.units import UnitPage
from guitu.domain.access import Permission, Viewer, holds
from guitu.domain.kernel import region as regions
from guitu.domain.kernel.dates import add_months
from guitu.domain.kernel.errors import DomainError
from guitu.domain.measures import Count, Metric, Question
from guitu.domain.measures.away import away_days_of
from guitu.domain.measures.caseload import Load
from guitu.domain.measures.readings import Reading, Survey
from guitu.domain.measures.registry import NATION, Drawn, Quotient, target_for
from guitu.domain.measures.registry import Asked as FromSurvey
from guitu.domain.measures.released import Windows
from guitu.domain.measures.service_years import promises_of
from guitu.domain.measures.standing import days_of
from guitu.domain.measures.units import AsOf
from guitu.domain.rules.model import Freshness, Rulebook
from guitu.foundation import clock, rulebooks
from guitu.foundation.authorization import door
from guitu.foundation.metrics import metrics

MONTHS = (1, 3, 6, 12)
"""Lengths of the period that a page offers."""

_UNIT_DIGITS = 15


def question(place: Place, *, months: int, as_of: date) -> Question:
    """What is asked of a place: the ``months`` up to and including ``as_of``, by the place's own rulebook."""
    book = rulebooks.book_for(place.number)
    fresh = _freshness(book)
    spans = book.parameters.get("handoff.first_contact_days")
    return Question(
        lo=place.lo,
        hi=place.hi,
        first=add_months(as_of, -months) + timedelta(days=1),
        as_of=as_of,
        fields=fresh.fields,
        days=fresh.days,
        contact_days=tuple(int(str(days)) for days in spans) if isinstance(spans, tuple) else (),
        promises=promises_of(book),
        away_days=away_days_of(book),
    )


def readings(
    viewer: Viewer, place: Place, asked: Question, ids: Iterable[str] | None = None
) -> dict[str, Reading]:
    """Figures made from files or units or asked in a finished survey, by id, in the registry's order.

    Args:
        viewer: who asks; needs ``FIGURES_READ`` over the whole place.
        place: where.
        asked: the question; its bounds are those of the place.
        ids: which, and with them those without which they never stand; None every one. What is made from
            none of these, or was not asked, is left out.

    Raises:
        DomainError: "place.unknown" for whoever may not read figures there.
    """
    _let_in(viewer, Permission.FIGURES_READ, asked)
    wanted = _wanted(ids)
    found: dict[str, Count] = {}
    with door.counting(viewer):
        for metric in (m for w in wanted for m in _parts(w)):
            if metric.id in found:
                continue
            if metric.is_counted:
                found[metric.id] = figures.count(metric, asked)
            elif metric.lists_units:
                found[metric.id] = units.count(metric, _as_of(asked))
        made = {m.id: _reading(m, found, place, asked) for m in wanted if m.id in found or _is_quotient(m)}
        made = begun.unsure(asked, made)
    made |= {m.id: told for m in wanted if (told := _told(m, place, asked)) is not None}
    made |= {m.id: drawn for m in wanted if (drawn := _drawn(m, place, asked)) is not None}
    return {m.id: made[m.id] for m in wanted if m.id in made}


def together(ids: Iterable[str]) -> list[str]:
    """These figures, in order, each with the one without which it never stands."""
    known = metrics()
    found = (name for id_ in ids if id_ in known for name in (id_, known[id_].beside) if name)
    return list(dict.fromkeys(found))


def _wanted(ids: Iterable[str] | None) -> list[Metric]:
    named = None if ids is None else set(together(ids))
    return [metric for metric in metrics().values() if named is None or metric.id in named]


def windows(viewer: Viewer, asked: Question) -> Windows:
    """How many releases a place has, and how many windows have not passed yet; said beside the rates.

    Raises:
        DomainError: "place.unknown".
    """
    _let_in(viewer, Permission.FIGURES_READ, asked)
    with door.counting(viewer):
        return figures.windows(asked)


def readings_of_parts(
    viewer: Viewer, place: Place, parts: Sequence[Place], asked: Question, ids: Iterable[str]
) -> dict[int, dict[str, Reading]]:
    """Figures made from files, of a place and of its parts, by their numbers: as ``readings`` of each.

    Args:
        viewer: who asks; needs ``FIGURES_READ`` over the whole place.
        place: where.
        parts: places within it.
        asked: the question; its bounds are those of the place.
        ids: which. What is not made from files is left out.

    Raises:
        DomainError: "place.unknown".
    """
    _let_in(viewer, Permission.FIGURES_READ, asked)
    if any(part.lo < asked.lo or part.hi > asked.hi for part in parts):
        raise DomainError("place.unknown")
    wanted = [metrics()[name] for name in ids if metrics()[name].is_counted]
    places = (place, *parts)
    questions = [replace(asked, lo=each.lo, hi=each.hi) for each in places]
    with door.counting(viewer):
        found = {metric.id: parted.counts(metric, asked, parts) for metric in wanted}
        made = [
            {
                m.id: _reading(m, {m.id: found[m.id][None if each is place else each.number]}, each, question)
                for m in wanted
            }
            for each, question in zip(places, questions, strict=True)
        ]
        sure = begun.unsure_each(questions, made)
    return {each.number: readings for each, readings in zip(places, sure, strict=True)}


def cases(
    viewer: Viewer, metric: Metric, asked: Question, *, part: Part, offset: int = 0, limit: int = 50
) -> CasePage:
    """A page of the list behind a number.

    Raises:
        DomainError: "place.unknown" for whoever may not see names there; "figure.no-list".
    """
    _let_in(viewer, Permission.NAMES_IN_FIGURES, asked)
    with door.counting(viewer):
        return figures.page(metric, asked, part=part, offset=offset, limit=limit)


def trends(
    viewer: Viewer, place: Place, asked: Question, wanted: Iterable[Metric], *, step: int
) -> dict[str, Mapping[int | None, months.Trend]]:
    """The last months of figures that have a past, by id; of the place (None) and its parts. One query each.

    Args:
        viewer: who asks; needs ``FIGURES_READ`` over the whole place.
        place: where.
        asked: the question; its bounds are those of the place, its last day the last one seen.
        wanted: which.
        step: what makes a part, as ``guitu.analytics.trends.by_place`` says.

    Raises:
        DomainError: "place.unknown", "figure.no-past".
    """
    let_in(viewer, place)
    with door.counting(viewer):
        return {metric.id: months.by_place(metric, asked, step=step) for metric in wanted}


def let_in(viewer: Viewer, place: Place) -> None:
    """Refuse whoever may not read figures over the whole place.

    Raises:
        DomainError: "place.unknown".
    """
    if not holds(viewer, Permission.FIGURES_READ) or place.lo < viewer.lo or place.hi > viewer.hi:
        raise DomainError("place.unknown")


def units_behind(
    viewer: Viewer, metric: Metric, asked: Question, *, part: Part, offset: int = 0, limit: int = 50
) -> UnitPage:
    """A page of the units or districts behind a number; nobody is in it.

    Raises:
        DomainError: "place.unknown" for whoever may not read figures there; "figure.no-list".
    """
    _let_in(viewer, Permission.FIGURES_READ, asked)
    return units.page(metric, _as_of(asked), part=part, offset=offset, limit=limit)


def caseload(viewer: Viewer, place: Place, *, on: date) -> list[Load]:
    """How the people of a region are shared by its workers, part by part; nobody is in it.

    Raises:
        DomainError: "place.unknown".
    """
    let_in(viewer, place)
    asked = question(place, months=1, as_of=on)
    with door.counting(viewer):
        return loads(place.number, asked, today=_as_of(asked))


def units_by_type(viewer: Viewer, place: Place, *, on: date) -> dict[str, Count]:
    """How many units of each type stand in a place on a day; ``unknown`` where their days are not known.

    Raises:
        DomainError: "place.unknown".
    """
    return units.by_type(_stand(viewer, place, on))


def units_standing(viewer: Viewer, place: Place, *, on: date, kind: str) -> list[tuple[int, bool | None]]:
    """The units of a type behind such a count, by number; None: its days are not known.

    Raises:
        DomainError: "place.unknown".
    """
    found = units.standing(_stand(viewer, place, on))
    return [(number, state) for number, its_kind, state in found if its_kind == kind and state is not False]


def _stand(viewer: Viewer, place: Place, on: date) -> AsOf:
    let_in(viewer, place)
    return AsOf(place.lo, place.hi, on, clock.today())


def _as_of(asked: Question) -> AsOf:
    return AsOf(asked.lo, asked.hi, asked.as_of, clock.today())


def _let_in(viewer: Viewer, permission: Permission, asked: Question) -> None:
    if not holds(viewer, permission) or asked.lo < viewer.lo or asked.hi > viewer.hi:
        raise DomainError("place.unknown")


def _is_quotient(metric: Metric) -> bool:
    return isinstance(metric.made, Quotient)


def _parts(metric: Metric) -> tuple[Metric, ...]:
    """The metrics that have to be counted for one."""
    if isinstance(metric.made, Quotient):
        return metrics()[metric.made.of], metrics()[metric.made.by]
    return (metric,)


def _reading(metric: Metric, found: Mapping[str, Count], place: Place, asked: Question) -> Reading:
    target = target_for(metric, region=_region(place), on=asked.as_of)
    days = days_of(metric.id, asked)
    if isinstance(metric.made, Quotient):
        count, divisor = found[metric.made.of], found[metric.made.by].counted
        return Reading(metric, count, place.number, asked.first, asked.as_of, target, divisor)
    reading = Reading(metric, found[metric.id], place.number, asked.first, asked.as_of, target, days=days)
    return replace(reading, median=figures.median(metric, asked)) if metric.unit == "days" else reading


def _told(metric: Metric, place: Place, asked: Question) -> Reading | None:
    """What the latest finished survey of this place says; None where none asked, or too few answered."""
    if not isinstance(metric.made, FromSurvey):
        return None
    told = surveys.told(place, metric.made.item, until=asked.as_of)
    if told is None or told.share.share is None or told.share.limits is None:
        return None
    row, share = told.row, told.share
    survey = Survey(
        title=row.title, closed_on=row.closes_on, answered=told.answered, asked=row.asked,
        share=told.share.share, low=told.share.limits.low, high=told.share.limits.high, id=row.id,
    )  # fmt: skip
    target = target_for(metric, region=_region(place), on=asked.as_of)
    count = Count(share.said, share.of, 0, share.unknown)
    return Reading(metric, count, place.number, row.opens_on, row.closes_on, target, survey=survey)


def _drawn(metric: Metric, place: Place, asked: Question) -> Reading | None:
    """How many the latest survey of this place drew; None where none drew from the register."""
    if not isinstance(metric.made, Drawn):
        return None
    found = surveys.drawn(place, until=asked.as_of)
    if found is None:
        return None
    row, count, answered = found
    survey = Survey(row.title, row.closes_on, answered, row.asked, None, None, None, row.id)
    target = target_for(metric, region=_region(place), on=asked.as_of)
    frozen = row.frame_on or row.opens_on
    return Reading(metric, count, place.number, frozen, frozen, target, survey=survey)


def _region(place: Place) -> int:
    """The region whose targets hold at a place; ``NATION`` for the whole country."""
    if len(str(place.number)) == _UNIT_DIGITS:
        return regions.region_of(place.number)
    return place.number or NATION


def _freshness(book: Rulebook) -> Freshness:
    """What a place must have confirmed how recently; the national book always says so."""
    return next(rule.body for rule in book.rules if isinstance(rule.body, Freshness))
