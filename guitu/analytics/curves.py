"""Staying clean over time: curves of a place and of groups in it, as of today.

Every number comes out of ``domain.measures.survival`` over one ``Tally`` a group; nothing is estimated here.
Releases of open files are counted by the day, what is kept of closed ones by the month, where a split knows
them and the place is a county or larger. Groups in which fewer than ``LEAST`` were watched have no curve of
their own: they are taken together, and drawn where that gives enough.
"""

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from typing import Any, Final, Literal

from django.db import connection

from guitu.analytics.asking import let_in
from guitu.analytics.places import Place, inside, is_unit
from guitu.analytics.recent import recent
from guitu.analytics.sql import spells as sql
from guitu.domain.access import Viewer
from guitu.domain.kernel import region as regions
from guitu.domain.measures.retention import WINDOWS
from guitu.domain.measures.survival import (
    DAYS_A_YEAR,
    Curve,
    Rate,
    Risk,
    Tally,
    cumulative,
    curve,
    per_year,
)
from guitu.domain.substance import KINDS
from guitu.foundation import clock
from guitu.foundation.authorization import door
from guitu.foundation.organisations.queries import unit_names

Closed = Literal["in", "small", "unknown"]
"""Whether closed files are in the curve: yes; no, the place is too small; no, they do not know the split."""

SPLITS: Final = sql.SPLITS
LEAST: Final = 10  # watched releases of a curve; the contract of these figures
MOST: Final = 40  # curves on one page; proposed
HORIZON: Final = max(WINDOWS)
MARKS: Final = (0, *WINDOWS)
"""Months after release that tables name."""

REST, UNKNOWN, OWN = "rest", "unknown", "own"
_NOTHING: Final = (None, None, None, None, None)
_ROUNDING: Final = 1e-9
_LARGE = frozenset({"nation", "province", "prefecture", "county"})


@dataclass(frozen=True, slots=True)
class Mark:
    """So many months after release. Shares are None where nobody was watched so long."""

    month: int
    at_risk: int
    share: float | None
    lower: float | None
    upper: float | None
    relapsed: float | None
    died: float | None


@dataclass(frozen=True, slots=True)
class Group:
    """Some releases. ``never`` those of which nothing was ever known; they are in no curve.

    ``key`` says which (``name`` where it is a place's or a unit's). ``marks`` one for each month.
    """

    key: str
    name: str
    releases: int
    never: int
    relapses: int
    deaths: int
    median: float | None
    rate: Rate
    marks: tuple[Mark, ...]

    @property
    def watched(self) -> int:
        """How many releases the curve is drawn from."""
        return self.releases - self.never

    @property
    def is_drawn(self) -> bool:
        """Whether there are enough of them for a curve."""
        return self.watched >= LEAST


@dataclass(frozen=True, slots=True)
class Curves:
    """A place. ``groups`` those that are drawn; ``small`` those that are not, by name, and ``rest`` holds.

    ``left_out`` how many releases of closed files belong to the place and are not in it.
    """

    place: Place
    split: str
    as_of: date
    at: datetime
    whole: Group
    groups: tuple[Group, ...]
    small: tuple[Group, ...]
    closed: Closed
    joined: int
    left_out: int


@dataclass(slots=True)
class Counts:
    """What is counted of one group."""

    tally: Tally = field(default_factory=Tally)
    never: int = 0

    def add(self, time: float | None, ended: int | None, alike: int) -> None:
        """So many releases that ended alike; ``time`` None: nothing was ever known of them."""
        if time is None or ended is None:
            self.never += alike
        else:
            self.tally.add(float(time), ended, alike=alike)

    def take(self, other: "Counts") -> None:
        """Those of another group as well."""
        self.tally.take(other.tally)
        self.never += other.never

    @property
    def releases(self) -> int:
        """All of them."""
        return self.tally.n + self.never


def curves(viewer: Viewer, place: Place, split: str, *, today: date) -> Curves:
    """What the page shows, counted now or a moment ago while nothing changed since.

    Raises:
        DomainError: "place.unknown" for whoever may not read figures there.
    """
    let_in(viewer, place)
    return recent(("curves", place.number, split, today), lambda: counted(viewer, place, split, today=today))


def counted(viewer: Viewer, place: Place, split: str, *, today: date) -> Curves:
    """What the page shows, counted now. One query of open files, one of closed ones.

    Raises:
        DomainError: as ``curves``.
    """
    parts = inside(viewer, place) if split == "region" else ()
    step = min((part.hi - part.lo + 1 for part in parts), default=1)
    found = spells(viewer, place, split, today=today, step=step)
    closed, apart = _closed(viewer, place, split, today=today, step=step)
    sealed = sum(counts.releases for counts in apart.values())
    if closed == "in":
        _merge(found, apart.items())
    if split == "region":
        found = _by_part(found, parts, step)
    whole = Counts()
    for counts in found.values():
        whole.take(counts)
    groups, small = _parted(found, split, _names(split, parts, found)) if split != "none" else ((), ())
    return Curves(
        place=place,
        split=split,
        as_of=today,
        at=clock.now(),
        whole=group("", "", whole),
        groups=groups,
        small=small,
        closed=closed,
        joined=sealed if closed == "in" else 0,
        left_out=sealed if closed == "unknown" else 0,
    )


