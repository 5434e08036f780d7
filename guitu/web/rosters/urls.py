"""Addresses of the imports."""

from django.urls import path

from guitu.web.rosters import batches, views

app_name = "rosters"
urlpatterns = [
    path("rosters/", views.start, name="start"),
    path("rosters/<uuid:held>/", views.preview, name="preview"),
    path("rosters/<uuid:held>/columns", views.columns, name="columns"),
    path("rosters/<uuid:held>/import", views.bring_in, name="import"),
    path("rosters/<uuid:held>/drop", views.drop, name="drop"),
    path("rosters/<uuid:held>/progress", views.progress, name="progress"),
    path("rosters/imports/<uuid:batch>/", batches.batch, name="batch"),
    path("rosters/imports/<uuid:batch>/undo", batches.undo, name="undo"),
    path("rosters/imports/<uuid:batch>/rows/<uuid:row>/answer", batches.answer, name="answer"),
]
