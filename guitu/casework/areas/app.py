"""The Django app of this room."""

from django.apps import AppConfig


class App(AppConfig):
    """Facts and status of areas."""

    name = "guitu.casework.areas"
    label = "areas"
