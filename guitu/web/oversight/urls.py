"""Addresses of oversight."""

from django.urls import path

from guitu.web.oversight import views

app_name = "oversight"
urlpatterns = [
    path("people/<uuid:person>/who-looked", views.who_looked, name="who-looked"),
    path("people/<uuid:person>/why-open", views.reason, name="reason"),
    path("alerts/", views.alerts, name="alerts"),
    path("alerts/<uuid:alert>/answer", views.answer, name="answer"),
    path("access-log/", views.access_log, name="log"),
]