def spells(viewer: Viewer, place: Place, split: str, *, today: date, step: int = 1) -> dict[str, Counts]:
    """Releases of open files by group, as ``retention.watched`` counts them.

    Raises:
        DomainError: as ``curves``.
    """
    let_in(viewer, place)
    values = {"lo": place.lo, "hi": place.hi, "as_of": today, "step": step}
    return _count(viewer, sql.live(split), values)


def _closed(
    viewer: Viewer, place: Place, split: str, *, today: date, step: int
) -> tuple[Closed, dict[str, Counts]]:
    """Whether closed files can be in, and what is counted of them; all as one where the split is unknown."""
    level = "unit" if is_unit(place) else regions.level(place.number)
    if level not in _LARGE:
        return "small", {}
    values = {
        "lo_region": regions.region_of(place.lo),
        "hi_region": regions.region_of(place.hi),
        "month": 12 * today.year + today.month,
        "step": step,
    }
    is_known = split in sql.CLOSED_SPLITS and (split, level) != ("region", "county")
    found = _count(viewer, sql.closed(split if is_known else "none"), values)
    return ("in" if is_known else "unknown"), found


def _count(viewer: Viewer, statement: str, values: Mapping[str, Any]) -> dict[str, Counts]:
    found: dict[str, Counts] = {}
    with door.counting(viewer), connection.cursor() as cursor:
        cursor.execute(statement, values)
        for part, time, ended, alike in cursor.fetchall():
            found.setdefault(UNKNOWN if part is None else part, Counts()).add(time, ended, alike)
    return found


def _merge(into: dict[str, Counts], more: Iterable[tuple[str, Counts]]) -> dict[str, Counts]:
    for key, counts in more:
        into.setdefault(key, Counts()).take(counts)
    return into


def _by_part(found: Mapping[str, Counts], parts: Iterable[Place], step: int) -> dict[str, Counts]:
    """By the number of each part; ``OWN`` what lies in none, since the place's own offices hold it."""
    bounds = [(part.lo // step, part.hi // step, str(part.number)) for part in parts]

    def part_of(key: str) -> str:
        return next((name for low, high, name in bounds if low <= int(key) <= high), OWN)

    return _merge({}, ((part_of(key), counts) for key, counts in found.items()))


def _names(split: str, parts: Iterable[Place], found: Iterable[str]) -> Mapping[str, str]:
    """What places and units are called; other groups have their names from the page."""
    if split == "centre":
        return {str(n): name for n, name in unit_names(int(k) for k in found if k.isdigit()).items()}
    return {str(part.number): part.name for part in parts}


def _parted(
    found: Mapping[str, Counts], split: str, names: Mapping[str, str]
) -> tuple[tuple[Group, ...], tuple[Group, ...]]:
    """The groups that are drawn, those too small for it taken together last, and each of the small ones."""
    ordered = sorted(found, key=lambda key: _rank(split, key, found[key]))
    by_size = sorted(ordered, key=lambda key: -found[key].tally.n)
    large = {key for key in by_size[:MOST] if found[key].tally.n >= LEAST}
    small = [key for key in ordered if key not in large]
    drawn = [group(key, names.get(key, ""), found[key]) for key in ordered if key in large]
    if len(small) > 1:
        rest = Counts()
        for key in small:
            rest.take(found[key])
        if rest.tally.n >= LEAST:
            drawn.append(group(REST, "", rest))
    return tuple(drawn), tuple(group(key, names.get(key, ""), found[key]) for key in small)


def _rank(split: str, key: str, counts: Counts) -> tuple[int, int, str]:
    """In the order of a table: what is not known comes last, centres with most releases first."""
    if key in (UNKNOWN, OWN):
        return 1, 0, key
    if split == "centre":
        return 0, -counts.releases, key
    if key in KINDS:
        return 0, KINDS.index(key), key
    return 0, int(key) if key.isdigit() else 0, key


def group(key: str, name: str, counts: Counts) -> Group:
    """A group's curve, month by month, with what the tables say of it."""
    counted = counts.tally
    seen, risks, deaths = curve(counted), cumulative(counted), cumulative(counted.turned())
    times = [point.time for point in seen.points]
    return Group(
        key=key,
        name=name,
        releases=counts.releases,
        never=counts.never,
        relapses=seen.events,
        deaths=counted.turned().events,
        median=seen.median,
        rate=per_year(counted),
        marks=tuple(_mark(month, times, seen, risks, deaths) for month in range(HORIZON + 1)),
    )


def _mark(
    month: int, times: Sequence[float], seen: Curve, relapses: Sequence[Risk], deaths: Sequence[Risk]
) -> Mark:
    """What holds so many months after release. Nobody watched so long while some remain: nothing holds."""
    day = month * DAYS_A_YEAR / 12
    coming, last = bisect_left(times, day), bisect_right(times, day) - 1
    at_risk = seen.points[coming].at_risk if coming < len(times) else 0
    if last < 0:
        return Mark(month, at_risk, 1.0, 1.0, 1.0, 0.0, 0.0) if times else Mark(month, 0, *_NOTHING)
    point, relapsed, died = seen.points[last], relapses[last].share, deaths[last].share
    mark = Mark(month, at_risk, point.survival, point.lower, point.upper, relapsed, died)
    if at_risk == 0 and point.survival > 0:
        mark = replace(mark, share=None, lower=None, upper=None)
    if at_risk == 0 and relapsed + died < 1 - _ROUNDING:
        mark = replace(mark, relapsed=None, died=None)
    return mark
