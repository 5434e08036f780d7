"""Addresses of groups and peers."""

from django.urls import path

from guitu.web.groups import circles, peers, places, teams

app_name = "groups"
_P = "people/<uuid:person>/peers"
urlpatterns = [
    path("groups/", circles.groups, name="groups"),
    path("groups/new", circles.new, name="new"),
    path("groups/teams", teams.teams, name="teams"),
    path("groups/teams/new", teams.new, name="new-team"),
    path("groups/teams/<uuid:team>", teams.team, name="team"),
    path("groups/teams/<uuid:team>/meet", teams.meet, name="meet"),
    path("groups/teams/<uuid:team>/sheet", teams.sheet, name="sheet"),
    path("groups/teams/<uuid:team>/companion", teams.hand_over, name="hand-over"),
    path("groups/teams/<uuid:team>/close", teams.close, name="close-team"),
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
    path(f"{_P}/team", places.place, name="place"),
    path(f"{_P}/team/<uuid:team>", places.join, name="join"),
    path(f"{_P}/team/call", places.call, name="call"),
    path(f"{_P}/team/pause", places.pause, name="pause"),
    path(f"{_P}/team/again", places.again, name="again"),
    path(f"{_P}/team/quit", places.quit_, name="quit"),
    path(f"{_P}/keep-from", peers.keep_from, name="keep-from"),
]
