"""Addresses of counselling; all but the psychologist's own page hang under a person."""

from django.urls import path

from guitu.web.counselling import cases, views

app_name = "counselling"
_P = "people/<uuid:person>/counselling"
urlpatterns = [
    path("my-counselling/", views.start, name="start"),
    path(_P, views.counselling, name="counselling"),
    path(f"{_P}/agree", views.agree, name="agree"),
    path(f"{_P}/shared", views.shared, name="shared"),
    path(f"{_P}/<uuid:case>", cases.case, name="case"),
    path(f"{_P}/<uuid:case>/open", cases.open_case, name="open"),
    path(f"{_P}/<uuid:case>/end", cases.end, name="end"),
    path(f"{_P}/<uuid:case>/sessions", cases.plan_session, name="plan-session"),
    path(f"{_P}/<uuid:case>/hand-over", cases.hand_over, name="hand-over"),
    path(f"{_P}/sessions/<uuid:session>", cases.session, name="session"),
]
