"""The Django app of this room."""

from django.apps import AppConfig


class App(AppConfig):
    """The room of employers."""

    name = "guitu.casework.employers"
    label = "employers"
