"""Units as administrators make and change them."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from guitu.foundation.accounts.commands import create_account
from guitu.foundation.organisations.commands import create_unit
from guitu.foundation.organisations.models import Unit, UnitRegion
from tests.world import NOW, OTHER_TOWN, TOWN

NEW = {
    "type": "guidance_station",
    "name": "河西站",
    "region": "湖南省长沙市芙蓉区文艺路街道",
    "opening_days": ["1", "3", "5"],
    "address": "演示路 1 号",
    "phone": "0731-1200000",
}


@pytest.fixture
def admin(world, browser):
    return browser(world.admin)


def test_a_unit_is_made_in_its_region_with_its_opening_days(world, admin):
    made = admin.post("/units/new", {**NEW, "serves": str(OTHER_TOWN), "parent": "长沙演示戒毒管理局"})

    unit = Unit.objects.get(name="河西站")
    assert (made.status_code, made["Location"]) == (303, f"/units/{unit.number}/")
    assert (unit.region_id, unit.opening_days, unit.parent_id) == (TOWN, "1,3,5", world.bureau)
    assert UnitRegion.objects.get(unit=unit).region_id == OTHER_TOWN


@pytest.mark.parametrize(
    "region", ["430102001000", "430102001", "文艺路街道", "湖南省长沙市芙蓉区文艺路街道"]
)
def test_a_region_is_understood_by_code_name_or_full_name(world, admin, region):
    admin.post("/units/new", {**NEW, "region": region})

    assert Unit.objects.get(name="河西站").region_id == TOWN


@pytest.mark.parametrize(
    ("wrong", "field"),
    [
        ({"region": "没有这里"}, "region"),
        ({"region": "99"}, "region"),
        ({"type": "castle"}, "type"),
        ({"name": ""}, "name"),
        ({"opening_days": ["8"]}, "opening_days"),
        ({"parent": "没有这个单位"}, "parent"),
    ],
)
def test_a_wrong_field_is_named_and_nothing_is_made(world, admin, wrong, field):
    page = admin.post("/units/new", {**NEW, **wrong})

    assert page.status_code == 422
    assert list(page.context["form"].errors) == [field]
    assert not Unit.objects.filter(name="河西站").exists()


def test_a_name_that_several_places_share_asks_which(world, admin):
    from guitu.foundation.organisations.models import Region

    Region.objects.create(
        code=430103001000,
        name="文艺路街道",
        level="township",
        parent=430103000000,
        full_name="湖南省长沙市天心区文艺路街道",
    )

    page = admin.post("/units/new", {**NEW, "region": "文艺路街道"})

    assert "湖南省长沙市天心区文艺路街道" in page.context["form"].errors["region"][0]


def test_a_unit_is_changed_and_keeps_its_number(world, admin):
    body = {"name": "林荫指导站", "address": "", "phone": "", "opening_days": ["6"]}

    assert admin.get(f"/units/{world.station}/").status_code == 200
    assert admin.post(f"/units/{world.station}/", body).status_code == 303
    unit = Unit.objects.get(number=world.station)
    assert (unit.name, unit.opening_days, unit.is_active) == ("林荫指导站", "6", False)


def test_a_unit_that_is_not_there_is_not_found(admin):
    assert admin.get("/units/430102001000999/").status_code == 404


@pytest.mark.parametrize("address", ["/units/", "/accounts/"])
def test_the_same_queries_for_a_short_list_and_a_long_one(world, admin, address):
    def queries():
        with CaptureQueriesContext(connection) as caught:
            page = admin.get(address)
        return len(caught), len(page.context["page"].rows)

    few = queries()
    for n in range(30):
        unit = create_unit(region=TOWN, type="guidance_station", name=f"第{n}站", by=None, at=NOW)
        create_account(
            username=f"someone{n}", display_name="某人", role="posted_officer", unit=unit,
            password="first morning 11", by=None, at=NOW,
        )  # fmt: skip
    many = queries()

    assert many[0] == few[0]
    assert many[1] == few[1] + 30


def test_a_long_list_goes_on(world, admin):
    for n in range(60):
        create_unit(region=TOWN, type="guidance_station", name=f"第{n}站", by=None, at=NOW)

    second = admin.get("/units/", {"page": 2}).context["page"]

    assert len(second.rows) == second.total - 50
    assert (second.less, second.more) == (1, None)
    assert admin.get("/units/", {"page": "x"}).context["page"].more == 2
