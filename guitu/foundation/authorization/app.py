from django.apps import AppConfig


class App(AppConfig):
    name = "guitu.foundation.authorization"
    label = "authorization"
