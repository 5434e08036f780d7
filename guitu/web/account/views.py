"""One's own account: signing out, one's own password, and how the pages look and speak."""

from typing import Any

from django.conf import settings
from django.contrib import messages
from django.contrib.auth import update_session_auth_hash
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from guitu.domain.access import Role
from guitu.domain.kernel.errors import DomainError
from guitu.domain.ledger.line import Act
from guitu.foundation import clock
from guitu.foundation.accounts import flags, proposals
from guitu.foundation.accounts.commands import change_password
from guitu.foundation.audit import sightings
from guitu.web.account.forms import PasswordForm
from guitu.web.account.leaving import gone
from guitu.web.account.tries import inside, tried
from guitu.web.shell import sessions
from guitu.web.shell.context import THEMES
from guitu.web.shell.http import Request, elsewhere, screen
from guitu.web.shell.navigation import first_page
from guitu.web.shell.words import sentence

_YEAR = 365 * 24 * 60 * 60
_NOT_TAKEN = 422


@require_POST
@screen(before_new_password=True)
def sign_out(request: Request) -> HttpResponse:
    """End the session."""
    sightings.happened(Act.SIGN_OUT)
    return gone(request, at=clock.now())


@require_safe
@screen()
def me(request: Request) -> HttpResponse:
    """Who one is here: name, work, unit; what was odd about one's sign-ins, what waits for one's word."""
    context = {
        "odd": flags.unknown_to(request.account.id),
        "waiting": proposals.waiting(request.viewer, at=clock.now()),
    }
    return render(request, "account/me.html", context)


@screen(public=True)
def password(request: Request) -> HttpResponse:
    """Choose a new password; other sign-ins end, this one goes on."""
    turned_away = inside(request)
    if turned_away is not None:
        return turned_away
    form = PasswordForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        given: dict[str, Any] = form.cleaned_data
        now = clock.now()
        try:
            with tried(request, request.account, at=now):
                change_password(
                    request.account.id, old=given["old"], new=given["new"], at=now, keep=request.sign_in.id
                )
        except DomainError as error:
            about_old = error.code in {"password.wrong", "sign-in.throttled"}
            form.add_error("old" if about_old else "new", sentence(error))
        else:
            request.account.refresh_from_db()
            update_session_auth_hash(request, request.account)
            messages.success(request, _("密码已更改。其他设备上的登录已退出。"))
            return elsewhere(request, first_page(Role(request.account.role)))
    status = _NOT_TAKEN if request.method == "POST" else 200
    return render(request, "account/password.html", {"form": form}, status=status)


@require_POST
@screen(public=True)
def language(request: HttpRequest) -> HttpResponse:
    """Keep the chosen language in a cookie and go back."""
    chosen = request.POST.get("language", "")
    response = elsewhere(request, sessions.wanted(request, "/"))
    if chosen in dict(settings.LANGUAGES):
        _keep(response, settings.LANGUAGE_COOKIE_NAME, chosen)
    return response


@require_POST
@screen(public=True)
def theme(request: HttpRequest) -> HttpResponse:
    """Keep light, dark or the system's own in a cookie and go back."""
    chosen = request.POST.get("theme", "")
    response = elsewhere(request, sessions.wanted(request, "/"))
    if chosen in THEMES:
        _keep(response, settings.THEME_COOKIE_NAME, chosen)
    return response


def _keep(response: HttpResponse, name: str, value: str) -> None:
    response.set_cookie(
        name, value, max_age=_YEAR, httponly=True, samesite="Lax", secure=settings.SESSION_COOKIE_SECURE
    )
