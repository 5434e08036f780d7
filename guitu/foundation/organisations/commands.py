"""Changing regions and units."""

from collections.abc import Iterable, Iterator
from datetime import date, datetime
from typing import Any, NamedTuple

from django.db import IntegrityError, connection, transaction

from guitu.domain.access import Permission, Viewer, holds
from guitu.domain.kernel import region as regions
from guitu.domain.kernel.errors import DomainError
from guitu.foundation import regions_data
from guitu.foundation.audit.commands import note
from guitu.foundation.bulk import insert_rows
from guitu.foundation.clock import day_of
from guitu.foundation.organisations.models import Region, Unit, UnitRegion
from guitu.foundation.organisations.queries import UnitRow, unit
from guitu.foundation.organisations.unit_types import UNIT_TYPES

# What the statistics bureau calls the gap between a province and counties without a prefecture.
_FILLERS = frozenset({"市辖区", "县", "省直辖县级行政区划", "自治区直辖县级行政区划"})
_EDITABLE = frozenset({"name", "address", "phone", "opening_days", "is_active", "opened_on", "closed_on"})
_OWN_NUMBERS = range(1, 1000)


@transaction.atomic
def load_regions() -> int:
    """Bring the table of regions to what ships with Guitu; return how many were added or renamed.

    Harmless to repeat. Regions that the new table lacks stay: old files name them.
    """
    known = dict(Region.objects.values_list("code", "full_name"))
    shipped = {row[0]: row for row in _shipped()}
    renamed = [code for code, row in shipped.items() if code in known and known[code] != row[4]]
    for code in renamed:
        Region.objects.filter(code=code).update(name=shipped[code][1], full_name=shipped[code][4])
    added = (row for code, row in shipped.items() if code not in known)
    with connection.cursor() as cursor:
        count = insert_rows(cursor, Region, ("code", "name", "level", "parent", "full_name"), added)
    return count + len(renamed)


def _shipped() -> Iterator[tuple[int, str, str, int | None, str]]:
    """Code, name, level, parent and full name of every region; larger before smaller."""
    full: dict[int, str] = {regions.NATION: ""}
    for record in regions_data.load_regions():
        above = full.get(record.parent, "")
        is_filler = record.level == "prefecture" and record.name in _FILLERS
        full[record.code] = above if is_filler else above + record.name
        yield record.code, record.name, record.level, record.parent or None, full[record.code]


def _let_in(by: Viewer | None) -> None:
    if by is not None and not holds(by, Permission.UNITS_MANAGE):
        raise DomainError("access.refused")


@transaction.atomic
def create_unit(
    *,
    region: int,
    type: str,  # noqa: A002 - the word of the rule book
    name: str,
    by: Viewer | None,
    at: datetime,
    number: int | None = None,
    parent: int | None = None,
    address: str = "",
    phone: str = "",
    opening_days: str = "1,2,3,4,5",
    serves: Iterable[int] = (),
    opened_on: date | None = None,
) -> int:
    """A new unit; returns its place number.

    Args:
        region: 12 digits, in the table.
        type: one of ``UNIT_TYPES``.
        name: as on its sign.
        by: who asks; None for the command line and the demo.
        at: when (aware).
        number: 15 digits inside the region; None takes the next free one.
        parent: the unit above it.
        address: of the office.
        phone: of the office.
        opening_days: ISO weekdays, "1,3,5".
        serves: further regions it is responsible for.
        opened_on: since when it is there; None: not known.

    Raises:
        DomainError: "access.refused", "unit.type-unknown", "unit.name-empty", "unit.opening-days",
            "unit.region-unknown", "unit.region-full", "unit.number-taken", "unit.number-elsewhere".
    """
    _let_in(by)
    if type not in UNIT_TYPES:
        raise DomainError("unit.type-unknown", type=type)
    if not name.strip():
        raise DomainError("unit.name-empty")
    _check_days(opening_days)
    if not Region.objects.filter(code=region).exists():
        raise DomainError("unit.region-unknown", region=region)
    number = number or _next_number(region)
    if regions.region_of(number) != region:
        raise DomainError("unit.number-elsewhere", number=number, region=region)
    try:
        with transaction.atomic():
            Unit.objects.create(
                number=number,
                type=type,
                name=name.strip(),
                region_id=region,
                parent_id=parent,
                address=address,
                phone=phone,
                opening_days=opening_days,
                opened_on=opened_on,
            )
    except IntegrityError as error:
        raise DomainError("unit.number-taken", number=number) from error
    UnitRegion.objects.bulk_create([UnitRegion(unit_id=number, region_id=code) for code in serves])
    note("unit.created", by=by, at=at, unit_number=number, type=type)
    return number


