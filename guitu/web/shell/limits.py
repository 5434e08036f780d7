"""What a request may be, before anything of it is read: its size, where it comes from, what it is made of.

And the headers that tell a browser what pages of this house may do. CSRF tokens are checked beside this: a
browser that says a form came from another site is believed.
"""

from collections.abc import Callable, Sequence

from django.http import HttpRequest, HttpResponse, HttpResponseBase

from guitu.web.shell import refusals

GetResponse = Callable[[HttpRequest], HttpResponseBase]

BODY_MOST = 45 * 1024 * 1024
"""Bytes; a roster may have 40 MB (``exchange.importers.xlsx_guard``), and its form a little more."""

ADDRESS_MOST = 8 * 1024  # bytes of path and query
_READS = ("GET", "HEAD")
_METHODS = (*_READS, "POST")  # what pages and the API use; a view never has to think of another
_ELSEWHERE = frozenset({"cross-site", "same-site"})  # another application of the same agency is elsewhere too
_NUL = "\x00"  # PostgreSQL's text cannot hold it

# This house asks the browser for passkeys and for nothing else.
_DENIED = (
    *("accelerometer", "autoplay", "bluetooth", "browsing-topics", "camera", "display-capture"),
    *("encrypted-media", "fullscreen", "gamepad", "geolocation", "gyroscope", "hid", "idle-detection"),
    *("local-fonts", "magnetometer", "microphone", "midi", "payment", "picture-in-picture"),
    *("screen-wake-lock", "serial", "usb", "xr-spatial-tracking"),
)
_OWN = ("publickey-credentials-get", "publickey-credentials-create")
HEADERS = {
    "Permissions-Policy": ", ".join(
        [*(f"{name}=()" for name in _DENIED), *(f"{name}=(self)" for name in _OWN)]
    ),
    "Cross-Origin-Resource-Policy": "same-origin",
    "X-Permitted-Cross-Domain-Policies": "none",
    "Origin-Agent-Cluster": "?1",
}


def headers(get_response: GetResponse) -> GetResponse:
    """What every answer carries, files of the site included."""

    def answer(request: HttpRequest) -> HttpResponseBase:
        response = get_response(request)
        for name, value in HEADERS.items():
            response.headers.setdefault(name, value)
        return response

    return answer


class Guard:
    """Refuses what no page of ours sends."""

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        """Answer, or refuse by method, by size, by address or by where it comes from."""
        return self._refused(request) or self.get_response(request)

    def _refused(self, request: HttpRequest) -> HttpResponse | None:
        if request.method not in _METHODS:
            return refusals.not_allowed(request, _METHODS)
        query = request.META.get("QUERY_STRING", "")
        if len(request.path_info.encode()) + len(query) > ADDRESS_MOST:
            return refusals.too_long(request)
        if _NUL in request.path_info or "%00" in query or _NUL in query:
            return refusals.bad_request(request)
        if _length(request) > BODY_MOST:
            return refusals.too_large(request)
        if request.method not in _READS and request.headers.get("Sec-Fetch-Site") in _ELSEWHERE:
            return refusals.stale_form(request)
        return None

    def process_view(
        self, request: HttpRequest, view: Callable[..., object], args: Sequence[object], kwargs: object
    ) -> HttpResponse | None:
        """Refuse a form that holds what no keyboard types; it has been parsed for its CSRF token already."""
        if request.method == "POST":
            for name, values in request.POST.lists():
                if _NUL in name or any(_NUL in value for value in values):
                    return refusals.bad_request(request)
        return None


def _length(request: HttpRequest) -> int:
    said = request.META.get("CONTENT_LENGTH") or "0"
    return int(said) if said.isascii() and said.isdigit() else 0
