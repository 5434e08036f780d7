"""Addresses of plans; most hang under a person."""

from django.urls import path

from guitu.web.plans import around, office, papers, writing

app_name = "plans"
_P = "people/<uuid:person>"
urlpatterns = [
    path("plans/", office.waiting, name="waiting"),
    path(f"{_P}/plan", writing.plan, name="plan"),
    path(f"{_P}/plan/begin", writing.begin, name="begin"),
    path(f"{_P}/plan/<uuid:plan>", writing.version, name="version"),
    path(f"{_P}/plan/<uuid:plan>/lines", writing.add_line, name="add-line"),
    path(f"{_P}/plan/lines/<uuid:line>/drop", writing.drop_line, name="drop-line"),
    path(f"{_P}/plan/lines/<uuid:line>/progress", writing.progress, name="progress"),
    path(f"{_P}/plan/<uuid:plan>/propose", writing.propose, name="propose"),
    path(f"{_P}/plan/<uuid:plan>/decide", writing.decide, name="decide"),
    path(f"{_P}/plan/<uuid:plan>/review", writing.review, name="review"),
    path(f"{_P}/rights-page", papers.rights, name="rights"),
    path(f"{_P}/papers", papers.papers, name="papers"),
    path(f"{_P}/papers/<slug:paper>", papers.sign_paper, name="sign"),
    path(f"{_P}/group", around.group, name="group"),
    path(f"{_P}/support", around.support, name="support"),
    path(f"{_P}/support/<uuid:line>/drop", around.drop_support, name="drop-support"),
    path(f"{_P}/my-own", around.safety, name="safety"),
    path(f"{_P}/wishes", around.wishes, name="wishes"),
    path(f"{_P}/opinions", office.opinions, name="opinions"),
    path(f"{_P}/opinions/<uuid:opinion>", office.answer, name="answer"),
]
