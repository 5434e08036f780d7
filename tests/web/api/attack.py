"""The API attacked from its own description: what fits is taken, what does not is refused, nothing breaks."""

from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from typing import Any

import schemathesis
from django.conf import settings
from django.core import signals
from django.core.wsgi import get_wsgi_application
from django.db import close_old_connections
from django.test import Client
from hypothesis import HealthCheck, Phase, given
from hypothesis import settings as tries
from schemathesis.checks import not_a_server_error
from schemathesis.generation import GenerationMode
from schemathesis.specs.openapi import checks

REQUEST_URI_TOO_LONG = 414
DESCRIPTION = "/api/v1/openapi.json"
CHECKS = [
    not_a_server_error,
    checks.status_code_conformance,
    checks.content_type_conformance,
    checks.response_schema_conformance,
    checks.negative_data_rejection,
]


@contextmanager
def _one_connection() -> Iterator[None]:
    """Requests share the test's transaction, as with Django's own test browser."""
    signals.request_started.disconnect(close_old_connections)
    signals.request_finished.disconnect(close_old_connections)
    try:
        yield
    finally:
        signals.request_started.connect(close_old_connections)
        signals.request_finished.connect(close_old_connections)


def _signed_in(browser: Client) -> Callable[..., Iterable[bytes]]:
    """The site, every request to it sent by this browser with its form's token."""
    browser.get("/me")  # a page with a form sets the token
    site, cookies = get_wsgi_application(), browser.cookies
    said = "; ".join(f"{name}={morsel.value}" for name, morsel in cookies.items())
    token = cookies[settings.CSRF_COOKIE_NAME].value

    def answer(environ: dict[str, Any], start: Any) -> Iterable[bytes]:
        environ |= {"HTTP_COOKIE": said, "HTTP_X_CSRFTOKEN": token, "HTTP_ACCEPT": "application/json"}
        return site(environ, start)

    return answer


def attack(browser: Client, *, cases: int) -> dict[str, int]:
    """Send that many requests to each operation, half of them malformed; how many were sent to each.

    Raises:
        AssertionError: a server error, an answer the description does not know, or nonsense that was taken.
    """
    sent: dict[str, int] = {}
    site = _signed_in(browser)  # before, because Django's test browser connects the signals anew
    with _one_connection():
        schema = schemathesis.openapi.from_wsgi(DESCRIPTION, site)
        for found in schema.get_all_operations():
            operation = found.ok()
            for mode in (GenerationMode.POSITIVE, GenerationMode.NEGATIVE):
                sent[operation.label] = sent.get(operation.label, 0) + _send(operation, mode, cases // 2)
    return sent


def _send(operation: schemathesis.APIOperation, mode: GenerationMode, count: int) -> int:
    sent = 0

    @tries(
        max_examples=count, derandomize=True, deadline=None, database=None, phases=[Phase.generate],
        suppress_health_check=list(HealthCheck),
    )  # fmt: skip
    @given(case=operation.as_strategy(generation_mode=mode))
    def run(case: schemathesis.Case) -> None:
        nonlocal sent
        sent += 1
        answer = case.call()
        # refused before anything is read, which that check does not know as a refusal
        unread = answer.status_code == REQUEST_URI_TOO_LONG
        known = [check for check in CHECKS if not (unread and check is checks.negative_data_rejection)]
        case.validate_response(answer, checks=known)

    run()
    return sent
