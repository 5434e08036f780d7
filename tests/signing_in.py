"""Django's test browser signs in the way the site does: ``client.force_login`` opens a real sign-in.

Without it a session would name an account but no sign-in, which is nobody.
"""

from typing import Any

from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY
from django.test import Client

DEVICE = "d" * 64  # every test browser is the same device, unless it says otherwise


def force_login(client: Client, account: Any, backend: str | None = None) -> None:
    """Sign ``account`` in, in this browser, now."""
    from django.conf import settings

    from guitu.foundation import clock, ids
    from guitu.foundation.accounts import throttle
    from guitu.foundation.accounts.models import SignIn
    from guitu.foundation.accounts.sign_ins import Method
    from guitu.web.shell.sessions import SIGN_IN

    cookie = settings.DEVICE_COOKIE_NAME
    if cookie not in client.cookies:
        client.cookies[cookie] = DEVICE
    device = throttle.digest(client.cookies[cookie].value)
    now = clock.now()
    row = SignIn.objects.create(
        id=ids.new_id(), account_id=account.id, device=device, label="–", address="127.0.0.1",
        method=Method.TOTP, began_at=now, seen_at=now, proved_at=now,
    )  # fmt: skip
    session = client.session
    session.update(
        {
            SESSION_KEY: str(account.id),
            BACKEND_SESSION_KEY: backend or "django.contrib.auth.backends.ModelBackend",
            HASH_SESSION_KEY: account.get_session_auth_hash(),
            SIGN_IN: str(row.id),
        }
    )
    session.save()
    client.cookies[settings.SESSION_COOKIE_NAME] = session.session_key


def install() -> None:
    """Make it Django's own, for every test."""
    Client.force_login = force_login  # type: ignore[method-assign]  # the product's sign-in, not Django's
