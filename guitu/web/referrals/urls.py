"""Addresses of needs and referrals; what a partner without an account is given stands under ``r/``."""

from django.urls import path

from guitu.web.referrals import boards, link, needs, one, writing

app_name = "referrals"
_P = "people/<uuid:person>"
urlpatterns = [
    path(f"{_P}/needs", needs.needs, name="needs"),
    path(f"{_P}/needs/<uuid:need>/answer", needs.answer, name="answer-need"),
    path(f"{_P}/refer", writing.new, name="new"),
    path(f"{_P}/referrals/<uuid:referral>", one.one, name="one"),
    path(f"{_P}/referrals/<uuid:referral>/draft", writing.draft, name="draft"),
    path(f"{_P}/referrals/<uuid:referral>/told", one.told, name="told"),
    path(f"{_P}/referrals/<uuid:referral>/end", one.end, name="end"),
    path(f"{_P}/referrals/<uuid:referral>/reopen", one.reopen, name="reopen"),
    path(f"{_P}/referrals/<uuid:referral>/settle", one.settle, name="settle"),
    path(f"{_P}/referrals/<uuid:referral>/link", one.give_link, name="give-link"),
    path("referrals/", boards.board, name="board"),
    path("referrals/<uuid:person>/<uuid:referral>", boards.reply, name="reply"),
    path("r/<str:token>", link.answer, name="link"),
]
