"""How the releases of each year fared, in a county or a larger place: a table from the latest snapshot."""

from dataclasses import dataclass
from pathlib import Path

from django.conf import settings
from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from guitu.analytics.columns.cohorts import SMALLEST
from guitu.analytics.places import around
from guitu.analytics.years import Cohort, Years, years
from guitu.domain.access import Permission
from guitu.domain.kernel.errors import DomainError
from guitu.domain.measures.retention import WINDOWS
from guitu.web.figures import asked as read
from guitu.web.shell.http import Request, screen
from guitu.web.shell.numbers import NONE, share_shown
from guitu.web.shell.words import sentence

_NO_TABLE = ("cohorts.small", "snapshot.missing")


@dataclass(frozen=True)
class Mark:
    """One window of a row. ``share`` "—" where nobody was watched so long."""

    months: int
    share: str
    at_risk: int | None


@dataclass(frozen=True)
class Row:
    """One cohort as the table prints it."""

    cohort: Cohort
    marks: tuple[Mark, ...]


@require_safe
@screen(Permission.FIGURES_READ)
def cohorts(request: Request) -> HttpResponse:
    """The years of a place, and its parts in one of them."""
    ask = read.asked(request.viewer, request.GET, request.today)
    context = {"ask": ask, "around": around(request.viewer, ask.place), "windows": WINDOWS}
    context |= {"smallest": SMALLEST}
    try:
        root, year = Path(settings.GUITU_HOME) / "snapshots", read.number(request.GET.get("year", ""))
        found = years(request.viewer, ask.place, root=root, year=year)
    except DomainError as error:
        if error.code not in _NO_TABLE:
            raise
        return render(request, "figures/cohorts.html", context | {"why": sentence(error)})
    return render(request, "figures/cohorts.html", context | _tables(found))


def _tables(found: Years) -> dict[str, object]:
    return {
        "found": found,
        "own": [_row(cohort) for cohort in found.own],
        "parts": [_row(cohort) for cohort in found.parts],
    }


def _row(cohort: Cohort) -> Row:
    months = [(n, cohort.marks.get(n) if cohort.marks else None) for n in WINDOWS]
    return Row(
        cohort,
        tuple(
            Mark(n, share_shown(month.survival), month.at_risk) if month else Mark(n, NONE, None)
            for n, month in months
        ),
    )
