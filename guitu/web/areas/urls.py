"""Addresses of areas."""

from django.urls import path

from guitu.web.areas import caseload, entering, lists, looking, proposing, units

app_name = "areas"
urlpatterns = [
    path("areas/", looking.counties, name="counties"),
    path("areas/criteria", looking.criteria_page, name="criteria"),
    path("areas/import", lists.start, name="import"),
    path("areas/import/<uuid:batch>", lists.batch, name="batch"),
    path("areas/<int:region>/", looking.area, name="area"),
    path("areas/<int:region>/facts/new", entering.enter, name="enter"),
    path("areas/<int:region>/propose", proposing.propose, name="propose"),
    path("areas/<int:region>/caseload", caseload.caseload, name="caseload"),
    path("areas/<int:region>/units", units.standing, name="units"),
    path("areas/<int:region>/behind/<slug:metric>/<slug:part>", units.behind, name="behind"),
    path("areas/facts/<uuid:fact>/correct", entering.correct, name="correct"),
    path("areas/proposals/<uuid:proposal>", proposing.one, name="proposal"),
    path("areas/proposals/<uuid:proposal>/decide", proposing.decide, name="decide"),
    path("areas/proposals/<uuid:proposal>/withdraw", proposing.withdraw, name="withdraw"),
]
