"""Addresses of teams, exclusions and emergencies."""

from django.urls import path

from guitu.web.team import emergencies, views

app_name = "team"
urlpatterns = [
    path("people/<uuid:person>/team/", views.team, name="team"),
    path("people/<uuid:person>/team/end", views.end, name="end"),
    path("people/<uuid:person>/team/exclude", views.exclude, name="exclude"),
    path("people/<uuid:person>/team/lift", views.lift, name="lift"),
    path("people/<uuid:person>/i-know", views.i_know, name="i-know"),
    path("emergency/", emergencies.ask, name="ask"),
    path("emergency/reviews/", emergencies.reviews, name="reviews"),
    path("emergency/reviews/<uuid:opening>", emergencies.review, name="review"),
    path("people/<uuid:person>/emergencies", emergencies.openings, name="openings"),
]
