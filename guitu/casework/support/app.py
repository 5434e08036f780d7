"""The Django app of this room."""

from django.apps import AppConfig


class App(AppConfig):
    """The room of applications and gifts."""

    name = "guitu.casework.support"
    label = "support"
