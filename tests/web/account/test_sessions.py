"""How long a browser stays signed in, what it is told when it is not, and that nobody acts as another."""

import re
from pathlib import Path

import pytest
from django.test import Client

from guitu.foundation.accounts import commands
from guitu.foundation.accounts.models import SignIn
from tests.web.account.conftest import from_elsewhere

pytestmark = pytest.mark.django_db
HTMX = {"HX-Request": "true", "HX-Current-URL": "http://testserver/people/?q=zm"}


def come_in(client: Client, somebody, **more) -> None:
    body = {"username": somebody.account.username, "password": somebody.password}
    assert client.post("/sign-in", body, **more).status_code == 303


def test_a_quarter_of_an_hour_without_use_ends_it_and_the_page_says_so(client, officer, time):
    come_in(client, officer)
    time.move(minutes=14)
    assert client.get("/me").status_code == 200
    time.move(minutes=15)

    door = client.get("/people/?q=zm")
    assert door["Location"] == "/sign-in?next=%2Fpeople%2F%3Fq%3Dzm&why=idle"
    page = client.get(door["Location"]).content.decode()
    assert "15 分钟没有操作" in page
    assert 'value="/people/?q=zm"' in page


def test_what_was_sent_too_late_is_said_to_be_lost_and_leads_back_to_its_form(client, officer, time):
    come_in(client, officer)
    time.move(minutes=16)

    door = client.post("/me/places/end", headers={"Referer": "http://testserver/me/places"})
    assert door["Location"] == "/sign-in?next=%2Fme%2Fplaces&why=idle&lost=1"
    assert "没有保存，登录后请重新填写" in client.get(door["Location"]).content.decode()
    assert SignIn.objects.filter(ended_at__isnull=False).count() == 0


def test_a_part_of_a_page_sends_the_whole_page_to_sign_in(client, officer, time):
    come_in(client, officer)
    time.move(minutes=16)
    answer = client.get("/people/", headers=HTMX)

    assert answer["HX-Redirect"] == "/sign-in?next=%2Fpeople%2F%3Fq%3Dzm&why=idle"


def test_a_way_back_from_elsewhere_is_not_followed(client, officer, time):
    come_in(client, officer)
    time.move(minutes=16)
    answer = client.post("/sign-out", headers={"Referer": "https://example.org/x"})

    assert "next=%2F&" in answer["Location"]


def test_twelve_hours_end_it_however_busy(client, officer, time):
    come_in(client, officer)
    for _ in range(71):
        time.move(minutes=10)
        assert client.get("/me").status_code == 200
    time.move(minutes=10)

    assert "why=whole" in client.get("/me")["Location"]


def test_a_session_without_its_device_is_worth_nothing(client, officer):
    come_in(client, officer)
    thief = from_elsewhere()
    thief.cookies["guitu_session"] = client.cookies["guitu_session"].value

    assert "why=device" in thief.get("/me")["Location"]


def test_a_session_is_another_one_after_signing_in(client, officer):
    client.get("/sign-in/passkey", SERVER_NAME="localhost")
    before = client.cookies["guitu_session"].value
    come_in(client, officer)

    assert client.cookies["guitu_session"].value != before
    assert client.cookies["guitu_device"]["httponly"]


@pytest.mark.parametrize("change", ["disabled", "password", "role"])
def test_a_change_is_felt_at_the_next_request(client, officer, units, time, change):
    from guitu.domain.access import Role

    come_in(client, officer)
    me, at = officer.account.id, time.now
    if change == "disabled":
        commands.set_active(me, active=False, by=None, at=at)
    elif change == "password":
        commands.reset_password(me, new="a new road 88", by=None, at=at)
    else:
        whole = {"display_name": "林岚", "role": Role.SOCIAL_WORKER, "unit": units.station}
        commands.change_account(me, **whole, by=None, at=at)

    door = client.get("/me")
    assert door.status_code == 303
    assert "账号、密码或岗位有变动" in client.get(door["Location"]).content.decode()


def test_where_am_i_signed_in_and_out_of_there(client, officer, time):
    come_in(client, officer)
    phone = from_elsewhere()
    come_in(
        phone, officer, headers={"User-Agent": "Mozilla/5.0 (Linux; Android 14) Chrome/130.0 Mobile Safari"}
    )

    page = client.get("/me/places").content.decode()
    assert "Chrome · Android" in page
    assert "198.51.100.7" in page
    assert "就是这里" in page
    (row,) = [row for row in client.get("/me/places").context["rows"] if not row.is_this]
    assert client.post(f"/me/places/{row.id}/end").status_code == 303
    assert "why=elsewhere" in phone.get("/me")["Location"]
    assert client.get("/me").status_code == 200


def test_signing_out_everywhere_ends_this_one_too(client, officer):
    come_in(client, officer)
    other = from_elsewhere()
    come_in(other, officer)
    client.post("/me/places/end")

    assert client.get("/me").status_code == other.get("/me").status_code == 303


def test_one_does_not_end_somebody_elses(client, officer, newcomer):
    other = from_elsewhere()
    come_in(other, newcomer)
    client.force_login(officer.account)
    theirs = SignIn.objects.get(account=newcomer.account)
    client.post(f"/me/places/{theirs.id}/end")

    theirs.refresh_from_db()
    assert theirs.ended_at is None


def test_two_places_at_once_are_said_to_the_one_who_works(client, officer, time):
    come_in(client, officer)
    other = from_elsewhere()
    come_in(other, officer)
    said = "正在另一处同时使用"

    assert said in other.get("/me").content.decode()
    page = client.get("/me").content.decode()
    assert "两处同时使用" in page
    assert "在新设备上登录" in page
    client.post("/me/places/known")
    assert "两处同时使用" not in client.get("/me").content.decode()


def test_the_address_is_the_proxys_word_only_behind_the_proxy(client, officer, settings):
    forged = {"X-Forwarded-For": "203.0.113.5, 203.0.113.9"}
    come_in(client, officer, headers=forged)
    assert SignIn.objects.get().address == "127.0.0.1"

    settings.SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
    come_in(from_elsewhere(), officer, headers=forged)
    assert SignIn.objects.latest("began_at").address == "203.0.113.9"


SOURCES = Path(__file__).parents[3] / "guitu"
# a mail server's line also has a login; it puts nobody into a session
PUTS_IN = re.compile(
    r"(?<!\bline\.)\blogin\(|\bSESSION_KEY\b|_auth_user_id|session\[SIGN_IN\]|\.user = |force_login"
)


def test_one_place_puts_an_account_into_a_session_and_only_the_account_that_proved_itself():
    """No impersonation: nobody can be made to act as another."""
    found = {
        path.relative_to(SOURCES).as_posix()
        for path in SOURCES.rglob("*.py")
        if PUTS_IN.search(path.read_text(encoding="utf-8"))
    }
    callers = {
        path.relative_to(SOURCES).as_posix()
        for path in SOURCES.rglob("*.py")
        if re.search(r"sessions\.enter\(|\bbegin\(account", path.read_text(encoding="utf-8"))
    }

    assert found == {"web/shell/sessions.py"}
    assert callers <= {"web/account/arriving.py", "web/shell/sessions.py", "foundation/accounts/sign_ins.py"}


def test_signing_in_again_ends_the_sign_in_before(client, officer):
    come_in(client, officer)
    come_in(client, officer)

    assert SignIn.objects.filter(ended_at__isnull=True).count() == 1
