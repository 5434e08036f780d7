"""The Django app of this room."""

from django.apps import AppConfig


class App(AppConfig):
    """The room between two offices."""

    name = "guitu.casework.handoffs"
    label = "handoffs"
