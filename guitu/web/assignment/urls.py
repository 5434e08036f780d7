"""Addresses of assignment."""

from django.urls import path

from guitu.web.assignment import views

app_name = "assignment"
urlpatterns = [
    path("assignment/", views.queue, name="queue"),
    path("assignment/hand-over", views.hand_all_over, name="hand-over"),
]
