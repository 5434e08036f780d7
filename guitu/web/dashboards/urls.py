"""Addresses of dashboards and reports."""

from django.urls import path

from guitu.web.dashboards import clean, reports, views

app_name = "dashboards"
urlpatterns = [
    path("dashboards/", views.place, name="place"),
    path("dashboards/clean/", clean.clean, name="clean"),
    path("dashboards/reports/", reports.all_reports, name="reports"),
    path("dashboards/reports/<uuid:report>/", reports.report, name="report"),
    path("dashboards/reports/<uuid:report>/again", reports.again, name="again"),
    path("dashboards/reports/<uuid:report>/<slug:form>", reports.file, name="file"),
]
