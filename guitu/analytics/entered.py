"""Figures of the registry made of entered facts: of another type, never mixed with what is counted."""

from collections.abc import Iterable
from datetime import date

from guitu.casework.areas.queries import facts
from guitu.domain.access import Viewer
from guitu.domain.areas.facts import Catalogue, Compared, Fact, change, latest, share
from guitu.domain.measures import Metric
from guitu.domain.measures.registry import Entered, EnteredChange, EnteredShare
from guitu.foundation.area_files import catalogue
from guitu.foundation.metrics import metrics


def entered(
    viewer: Viewer, region: int, *, on: date, ids: Iterable[str] | None = None
) -> dict[str, Compared]:
    """What was entered about a region, and what follows from it, by metric; one query.

    Args:
        viewer: who asks; needs ``FIGURES_READ`` over all of the region.
        region: 12 digits.
        on: the newest facts up to this day.
        ids: which metrics; None every one. What is not entered is left out.

    Raises:
        DomainError: "place.unknown".
    """
    there = facts(viewer, region)
    wanted = [m for m in metrics().values() if m.is_entered and (ids is None or m.id in set(ids))]
    return {metric.id: _read(metric, list(there), catalogue(), on) for metric in wanted}


def _read(metric: Metric, there: list[Fact], known: Catalogue, on: date) -> Compared:
    match metric.made:
        case EnteredShare(part, rest):
            return share(there, known.facts[part], [known.facts[one] for one in rest], on=on)
        case EnteredChange(fact):
            return change(there, known.facts[fact], on=on)
        case Entered(fact):
            found = latest(there, known.facts[fact], on=on)
            if found is not None and found.value is not None:
                return Compared(float(found.value), (found,))
    return Compared(None, (), "fact.missing")
