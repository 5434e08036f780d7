"""Two proofs to come in: set up, asked for, lost, and never half."""

import pytest
from django.test import Client

from guitu.foundation import clock
from guitu.foundation.accounts import commands, factors, proposals
from guitu.foundation.accounts.models import SignIn
from tests.web.account.conftest import from_elsewhere

pytestmark = pytest.mark.django_db


def first(client: Client, somebody, **more):
    return client.post(
        "/sign-in", {"username": somebody.account.username, "password": somebody.password, **more}
    )


@pytest.fixture
def real(settings):
    """No demo: a second factor is for everybody."""
    settings.GUITU_DEMO = False


def test_the_password_alone_opens_nothing_where_a_factor_is_set_up(client, officer, phone_of):
    phone_of(officer.account)

    assert first(client, officer)["Location"] == "/sign-in/second"
    assert client.get("/")["Location"].startswith("/sign-in?")
    assert not SignIn.objects.exists()


def test_the_phones_code_opens_and_leads_where_one_wanted(client, officer, phone_of):
    phone = phone_of(officer.account)
    first(client, officer, next="/me")

    assert "验证码" in client.get("/sign-in/second").content.decode()
    answer = client.post("/sign-in/second", {"code": phone.code()})

    assert (answer.status_code, answer["Location"]) == (303, "/me")
    assert "林岚" in client.get("/me").content.decode()
    assert SignIn.objects.get().method == "totp"


def test_a_code_works_once_for_all_browsers(client, officer, phone_of, time):
    phone = phone_of(officer.account)
    code = phone.code()
    first(client, officer)
    client.post("/sign-in/second", {"code": code})
    thief = from_elsewhere()
    first(thief, officer)

    assert thief.post("/sign-in/second", {"code": code}).status_code == 422
    time.move(seconds=30)
    assert thief.post("/sign-in/second", {"code": phone.code()}).status_code == 303


@pytest.mark.parametrize(
    "body", [{}, {"code": ""}, {"code": "000000"}, {"credential": "{}"}, {"credential": "x"}]
)
def test_a_wrong_second_proof_is_refused(client, officer, phone_of, body):
    phone_of(officer.account)
    first(client, officer)

    assert client.post("/sign-in/second", body).status_code == 422
    assert client.get("/me").status_code == 303


def test_half_a_sign_in_is_forgotten_after_ten_minutes(client, officer, phone_of, time):
    phone = phone_of(officer.account)
    first(client, officer)
    time.move(minutes=11)

    assert client.post("/sign-in/second", {"code": phone.code()})["Location"] == "/sign-in"
    assert Client().get("/sign-in/second")["Location"] == "/sign-in"


def test_a_password_changed_meanwhile_takes_the_first_proof_back(client, officer, phone_of, time):
    phone = phone_of(officer.account)
    client.post("/sign-in", {"username": "lin", "password": officer.password})
    commands.reset_password(officer.account.id, new="quiet-river-41", by=None, at=time.now)

    answer = client.post("/sign-in/second", {"code": phone.code()})

    assert answer["Location"] == "/sign-in"
    assert client.get("/me").status_code == 303


def test_a_recovery_code_lets_in_once_and_leads_to_a_new_factor(client, officer, phone_of):
    phone_of(officer.account)
    code = factors.recovery_codes(officer.account.id)[0][0]
    first(client, officer)

    assert client.post("/sign-in/second", {"code": code})["Location"] == "/me/factors"
    again = from_elsewhere()
    first(again, officer)
    assert again.post("/sign-in/second", {"code": code}).status_code == 422


def test_outside_a_demo_nobody_works_without_a_second_factor(client, officer, real, phone_of):
    assert first(client, officer).status_code == 303
    for path in ("/", "/people/", "/me", "/me/places"):
        assert client.get(path)["Location"] == "/me/factors"

    assert "只凭密码不能进入" in client.get("/me/factors").content.decode()
    assert client.post("/sign-out").status_code == 303


