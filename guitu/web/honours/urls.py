"""Addresses of honours. ``stories/`` is the one that anybody may read."""

from django.urls import path

from guitu.web.honours import board, page, stories

app_name = "honours"
urlpatterns = [
    path("honours/", board.board, name="board"),
    path("honours/book", board.book, name="book"),
    path("stories/", stories.stories, name="stories"),
    path("people/<uuid:person>/honours", page.honours, name="person"),
    path("people/<uuid:person>/honours/nominate", page.nominate, name="nominate"),
    path("people/<uuid:person>/honours/given", page.given, name="given"),
    path("people/<uuid:person>/honours/leave", page.leave, name="leave"),
    path("people/<uuid:person>/honours/<uuid:honour>/send", page.send, name="send"),
    path("people/<uuid:person>/honours/<uuid:honour>/drop", page.drop, name="drop"),
    path("people/<uuid:person>/honours/<uuid:honour>/review", page.review, name="review"),
    path("people/<uuid:person>/honours/<uuid:honour>/award", page.award, name="award"),
    path("people/<uuid:person>/story", stories.story, name="story"),
    path("people/<uuid:person>/story/agree", stories.agree, name="agree"),
    path("people/<uuid:person>/story/<uuid:use>/end", stories.end, name="end"),
    path("people/<uuid:person>/story/<uuid:use>/go-on", stories.go_on, name="go-on"),
]
