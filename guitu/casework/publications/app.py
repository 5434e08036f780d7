"""The Django app of this room."""

from django.apps import AppConfig


class App(AppConfig):
    """The room of publications."""

    name = "guitu.casework.publications"
    label = "publications"
