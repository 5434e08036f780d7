"""Addresses of signing in and of one's own account."""

from django.urls import path

from guitu.web.account import agency, arriving, proofs, views, watching

app_name = "account"
urlpatterns = [
    path("sign-in", arriving.sign_in, name="sign-in"),
    path("sign-in/second", arriving.second, name="second"),
    path("sign-in/passkey", arriving.passkey, name="passkey"),
    path("sign-in/agency", agency.start, name="agency"),
    path("sign-in/agency/return", agency.back, name="agency-return"),
    path("sign-out", views.sign_out, name="sign-out"),
    path("me", views.me, name="me"),
    path("me/password", views.password, name="password"),
    path("me/language", views.language, name="language"),
    path("me/theme", views.theme, name="theme"),
    path("me/confirm", proofs.confirm, name="confirm"),
    path("me/factors", proofs.mine, name="factors"),
    path("me/factors/code", proofs.code, name="code"),
    path("me/factors/passkey", proofs.new_passkey, name="new-passkey"),
    path("me/factors/recovery", proofs.recovery, name="recovery"),
    path("me/factors/<int:factor>/remove", proofs.remove, name="remove-factor"),
    path("me/places", watching.places, name="places"),
    path("me/places/end", watching.end_all, name="end-all"),
    path("me/places/known", watching.known, name="known"),
    path("me/places/<uuid:sign_in>/end", watching.end, name="end"),
    path("me/waiting", watching.waiting, name="waiting"),
    path("me/waiting/<uuid:proposal>", watching.decide, name="decide"),
]
