"""The root of all addresses: one line per screen, each an include of that screen's own urls."""

from django.urls import URLPattern, URLResolver

urlpatterns: list[URLPattern | URLResolver] = []
