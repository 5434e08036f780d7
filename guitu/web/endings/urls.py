"""Addresses of endings."""

from django.urls import path

from guitu.web.endings import views

app_name = "endings"
urlpatterns = [
    path("endings/", views.endings, name="endings"),
]
