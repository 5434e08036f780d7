"""The Django app of this room."""

from django.apps import AppConfig


class App(AppConfig):
    """The room of ends and rights."""

    name = "guitu.casework.records"
    label = "records"
