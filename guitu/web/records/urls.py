"""Addresses of rights and sealed files."""

from django.urls import path

from guitu.web.records import office, person, sealed

app_name = "records"
urlpatterns = [
    path("people/<uuid:person>/rights", person.rights, name="rights"),
    path("people/<uuid:person>/rights/consent/<str:purpose>", person.consent, name="consent"),
    path("people/<uuid:person>/rights/ask", person.ask_for, name="ask"),
    path("people/<uuid:person>/rights/copy", person.copy, name="copy"),
    path("requests/", office.waiting_list, name="waiting"),
    path("requests/<uuid:asked>", office.answer, name="answer"),
    path("correction-count/", office.correction, name="correction"),
    path("sealed/", sealed.openings, name="openings"),
    path("sealed/ask", sealed.ask, name="ask-to-open"),
    path("sealed/<uuid:opening>", sealed.opening, name="opening"),
    path("sealed/<uuid:opening>/refuse", sealed.decline, name="decline"),
    path("sealed/<uuid:opening>/read", sealed.read, name="read"),
]
