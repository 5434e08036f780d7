"""The Django app of this room."""

from django.apps import AppConfig


class App(AppConfig):
    """The room of groups."""

    name = "guitu.casework.groups"
    label = "groups"
