"""Addresses of the figures."""

from django.urls import path

from guitu.web.figures import cohorts, export, lens, views

app_name = "figures"
urlpatterns = [
    path("figures/", views.region, name="region"),
    path("figures/cohorts", cohorts.cohorts, name="cohorts"),
    path("figures/export", export.export, name="export"),
    path("figures/lens/<slug:lens>/", lens.lens, name="lens"),
    path("figures/<slug:metric>/<slug:part>/", views.cases, name="cases"),
]
