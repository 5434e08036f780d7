"""The Django app of this room."""

from django.apps import AppConfig


class App(AppConfig):
    """The room of plans."""

    name = "guitu.casework.plans"
    label = "plans"
