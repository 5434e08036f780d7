"""The Django app of this room."""

from django.apps import AppConfig


class App(AppConfig):
    """The room of messages that leave the house."""

    name = "guitu.casework.outreach"
    label = "outreach"
