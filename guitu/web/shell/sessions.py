"""Who is at the other end: the browser's sign-in, whether it still holds, and how fresh its proof is.

The only place that puts an account into a session. The session names a sign-in
(``guitu.foundation.accounts.sign_ins``); the browser it belongs to is known by a cookie of its own.
"""

import re
import secrets
from collections.abc import Callable
from datetime import datetime
from urllib.parse import urlencode, urlsplit
from uuid import UUID

from django.conf import settings
from django.contrib import messages
from django.contrib.auth import HASH_SESSION_KEY, login, logout
from django.contrib.auth.models import AnonymousUser
from django.http import HttpRequest, HttpResponseBase
from django.urls import reverse
from django.utils.crypto import constant_time_compare
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _

from guitu.foundation import clock
from guitu.foundation.accounts import sign_ins, throttle
from guitu.foundation.accounts.models import Account, SignIn
from guitu.foundation.accounts.sign_ins import ONE_FACTOR, Ending, Method, Place

GetResponse = Callable[[HttpRequest], HttpResponseBase]

SIGN_IN = "sign_in"  # the session's key for the sign-in's id
_DEVICE = re.compile(r"[0-9a-f]{64}")
_YEAR = 365 * 24 * 60 * 60
_BROWSERS = (("Edg/", "Edge"), ("MicroMessenger", "WeChat"), ("Firefox/", "Firefox"), ("Chrome/", "Chrome"))
_SYSTEMS = (("Android", "Android"), ("iPhone", "iPhone"), ("iPad", "iPad"), ("Windows", "Windows"))
_OTHERS = (("Mac OS X", "macOS"), ("Linux", "Linux"))


class Sessions:
    """Sets ``request.user`` and ``request.sign_in``, or why there is none: ``request.session_over``."""

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        """Answer as whoever is signed in; the device's cookie goes along where one was made."""
        request.user = AnonymousUser()
        request.sign_in = None  # type: ignore[attr-defined] # declared on shell.http.Request
        request.session_over = ""  # type: ignore[attr-defined] # as above
        _recognise(request)
        response = self.get_response(request)
        made = getattr(request, "device_made", "")
        if made:
            response.set_cookie(
                settings.DEVICE_COOKIE_NAME, made, max_age=_YEAR, httponly=True, samesite="Lax",
                secure=settings.SESSION_COOKIE_SECURE,
            )  # fmt: skip
        return response


def _recognise(request: HttpRequest) -> None:
    named = request.session.get(SIGN_IN)
    if named is None:
        return
    row = sign_ins.found(UUID(named))
    now = clock.now()
    place = place_of(request)
    why = Ending.OUT if row is None else sign_ins.over(row, device=place.device, at=now)
    if row is None or why is not None or not _same_password(request, row.account):
        request.session.flush()
        request.session_over = (why or Ending.PASSWORD).value  # type: ignore[attr-defined] # as above
        return
    request.user = row.account
    request.sign_in = row  # type: ignore[attr-defined] # as above
    if sign_ins.notice(row, address=place.address, at=now):
        messages.warning(request, _two_places())


def _same_password(request: HttpRequest, account: Account) -> bool:
    kept = request.session.get(HASH_SESSION_KEY, "")
    return constant_time_compare(kept, account.get_session_auth_hash())


# where a request comes from


def place_of(request: HttpRequest) -> Place:
    """The address, the device and what the browser calls itself."""
    return Place(address_of(request), _device_digest(request), _label(request.headers.get("User-Agent", "")))


def address_of(request: HttpRequest) -> str:
    """The other end's address; behind the proxy that GUITU_TLS declares, the one the proxy saw."""
    address = str(request.META.get("REMOTE_ADDR", ""))
    if settings.SECURE_PROXY_SSL_HEADER:
        # only the last one is the proxy's own word; those before it came from the other end
        address = request.headers.get("X-Forwarded-For", address).rpartition(",")[2].strip()
    return address[:64]


def _device_digest(request: HttpRequest) -> str:
    cookie = getattr(request, "device_made", "") or request.COOKIES.get(settings.DEVICE_COOKIE_NAME, "")
    return throttle.digest(cookie) if _DEVICE.fullmatch(cookie) else ""


