"""Addresses of tests, their appointments and draws."""

from django.urls import path

from guitu.web.testing import booking, collecting, draws, person, week

app_name = "testing"
urlpatterns = [
    path("tests/", week.week, name="week"),
    path("tests/draws/", draws.draws, name="draws"),
    path("tests/draws/<uuid:draw>", draws.one, name="draw"),
    path("tests/draws/<uuid:draw>/log", draws.log, name="log"),
    path("people/<uuid:person>/tests", person.tests, name="person"),
    path("people/<uuid:person>/tests/book", booking.book, name="book"),
    path("people/<uuid:person>/tests/cancel/<uuid:appointment>", booking.cancel, name="cancel"),
    path("people/<uuid:person>/tests/hours", booking.hours, name="hours"),
    path("people/<uuid:person>/tests/collect", collecting.take, name="collect"),
    path("people/<uuid:person>/tests/remote", collecting.remote, name="remote"),
    path("people/<uuid:person>/tests/review/<uuid:sample>", collecting.review, name="review"),
    path("people/<uuid:person>/tests/samples/<uuid:sample>", collecting.custody, name="custody"),
    path("people/<uuid:person>/tests/<uuid:test>/<slug:act>", person.step, name="step"),
]
