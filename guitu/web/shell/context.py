"""What the frame round every page needs to know."""

from typing import Any

from django.conf import settings
from django.http import HttpRequest
from django.templatetags.static import static
from django.utils.translation import get_language

from guitu.domain.access import Role
from guitu.web.shell.navigation import ways

THEMES = ("auto", "light", "dark")


def shell(request: HttpRequest) -> dict[str, Any]:
    """Theme, language, demo flag, and for a signed-in account its ways and its name."""
    account = getattr(request, "account", None)
    theme = request.COOKIES.get(settings.THEME_COOKIE_NAME, "auto")
    return {
        "theme": theme if theme in THEMES else "auto",
        "language": get_language() or settings.LANGUAGE_CODE,
        "demo": settings.GUITU_DEMO,
        "account": account,
        "ways": ways(Role(account.role)) if account is not None else (),
        "icons": static("icons.svg"),
        "today": getattr(request, "today", None),
    }
