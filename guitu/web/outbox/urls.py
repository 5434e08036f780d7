"""Addresses of the outbox."""

from django.urls import path

from guitu.web.outbox import views

app_name = "outbox"
urlpatterns = [
    path("outbox/", views.outbox, name="outbox"),
    path("people/<uuid:person>/messages", views.person, name="person"),
    path("people/<uuid:person>/messages/<uuid:message>/drop", views.drop, name="drop"),
    path("people/<uuid:person>/messages/<uuid:message>/again", views.again, name="again"),
]
