"""Addresses of leave."""

from django.urls import path

from guitu.web.leave import views

app_name = "leave"
urlpatterns = [
    path("people/<uuid:person>/leave/", views.leave, name="leave"),
    path("people/<uuid:person>/leave/later", views.later, name="later"),
    path("people/<uuid:person>/leave/back", views.back, name="back"),
]
