"""Addresses of forms, of risk levels, and of the shelf."""

from django.urls import path

from guitu.web.instruments import levels, shelf, views

app_name = "instruments"
urlpatterns = [
    path("people/<uuid:person>/forms/", views.choose, name="choose"),
    path("people/<uuid:person>/forms/filled/<uuid:entry>", views.result, name="result"),
    path("people/<uuid:person>/forms/<slug:code>", views.fill, name="fill"),
    path("people/<uuid:person>/forms/<slug:code>/draft", views.draft, name="draft"),
    path("people/<uuid:person>/forms/<slug:code>/course", views.course, name="course"),
    path("people/<uuid:person>/risk/", levels.level, name="level"),
    path("people/<uuid:person>/risk/confirm", levels.confirm, name="confirm"),
    path("people/<uuid:person>/risk/withdraw", levels.withdraw, name="withdraw"),
    path("instruments/", shelf.shelf, name="shelf"),
    path("instruments/<slug:code>/<str:version>/", shelf.paper, name="paper"),
    path("instruments/<slug:code>/<str:version>/state", shelf.state, name="state"),
]
