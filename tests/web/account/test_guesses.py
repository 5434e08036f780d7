"""A script that guesses: over every way in, and nothing in the answers tells a name from another."""

import re

import pytest
from django.test import Client

from guitu.foundation.accounts import commands
from tests.web.account.conftest import from_elsewhere

pytestmark = pytest.mark.django_db


def plain(answer, name: str) -> str:
    """The page without the name typed and without its tokens, which are as long every time."""
    page = answer.content.decode().replace(f'value="{name}"', "")
    return re.sub(r'(name="csrfmiddlewaretoken" value|nonce)="[^"]*"', "", page)


def test_unknown_wrong_and_switched_off_are_one_answer(client, officer, newcomer, time):
    commands.set_active(newcomer.account.id, active=False, by=None, at=time.now)
    tries = [("lin", "not this one"), ("nix", "not this one"), ("new", newcomer.password)]
    answers = [Client().post("/sign-in", {"username": name, "password": word}) for name, word in tries]

    assert {answer.status_code for answer in answers} == {422}
    assert len({len(answer.content) for answer in answers}) == 1
    names = [name for name, _ in tries]
    assert len({plain(answer, name) for answer, name in zip(answers, names, strict=True)}) == 1
    assert len({tuple(sorted(answer.headers)) for answer in answers}) == 1


def test_an_unknown_name_waits_as_long_as_a_known_one(officer, time):
    answers = []
    for name in ("lin", "nix"):
        for n in range(8):
            answer = from_elsewhere(f"198.51.100.{n}").post("/sign-in", {"username": name, "password": "x"})
            answers.append((name, answer.status_code, plain(answer, name)))

    assert [rest for name, *rest in answers if name == "lin"] == [
        rest for name, *rest in answers if name == "nix"
    ]
    assert answers[-1][1] == 429


def test_a_script_over_every_way_in_gets_ten_guesses_an_hour(client, officer, time, phone_of):
    """It knows the password, comes from two hundred addresses, and tries codes and recovery codes."""
    phone_of(officer.account)
    taken = 0
    for n in range(200):
        thief = from_elsewhere(f"198.51.100.{n}")
        answer = thief.post("/sign-in", {"username": "lin", "password": officer.password})
        taken += answer.status_code != 429
        if answer.status_code == 303:
            for guess in (f"{n:06}", f"{n:010}"):
                taken += thief.post("/sign-in/second", {"code": guess}).status_code != 429
        time.move(seconds=17)

    assert taken <= 10


def test_one_address_gets_a_hundred_tries_an_hour_over_all_ways(db, time, settings):
    settings.GUITU_OIDC_ISSUER = "http://127.0.0.1:9"
    thief = from_elsewhere()
    taken = 0
    for n in range(240):
        way = n % 2
        if way:
            answer = thief.post("/sign-in", {"username": f"name{n}", "password": "x"})
        else:
            answer = thief.post("/sign-in/passkey", {"credential": "{}"})
        taken += answer.status_code != 429
        time.move(seconds=15)

    assert taken <= 100


def test_a_session_that_was_left_open_cannot_guess_the_password(client, officer):
    client.force_login(officer.account)
    body = {"old": "guess", "new": "quiet-river-41", "again": "quiet-river-41"}
    for _ in range(6):
        client.post("/me/password", body)

    answer = client.post("/me/password", {**body, "old": officer.password})
    assert "暂停登录" in answer.content.decode()
    assert client.post("/me/confirm", {"password": officer.password}).status_code == 429


def test_the_owner_comes_in_from_their_own_computer_while_it_is_attacked(client, officer, time):
    client.post("/sign-in", {"username": "lin", "password": officer.password})
    client.post("/sign-out")
    for n in range(30):
        from_elsewhere(f"198.51.100.{n}").post("/sign-in", {"username": "lin", "password": "x"})

    assert client.post("/sign-in", {"username": "lin", "password": officer.password}).status_code == 303
