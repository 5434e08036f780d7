"""Addresses of work; most hang under a person."""

from django.urls import path

from guitu.web.work import promise

app_name = "work"
urlpatterns = [
    path("work/promise", promise.behind, name="behind"),
]
