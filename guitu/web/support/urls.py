"""Addresses of applications and gifts; most hang under a person."""

from django.urls import path

from guitu.web.support import applications, board, gifts

app_name = "support"
_P = "people/<uuid:person>"
urlpatterns = [
    path("support/", board.board, name="board"),
    path("givers/", board.givers, name="givers"),
    path("givers/<uuid:giver>", board.giver, name="giver"),
    path(f"{_P}/applications", applications.applications, name="applications"),
    path(f"{_P}/applications/new", applications.new, name="new-application"),
    path(f"{_P}/applications/<uuid:application>", applications.one, name="application"),
    path(f"{_P}/applications/<uuid:application>/reopen", applications.reopen, name="reopen"),
    path(f"{_P}/gifts", gifts.gifts, name="gifts"),
    path(f"{_P}/gifts/new", gifts.new, name="new-gift"),
    path(f"{_P}/gifts/<uuid:gift>", gifts.one, name="gift"),
    path(f"{_P}/gifts/<uuid:gift>/decide", gifts.decide, name="decide"),
    path(f"{_P}/gifts/<uuid:gift>/receive", gifts.receive, name="receive"),
    path(f"{_P}/gifts/<uuid:gift>/back", gifts.take_back, name="take-back"),
    path(f"{_P}/gifts/<uuid:gift>/receipt", gifts.receipt, name="receipt"),
    path(f"{_P}/gifts/<uuid:gift>/agree", gifts.agree, name="agree"),
    path(f"{_P}/gifts/<uuid:gift>/parts/<uuid:part>", gifts.paid, name="paid"),
]
