"""The Django app of this room."""

from django.apps import AppConfig


class App(AppConfig):
    """The room of counselling."""

    name = "guitu.casework.counselling"
    label = "counselling"
