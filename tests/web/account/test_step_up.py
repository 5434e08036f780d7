"""A consequential act wants a factor not older than five minutes, and gives the form back."""

import pytest
from django.test import Client

from guitu.domain.access import Role
from guitu.foundation.accounts.queries import account as account_row
from tests.web.conftest import Somebody, make

pytestmark = pytest.mark.django_db


@pytest.fixture
def admin(units, time) -> Somebody:
    return make("an", "安宁", Role.SYS_ADMIN, units.county)


@pytest.fixture
def inside(client: Client, admin) -> Client:
    client.post("/sign-in", {"username": "an", "password": admin.password})
    return client


def test_right_after_signing_in_nothing_more_is_asked(inside, officer):
    assert inside.get(f"/accounts/{officer.account.id}/").status_code == 200


def test_later_the_form_asks_first_and_comes_back(inside, admin, officer, time):
    time.move(minutes=6)
    form = f"/accounts/{officer.account.id}/"
    door = inside.get(form)
    assert door["Location"] == "/me/confirm?next=%2Faccounts%2F" + str(officer.account.id) + "%2F"
    assert "5 分钟之内" in inside.get(door["Location"]).content.decode()

    assert inside.post("/me/confirm", {"password": "wrong", "next": form}).status_code == 422
    answer = inside.post("/me/confirm", {"password": admin.password, "next": form})
    assert (answer.status_code, answer["Location"]) == (303, form)
    assert inside.get(form).status_code == 200


def test_what_was_sent_meanwhile_does_nothing_and_is_said(inside, admin, officer, units, time):
    form = f"/accounts/{officer.account.id}/"
    time.move(minutes=6)
    body = {"display_name": "某", "role": "unit_head", "unit": str(units.station)}
    door = inside.post(form, body, headers={"Referer": "http://testserver" + form})

    assert "lost=1" in door["Location"]
    assert account_row(officer.account.id).role is Role.POSTED_OFFICER
    assert "还没有提交" in inside.get(door["Location"]).content.decode()
    back = inside.post("/me/confirm", {"password": admin.password, "next": form, "lost": "1"})
    assert "请核对后再提交一次" in inside.get(back["Location"]).content.decode()


def test_with_a_phone_the_password_is_not_enough(inside, admin, time, phone_of):
    phone = phone_of(admin.account)
    time.move(minutes=6)

    assert inside.post("/me/confirm", {"password": admin.password}).status_code == 422
    assert inside.post("/me/confirm", {"code": phone.code()}).status_code == 303
    assert inside.get("/accounts/new").status_code == 200
    assert inside.post("/me/confirm", {"code": phone.code()}).status_code == 422


@pytest.mark.parametrize(
    "path",
    ["/accounts/new", "/accounts/{}/", "/accounts/{}/password", "/accounts/{}/active", "/accounts/{}/factors",
     "/accounts/{}/stand-in", "/me/factors/code", "/me/factors/passkey", "/me/factors/recovery",
     "/me/places/end", "/me/places/{}/end"],
)  # fmt: skip
def test_these_ask(inside, officer, time, path):
    time.move(minutes=6)
    answer = inside.post(path.format(officer.account.id), {"active": "no"})

    assert answer["Location"].startswith("/me/confirm?")


def test_the_way_back_stays_inside(inside, admin, time):
    answer = inside.post("/me/confirm", {"password": admin.password, "next": "https://example.org/"})
    assert answer["Location"] == "/"


def test_nobody_confirms_who_is_not_signed_in(db):
    assert Client().post("/me/confirm", {"code": "1"}).status_code == 303
