"""Addresses of the family file; all hang under a person."""

from django.urls import path

from guitu.web.family import acts, pages, school

app_name = "family"
_P = "people/<uuid:person>/family"
urlpatterns = [
    path(_P, pages.family, name="family"),
    path(f"{_P}/relatives/new", pages.new_relative, name="new-relative"),
    path(f"{_P}/relatives/<uuid:relative>", pages.relative, name="relative"),
    path(f"{_P}/relatives/<uuid:relative>/say", acts.say, name="say"),
    path(f"{_P}/relatives/<uuid:relative>/withdraw", acts.withdraw, name="withdraw"),
    path(f"{_P}/relatives/<uuid:relative>/come-back", acts.come_back, name="come-back"),
    path(f"{_P}/relatives/<uuid:relative>/erase", acts.erase, name="erase"),
    path(f"{_P}/relatives/<uuid:relative>/apart", acts.keep_apart, name="apart"),
    path(f"{_P}/apart/<uuid:hold>/ask", acts.ask_to_lift, name="ask-to-lift"),
    path(f"{_P}/apart/<uuid:hold>/decide", acts.decide_lift, name="decide-lift"),
    path(f"{_P}/children/<uuid:child>", pages.child, name="child"),
    path(f"{_P}/children/<uuid:child>/school", school.school, name="school"),
    path(f"{_P}/care/<uuid:care>", pages.care, name="care"),
    path(f"{_P}/lines/<uuid:line>/drop", acts.drop, name="drop"),
    path(f"{_P}/talk", pages.talk, name="talk"),
]
