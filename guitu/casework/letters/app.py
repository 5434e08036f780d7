"""The Django app of this room."""

from django.apps import AppConfig


class App(AppConfig):
    """The room of letters."""

    name = "guitu.casework.letters"
    label = "letters"
