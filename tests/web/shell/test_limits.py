"""What no page of ours sends is refused unread; what a browser may do with a page is said with it."""

import os
import subprocess
import sys

import pytest
from django.conf import settings
from django.test import Client
from django.urls import reverse

from guitu.web.shell.limits import ADDRESS_MOST, BODY_MOST

pytestmark = pytest.mark.django_db

WITH_TLS = """
import tests.settings
from guitu.config import settings
print(settings.SESSION_COOKIE_NAME, settings.CSRF_COOKIE_NAME, settings.SESSION_COOKIE_SECURE,
      settings.CSRF_COOKIE_SECURE, settings.SECURE_HSTS_SECONDS)
print(*[value for name, value in sorted(vars(settings).items()) if name.endswith("_COOKIE_NAME")])
"""


def post(client: Client, **headers: str):
    return client.post(reverse("account:theme"), {"theme": "dark"}, headers=headers)


# where a form comes from


@pytest.mark.parametrize("site", ["same-origin", "none"])
def test_a_form_of_this_site_is_taken(client, site):
    assert post(client, **{"Sec-Fetch-Site": site}).status_code == 303


def test_a_browser_too_old_to_say_is_left_to_the_token(client):
    assert post(client).status_code == 303


@pytest.mark.parametrize("site", ["cross-site", "same-site"])
def test_a_form_of_another_site_is_refused(client, site):
    refused = post(client, **{"Sec-Fetch-Site": site})

    assert refused.status_code == 403
    assert "guitu_theme" not in refused.cookies


def test_a_link_from_another_site_still_opens_the_sign_in_page(client):
    assert client.get(reverse("account:sign-in"), headers={"Sec-Fetch-Site": "cross-site"}).status_code == 200


def test_a_form_without_its_token_is_refused():
    careful = Client(enforce_csrf_checks=True)

    assert careful.post(reverse("account:theme"), {"theme": "dark"}).status_code == 403


@pytest.mark.parametrize("method", ["OPTIONS", "PUT", "PATCH", "DELETE", "TRACE", "PROPFIND"])
@pytest.mark.parametrize("address", ["/", "/sign-in", "/assignment", "/api/v1/worklist", "/nowhere"])
def test_other_ways_of_asking_are_refused_everywhere(client, method, address):
    refused = client.generic(method, address)

    assert refused.status_code == 405
    assert refused["Allow"] == "GET, HEAD, POST"


@pytest.mark.parametrize("header", ["X-HTTP-Method-Override", "X-HTTP-Method", "X-Method-Override"])
def test_a_form_stays_a_form_whatever_a_header_calls_it(client, header):
    careful = Client(enforce_csrf_checks=True)

    assert (
        careful.post(reverse("account:theme"), {"theme": "dark"}, headers={header: "GET"}).status_code == 403
    )


# size and shape


def test_too_large_a_body_is_refused_by_what_it_says_of_itself(client):
    refused = client.post(
        reverse("account:theme"), b"", content_type="text/plain", CONTENT_LENGTH=str(BODY_MOST + 1)
    )

    assert refused.status_code == 413
    assert "45 MB" in refused.content.decode()


def test_too_long_an_address_is_refused(client):
    assert client.get("/sign-in", {"next": "a" * ADDRESS_MOST}).status_code == 414
    assert client.get("/" + "a" * ADDRESS_MOST).status_code == 414


@pytest.mark.parametrize("address", ["/sign-in?next=%00", "/%00", "/sign-in?%00=1"])
def test_a_nul_in_an_address_is_refused(client, address):
    assert client.get(address).status_code == 400


def test_a_nul_in_a_form_is_refused(client):
    assert client.post(reverse("account:theme"), {"theme": "dark\x00"}).status_code == 400


def test_too_many_fields_are_refused(client):
    fields = {f"field{n}": "" for n in range(2001)}

    assert client.post(reverse("account:theme"), fields).status_code == 400


# what a browser may do


def test_every_answer_carries_the_headers(client):
    for answer in (client.get("/sign-in"), client.get("/not-there"), client.get("/sign-in?next=%00")):
        said = answer.headers
        assert said["X-Content-Type-Options"] == "nosniff"
        assert said["Cross-Origin-Opener-Policy"] == "same-origin"
        assert said["Cross-Origin-Resource-Policy"] == "same-origin"
        assert said["Referrer-Policy"] == "same-origin"
        assert said["X-Frame-Options"] == "DENY"
        assert "camera=()" in said["Permissions-Policy"]
        assert "no-store" in said["Cache-Control"]


def test_only_scripts_with_this_answers_nonce_may_run(client):
    first, second = client.get("/sign-in"), client.get("/sign-in")
    policies = [answer.headers["Content-Security-Policy"] for answer in (first, second)]
    nonces = [policy.partition("'nonce-")[2].partition("'")[0] for policy in policies]

    assert nonces[0] != nonces[1]
    assert f'nonce="{nonces[0]}"' in first.content.decode()
    for policy in policies:
        assert "'strict-dynamic'" in policy
        assert "unsafe" not in policy
        for rule in ("object-src 'none'", "base-uri 'none'", "frame-ancestors 'none'", "form-action 'self'"):
            assert rule in policy
    assert "require-trusted-types-for 'script'" in first.headers["Content-Security-Policy-Report-Only"]


def test_under_tls_cookies_are_bound_to_this_host():
    said = subprocess.run(
        [sys.executable, "-c", WITH_TLS],
        env={**os.environ, "GUITU_TLS": "1", "GUITU_TEST_INSIDE": "1"},
        capture_output=True,
        text=True,
        check=True,
    ).stdout.splitlines()

    assert said[0].split() == ["__Host-guitu_session", "__Host-guitu_csrf", "True", "True", "31536000"]
    names = ("csrf", "device", "language", "messages", "session", "theme")
    assert said[1].split() == [f"__Host-guitu_{name}" for name in names]


def test_what_a_page_says_once_travels_under_a_name_of_ours(client, officer):
    client.force_login(officer.account)
    client.post("/me/password", {})
    saved = client.post(
        "/me/password", {"old": officer.password, "new": "quiet-river-41", "again": "quiet-river-41"}
    )

    assert settings.MESSAGES_COOKIE_NAME in saved.cookies
    assert "messages" not in saved.cookies
