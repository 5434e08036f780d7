"""The Django app of this room."""

from django.apps import AppConfig


class App(AppConfig):
    """The room of health."""

    name = "guitu.casework.health"
    label = "health"
