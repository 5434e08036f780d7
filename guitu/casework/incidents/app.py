"""The Django app of this room."""

from django.apps import AppConfig


class App(AppConfig):
    """The room of incidents."""

    name = "guitu.casework.incidents"
    label = "incidents"
