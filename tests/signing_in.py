"""Django's test browser signs in the way the site does, and is answered as the site answers.

``client.force_login`` opens a real sign-in: without it a session would name an account but no sign-in, which
is nobody. Tests arrange and assert in a session of the system; the site has no such session, so a request
finds the database closed, as the served process does, until a screen opens it.
"""

from collections.abc import Iterator
from contextlib import contextmanager
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


@contextmanager
def as_served() -> Iterator[None]:
    """For a while nobody's session, as in a process of the site."""
    from django.db import connection

    from guitu.foundation.authorization import door

    base = door._base
    if base is None or connection.needs_rollback:
        yield
        return
    door._base = None
    _say(door.NOBODY)
    try:
        yield
    finally:
        door._base = base
        if connection.connection is not None and not connection.needs_rollback:
            _say(base)


def _say(context: Any) -> None:
    from django.db import connection

    from guitu.foundation.authorization import door

    words = "set local guitu.ctx to {}" if connection.in_atomic_block else "set guitu.ctx to {}"
    door._tell(words, context, door.BATCH_SECONDS)


def install() -> None:
    """Make it Django's own, for every test."""
    Client.force_login = force_login  # type: ignore[method-assign]  # the product's sign-in, not Django's
    request = Client.request

    def served(client: Client, **asked: Any) -> Any:
        with as_served():
            return request(client, **asked)

    Client.request = served  # type: ignore[method-assign]  # as above
