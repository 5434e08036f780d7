from datetime import date

import pytest

from guitu.domain.kernel.errors import DomainError
from guitu.foundation.audit.models import Event
from guitu.foundation.organisations import queries
from guitu.foundation.organisations.commands import (
    NewUnit,
    change_unit,
    create_unit,
    create_units,
    load_regions,
)
from guitu.foundation.organisations.models import Region, Unit, UnitRegion
from guitu.foundation.organisations.unit_types import UNIT_TYPES
from tests.world import (
    COUNTY,
    NOW,
    OTHER_COUNTY,
    OTHER_TOWN,
    PREFECTURE,
    PROVINCE,
    TODAY,
    TOWN,
    World,
)

pytestmark = pytest.mark.django_db


def test_the_shipped_table_of_regions_loads_once() -> None:
    loaded = load_regions()

    assert loaded > 40_000
    assert load_regions() == 0
    assert queries.region_by_full_name("湖南省长沙市芙蓉区").code == 430102000000
    assert queries.region(110101000000).full_name == "北京市东城区"  # no 市辖区 in between


def test_a_renamed_region_takes_its_new_name() -> None:
    load_regions()
    Region.objects.filter(code=430102000000).update(name="旧名", full_name="湖南省长沙市旧名")

    assert load_regions() == 1
    assert queries.region(430102000000).name == "芙蓉区"


def test_regions_are_found_by_name_inside_a_region(world: World) -> None:
    assert [r.code for r in queries.regions_named("文艺路街道", within=COUNTY)] == [TOWN]
    assert queries.regions_named("文艺路街道", within=OTHER_COUNTY) == ()
    assert [r.code for r in queries.children(COUNTY)] == [TOWN, OTHER_TOWN]
    assert [r.code for r in queries.children()] == [PROVINCE]
    assert queries.region_names([TOWN, 1]) == {TOWN: "湖南省长沙市芙蓉区文艺路街道"}
    assert queries.region(990000000000) is None
    assert queries.region_by_full_name("某省") is None


def test_units_get_the_next_free_number_of_their_region(world: World) -> None:
    number = create_unit(region=TOWN, type="partner_hospital", name="演示医院", by=None, at=NOW)

    made = queries.unit(number)
    assert number // 1000 == TOWN
    assert made.opening_days == (1, 2, 3, 4, 5)
    assert made.kind.en == "Partner hospital"
    assert Event.objects.get(facts__unit_number=number).verb == "unit.created"


def test_a_station_looks_over_itself_and_an_office_over_its_region(world: World) -> None:
    assert queries.unit(world.station).bounds == (world.station, world.station)
    assert queries.unit(world.township).bounds == (TOWN * 1000, TOWN * 1000 + 999_999)


@pytest.mark.parametrize(
    ("changes", "code"),
    [
        ({}, None),
        ({"type": "hotel"}, "unit.type-unknown"),
        ({"name": "  "}, "unit.name-empty"),
        ({"opening_days": "1,8"}, "unit.opening-days"),
        ({"opening_days": "1,1"}, "unit.opening-days"),
        ({"region": 990000000000}, "unit.region-unknown"),
        ({"number": 430103000000001}, "unit.number-elsewhere"),
        ({"number": TOWN * 1000 + 1}, "unit.number-taken"),
    ],
    ids=["good", "type", "name", "day", "day twice", "region", "elsewhere", "taken"],
)
def test_an_impossible_unit_is_refused(world: World, changes: dict, code: str | None) -> None:
    wanted = {"region": TOWN, "type": "guidance_station", "name": "新站", "by": world.admin, "at": NOW}
    if code is None:
        assert create_unit(**{**wanted, **changes})
        return
    with pytest.raises(DomainError) as refused:
        create_unit(**{**wanted, **changes})
    assert refused.value.code == code


def test_a_region_holds_999_units(world: World) -> None:
    Unit.objects.bulk_create(
        Unit(number=OTHER_COUNTY * 1000 + own, type="school", name="小学", region_id=OTHER_COUNTY)
        for own in range(1, 999)
    )
    assert create_unit(region=OTHER_COUNTY, type="school", name="末", by=None, at=NOW) % 1000 == 999

    with pytest.raises(DomainError, match=r"unit\.region-full"):
        create_unit(region=OTHER_COUNTY, type="school", name="多", by=None, at=NOW)


