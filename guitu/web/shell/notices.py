"""Sentences that wait for the next page: what was saved, with a way to undo it, and what failed."""

from collections.abc import Iterator
from contextlib import contextmanager

from django.conf import settings
from django.contrib import messages
from django.contrib.messages.storage.cookie import CookieStorage
from django.http import HttpRequest

from guitu.domain.kernel.errors import DomainError
from guitu.web.shell.words import sentence


class Kept(CookieStorage):
    """Django's signed cookie under a name of ours: beside TLS one that only this host can set."""

    cookie_name = settings.MESSAGES_COOKIE_NAME


def saved(request: HttpRequest, words: str, *, undo: str = "") -> None:
    """Say that something was saved; ``undo`` the address a POST to which takes it back."""
    messages.success(request, words, extra_tags=undo)


def failed(request: HttpRequest, words: str) -> None:
    """Say that something was not done, and why."""
    messages.error(request, words)


@contextmanager
def telling(request: HttpRequest) -> Iterator[None]:
    """One thing is done that needs no form: where it is refused, the next page says why.

    What is unknown, or not the viewer's, is raised on and answered with a 404.
    """
    try:
        yield
    except DomainError as error:
        if error.code.endswith(".unknown"):
            raise
        failed(request, sentence(error))
