"""The address of the month's page."""

from django.urls import path

from guitu.web.month import views

app_name = "month"
urlpatterns = [path("people/<uuid:person>/month", views.month, name="month")]
