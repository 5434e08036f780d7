"""The Django app of this room."""

from django.apps import AppConfig


class App(AppConfig):
    """The room of instruments."""

    name = "guitu.casework.instruments"
    label = "instruments"
