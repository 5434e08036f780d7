"""Signing in, out, and choosing a new password."""

import pytest
from django.test import Client

pytestmark = pytest.mark.django_db


def test_an_officer_signs_in_and_stands_at_the_desk(client: Client, officer):
    answer = client.post("/sign-in", {"username": "lin", "password": officer.password})

    assert answer.status_code == 303
    assert answer["Location"] == "/"
    assert "林岚" in client.get("/").content.decode()


def test_a_wrong_password_and_an_unknown_name_read_the_same(client: Client, officer):
    wrong = client.post("/sign-in", {"username": "lin", "password": "not this one"})
    unknown = client.post("/sign-in", {"username": "nobody", "password": "not this one"})

    assert wrong.status_code == unknown.status_code == 422
    for answer in (wrong, unknown):
        assert "用户名或密码不正确" in answer.content.decode()


def test_the_sixth_wrong_try_has_to_wait_and_says_how_long(client: Client, officer):
    for _ in range(5):
        client.post("/sign-in", {"username": "lin", "password": "not this one"})

    answer = client.post("/sign-in", {"username": "lin", "password": officer.password})

    assert answer.status_code == 429
    assert "15 分钟" in answer.content.decode()


def test_what_was_typed_as_a_name_stays_and_the_password_goes(client: Client, officer):
    answer = client.post("/sign-in", {"username": "lin", "password": "not this one"}).content.decode()

    assert 'value="lin"' in answer
    assert "not this one" not in answer


def test_the_way_back_leads_only_inside(client: Client, officer):
    inside = {"username": "lin", "password": officer.password, "next": "/me"}
    outside = {**inside, "next": "https://example.org/"}

    assert client.post("/sign-in", inside)["Location"] == "/me"
    assert client.post("/sign-in", outside)["Location"] == "/"


def test_the_sign_in_page_says_nothing_about_the_work(client: Client, officer):
    page = client.get("/sign-in").content.decode()

    for word in ("戒毒", "吸毒", "康复", "涉毒"):
        assert word not in page


def test_an_account_with_a_given_password_chooses_its_own_first(client: Client, newcomer):
    client.post("/sign-in", {"username": "new", "password": newcomer.password})

    assert client.get("/")["Location"] == "/me/password"

    chosen = {"old": newcomer.password, "new": "quiet-river-41", "again": "quiet-river-41"}
    assert client.post("/me/password", chosen).status_code == 303
    assert client.get("/me").status_code == 200


@pytest.mark.parametrize(
    ("given", "words"),
    [
        ({"new": "quiet-river-41", "again": "quiet-river-42"}, "不一致"),
        ({"new": "1234567890", "again": "1234567890"}, "太容易"),
        ({"old": "wrong one here"}, "原密码不正确"),
    ],
)
def test_a_new_password_is_refused_with_a_reason(client: Client, officer, given, words):
    client.force_login(officer.account)
    whole = {"old": officer.password, "new": "quiet-river-41", "again": "quiet-river-41", **given}

    answer = client.post("/me/password", whole)

    assert answer.status_code == 422
    assert words in answer.content.decode()


def test_signing_out_ends_the_session(client: Client, officer):
    client.force_login(officer.account)

    answer = client.post("/sign-out")

    assert client.get("/me")["Location"].startswith("/sign-in")
    assert answer["Clear-Site-Data"] == '"cache", "storage"'
    assert "guitu_device" not in answer.cookies  # still one's own computer


@pytest.mark.parametrize("path", ["/", "/people/", "/me", "/me/places", "/me/password"])
def test_every_page_shows_the_way_out(client: Client, officer, path: str):
    client.force_login(officer.account)

    assert 'action="/sign-out"' in client.get(path).content.decode()


def test_language_and_theme_are_kept_in_cookies(client: Client, officer):
    client.force_login(officer.account)

    client.post("/me/language", {"language": "en"})
    client.post("/me/theme", {"theme": "dark"})
    page = client.get("/me").content.decode()

    assert 'lang="en"' in page
    assert 'data-bs-theme="dark"' in page
