"""Sentences that wait for the next page: what was saved, with a way to undo it, and what failed."""

from django.contrib import messages
from django.http import HttpRequest


def saved(request: HttpRequest, words: str, *, undo: str = "") -> None:
    """Say that something was saved; ``undo`` the address a POST to which takes it back."""
    messages.success(request, words, extra_tags=undo)


def failed(request: HttpRequest, words: str) -> None:
    """Say that something was not done, and why."""
    messages.error(request, words)
