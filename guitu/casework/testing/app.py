"""The Django app of this room."""

from django.apps import AppConfig


class App(AppConfig):
    """The room of testing."""

    name = "guitu.casework.testing"
    label = "testing"
