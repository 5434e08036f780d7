"""The Django app of this room."""

from django.apps import AppConfig


class App(AppConfig):
    """The room of families."""

    name = "guitu.casework.family"
    label = "family"
