"""Figures of releases and how they went on, read plainly: from files, and from rows without a person.

A case is one release. Each rate says which ends of a window are in its numerator, which are only in its
denominator and of which it does not know; an end named nowhere is no case of it. Windows that have not passed
as a whole are no cases of any. The ends are those of ``guitu.domain.measures.retention``, whose shares of a
cohort these cases add up to.

Closed files keep months and counties only (``guitu.domain.cohort``): a window of theirs has passed when its
month has begun, and a place smaller than a county has none of them.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Final, NamedTuple

from guitu.domain.cohort import MONTH_DAYS, CohortRow
from guitu.domain.kernel.dates import add_months
from guitu.domain.measures.closed import month_of, whole_counties
from guitu.domain.measures.files import Case, Count, File, Question, ReleaseLine
from guitu.domain.measures.registry import Released
from guitu.domain.measures.retention import WINDOWS

NO_USE: Final = "no_use"
"""Of all released within the months before the day, in whom no use was found; who was lost is clean."""


class Ends(NamedTuple):
    """How windows ended: ``counted`` and ``rest`` make the denominator, ``unknown`` stands apart."""

    counted: frozenset[str]
    rest: frozenset[str]
    unknown: frozenset[str] = frozenset()

    @property
    def cases(self) -> frozenset[str]:
        """All that belong."""
        return self.counted | self.rest | self.unknown


_CLEAN, _USED, _DIED, _NOBODY_KNOWS = {"strict", "clean"}, {"relapsed"}, {"died"}, {"unknown"}


def _ends(counted: set[str], rest: set[str], unknown: Iterable[str] = ()) -> Ends:
    return Ends(frozenset(counted), frozenset(rest), frozenset(unknown))


ENDS: Final[Mapping[str, Ends]] = MappingProxyType(
    {
        "full": _ends(_CLEAN, _USED | _DIED | _NOBODY_KNOWS),
        "reached": _ends(_CLEAN, _USED, _NOBODY_KNOWS),
        "reach": _ends(_CLEAN | _USED, _DIED | _NOBODY_KNOWS),
        "strict": _ends({"strict"}, {"clean"} | _USED | _DIED | _NOBODY_KNOWS),
        "worst": _ends(_CLEAN, _USED | _NOBODY_KNOWS),
        "best": _ends(_CLEAN | _NOBODY_KNOWS, _USED),
    }
)
RATES: Final = (*ENDS, NO_USE)


def release_cases(made: Released, files: Iterable[File], asked: Question) -> list[Case]:
    """Every release whose window has passed, as far as the rate speaks of it."""
    return [
        Case(file.canonical, counted, line.episode, on=line.released_on)
        for file in files
        for line in file.releases
        for counted in _counted(made, line, asked)
    ]


def _counted(made: Released, line: ReleaseLine, asked: Question) -> list[bool | None]:
    """Whether a release counts; empty where it is no case."""
    if made.rate == NO_USE:
        lately = add_months(asked.as_of, -made.months) < line.released_on <= asked.as_of
        return [line.relapsed_on is None or line.relapsed_on > asked.as_of] if lately else []
    if add_months(line.released_on, made.months) > asked.as_of:
        return []
    return _of_end(made, line.ended[made.months])


def _of_end(made: Released, end: str) -> list[bool | None]:
    ends = ENDS[made.rate]
    if end not in ends.cases:
        return []
    return [None if end in ends.unknown else end in ends.counted]


def sealed_releases(made: Released, rows: Iterable[CohortRow], asked: Question) -> Count | None:
    """The numbers of closed files; None for a place smaller than a county."""
    known = _with_release(rows, asked)
    if known is None:
        return None
    found: list[bool | None] = []
    for month, row in known:
        if made.rate == NO_USE:
            if month > month_of(asked.as_of) - made.months:
                found.append(row.watched_end != "relapsed")
        elif month + made.months <= month_of(asked.as_of):
            found += _of_end(made, getattr(row, f"at_{made.months}"))
    return _numbers(found)


def watched_cases(files: Iterable[File], asked: Question) -> list[Case]:
    """Every release, watched to the first relapse, to death, or to the last day anything was known.

    Counted are those that relapsed. Unknown those of which nothing was ever known: nobody watched them.
    """
    found = []
    for file in files:
        for line in file.releases:
            if line.released_on > asked.as_of:
                continue
            days, relapsed = _watched(line, asked)
            counted = None if days is None else relapsed
            found.append(Case(file.canonical, counted, line.episode, on=line.released_on, days=days or 0))
    return found


def _watched(line: ReleaseLine, asked: Question) -> tuple[int | None, bool]:
    for end, relapsed in ((line.relapsed_on, True), (line.died_on, False)):
        if end is not None and end <= asked.as_of:
            return (end - line.released_on).days, relapsed
    if line.known_on is None:
        return None, False
    return (min(line.known_on, asked.as_of) - line.released_on).days, False


def sealed_watched(rows: Iterable[CohortRow], asked: Question) -> Count | None:
    """The numbers of closed files; None for a place smaller than a county."""
    known = _with_release(rows, asked)
    if known is None:
        return None
    watched = [row for _, row in known if row.watched_months is not None]
    counts = _numbers(row.watched_end == "relapsed" for row in watched)
    days = sum(row.watched_months or 0 for row in watched) * MONTH_DAYS
    return Count(counts.counted, counts.of, 0, len(known) - len(watched), days)


def _with_release(rows: Iterable[CohortRow], asked: Question) -> list[tuple[int, CohortRow]] | None:
    """Rows that carry a release up to the day, each with the month of it."""
    counties = whole_counties(asked)
    if counties is None:
        return None
    found = []
    for row in rows:
        if row.released_year is None or row.released_month is None:
            continue
        month = 12 * row.released_year + row.released_month - 1
        if counties[0] <= row.region <= counties[1] and month <= month_of(asked.as_of):
            found.append((month, row))
    return found


def _numbers(found: Iterable[bool | None]) -> Count:
    states = list(found)
    unknown = sum(1 for state in states if state is None)
    return Count(sum(1 for state in states if state), len(states) - unknown, 0, unknown)


@dataclass(frozen=True, slots=True)
class Windows:
    """What stands beside the rates: all ``released`` up to the day, and how many windows still run."""

    released: int
    waiting: Mapping[int, int]


def windows(files: Iterable[File], rows: Iterable[CohortRow], asked: Question) -> Windows:
    """How many releases there are, and of how many a window has not passed yet, by its months."""
    days = [line.released_on for file in files for line in file.releases if line.released_on <= asked.as_of]
    months = [month for month, _ in _with_release(rows, asked) or ()]
    return Windows(
        released=len(days) + len(months),
        waiting={
            n: sum(add_months(day, n) > asked.as_of for day in days)
            + sum(month + n > month_of(asked.as_of) for month in months)
            for n in WINDOWS
        },
    )
