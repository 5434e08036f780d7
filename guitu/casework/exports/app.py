"""The Django app of this room."""

from django.apps import AppConfig


class App(AppConfig):
    """The room of exports."""

    name = "guitu.casework.exports"
    label = "exports"
