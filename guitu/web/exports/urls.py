"""Addresses of exports."""

from django.urls import path

from guitu.web.exports import views

app_name = "exports"
urlpatterns = [
    path("exports", views.start, name="start"),
    path("exports/waiting", views.waiting, name="waiting"),
    path("exports/<uuid:export>/fetch", views.fetch, name="fetch"),
    path("exports/<uuid:export>/decide", views.decide, name="decide"),
]
