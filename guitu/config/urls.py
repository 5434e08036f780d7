"""The root of all addresses: one line per screen, each an include of that screen's own urls."""

from django.urls import URLPattern, URLResolver, include, path

urlpatterns: list[URLPattern | URLResolver] = [
    path("", include("guitu.web.account.urls")),
    path("", include("guitu.web.desk.urls")),
]

handler400 = "guitu.web.shell.refusals.bad_request"
handler403 = "guitu.web.shell.refusals.forbidden"
handler404 = "guitu.web.shell.refusals.not_found"
handler500 = "guitu.web.shell.refusals.broken"
