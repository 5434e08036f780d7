"""Addresses of the API: each operation behind the door of the page that shows the same."""

from collections.abc import Iterator

from django.http import HttpResponse, JsonResponse
from django.urls import URLPattern, path
from django.views.decorators.http import require_safe

from guitu.domain.access import Permission
from guitu.web.api.gate import gated
from guitu.web.api.views import api
from guitu.web.shell.http import Request

app_name = "api"

PERMISSIONS = {
    "worklist": Permission.PERSON_READ,
    "search": Permission.PERSON_SEARCH,
    "person": Permission.PERSON_READ,
    "record": Permission.PERSON_READ,  # what may be written is asked by the workflow, kind by kind
    "figures": Permission.FIGURES_READ,
}


@require_safe
def description(_request: Request) -> HttpResponse:
    """The API in its own words: OpenAPI."""
    return JsonResponse(api.get_openapi_schema(path_prefix="/api/v1/"))


def _operations() -> Iterator[URLPattern]:
    """Every operation under its own permission. One that is not named above stops the start."""
    found, _app, _namespace = api.urls
    for pattern in found:
        if isinstance(pattern, URLPattern) and pattern.name != "api-root":
            view = gated(PERMISSIONS[str(pattern.name)], pattern.callback)
            yield path(str(pattern.pattern), view, name=str(pattern.name))


# the description is for whoever reads the rules: all who work here
_described = gated(Permission.RULEBOOK_READ, description)
urlpatterns = [path("openapi.json", _described, name="description"), *_operations()]
