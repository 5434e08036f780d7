"""Accounts as administrators make and change them, and what others get instead."""

import pytest
from django.test import Client

from guitu.foundation.accounts.models import Account
from tests.world import PASSWORD

NEW = {
    "username": "chen",
    "display_name": "陈一",
    "role": "social_worker",
    "password": "first morning 11",
}


@pytest.fixture
def admin(world, browser):
    return browser(world.admin)


def path_of(viewer, tail=""):
    return f"/accounts/{viewer.id}/{tail}"


def test_an_account_is_made_for_a_unit_and_must_change_its_password(world, admin):
    made = admin.post("/accounts/new", {**NEW, "unit": "文艺路街道社戒社康办"})

    account = Account.objects.get(username="chen")
    assert (made.status_code, made["Location"]) == (303, path_of(account))
    assert (account.unit_id, account.role, account.must_change_password) == (
        world.township,
        "social_worker",
        True,
    )


def test_the_unit_may_be_given_by_number(world, admin):
    admin.post("/accounts/new", {**NEW, "unit": f"随便 {world.other_station}"})

    assert Account.objects.get(username="chen").unit_id == world.other_station


@pytest.mark.parametrize(
    ("wrong", "field"),
    [
        ({"username": "陈"}, "username"),
        ({"username": "lin"}, "username"),
        ({"display_name": " "}, "display_name"),
        ({"password": "12345678901"}, "password"),
        ({"unit": "没有这个单位"}, "unit"),
        ({"role": "king"}, "role"),
    ],
)
def test_a_wrong_field_is_named_and_what_was_typed_is_kept(world, admin, wrong, field):
    page = admin.post("/accounts/new", {**NEW, "unit": "林荫站", **wrong})

    assert page.status_code == 422
    assert list(page.context["form"].errors) == [field]
    assert page.context["form"]["role"].value() == {**NEW, **wrong}["role"]
    assert not Account.objects.filter(username="chen").exists()


def test_role_and_unit_are_changed_and_end_what_was_open(world, admin, browser):
    lin = browser(world.lin)
    body = {"display_name": "林岚", "role": "region_manager", "unit": f"朝阳站 {world.other_station}"}

    assert admin.post(path_of(world.lin), body).status_code == 303
    assert "why=changed" in lin.get("/people/")["Location"]
    assert browser(world.lin).get("/people/").status_code == 403
    assert Account.objects.get(id=world.lin.id).unit_id == world.other_station


def test_nobody_changes_their_own_role_or_switches_themselves_off(world, admin):
    body = {"display_name": "管理员安", "role": "posted_officer", "unit": "长沙演示戒毒管理局"}

    assert list(admin.post(path_of(world.admin), body).context["form"].errors) == ["role"]
    assert admin.post(path_of(world.admin, "active"), {"active": "no"}).status_code == 422
    assert Account.objects.filter(id=world.admin.id, is_active=True, role="sys_admin").exists()


def test_a_reset_password_opens_once_to_a_new_one(world, admin):
    reset = admin.post(path_of(world.lin, "password"), {"new": "second morning 12"})

    lin = Client()
    old = lin.post("/sign-in", {"username": "lin", "password": PASSWORD})
    new = lin.post("/sign-in", {"username": "lin", "password": "second morning 12"})
    assert (reset.status_code, old.status_code, new.status_code) == (303, 422, 303)
    assert lin.get("/")["Location"] == "/me/password"


def test_a_weak_password_is_refused_beside_its_field(world, admin):
    page = admin.post(path_of(world.lin, "password"), {"new": "short"})

    assert page.status_code == 422
    assert list(page.context["password_form"].errors) == ["new"]


def test_who_is_switched_off_is_signed_out_and_can_be_let_in_again(world, admin, browser):
    lin = browser(world.lin)

    admin.post(path_of(world.lin, "active"), {"active": "no"})
    out = lin.get("/")
    admin.post(path_of(world.lin, "active"), {"active": "yes"})

    assert out.status_code == 303
    assert browser(world.lin).get("/").status_code == 200


def test_the_list_is_found_by_name_user_name_or_unit(world, admin):
    for text, wanted in (("林岚", {"lin"}), ("mo", {"mo"}), ("朝阳站", {"mo"}), ("没有", set())):
        page = admin.get("/accounts/", {"q": text})
        assert {row.username for row in page.context["page"].rows} == wanted


@pytest.mark.parametrize("address", ["/accounts/", "/accounts/new", "/units/", "/units/new"])
def test_nobody_else_comes_in(world, browser, address):
    for viewer in world.everyone:
        if viewer != world.admin:
            assert browser(viewer).get(address).status_code == 403
            assert browser(viewer).post(address, NEW).status_code in {403, 405}
    assert Client().get(address).status_code == 303


def test_an_account_that_is_not_there_is_not_found(admin):
    assert admin.get("/accounts/01900000-0000-7000-8000-000000000000/").status_code == 404
