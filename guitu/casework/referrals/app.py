"""The Django app of this room."""

from django.apps import AppConfig


class App(AppConfig):
    """The room of referrals."""

    name = "guitu.casework.referrals"
    label = "referrals"
