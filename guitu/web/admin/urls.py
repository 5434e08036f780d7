"""Addresses of this screen."""

from django.http import Http404, HttpResponse
from django.urls import path

from guitu.web.shell.http import Request, screen


@screen()
def soon(request: Request) -> HttpResponse:
    """Being built."""
    raise Http404


app_name = "admin"
urlpatterns = [path("accounts/", soon, name="accounts"), path("units/", soon, name="units")]