class NewUnit(NamedTuple):
    """A unit with its number given; fields as of ``create_unit``."""

    number: int
    type: str
    name: str
    parent: int | None = None
    address: str = ""
    phone: str = ""
    opening_days: str = "1,2,3,4,5"
    serves: tuple[int, ...] = ()
    opened_on: date | None = None


@transaction.atomic
def create_units(rows: Iterable[NewUnit], *, at: datetime) -> int:
    """Many units of a demo, those above before those below; returns how many. Taken numbers are left alone.

    Raises:
        DomainError: "unit.type-unknown".
        IntegrityError: a region or a unit above that is not there; at the end of the transaction.
    """
    known = set(Unit.objects.values_list("number", flat=True))
    new = [row for row in rows if row.number not in known]
    for row in new:
        if row.type not in UNIT_TYPES:
            raise DomainError("unit.type-unknown", type=row.type)
    Unit.objects.bulk_create(
        Unit(
            number=row.number,
            type=row.type,
            name=row.name,
            region_id=regions.region_of(row.number),
            parent_id=row.parent,
            address=row.address,
            phone=row.phone,
            opening_days=row.opening_days,
            opened_on=row.opened_on,
        )
        for row in new
    )
    UnitRegion.objects.bulk_create(
        UnitRegion(unit_id=row.number, region_id=code) for row in new for code in row.serves
    )
    for row in new:
        note("unit.created", by=None, at=at, unit_number=row.number, type=row.type)
    return len(new)


def _check_days(opening_days: str) -> None:
    days = opening_days.split(",") if opening_days else []
    if any(day not in {"1", "2", "3", "4", "5", "6", "7"} for day in days) or len(set(days)) < len(days):
        raise DomainError("unit.opening-days")


def _next_number(region: int) -> int:
    low, high = regions.place_number(region, 0), regions.place_number(region, _OWN_NUMBERS[-1])
    taken = set(Unit.objects.filter(number__gte=low, number__lte=high).values_list("number", flat=True))
    for own in _OWN_NUMBERS:
        if low + own not in taken:
            return low + own
    raise DomainError("unit.region-full", region=region)


@transaction.atomic
def change_unit(number: int, *, by: Viewer | None, at: datetime, **changes: Any) -> UnitRow:
    """Change name, address, phone, opening days, since when and until when, or whether it is active.

    Its number is its place and stays. Out of work without a day, it is closed from today on; at work again,
    it is not closed.

    Raises:
        DomainError: "access.refused", "unit.unknown", "unit.opening-days", "unit.name-empty",
            "unit.closed-before-opened", "unit.closed-and-active".
    """
    _let_in(by)
    if unknown := changes.keys() - _EDITABLE:
        raise TypeError(f"not to be changed: {sorted(unknown)}")
    if "opening_days" in changes:
        _check_days(changes["opening_days"])
    if not str(changes.get("name", "-")).strip():
        raise DomainError("unit.name-empty")
    changes = _dated(unit(number), changes, today=day_of(at))
    Unit.objects.filter(number=number).update(**changes)
    note("unit.changed", by=by, at=at, unit_number=number, fields=",".join(sorted(changes)))
    return unit(number)


def _dated(row: UnitRow, changes: dict[str, Any], *, today: date) -> dict[str, Any]:
    """The changes with the day of closing that follows from them."""
    opened = changes.get("opened_on", row.opened_on)
    closed = changes.get("closed_on", row.closed_on)
    if changes.get("is_active", row.is_active):
        if closed not in (None, row.closed_on):
            raise DomainError("unit.closed-and-active", field="closed_on")
        closed = None
    elif row.is_active and closed is None:
        closed = today
    if opened and closed and closed <= opened:
        raise DomainError("unit.closed-before-opened", field="closed_on", day=opened.isoformat())
    if closed == row.closed_on and "closed_on" not in changes:
        return changes
    return changes | {"closed_on": closed}
