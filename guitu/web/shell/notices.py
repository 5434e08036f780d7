"""Sentences that wait for the next page: what was saved, with a way to undo it, and what failed."""

from django.conf import settings
from django.contrib import messages
from django.contrib.messages.storage.cookie import CookieStorage
from django.http import HttpRequest


class Kept(CookieStorage):
    """Django's signed cookie under a name of ours: beside TLS one that only this host can set."""

    cookie_name = settings.MESSAGES_COOKIE_NAME


def saved(request: HttpRequest, words: str, *, undo: str = "") -> None:
    """Say that something was saved; ``undo`` the address a POST to which takes it back."""
    messages.success(request, words, extra_tags=undo)


def failed(request: HttpRequest, words: str) -> None:
    """Say that something was not done, and why."""
    messages.error(request, words)
