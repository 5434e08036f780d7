"""A whole province to live in: its real townships, with made-up offices, stations and centres."""

from collections.abc import Iterator
from datetime import datetime

from guitu.domain.access import Role
from guitu.domain.kernel import region as regions
from guitu.domain.kernel.errors import DomainError
from guitu.foundation import regions_data
from guitu.foundation.accounts.commands import NewAccount, create_accounts
from guitu.foundation.accounts.queries import ids_of
from guitu.foundation.organisations.commands import NewUnit, create_units
from guitu.foundation.organisations.queries import units
from guitu.foundation.regions_data import RegionRecord
from guitu.runtime.demo.cast import PASSWORD
from guitu.runtime.demo.chance import Table, chance
from guitu.runtime.demo.world import Place, Worker, World

CODES = (0, 9900)  # made-up numbers 990000… to 999899…; the demo county's come behind them
STATION_EVERY = 6  # one township in six has a guidance station
_OFFICE, _STATION, _CENTRE, _BUREAU, _FACILITY = 901, 902, 903, 904, 905  # own numbers of the units made here


def build_world(province: int, *, at: datetime) -> World:
    """The province with all its units and accounts, made where they are not there yet.

    Args:
        province: its region number, 12 digits.
        at: when (aware).

    Raises:
        DomainError: "synth.not-a-province".
    """
    if regions.level(province) != "province":
        raise DomainError("synth.not-a-province", region=province)
    low, high = regions.interval(province)
    records = [r for r in regions_data.load_regions() if low <= r.code <= high and r.level != "village"]
    if not records:
        raise DomainError("synth.not-a-province", region=province)
    full = _full_names(records)
    townships = [record for record in records if record.level == "township"]
    prefectures = [record for record in records if record.level == "prefecture"]
    offices = {unit.region: unit.number for unit in units(within=province, types=["township_office"])}
    create_units(_units(province, prefectures, townships, offices, full), at=at)
    workers = _make_accounts(prefectures, townships, at)
    return _world(province, townships, offices, full, workers)


def _full_names(records: list[RegionRecord]) -> dict[int, str]:
    full: dict[int, str] = {}
    for record in records:
        full[record.code] = full.get(record.parent, "") + record.name
    return full


def _has_station(n: int) -> bool:
    return n % STATION_EVERY == 0


def _units(
    province: int,
    prefectures: list[RegionRecord],
    townships: list[RegionRecord],
    offices: dict[int, int],
    full: dict[int, str],
) -> Iterator[NewUnit]:
    """Bureau, facility, a centre for each prefecture, an office for each township without one, stations."""
    bureau = regions.place_number(province, _BUREAU)
    phone = "12000090000"
    yield NewUnit(bureau, "provincial_bureau", f"演示{full[province]}戒毒管理局", phone=phone)
    yield NewUnit(
        regions.place_number(province, _FACILITY), "facility", "演示省强制隔离戒毒所", bureau, phone=phone
    )
    for p in prefectures:
        number = regions.place_number(p.code, _CENTRE)
        yield NewUnit(number, "guidance_centre", f"演示{p.name}康复指导中心", bureau, full[p.code], phone)
    for n, t in enumerate(townships):
        if t.code not in offices:
            number = offices[t.code] = regions.place_number(t.code, _OFFICE)
            name = f"演示{t.name}社区戒毒社区康复工作办公室"
            yield NewUnit(number, "township_office", name, None, full[t.code], phone)
        if _has_station(n):
            number = regions.place_number(t.code, _STATION)
            name = f"演示{t.name}康复指导站"
            yield NewUnit(number, "guidance_station", name, None, full[t.code], phone, "1,3,5")


def _prefecture(township: int) -> int:
    return township - township % 10**8


def _make_accounts(
    prefectures: list[RegionRecord], townships: list[RegionRecord], at: datetime
) -> dict[int, Worker]:
    """A head for each centre, and an officer for the first station of each prefecture; by unit."""
    new: dict[int, NewAccount] = {}
    for p in prefectures:
        number = regions.place_number(p.code, _CENTRE)
        code = p.code // 10**8
        new[number] = NewAccount(f"synth-{code}", f"演示{p.name}中心", Role.UNIT_HEAD, number)
    seen: set[int] = set()
    for n, t in enumerate(townships):
        if _has_station(n) and _prefecture(t.code) not in seen:
            seen.add(_prefecture(t.code))
            number = regions.place_number(t.code, _STATION)
            code = t.code // 10**8
            new[number] = NewAccount(f"synth-{code}-1", f"演示{t.name}站", Role.POSTED_OFFICER, number)
    ids = ids_of(account.username for account in new.values())
    missing = [account for account in new.values() if account.username not in ids]
    if missing:
        ids |= create_accounts(missing, password=PASSWORD, at=at)
    return {unit: Worker(ids[a.username], unit, a.role) for unit, a in new.items()}


def _world(
    province: int,
    townships: list[RegionRecord],
    offices: dict[int, int],
    full: dict[int, str],
    workers: dict[int, Worker],
) -> World:
    places = []
    anybody = next(iter(workers.values()))
    for n, t in enumerate(townships):
        centre = regions.place_number(_prefecture(t.code), _CENTRE)
        station = regions.place_number(t.code, _STATION) if _has_station(n) else None
        head = workers.get(centre, anybody)
        officer = workers.get(station) if station else None
        places.append(
            Place(
                region=t.code,
                name=full[t.code],
                villages=((t.code, ""),),
                office=offices[t.code],
                station=station,
                centre=centre if centre in workers else None,
                police=None,
                team=(officer, head) if officer else (head,),
                cases=(officer,) if officer else (),
            )
        )
    sizes = [(place, chance("size", place.region).lognormvariate(0, 0.6)) for place in places]
    bureau = regions.place_number(province, _BUREAU)
    return World(
        places=tuple(places),
        homes=Table.of(sizes),
        queue=Place(province, full[province], (), bureau, None, None, None, (anybody,), ()),
        facility=regions.place_number(province, _FACILITY),
        code_first=CODES[0],
        codes=CODES[1],
    )
