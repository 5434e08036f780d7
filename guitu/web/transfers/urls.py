"""Addresses of transfers."""

from django.urls import path

from guitu.web.transfers import views

app_name = "transfers"
urlpatterns = [
    path("transfers/", views.board, name="board"),
    path("people/<uuid:person>/transfer", views.offer, name="offer"),
    path("people/<uuid:person>/transfers/<uuid:transfer>", views.one, name="one"),
    path("people/<uuid:person>/transfers/<uuid:transfer>/decline", views.decline, name="decline"),
    path("people/<uuid:person>/transfers/<uuid:transfer>/take-back", views.take_back, name="take-back"),
]
