"""Addresses of a crisis; they hang under a person."""

from django.urls import path

from guitu.web.crisis import views

app_name = "crisis"
_P = "people/<uuid:person>"
urlpatterns = [
    path(f"{_P}/crisis", views.crisis, name="crisis"),
    path(f"{_P}/crisis/look-back", views.look_back, name="look-back"),
]
