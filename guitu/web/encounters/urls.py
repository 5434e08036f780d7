"""Addresses of recording; they hang under a person."""

from django.urls import path

from guitu.web.encounters import views

app_name = "encounters"
urlpatterns = [
    path("<uuid:person>/record/", views.choose, name="choose"),
    path("<uuid:person>/record/<slug:kind>", views.record, name="record"),
    path("<uuid:person>/entries/<uuid:entry>/correct", views.correct, name="correct"),
    path("<uuid:person>/entries/<uuid:entry>/undo", views.undo, name="undo"),
]