def test_a_phone_is_set_up_and_the_codes_are_shown_until_written_down(client, officer, real, time):
    first(client, officer)
    page = client.get("/me/factors/code")
    offer = page.context["offer"]
    assert offer.picture in page.content.decode().replace("&amp;", "&")
    assert client.get("/me/factors/code").context["offer"].secret == offer.secret

    from tests.web.account.conftest import Phone

    assert client.post("/me/factors/code", {"code": "12"}).status_code == 422
    answer = client.post("/me/factors/code", {"code": Phone(offer.secret, time).code()})
    assert (answer.status_code, answer["Location"]) == (303, "/me/factors/recovery")

    codes = client.get("/me/factors/recovery").context["codes"]
    assert len(codes) == 10
    client.post("/me/factors/recovery", {"do": "done"})
    assert codes[0] not in client.get("/me/factors/recovery").content.decode()
    assert client.get("/").status_code == 200


def test_in_a_demo_a_factor_is_offered_and_can_be_taken_off(client, officer, phone_of):
    client.force_login(officer.account)
    assert client.get("/").status_code == 200
    phone_of(officer.account)
    (factor,) = factors.factors_of(officer.account.id)
    client.force_login(officer.account)

    assert "手机验证器" in client.get("/me/factors").content.decode()
    assert client.post(f"/me/factors/{factor.id}/remove").status_code == 303
    assert not factors.has_factor(officer.account.id)


def test_outside_a_demo_the_last_factor_stays(client, officer, real, phone_of):
    phone_of(officer.account)
    client.force_login(officer.account)
    (factor,) = factors.factors_of(officer.account.id)

    answer = client.post(f"/me/factors/{factor.id}/remove")

    assert answer.status_code == 422
    assert "唯一的登录验证方式" in answer.content.decode()


def test_passkeys_are_not_offered_under_a_bare_address(client, officer):
    client.force_login(officer.account)
    assert "/me/factors/passkey" not in client.get("/me/factors").content.decode()
    assert "/sign-in/passkey" not in Client().get("/sign-in").content.decode()
    named = Client(SERVER_NAME="localhost")
    assert "/sign-in/passkey" in named.get("/sign-in").content.decode()


@pytest.mark.parametrize(
    "answer",
    ["", "[]", "{}", '{"id":"x","rawId":"x","type":"public-key","response":{}}',
     '{"response":{"userHandle":"AAAA"}}', '{"response":{"userHandle":null}}', '{"response":7}', "{" * 50],
)  # fmt: skip
def test_a_made_up_passkey_is_refused_like_any_other(db, answer):
    browser = Client(SERVER_NAME="localhost")
    browser.get("/sign-in/passkey")
    refused = browser.post("/sign-in/passkey", {"credential": answer})

    assert refused.status_code == 422
    assert "通行密钥没有通过验证" in refused.content.decode()


def test_a_lost_phone_is_asked_for_by_one_and_confirmed_by_another(officer, units, phone_of):
    from guitu.domain.access import Role
    from tests.web.conftest import make

    phone_of(officer.account)
    admin = make("an", "安宁", Role.SYS_ADMIN, units.county)
    head = make("he", "何", Role.UNIT_HEAD, units.station)
    boss, second = Client(), from_elsewhere()
    boss.force_login(admin.account)
    second.force_login(head.account)

    assert boss.post(f"/accounts/{officer.account.id}/factors").status_code == 303
    assert factors.has_factor(officer.account.id)
    assert "有事等您确认" in second.get("/me").content.decode()
    page = second.get("/me/waiting").content.decode()
    assert "取下丢失的登录验证" in page
    assert "林岚" in page

    (row,) = proposals.waiting(head.viewer, at=clock.now())
    assert boss.post(f"/me/waiting/{row.id}", {"decision": "confirm"}).status_code == 404
    assert second.post(f"/me/waiting/{row.id}", {"decision": "confirm"}).status_code == 303
    assert not factors.has_factor(officer.account.id)
