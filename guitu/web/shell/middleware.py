"""The gate (a view that is no screen does not answer), the reader's language, and the time a page took."""

import time
from collections.abc import Callable, Sequence
from typing import Any

from django.conf import settings
from django.core.exceptions import ImproperlyConfigured
from django.db import connection
from django.http import HttpRequest, HttpResponseBase
from django.utils import translation

from guitu.foundation import clock
from guitu.foundation.audit.own import LogUnavailableError
from guitu.web.shell.refusals import unaccountable

GetResponse = Callable[[HttpRequest], HttpResponseBase]


class Gate:
    """Lets only screens answer, and tells each the civil date."""

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        """Answer, with the civil date known and nothing kept by the browser."""
        request.today = clock.today()  # type: ignore[attr-defined] # declared on shell.http.Request
        response = self.get_response(request)
        if "Cache-Control" not in response:
            response["Cache-Control"] = "private, no-store"  # a shared phone's back button shows nobody
        return response

    def process_view(
        self, request: HttpRequest, view: Callable[..., object], args: Sequence[object], kwargs: object
    ) -> None:
        """Refuse a view that nobody marked.

        Raises:
            ImproperlyConfigured: a programming error; the page is a 500 for everybody.
        """
        if not hasattr(view, "door"):
            raise ImproperlyConfigured(f"{getattr(view, '__qualname__', view)} carries no @screen")

    def process_exception(self, request: HttpRequest, error: Exception) -> HttpResponseBase | None:
        """503 where the access log could not be written: then nobody is shown."""
        return unaccountable(request) if isinstance(error, LogUnavailableError) else None


def speak(get_response: GetResponse) -> GetResponse:
    """Chinese unless the reader chose otherwise: the browser's own wish is not asked.

    A township's computer may carry an English system; its officers read Chinese.
    """
    known = {code for code, _ in settings.LANGUAGES}

    def answer(request: HttpRequest) -> HttpResponseBase:
        chosen = request.COOKIES.get(settings.LANGUAGE_COOKIE_NAME, "")
        language = chosen if chosen in known else settings.LANGUAGE_CODE
        translation.activate(language)
        request.LANGUAGE_CODE = language
        response = get_response(request)
        response.headers.setdefault("Content-Language", language)
        return response

    return answer


def server_timing(get_response: GetResponse) -> GetResponse:
    """Say in a header how long a page took, in all and in the database; only beside made-up people."""

    def answer(request: HttpRequest) -> HttpResponseBase:
        if not (settings.GUITU_DEMO or settings.DEBUG):
            return get_response(request)
        watch = _Watch()
        began = time.perf_counter()
        with connection.execute_wrapper(watch):
            response = get_response(request)
        total = (time.perf_counter() - began) * 1000
        response["Server-Timing"] = (
            f'total;dur={total:.1f}, db;dur={watch.spent * 1000:.1f};desc="{watch.queries} queries"'
        )
        return response

    return answer


class _Watch:
    """Counts statements and the seconds they took."""

    def __init__(self) -> None:
        self.spent = 0.0
        self.queries = 0

    def __call__(self, execute: Callable[..., Any], sql: str, params: Any, many: bool, context: Any) -> Any:  # noqa: FBT001 - Django calls it so
        began = time.perf_counter()
        try:
            return execute(sql, params, many, context)
        finally:
            self.spent += time.perf_counter() - began
            self.queries += 1
