"""Addresses of the help desk."""

from django.urls import path

from guitu.web.help import views

app_name = "help"
urlpatterns = [
    path("help/", views.desk, name="desk"),
    path("help/promise", views.promise, name="promise"),
]
