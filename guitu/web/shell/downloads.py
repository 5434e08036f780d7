"""Files that leave by a browser: saved, never shown, and named by us."""

from django.http import HttpResponse
from django.utils.http import content_disposition_header


def download(content: bytes, *, name: str, kind: str) -> HttpResponse:
    """``content`` as a file to save.

    Args:
        content: the whole file.
        name: as saved; made by us, never what somebody sent.
        kind: its media type.
    """
    response = HttpResponse(content, content_type=kind)
    response["Content-Disposition"] = content_disposition_header(as_attachment=True, filename=name)
    response["X-Content-Type-Options"] = "nosniff"
    response["Content-Security-Policy"] = "sandbox; default-src 'none'"  # should a browser show it after all
    response["Cache-Control"] = "private, no-store"
    return response
