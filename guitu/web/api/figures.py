"""The figures of a place as the API gives them: what a page shows, with all that belongs to each number."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from guitu.analytics import asking, overview
from guitu.analytics.entered import entered
from guitu.analytics.periods import period
from guitu.analytics.places import Place, place_for
from guitu.domain.access import Viewer
from guitu.domain.areas.facts import Compared
from guitu.domain.kernel.errors import DomainError
from guitu.domain.measures import Count, Metric
from guitu.domain.measures.readings import Reading, Survey
from guitu.foundation.metrics import metric, metrics, said
from guitu.web.api import shapes
from guitu.web.shell.numbers import shown, silent, why_none
from guitu.web.shell.words import sentence

_UNIT_DIGITS = 15


@dataclass(frozen=True, slots=True)
class Wanted:
    """Of which place (None: the asker's own), over which time ("" the last ``months``), which ("" all)."""

    place: int | None
    months: int
    period: str
    figure: str


def answer(viewer: Viewer, wanted: Wanted, *, today: date) -> shapes.FiguresOut:
    """The figures.

    Raises:
        DomainError: "place.unknown", "figure.unknown", "period.unreadable", "period.not-begun",
            "period.too-old".
    """
    where = place_for(viewer, wanted.place)
    meant = [metric(wanted.figure)] if wanted.figure else list(metrics().values())
    counted = _counted(viewer, where, wanted, [one.id for one in meant], today)
    facts = _entered(viewer, where, wanted, [one.id for one in meant], today)
    return shapes.FiguresOut(
        place=where.number,
        name=where.name,
        months=None if wanted.period else wanted.months,
        period=wanted.period,
        as_of=today,
        figures=[_figure(reading) for reading in counted.values()],
        entered=[_of_facts(metrics()[id_], made) for id_, made in facts.items()],
        nowhere=[
            shapes.NowhereOut(figure=one.id, name=said(one.name), why=why_none(one))
            for one in meant
            if one.id not in counted and one.id not in facts
        ],
    )


def _counted(
    viewer: Viewer, where: Place, wanted: Wanted, ids: Iterable[str], today: date
) -> dict[str, Reading]:
    asked = asking.question(where, months=wanted.months, as_of=today)
    if wanted.period:
        return overview.numbers(viewer, where, period(wanted.period, today=today), asked, ids)
    return asking.readings(viewer, where, asked, ids)


def _entered(
    viewer: Viewer, where: Place, wanted: Wanted, ids: Iterable[str], today: date
) -> dict[str, Compared]:
    if len(str(where.number)) == _UNIT_DIGITS:
        return {}  # facts are entered about regions
    last = period(wanted.period, today=today).last if wanted.period else today
    return entered(viewer, where.number, on=last, ids=ids)


def _figure(reading: Reading) -> shapes.FigureOut:
    metric, count = reading.metric, reading.count
    return shapes.FigureOut(
        figure=metric.id,
        name=said(metric.name),
        version=metric.version,
        unit=metric.unit,
        value=reading.value,
        shown=shown(reading),
        why=silent(reading),
        counted=reading.numerator,
        of=reading.denominator,
        unknown=count.unknown,
        unknown_share=count.unknown_share,
        target=reading.target.value if reading.target else None,
        first=reading.first,
        as_of=reading.as_of,
        basis="asked" if reading.survey else metric.basis,
        days=reading.days,
        sealed=_sealed(count),
        person_years=round(count.years, 3) if metric.unit == "per_100_years" else None,
        beside=metric.beside or None,
        note=said(metric.note),
        disclosure=metric.disclosure,
        confidence=metric.confidence.value,
        source=_source(metric),
        survey=_survey(reading.survey) if reading.survey else None,
    )


def _sealed(count: Count) -> shapes.SealedOut | None:
    found = count.sealed
    if found is None:
        return None
    return shapes.SealedOut(counted=found.counted, of=found.of, unknown=found.unknown)


def _source(metric: Metric) -> shapes.SourceOut:
    return shapes.SourceOut(
        document=metric.source.document, article=metric.source.article, confidence=metric.confidence.value
    )


def _survey(survey: Survey) -> shapes.SurveyOut:
    return shapes.SurveyOut(
        title=survey.title,
        closed_on=survey.closed_on,
        answered=survey.answered,
        asked=survey.asked,
        low=survey.low,
        high=survey.high,
    )


def _of_facts(metric: Metric, made: Compared) -> shapes.EnteredOut:
    return shapes.EnteredOut(
        figure=metric.id,
        name=said(metric.name),
        version=metric.version,
        unit=metric.unit,
        value=made.value,
        why=sentence(DomainError(made.why)) if made.why else "",
        facts=[
            shapes.FactOfAreaOut(
                fact=fact.kind,
                value=fact.value,
                on=fact.on,
                basis=fact.basis,
                publisher=fact.publisher,
                document=fact.document,
            )
            for fact in made.used
        ],
        source=_source(metric),
    )
