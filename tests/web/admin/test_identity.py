"""What administrators do about sign-ins: never alone where it would make them anybody."""

from datetime import timedelta

import pytest
from django.test import Client

from guitu.domain.access import Role
from guitu.foundation import clock
from guitu.foundation.accounts import commands, flags, proposals, stand_ins
from guitu.foundation.accounts.models import Account
from guitu.foundation.accounts.queries import account as account_row
from guitu.foundation.accounts.queries import viewer_of
from tests.world import NOW, PASSWORD, World, in_aftercare


@pytest.fixture
def admin(world: World, browser) -> Client:
    return browser(world.admin)


def make(username: str, role: Role, unit: int):
    made = commands.create_account(
        username=username, display_name=username, role=role, unit=unit, password=PASSWORD, by=None, at=NOW,
        must_change_password=False,
    )  # fmt: skip
    return viewer_of(Account.objects.get(id=made))


def path_of(viewer, tail=""):
    return f"/accounts/{viewer.id}/{tail}"


def test_an_account_with_people_is_not_switched_off_before_they_are_handed_over(world, admin):
    in_aftercare(world.station, worker=world.lin.id)
    in_aftercare(world.station, worker=world.lin.id)

    answer = admin.post(path_of(world.lin, "active"), {"active": "no"})

    assert answer.status_code == 422
    assert "名下还有 2 份档案" in answer.content.decode()
    assert account_row(world.lin.id).is_active
    assert admin.post(path_of(world.mo, "active"), {"active": "no"}).status_code == 303
    assert not account_row(world.mo.id).is_active


def test_one_administrator_becomes_another_when_a_second_one_agrees(world, admin, browser):
    other = make("second", Role.SYS_ADMIN, world.bureau)
    body = {"display_name": "安全员石", "role": "audit_admin", "unit": f"x {world.bureau}"}

    asked = admin.post(path_of(world.security), body)
    assert asked.status_code == 303
    assert "等待第二人确认" in admin.get(path_of(world.security)).content.decode()
    assert account_row(world.security.id).role is Role.SECURITY_ADMIN
    (row,) = proposals.waiting(other, at=clock.now())
    assert admin.post(f"/me/waiting/{row.id}", {"decision": "confirm"}).status_code == 404

    second = browser(other)
    assert "更改管理岗位" in second.get("/me/waiting").content.decode()
    assert second.post(f"/me/waiting/{row.id}", {"decision": "confirm"}).status_code == 303
    assert account_row(world.security.id).role is Role.AUDIT_ADMIN


def test_a_stand_in_is_named_and_taken_back(world, admin):
    zhu = make("zhu", Role.POSTED_OFFICER, world.station)
    today = clock.today()
    days = {"from_on": today.isoformat(), "until_on": (today + timedelta(days=5)).isoformat()}

    assert admin.post(path_of(world.lin, "stand-in"), {"stand_in": "zhu", **days}).status_code == 303
    assert stand_ins.standing_in_for(zhu.id, today) == (world.lin.id,)
    assert "zhu" in admin.get(path_of(world.lin)).content.decode()
    (row,) = stand_ins.stand_ins_of(world.lin.id, today)
    admin.post(path_of(world.lin, f"stand-in/{row.id}/end"))
    assert stand_ins.standing_in_for(zhu.id, today) == ()


@pytest.mark.parametrize(
    ("given", "field"),
    [
        ({"stand_in": "mo"}, "stand_in"),
        ({"stand_in": "nobody"}, "stand_in"),
        ({"from_on": "2026-13-01"}, "from_on"),
        ({"until_on": "2020-01-01"}, "until_on"),
    ],
)
def test_an_impossible_stand_in_is_said_beside_its_field(world, admin, given, field):
    make("zhu", Role.POSTED_OFFICER, world.station)
    body = {"stand_in": "zhu", "from_on": "2026-04-01", "until_on": "2026-04-05", **given}
    page = admin.post(path_of(world.lin, "stand-in"), body)

    assert page.status_code == 422
    assert list(page.context["stand_in_form"].errors) == [field]


def test_odd_sign_ins_are_read_by_the_security_administrator_alone(world, browser):
    for address in ("192.0.2.1", "192.0.2.2"):
        client = Client(REMOTE_ADDR=address)
        client.post("/sign-in", {"username": "lin", "password": PASSWORD})
    guard = browser(world.security)

    page = guard.get("/sign-ins/odd").content.decode()
    assert "两处同时使用" in page
    assert "192.0.2.2" in page
    waiting = [flag for flag in flags.flags(world.security) if flag.judged_at is None]
    guard.post(f"/sign-ins/odd/{waiting[0].id}")
    left = [flag for flag in flags.flags(world.security) if flag.judged_at is None]
    assert len(left) == len(waiting) - 1
    for viewer in world.everyone:
        if viewer.role is not Role.SECURITY_ADMIN:
            assert browser(viewer).get("/sign-ins/odd").status_code == 403
