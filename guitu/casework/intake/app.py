"""The Django app of this room."""

from django.apps import AppConfig


class App(AppConfig):
    """The room of imports."""

    name = "guitu.casework.intake"
    label = "intake"
