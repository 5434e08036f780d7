"""Addresses of incidents; most hang under a person."""

from django.urls import path

from guitu.web.incidents import views

app_name = "incidents"
_P = "people/<uuid:person>"
urlpatterns = [
    path("incidents/", views.board, name="board"),
    path("legal-advice/", views.questions, name="questions"),
    path(f"{_P}/incidents", views.incidents, name="incidents"),
    path(f"{_P}/incidents/new", views.new, name="new"),
    path(f"{_P}/incidents/<uuid:incident>", views.one, name="incident"),
    path(f"{_P}/incidents/<uuid:incident>/steps/<uuid:step>/take-back", views.take_back, name="take-back"),
    path(f"{_P}/incidents/<uuid:incident>/lawyer", views.ask, name="ask"),
    path(f"{_P}/legal-advice", views.advice, name="advice"),
    path(f"{_P}/legal-advice/<uuid:incident>", views.advise, name="advise"),
]
