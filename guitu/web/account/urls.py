"""Addresses of one's own account."""

from django.urls import path

from guitu.web.account import views

app_name = "account"
urlpatterns = [
    path("sign-in", views.sign_in, name="sign-in"),
    path("sign-out", views.sign_out, name="sign-out"),
    path("me", views.me, name="me"),
    path("me/password", views.password, name="password"),
    path("me/language", views.language, name="language"),
    path("me/theme", views.theme, name="theme"),
]
