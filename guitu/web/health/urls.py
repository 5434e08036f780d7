"""Addresses of health; all but the doctor's own page hang under a person."""

from django.urls import path

from guitu.web.health import hospital, views

app_name = "health"
_P = "people/<uuid:person>/health"
urlpatterns = [
    path("my-patients/", views.start, name="start"),
    path(_P, views.health, name="health"),
    path(f"{_P}/lines", views.add_line, name="add-line"),
    path(f"{_P}/lines/<uuid:line>/end", views.end_line, name="end-line"),
    path(f"{_P}/plan", views.plan, name="plan"),
    path(f"{_P}/checkups", views.add_checkup, name="add-checkup"),
    path(f"{_P}/checkups/<uuid:checkup>", views.checkup, name="checkup"),
    path(f"{_P}/insurance", views.insurance, name="insurance"),
    path(f"{_P}/agree", views.agree, name="agree"),
    path(f"{_P}/hospital", hospital.refer, name="refer"),
    path(f"{_P}/hospital/<uuid:referral>/step", hospital.step, name="step"),
    path(f"{_P}/hospital/<uuid:referral>/slip", hospital.slip, name="slip"),
]
