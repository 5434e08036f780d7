"""The Django app of this room."""

from django.apps import AppConfig


class App(AppConfig):
    """The room of honours."""

    name = "guitu.casework.honours"
    label = "honours"