def _label(agent: str) -> str:
    def first(pairs: tuple[tuple[str, str], ...], otherwise: str) -> str:
        return next((word for mark, word in pairs if mark in agent), otherwise)

    browser = first(_BROWSERS, "Safari" if "Safari/" in agent else "–")
    return f"{browser} · {first(_SYSTEMS + _OTHERS, '–')}"


# coming in and going out


def enter(request: HttpRequest, account: Account, *, method: Method, at: datetime) -> None:
    """Sign ``account`` in, in this browser: every proof asked for has been given."""
    if not _device_digest(request):
        request.device_made = secrets.token_hex(32)  # type: ignore[attr-defined] # read by the middleware
    before: SignIn | None = getattr(request, "sign_in", None)
    if before is not None:
        sign_ins.end(before.id, account_id=before.account_id, why=Ending.OUT, at=at)
    opened = sign_ins.begin(account, method=method, place=place_of(request), at=at)
    request.session.cycle_key()
    login(request, account, backend="django.contrib.auth.backends.ModelBackend")
    request.session[SIGN_IN] = str(opened.row.id)
    request.sign_in = opened.row  # type: ignore[attr-defined] # declared on shell.http.Request
    if opened.new_device:
        messages.warning(request, _("您的账号第一次在这台设备上登录，已记下。请到“我的账号”核对。"))
    if opened.elsewhere:
        messages.warning(request, _two_places())


def _two_places() -> str:
    return _("您的账号正在另一处同时使用。如果不是您本人，请到“我的账号”结束那次登录并更改密码。")


def leave(request: HttpRequest, *, at: datetime) -> None:
    """Sign out here."""
    row: SignIn | None = getattr(request, "sign_in", None)
    if row is not None:
        sign_ins.end(row.id, account_id=row.account_id, why=Ending.OUT, at=at)
    logout(request)


# what stands between somebody signed in and a screen


def must_enrol(request: HttpRequest) -> bool:
    """Whether the account has to set up a second factor before anything else: always, but beside a demo."""
    row: SignIn | None = getattr(request, "sign_in", None)
    return not settings.GUITU_DEMO and row is not None and row.method in ONE_FACTOR


def is_fresh(request: HttpRequest) -> bool:
    """Whether a factor was shown within the last five minutes."""
    row: SignIn | None = getattr(request, "sign_in", None)
    return row is not None and sign_ins.is_fresh(row, at=clock.now())


def sign_in_address(request: HttpRequest) -> str:
    """The sign-in page, which leads back and says why one was signed out."""
    return _with_way_back(request, settings.LOGIN_URL, why=getattr(request, "session_over", ""))


def step_up_address(request: HttpRequest) -> str:
    """The page that asks for a factor again and leads back to the form."""
    return _with_way_back(request, reverse("account:confirm"))


def _with_way_back(request: HttpRequest, address: str, *, why: str = "") -> str:
    given = {"next": way_back(request)}
    if why:
        given["why"] = why
    if request.method not in {"GET", "HEAD"}:
        given["lost"] = "1"  # what was sent was not taken: the page says so
    return f"{address}?{urlencode(given)}"


def way_back(request: HttpRequest) -> str:
    """The page the request was made from: itself, or for what was sent, the page of its form."""
    if request.method in {"GET", "HEAD"} and not getattr(request, "htmx", False):
        return request.get_full_path()
    named = request.headers.get("HX-Current-URL") or request.headers.get("Referer", "")
    safe = url_has_allowed_host_and_scheme(named, {request.get_host()}, require_https=request.is_secure())
    if not safe:
        return "/"
    parts = urlsplit(named)
    return f"{parts.path}?{parts.query}" if parts.query else parts.path or "/"


def wanted(request: HttpRequest, otherwise: str) -> str:
    """Where the form or the address says to go afterwards: only inside this site."""
    named = request.POST.get("next") or request.GET.get("next") or ""
    safe = url_has_allowed_host_and_scheme(named, {request.get_host()}, require_https=request.is_secure())
    return named if safe else otherwise


def can_passkeys(request: HttpRequest) -> bool:
    """Whether a browser would do it here: under a name, never a bare address; over TLS or on this machine."""
    host = request.get_host().partition(":")[0]
    if host == "localhost":
        return True
    return request.is_secure() and not re.fullmatch(r"[0-9.]+|\[.*", host)
