"""Addresses of surveys; what a respondent is given stands under ``s/``."""

from django.urls import path

from guitu.web.surveys import board, bringing, entering, link, outcome

app_name = "surveys"
_ONE = "surveys/<uuid:campaign>"
urlpatterns = [
    path("surveys/", board.surveys, name="surveys"),
    path("surveys/new", board.new, name="new"),
    path("surveys/questionnaires/", bringing.questionnaires, name="questionnaires"),
    path("surveys/questionnaires/<uuid:questionnaire>", bringing.questionnaire, name="questionnaire"),
    path("surveys/questionnaires/<uuid:questionnaire>/state", bringing.state, name="questionnaire-state"),
    path(_ONE, board.one, name="one"),
    path(f"{_ONE}/finish", board.finish, name="finish"),
    path(f"{_ONE}/log/<int:stratum>", board.log, name="log"),
    path(f"{_ONE}/sheets", entering.sheets, name="sheets"),
    path(f"{_ONE}/enter", entering.enter, name="enter"),
    path(f"{_ONE}/results", outcome.results, name="results"),
    path("s/<str:token>", link.answer, name="link"),
]
