"""The Django app of this room."""

from django.apps import AppConfig


class App(AppConfig):
    """The room of keys."""

    name = "guitu.foundation.crypto"
    label = "crypto"
