"""Addresses of letters and of the shelf of templates."""

from django.urls import path

from guitu.web.letters import shelf, views

app_name = "letters"
urlpatterns = [
    path("people/<uuid:person>/letters/", views.letters, name="letters"),
    path("people/<uuid:person>/letters/new/<slug:kind>", views.new, name="new"),
    path("people/<uuid:person>/letters/<uuid:letter>", views.letter, name="letter"),
    path("letters/templates/", shelf.shelf, name="shelf"),
    path("letters/templates/<slug:kind>", shelf.template, name="template"),
    path("letters/templates/<slug:kind>/file", shelf.file, name="template-file"),
    path("letters/templates/<slug:kind>/remove", shelf.remove, name="template-remove"),
    path("letters/templates/<slug:kind>/versions/<int:number>", shelf.version, name="template-version"),
    path("letters/templates/<slug:kind>/versions/<int:number>/use", shelf.use, name="template-use"),
]
