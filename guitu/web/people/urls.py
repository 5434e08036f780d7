"""Addresses of people."""

from django.urls import path

from guitu.web.people import views

app_name = "people"
urlpatterns = [
    path("", views.search, name="search"),
    path("<uuid:person>/", views.person, name="person"),
    path("<uuid:person>/why/<uuid:episode>/<str:rule>/<int:n>", views.why_duty, name="why"),
]
