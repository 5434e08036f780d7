"""The Django app of this room."""

from django.apps import AppConfig


class App(AppConfig):
    """The room of what two offices agree on."""

    name = "guitu.casework.transfers"
    label = "transfers"
