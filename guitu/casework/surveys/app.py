"""The Django app of this room."""

from django.apps import AppConfig


class App(AppConfig):
    """The room of surveys."""

    name = "guitu.casework.surveys"
    label = "surveys"
