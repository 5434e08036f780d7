"""Making the demo county: units, staff, a thousand files, a roster to try the import with; all or nothing."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from itertools import islice
from pathlib import Path

from django.db import connection, transaction
from tqdm import tqdm

from guitu.casework.people.queries import is_empty, match_by_citizen_id
from guitu.domain.access import Role
from guitu.domain.kernel import region as regions
from guitu.domain.kernel.errors import DomainError
from guitu.foundation import clock, regions_data
from guitu.foundation.accounts.commands import NewAccount, create_accounts
from guitu.foundation.accounts.queries import ids_of
from guitu.foundation.organisations.commands import NewUnit, create_units, load_regions
from guitu.runtime.demo import county
from guitu.runtime.demo.cast import CAST, PASSWORD, sign_ins
from guitu.runtime.demo.chance import Table
from guitu.runtime.demo.county import (
    COUNTY,
    PEOPLE_CODES,
    TOWNSHIPS,
    Township,
    office_of,
    police_of,
    station_of,
)
from guitu.runtime.demo.population import make_file, write
from guitu.runtime.demo.roster import write_roster
from guitu.runtime.demo.world import Place, Worker, World

SEED = 2026
PEOPLE = 1000
UNPLACED = 0.22  # of the files of the last three weeks
_AT_ONCE = 500
_GIVEN_CASES = frozenset({Role.POSTED_OFFICER, Role.FULL_TIME_WORKER})
_WRITERS = _GIVEN_CASES | {Role.UNIT_HEAD, Role.SOCIAL_WORKER}


@dataclass(frozen=True, slots=True)
class Made:
    """What stands there now."""

    people: int
    entries: int
    duties: int
    units: int
    accounts: int
    roster: Path


def make_demo(*, people: int = PEOPLE, seed: int = SEED, on: date, mark: Path, add: bool = False) -> Made:
    """Make the county and live everybody's life up to the morning of ``on``.

    Args:
        people: how many.
        seed: the same seed, number and day give the same county.
        on: the day the demo is for.
        mark: the file that ``bin/serve`` prints at each start; the sample roster comes beside it.
        add: also into a database that holds people already.

    Raises:
        DomainError: "demo.not-empty", "demo.already-there".
    """
    if not add and not is_empty():
        raise DomainError("demo.not-empty")
    load_regions()
    with transaction.atomic():
        numbers = _numbers()
        create_units(_units(numbers), at=clock.now())
        world = world_of(numbers, _make_accounts(numbers))
        entries, duties = _populate(world, people, seed, on)
    mark.parent.mkdir(parents=True, exist_ok=True)
    roster = write_roster(mark.with_name("名册示例.xlsx"), seed=seed, world=world, on=on)
    mark.write_text(sign_ins() + f"\n  名册示例 a roster to import: {roster}\n", encoding="utf-8")
    return Made(people, entries, duties, len(numbers), len(CAST), roster)


def _numbers() -> dict[str, int]:
    """The units' numbers by their keys."""
    return {unit.key: regions.place_number(unit.region, unit.own) for unit in county.units()}


def _units(numbers: dict[str, int]) -> Iterator[NewUnit]:
    for unit in county.units():
        yield NewUnit(
            number=numbers[unit.key],
            type=unit.type,
            name=unit.name,
            parent=numbers.get(unit.parent),
            address=unit.address,
            phone=unit.phone,
            opening_days=unit.days,
            serves=unit.serves,
            opened_on=date(2018 + unit.own % 4, 3, 1),
        )


def _make_accounts(numbers: dict[str, int]) -> dict[str, Worker]:
    """The staff by user name; accounts that are there already are left as they are."""
    new = [NewAccount(m.username, m.name, m.role, numbers[m.unit]) for m in CAST]
    ids = ids_of(m.username for m in CAST)
    ids |= create_accounts([a for a in new if a.username not in ids], password=PASSWORD, at=clock.now())
    return {m.username: Worker(ids[m.username], numbers[m.unit], m.role) for m in CAST}


def world_of(numbers: dict[str, int], staff: dict[str, Worker]) -> World:
    """The county as a world to live in."""
    villages = _villages()
    bureau = numbers["bureau"]
    queue_team = tuple(w for w in staff.values() if w.unit == bureau and w.role in _WRITERS)
    places = tuple(_place(town, villages, numbers, tuple(staff.values()), queue_team) for town in TOWNSHIPS)
    first, codes = PEOPLE_CODES
    return World(
        places=places,
        homes=Table.of([(place, town.people) for place, town in zip(places, TOWNSHIPS, strict=True)]),
        queue=Place(COUNTY, "", (), bureau, None, None, None, queue_team, ()),
        facility=numbers["facility"],
        code_first=first,
        codes=codes,
        unplaced=UNPLACED,
    )


def _place(
    town: Township,
    villages: dict[int, tuple[str, list[tuple[int, str]]]],
    numbers: dict[str, int],
    staff: tuple[Worker, ...],
    queue_team: tuple[Worker, ...],
) -> Place:
    office, station = numbers[office_of(town)], numbers.get(station_of(town))
    centre = numbers[town.centre]
    team = [w for w in staff if w.unit in {station, office} and w.role in _WRITERS]
    team.sort(key=lambda w: w.unit != station)
    cases = [w for w in team if w.role in _GIVEN_CASES and w.unit == (station or office)]
    name, listed = villages[town.region]
    return Place(
        region=town.region,
        name=name,
        villages=tuple(listed),
        office=office,
        station=station,
        centre=centre,
        police=numbers[police_of(town)],
        team=(*team, *queue_team),
        cases=tuple(cases),
    )


def _villages() -> dict[int, tuple[str, list[tuple[int, str]]]]:
    """Each township's full name, and its villages with their numbers."""
    low, high = regions.interval(COUNTY)
    above: dict[int, str] = {}
    found: dict[int, tuple[str, list[tuple[int, str]]]] = {}
    around = set(regions.ancestors(COUNTY))
    for record in regions_data.load_regions():
        if record.code in around:
            above[record.code] = above.get(record.parent, "") + record.name
        elif low <= record.code <= high:
            if record.level == "village":
                found[record.parent][1].append((record.code, record.name))
                continue
            above[record.code] = above[record.parent] + record.name
            if record.level == "township":
                found[record.code] = (above[record.code], [])
    return found


def _populate(world: World, people: int, seed: int, on: date) -> tuple[int, int]:
    """Live everybody's life; returns the numbers of entries and duties."""
    entries = duties = 0
    files = (make_file(seed, index, world, on=on) for index in range(people))
    with (
        tqdm(total=people, unit="人", desc="演示县 demo", mininterval=0.5) as bar,
        connection.cursor() as cursor,
    ):
        while some := list(islice(files, _AT_ONCE)):
            if match_by_citizen_id(file.person.citizen_id for file in some if file.person.citizen_id):
                raise DomainError("demo.already-there")
            written = write(cursor, some)
            entries, duties = entries + written.entries, duties + written.duties
            bar.update(written.people)
    return entries, duties
