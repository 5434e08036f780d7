"""How the people of a place are shared by its workers, part by part: numbers alone, read plainly.

Somebody with files at several units is counted once, at the unit with the lowest number among those whose
file makes them count, so that the parts add up to the figures of the whole place.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from uuid import UUID

from guitu.domain.kernel import region as regions
from guitu.domain.measures.files import (
    IN_CARE_PHASES,
    IN_EXECUTION,
    UNDER_ORDER,
    File,
    Question,
    may_be_counted,
    open_by,
)


@dataclass(frozen=True, slots=True)
class Load:
    """One part: a 12-digit region inside the place, or a 15-digit unit that lies directly in it."""

    place: int
    in_care: int
    in_execution: int
    workers: int

    @property
    def ratio(self) -> float | None:
        """People in execution for each worker; None where there is nobody to share them."""
        return self.in_execution / self.workers if self.workers else None


def people_by_unit(files: Iterable[File], asked: Question) -> dict[int, tuple[int, int]]:
    """By the unit that holds the file: people in care, and people whose orders are all in execution."""
    care: dict[UUID, int] = {}
    ordered: dict[UUID, tuple[int, bool]] = {}
    for file in files:
        if not may_be_counted(file, asked):
            continue
        phases = [e.phase for e in open_by([file], asked)]
        if any(phase in IN_CARE_PHASES for phase in phases):
            care[file.canonical] = min(file.held_by, care.get(file.canonical, file.held_by))
        under = [phase in IN_EXECUTION for phase in phases if phase in UNDER_ORDER]
        if under:
            at, good = ordered.get(file.canonical, (file.held_by, True))
            ordered[file.canonical] = min(at, file.held_by), good and all(under)
    found: dict[int, tuple[int, int]] = {}
    for at in care.values():
        found[at] = (found.get(at, (0, 0))[0] + 1, found.get(at, (0, 0))[1])
    for at, good in ordered.values():
        if good:
            found[at] = (found.get(at, (0, 0))[0], found.get(at, (0, 0))[1] + 1)
    return found


def by_part(within: int, people: Mapping[int, tuple[int, int]], workers: Mapping[int, int]) -> list[Load]:
    """The parts of a region one level down, by number; units that lie directly in it stand by themselves."""
    found: dict[int, list[int]] = {}
    for unit in {*people, *workers}:
        sums = found.setdefault(part_of(unit, within), [0, 0, 0])
        care, execution = people.get(unit, (0, 0))
        sums[0] += care
        sums[1] += execution
        sums[2] += workers.get(unit, 0)
    return [Load(place, *sums) for place, sums in sorted(found.items())]


def part_of(unit: int, within: int) -> int:
    """The region directly inside ``within`` in which a unit lies; the unit itself where there is none.

    >>> part_of(430102001000001, 430102000000), part_of(430102000000002, 430102000000)
    (430102001000, 430102000000002)
    """
    region = regions.region_of(unit)
    if region == within:
        return unit
    chain = (region, *regions.ancestors(region))
    return chain[chain.index(within) - 1] if within in chain else unit
