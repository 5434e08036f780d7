"""The Django app of this room."""

from django.apps import AppConfig


class App(AppConfig):
    """The room of work."""

    name = "guitu.casework.work"
    label = "work"
