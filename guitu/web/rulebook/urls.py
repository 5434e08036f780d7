"""Addresses of the rulebook."""

from django.urls import path

from guitu.web.rulebook import views

app_name = "rulebook"
urlpatterns = [
    path("rulebook/", views.here, name="book"),
    path("rulebook/<slug:book>/", views.pack, name="pack"),
]
