"""Addresses of releases and hand-offs."""

from django.urls import path

from guitu.web.handoffs import person, views

app_name = "handoffs"
urlpatterns = [
    path("handoffs/", views.board, name="board"),
    path("handoffs/calendar", views.calendar, name="calendar"),
    path("handoffs/new", views.new, name="new"),
    path("people/<uuid:person>/handoff", person.page, name="person"),
    path("people/<uuid:person>/handoff/assess", person.assess, name="assess"),
    path("people/<uuid:person>/handoff/need", person.need, name="need"),
    path("people/<uuid:person>/handoff/need/drop", person.drop_need, name="drop-need"),
    path("people/<uuid:person>/handoff/packet", person.packet, name="packet"),
    path("people/<uuid:person>/handoff/offer", person.offer, name="offer"),
    path("people/<uuid:person>/handoff/accept", person.accept, name="accept"),
    path("people/<uuid:person>/handoff/send-back", person.send_back, name="send-back"),
    path("people/<uuid:person>/handoff/take-back", person.take_back, name="take-back"),
    path("people/<uuid:person>/handoff/stay", person.stay, name="stay"),
    path("people/<uuid:person>/handoff/day", person.day, name="day"),
]
