"""Signing in at the agency's identity provider: a real token, and every way it can be wrong."""

import json
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest
from django.test import Client

from guitu.domain.access import Role
from guitu.foundation.accounts import proposals
from guitu.foundation.accounts.models import Account, SignIn
from guitu.foundation.accounts.queries import account as account_row

pytestmark = [pytest.mark.django_db, pytest.mark.own_machine]


@dataclass
class Idp:
    """The provider, and what it is to say."""

    issuer: str
    script: Path

    def says(self, **wanted: Any) -> None:
        self.script.write_text(json.dumps(wanted))


@pytest.fixture(scope="module")
def running(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Idp]:
    script = tmp_path_factory.mktemp("idp") / "script.json"
    script.write_text("{}")
    command = [sys.executable, str(Path(__file__).with_name("stub_idp.py")), str(script)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout is not None
        yield Idp(f"http://127.0.0.1:{int(process.stdout.readline())}", script)
        process.kill()


@pytest.fixture
def idp(running: Idp, settings: Any) -> Idp:
    running.script.write_text("{}")
    settings.GUITU_OIDC_ISSUER = running.issuer
    app = {
        "provider_id": "agency", "name": "统一认证", "client_id": "guitu", "secret": "s3cret",
        "settings": {"server_url": running.issuer, "scope": ["openid", "profile"]},
    }  # fmt: skip
    settings.SOCIALACCOUNT_PROVIDERS = {"openid_connect": {"OAUTH_PKCE_ENABLED": True, "APPS": [app]}}
    return running


def go(client: Client, idp: Idp, *, claims: dict | None = None, nonce: str = "", **wanted: Any):
    """There and back, as a browser goes."""
    off = client.get("/sign-in/agency?next=/me")
    asked = {name: values[0] for name, values in parse_qs(urlsplit(off["Location"]).query).items()}
    said = {"preferred_username": "lin", "nonce": nonce or asked["nonce"], **(claims or {})}
    idp.says(code="c-1", claims=said, **wanted)
    return client.get("/sign-in/agency/return", {"state": asked["state"], "code": "c-1"})


def test_the_agencys_word_signs_in_an_account_that_is_there(client, officer, idp):
    off = client.get("/sign-in/agency")
    asked = parse_qs(urlsplit(off["Location"]).query)
    assert off["Location"].startswith(idp.issuer + "/authorize?")
    assert asked["redirect_uri"] == ["http://testserver/sign-in/agency/return"]
    assert asked["code_challenge_method"] == ["S256"]

    answer = go(client, idp)

    assert (answer.status_code, answer["Location"]) == (303, "/me")
    assert SignIn.objects.get().method == "agency"


@pytest.mark.parametrize(
    ("claims", "wanted"),
    [
        ({"aud": "another"}, {}),
        ({"iss": "https://example.org"}, {}),
        ({"exp": 1}, {}),
        ({"nonce": "of another sign-in"}, {}),
        ({}, {"sign": "none"}),
        ({}, {"sign": "shared"}),
        ({}, {"sign": "other"}),
        ({}, {"kid": "unknown"}),
        ({}, {"discovered": "https://example.org"}),
    ],
)
def test_a_token_that_is_wrong_in_anything_opens_nothing(client, officer, idp, claims, wanted):
    answer = go(client, idp, claims=claims, **wanted)

    assert answer.status_code == 422
    assert "统一认证没有完成" in answer.content.decode()
    assert not SignIn.objects.exists()


def test_an_answer_is_taken_once_and_only_by_the_browser_that_asked(client, officer, idp):
    off = client.get("/sign-in/agency")
    asked = {name: values[0] for name, values in parse_qs(urlsplit(off["Location"]).query).items()}
    idp.says(code="c-1", claims={"preferred_username": "lin", "nonce": asked["nonce"]})
    back = {"state": asked["state"], "code": "c-1"}

    assert Client().get("/sign-in/agency/return", back).status_code == 422
    assert client.get("/sign-in/agency/return", back).status_code == 303
    client.post("/sign-out")
    assert client.get("/sign-in/agency/return", back).status_code == 422
    assert client.get("/sign-in/agency/return", {"error": "access_denied"}).status_code == 422


@pytest.mark.parametrize("name", ["nobody", "", 7, None])
def test_whom_nobody_knows_gets_no_account(client, officer, idp, name):
    before = Account.objects.count()
    answer = go(client, idp, claims={"preferred_username": name})

    assert answer.status_code == 422
    assert "没有可用的账号" in answer.content.decode()
    assert Account.objects.count() == before


def test_the_agencys_role_waits_for_an_administrator(client, officer, idp, units):
    from tests.web.conftest import make

    go(client, idp, claims={"guitu_role": ["unit_head", "x"]})
    admin = make("an", "安宁", Role.SYS_ADMIN, units.county)
    boss = Client()
    boss.force_login(admin.account)

    assert account_row(officer.account.id).role is Role.POSTED_OFFICER
    page = boss.get(f"/accounts/{officer.account.id}/").content.decode()
    assert "单位统一认证希望的岗位" in page
    (wish,) = proposals.about(officer.account.id, at=SignIn.objects.latest("began_at").began_at)
    boss.post(f"/accounts/{officer.account.id}/wishes/{wish.id}")
    assert account_row(officer.account.id).role is Role.POSTED_OFFICER
    assert "希望的岗位" not in boss.get(f"/accounts/{officer.account.id}/").content.decode()


def test_the_second_factor_is_asked_for_all_the_same(client, officer, idp, time, phone_of):
    phone = phone_of(officer.account)

    assert go(client, idp)["Location"] == "/sign-in/second"
    assert client.post("/sign-in/second", {"code": phone.code()}).status_code == 303


def test_a_provider_that_is_away_is_said_to_be(client, officer, idp, settings):
    settings.SOCIALACCOUNT_PROVIDERS["openid_connect"]["APPS"][0]["settings"]["server_url"] = (
        "http://127.0.0.1:9"
    )
    answer = client.get("/sign-in/agency")

    assert answer.status_code == 422
    assert "暂时无法连接" in answer.content.decode()


def test_without_the_setting_there_is_no_such_way(client, db):
    assert client.get("/sign-in/agency").status_code == 404
    assert client.get("/sign-in/agency/return").status_code == 404
