"""Signing in and out, one's own password, and how the pages look and speak."""

from typing import Any

from django.conf import settings
from django.contrib import messages
from django.contrib.auth import login, logout, update_session_auth_hash
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from guitu.domain.access import Role
from guitu.domain.kernel.errors import DomainError
from guitu.foundation import clock
from guitu.foundation.accounts.commands import authenticate, change_password
from guitu.web.account.forms import PasswordForm, SignInForm
from guitu.web.shell.context import THEME_COOKIE, THEMES
from guitu.web.shell.http import Request, elsewhere, screen
from guitu.web.shell.navigation import first_page
from guitu.web.shell.words import sentence

_YEAR = 365 * 24 * 60 * 60
_TOO_MANY, _NOT_TAKEN = 429, 422


def _next(request: HttpRequest, otherwise: str) -> str:
    """Where to go afterwards: only inside this site."""
    wanted = request.POST.get("next") or request.GET.get("next") or ""
    safe = url_has_allowed_host_and_scheme(wanted, {request.get_host()}, require_https=request.is_secure())
    return wanted if safe else otherwise


@screen(public=True)
def sign_in(request: HttpRequest) -> HttpResponse:
    """The sign-in page: a neutral name, and nothing about what the work is."""
    form = SignInForm(request.POST or None)
    status = 200
    if request.method == "POST":
        status = _NOT_TAKEN
        if form.is_valid():
            try:
                account = authenticate(
                    **form.cleaned_data, address=request.META.get("REMOTE_ADDR", ""), at=clock.now()
                )
            except DomainError as error:
                form.blame(error)
                status = _TOO_MANY if error.code == "sign-in.throttled" else _NOT_TAKEN
            else:
                login(request, account, backend="django.contrib.auth.backends.ModelBackend")
                return elsewhere(request, _next(request, first_page(Role(account.role))))
    context = {"form": form, "next": _next(request, "")}
    return render(request, "account/sign_in.html", context, status=status)


@require_POST
@screen(before_new_password=True)
def sign_out(request: Request) -> HttpResponse:
    """End the session."""
    logout(request)
    return elsewhere(request, reverse("account:sign-in"))


@require_safe
@screen()
def me(request: Request) -> HttpResponse:
    """Who one is here: name, work, unit."""
    return render(request, "account/me.html")


@screen(before_new_password=True)
def password(request: Request) -> HttpResponse:
    """Choose a new password; other sessions end, this one goes on."""
    form = PasswordForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        given: dict[str, Any] = form.cleaned_data
        try:
            change_password(request.account.id, old=given["old"], new=given["new"], at=clock.now())
        except DomainError as error:
            form.add_error("old" if error.code == "password.wrong" else "new", sentence(error))
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
    response = elsewhere(request, _next(request, "/"))
    if chosen in dict(settings.LANGUAGES):
        _keep(response, settings.LANGUAGE_COOKIE_NAME, chosen)
    return response


@require_POST
@screen(public=True)
def theme(request: HttpRequest) -> HttpResponse:
    """Keep light, dark or the system's own in a cookie and go back."""
    chosen = request.POST.get("theme", "")
    response = elsewhere(request, _next(request, "/"))
    if chosen in THEMES:
        _keep(response, THEME_COOKIE, chosen)
    return response


def _keep(response: HttpResponse, name: str, value: str) -> None:
    response.set_cookie(
        name, value, max_age=_YEAR, httponly=True, samesite="Lax", secure=settings.SESSION_COOKIE_SECURE
    )
