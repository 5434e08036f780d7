from django.apps import AppConfig


class App(AppConfig):
    name = "guitu.casework.outcomes"
    label = "outcomes"
