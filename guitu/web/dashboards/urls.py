"""Addresses of dashboards and reports."""

from django.urls import path

from guitu.web.dashboards import views

app_name = "dashboards"
urlpatterns = [
    path("dashboards/", views.place, name="place"),
]
