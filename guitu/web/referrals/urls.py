"""Addresses of needs and referrals."""

from django.urls import path

from guitu.web.referrals import needs

app_name = "referrals"
_P = "people/<uuid:person>"
urlpatterns = [
    path(f"{_P}/needs", needs.needs, name="needs"),
    path(f"{_P}/needs/<uuid:need>/answer", needs.answer, name="answer-need"),
]
