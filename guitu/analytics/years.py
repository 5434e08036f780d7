"""How the releases of each year fared in a place and in its parts, as the latest snapshot shows it."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from pathlib import Path
from typing import Final

from guitu.analytics.asking import let_in
from guitu.analytics.columns.cohorts import LEVELS, SMALLEST, Cohorts, Month, Year
from guitu.analytics.columns.reading import opened
from guitu.analytics.columns.writing import snapshots
from guitu.analytics.places import Place, around, is_unit
from guitu.domain.access import Permission, Viewer, holds
from guitu.domain.kernel import region as regions
from guitu.domain.kernel.errors import DomainError
from guitu.domain.measures.retention import WINDOWS

_KEPT: Final = 40  # places, of a few kilobytes each; proposed


@dataclass(frozen=True, slots=True)
class Cohort:
    """Everybody released in a year at a place.

    ``marks`` by months after release, none where nobody was watched so long; None: fewer than this reader may
    see, and nothing else stands in it either.
    """

    place: Place
    year: int
    released: int = 0
    unknown: int = 0
    marks: Mapping[int, Month] | None = None

    @property
    def is_small(self) -> bool:
        """Whether there were too few to be shown."""
        return self.marks is None


@dataclass(frozen=True, slots=True)
class Years:
    """The cohorts of a place, the latest first, and of its parts in one year."""

    as_of: date
    own: tuple[Cohort, ...]
    parts: tuple[Cohort, ...]
    year: int | None


def years(viewer: Viewer, place: Place, *, root: Path, year: int | None = None) -> Years:
    """The table of a county or a larger place.

    Args:
        viewer: who asks; needs ``FIGURES_READ`` over the whole place. Who may not see names is not shown
            cohorts of fewer than ``SMALLEST`` people.
        place: where.
        root: the folder of the snapshots.
        year: of the parts; None, or a year without a release: the latest that has one.

    Raises:
        DomainError: "place.unknown", "cohorts.small", "snapshot.missing".
    """
    let_in(viewer, place)
    if not _has_table(place):
        raise DomainError("cohorts.small")
    folder = next(iter(snapshots(root)), None)
    if folder is None:
        raise DomainError("snapshot.missing")
    below = [part for part in around(viewer, place).below if _has_table(part)]
    table = _table(folder, folder.stat().st_mtime_ns, place.number, tuple(part.number for part in below))
    least = 1 if holds(viewer, Permission.NAMES_IN_FIGURES) else SMALLEST
    own = tuple(_cohort(place, cohort, table, least) for cohort in table.years if cohort.area == place.number)
    known = [cohort.year for cohort in own]
    chosen = year if year in known else next(iter(known), None)
    of_year = {cohort.area: cohort for cohort in table.years if cohort.year == chosen}
    parts = tuple(_cohort(p, of_year[p.number], table, least) for p in below if p.number in of_year)
    return Years(table.as_of, own, parts, chosen)


def _has_table(place: Place) -> bool:
    return not is_unit(place) and regions.level(place.number) in LEVELS


@dataclass(frozen=True, slots=True)
class _Table:
    as_of: date
    years: tuple[Year, ...]
    marks: Mapping[tuple[int, int], Mapping[int, Month]]


@lru_cache(maxsize=_KEPT)
def _table(folder: Path, stamp: int, region: int, below: tuple[int, ...]) -> _Table:
    """What a page needs of a snapshot, which never changes; ``stamp`` tells one of the same day from it."""
    _ = stamp
    marks: dict[tuple[int, int], dict[int, Month]] = {}
    with opened(folder) as snapshot:
        cohorts = Cohorts(snapshot, region)
        for month in cohorts.months((region, *below)):
            if month.month in WINDOWS:
                marks.setdefault((month.area, month.year), {})[month.month] = month
        return _Table(snapshot.as_of, tuple(cohorts.years((region, *below))), marks)


def _cohort(place: Place, cohort: Year, table: _Table, least: int) -> Cohort:
    if cohort.released < least:
        return Cohort(place, cohort.year)
    marks = table.marks.get((cohort.area, cohort.year), {})
    return Cohort(place, cohort.year, cohort.released, cohort.unknown, marks)
