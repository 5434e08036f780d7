"""Addresses of the directory."""

from django.urls import path

from guitu.web.directory import entitled, keeping, looking

app_name = "directory"
urlpatterns = [
    path("services/", looking.services_page, name="services"),
    path("services/new", keeping.new, name="new"),
    path("services/stale", keeping.stale_pages, name="stale"),
    path("people/<uuid:person>/entitlements", entitled.entitlements, name="entitlements"),
    path("services/<uuid:service>", looking.service_page, name="service"),
    path("services/<uuid:service>/edit", keeping.edit, name="edit"),
    path("services/<uuid:service>/verify", keeping.verify, name="verify"),
    path("services/<uuid:service>/free", keeping.free, name="free"),
    path("services/<uuid:service>/close", keeping.close, name="close"),
    path("services/<uuid:service>/reopen", keeping.reopen, name="reopen"),
    path("services/<uuid:service>/remove", keeping.remove, name="remove"),
]
