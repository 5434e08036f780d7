"""The answer that signs out: off to the sign-in page, and nothing left behind in the browser."""

from datetime import datetime

from django.http import HttpResponse
from django.urls import reverse

from guitu.web.shell import sessions
from guitu.web.shell.http import Request, elsewhere


def gone(request: Request, *, at: datetime) -> HttpResponse:
    """Sign out here. The browser is asked to forget; the cookie by which it is known again it keeps."""
    sessions.leave(request, at=at)
    response = elsewhere(request, reverse("account:sign-in"))
    response["Clear-Site-Data"] = '"cache", "storage"'
    return response
