"""The Django app of this room."""

from django.apps import AppConfig


class App(AppConfig):
    """The directory of services."""

    name = "guitu.casework.directory"
    label = "directory"
