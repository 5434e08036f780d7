"""Addresses of counters, hearing, losing touch and use."""

from django.urls import path

from guitu.web.breaches import care, views

app_name = "breaches"
urlpatterns = [
    path("people/<uuid:person>/counters/", views.breach, name="breach"),
    path("people/<uuid:person>/counters/sheet", views.sheet, name="sheet"),
    path("people/<uuid:person>/counters/<uuid:episode>/<str:step>", views.step, name="step"),
    path("people/<uuid:person>/out-of-touch/", care.lost, name="lost"),
    path("people/<uuid:person>/use/", care.use, name="use"),
]
