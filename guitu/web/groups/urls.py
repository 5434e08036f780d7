"""Addresses of groups and peers."""

from django.urls import path

from guitu.web.groups import circles, peers

app_name = "groups"
_P = "people/<uuid:person>/peers"
urlpatterns = [
    path("groups/", circles.groups, name="groups"),
    path("groups/new", circles.new, name="new"),
    path("groups/<uuid:series>", circles.group, name="group"),
    path("groups/<uuid:series>/sessions", circles.plan, name="plan"),
    path("groups/<uuid:series>/sessions/<uuid:session>", circles.sign_in, name="sign-in"),
    path("groups/<uuid:series>/close", circles.close, name="close"),
    path(_P, peers.person, name="person"),
    path(f"{_P}/seats/<uuid:series>", peers.seat, name="seat"),
    path(f"{_P}/seats/<uuid:series>/leave", peers.leave, name="leave"),
    path(f"{_P}/mentor", peers.become, name="become"),
    path(f"{_P}/mentor/rest", peers.rest, name="rest"),
    path(f"{_P}/mentor/supervise", peers.supervise, name="supervise"),
    path(f"{_P}/match", peers.match, name="match"),
    path(f"{_P}/match/<uuid:mentor>", peers.pair, name="pair"),
    path(f"{_P}/part", peers.part, name="part"),
    path(f"{_P}/met", peers.met, name="met"),
    path(f"{_P}/keep-from", peers.keep_from, name="keep-from"),
]