def test_many_units_leave_taken_numbers_alone(world: World) -> None:
    bureau = NewUnit(OTHER_COUNTY * 1000 + 1, "bureau", "局")
    centre = NewUnit(OTHER_COUNTY * 1000 + 2, "guidance_centre", "中心", bureau.number, serves=(TOWN,))

    assert create_units([bureau, centre], at=NOW) == 2
    assert create_units([bureau, centre._replace(name="别的")], at=NOW) == 0
    assert queries.unit(centre.number).parent == bureau.number
    assert queries.unit(centre.number).name == "中心"
    with pytest.raises(DomainError, match=r"unit\.type-unknown"):
        create_units([NewUnit(OTHER_COUNTY * 1000 + 3, "hotel", "馆")], at=NOW)


@pytest.mark.parametrize("who", ["lin", "head", "manager"])
def test_only_administrators_change_units(world: World, who: str) -> None:
    by = getattr(world, who)
    for act in (
        lambda: create_unit(region=TOWN, type="school", name="甲", by=by, at=NOW),
        lambda: change_unit(world.station, by=by, at=NOW, name="乙"),
    ):
        with pytest.raises(DomainError, match=r"access\.refused"):
            act()


def test_a_unit_changes_and_says_so(world: World) -> None:
    changed = change_unit(world.station, by=world.admin, at=NOW, name="林荫新站", is_active=False)

    assert (changed.name, changed.is_active, changed.closed_on) == ("林荫新站", False, TODAY)
    assert world.station not in [u.number for u in queries.units(within=TOWN)]
    assert world.station in [u.number for u in queries.units(within=TOWN, only_active=False)]
    assert Event.objects.get(verb="unit.changed").facts["fields"] == "closed_on,is_active,name"


def test_a_unit_that_works_again_is_not_closed_and_its_days_are_in_order(world: World) -> None:
    change_unit(world.station, by=world.admin, at=NOW, is_active=False, opened_on=date(2020, 5, 1))
    back = change_unit(world.station, by=world.admin, at=NOW, is_active=True, closed_on=TODAY)

    assert (back.opened_on, back.closed_on) == (date(2020, 5, 1), None)
    with pytest.raises(DomainError, match="unit.closed-and-active"):
        change_unit(world.station, by=world.admin, at=NOW, closed_on=TODAY)
    with pytest.raises(DomainError, match="unit.closed-before-opened"):
        change_unit(world.station, by=world.admin, at=NOW, is_active=False, closed_on=date(2020, 5, 1))


@pytest.mark.parametrize(
    ("own", "changes", "code"),
    [
        (999, {"name": "甲"}, "unit.unknown"),
        (1, {"name": ""}, "unit.name-empty"),
        (1, {"opening_days": "x"}, "unit.opening-days"),
    ],
)
def test_an_impossible_change_is_refused(world: World, own: int, changes: dict, code: str) -> None:
    with pytest.raises(DomainError) as refused:
        change_unit(TOWN * 1000 + own, by=world.admin, at=NOW, **changes)
    assert refused.value.code == code


def test_the_place_of_a_unit_never_changes(world: World) -> None:
    with pytest.raises(TypeError, match="region"):
        change_unit(world.station, by=world.admin, at=NOW, region=OTHER_TOWN)


def test_the_township_office_of_a_village_is_its_townships(world: World) -> None:
    assert queries.township_office_of(TOWN + 4).number == world.township
    assert queries.township_office_of(TOWN).number == world.township
    assert queries.township_office_of(COUNTY) is None
    assert queries.township_office_of(OTHER_COUNTY + 1000) is None


def test_a_township_without_an_office_has_the_one_that_serves_it(world: World) -> None:
    UnitRegion.objects.create(unit_id=world.township, region_id=OTHER_COUNTY)

    assert queries.township_office_of(OTHER_COUNTY + 1000).number == world.township
    assert queries.township_offices() == {
        TOWN: world.township,
        OTHER_TOWN: world.other_township,
        OTHER_COUNTY: world.township,
    }


def test_the_nearest_bureau_keeps_unplaced_files(world: World) -> None:
    far = create_unit(region=PROVINCE, type="provincial_bureau", name="省局", by=None, at=NOW)

    assert queries.bureau_of(TOWN).number == world.bureau
    assert queries.bureau_of(430200000000).number == far
    assert queries.bureau_of(110000000000) is None


def test_units_are_listed_by_type_and_place(world: World) -> None:
    stations = queries.units(within=COUNTY, types=["guidance_station"])
    assert [u.number for u in stations] == [world.station, world.other_station]
    assert queries.unit_names([world.station]) == {world.station: "林荫站"}
    assert queries.units(within=OTHER_COUNTY) == ()
    assert queries.unit(world.bureau).region == PREFECTURE


def test_every_type_has_two_names() -> None:
    assert all(kind.zh and kind.en and kind.scope in {"own", "region"} for kind in UNIT_TYPES.values())
    assert len({kind.zh for kind in UNIT_TYPES.values()}) == len(UNIT_TYPES)
