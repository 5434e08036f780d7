"""Addresses of what goes outside."""

from django.urls import path

from guitu.web.public import views

app_name = "public"
urlpatterns = [
    path("public/figures", views.figures, name="figures"),
    path("figures/outward/", views.outward, name="outward"),
]
