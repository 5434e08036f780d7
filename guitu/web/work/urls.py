"""Addresses of work; most hang under a person."""

from django.urls import path

from guitu.web.work import business, file, placements, promise, slips, unit

app_name = "work"
_P = "people/<uuid:person>/work"
urlpatterns = [
    path("work/", unit.seekers, name="seekers"),
    path("work/promise", promise.behind, name="behind"),
    path(_P, file.overview, name="file"),
    path(f"{_P}/sheet", file.sheet, name="sheet"),
    path(f"{_P}/status", file.status, name="status"),
    path(f"{_P}/refusal", file.refusal, name="refusal"),
    path(f"{_P}/business", business.begin, name="business"),
    path(f"{_P}/business/<uuid:business>", business.step, name="step"),
    path(f"{_P}/matches", placements.matches, name="matches"),
    path(f"{_P}/propose", placements.propose, name="propose"),
    path(f"{_P}/placements/<uuid:placement>", placements.one, name="placement"),
    path(f"{_P}/placements/<uuid:placement>/kept", placements.kept, name="kept"),
    path(f"{_P}/placements/<uuid:placement>/take-back", placements.take_back, name="take-back"),
    path(f"{_P}/placements/<uuid:placement>/slip", slips.slip, name="slip"),
    path(f"{_P}/placements/<uuid:placement>/slip.docx", slips.document, name="slip-file"),
]
