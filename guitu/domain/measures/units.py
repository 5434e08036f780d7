"""Figures made from the register of units, read plainly. Cases are units or districts; nobody is in them."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from types import MappingProxyType
from typing import Final

from guitu.domain.kernel import region as regions
from guitu.domain.measures.files import Count

CENTRE: Final = "guidance_centre"
WORKER: Final = "full_time_worker"


@dataclass(frozen=True, slots=True)
class UnitLine:
    """One unit. ``serves`` the regions it serves besides its own; days None: not known, or not closed."""

    number: int
    type: str
    serves: tuple[int, ...]
    is_active: bool
    opened_on: date | None
    closed_on: date | None


@dataclass(frozen=True, slots=True)
class WorkerLine:
    """One account of staff, as much of it as is counted."""

    unit: int
    role: str
    is_active: bool
    since: date


@dataclass(frozen=True, slots=True)
class Register:
    """What there is: the districts (counties, and cities without any), the units, the staff."""

    districts: tuple[int, ...]
    units: tuple[UnitLine, ...]
    workers: tuple[WorkerLine, ...]


@dataclass(frozen=True, slots=True)
class AsOf:
    """What is asked: between which place numbers, both inside, on which day, asked ``today``."""

    lo: int
    hi: int
    on: date
    today: date


@dataclass(frozen=True, slots=True)
class UnitCase:
    """One thing counted: ``place`` a unit's number or a district's. ``counted`` None: it is not known."""

    place: int
    counted: bool | None
    n: int = 1


def stands(unit: UnitLine, asked: AsOf) -> bool | None:
    """Whether a unit is there on a day; None where its days are not known well enough to say."""
    if unit.closed_on is not None and unit.closed_on <= asked.on:
        return False
    if unit.opened_on is not None and unit.opened_on > asked.on:
        return False
    if not unit.is_active and unit.closed_on is None:
        return False if asked.on >= asked.today else None
    if unit.opened_on is None and asked.on < asked.today:
        return None
    return True


def _count_coverage(there: Register, asked: AsOf) -> list[UnitCase]:
    """A district is covered by a centre that lies in it or serves all of it."""
    found = []
    for district in there.districts:
        low, high = regions.place_interval(district)
        if low < asked.lo or high > asked.hi:
            continue
        answers = [stands(unit, asked) for unit in there.units if _is_centre_of(unit, district)]
        covered: bool | None = False
        if True in answers:
            covered = True
        elif None in answers:
            covered = None
        found.append(UnitCase(district, covered))
    return found


def _is_centre_of(unit: UnitLine, district: int) -> bool:
    if unit.type != CENTRE:
        return False
    if regions.contains(district, regions.region_of(unit.number)):
        return True
    return any(regions.contains(region, district) for region in unit.serves)


def _count_workers(there: Register, asked: AsOf) -> list[UnitCase]:
    """One case for each unit with somebody: those at work, and apart those who left on an unknown day."""
    known: dict[int, int] = {}
    gone: dict[int, int] = {}
    for worker in there.workers:
        if worker.role != WORKER or not asked.lo <= worker.unit <= asked.hi or worker.since > asked.on:
            continue
        if worker.is_active:
            known[worker.unit] = known.get(worker.unit, 0) + 1
        elif asked.on < asked.today:
            gone[worker.unit] = gone.get(worker.unit, 0) + 1
    at_work = [UnitCase(unit, counted=True, n=n) for unit, n in known.items()]
    return at_work + [UnitCase(unit, counted=None, n=n) for unit, n in gone.items()]


MEANINGS: Final[Mapping[str, Callable[[Register, AsOf], list[UnitCase]]]] = MappingProxyType(
    {"coverage_districts": _count_coverage, "full_time_workers": _count_workers}
)


def count(cases: Iterable[UnitCase]) -> Count:
    """The numbers that a list of units makes."""
    found = list(cases)
    counted = sum(case.n for case in found if case.counted)
    of = sum(case.n for case in found if case.counted is not None)
    return Count(counted, of, 0, sum(case.n for case in found if case.counted is None))
