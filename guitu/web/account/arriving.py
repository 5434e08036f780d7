"""Signing in: password or agency first, then the second factor; or a passkey, which is both.

Between the two proofs the session holds only who is meant and since when; nobody is signed in by it.
"""

from datetime import datetime, timedelta
from uuid import UUID

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.crypto import constant_time_compare

from guitu.domain.access import Role
from guitu.domain.kernel.errors import DomainError
from guitu.foundation import clock
from guitu.foundation.accounts import factors, throttle
from guitu.foundation.accounts.commands import authenticate
from guitu.foundation.accounts.models import Account
from guitu.foundation.accounts.sign_ins import Method
from guitu.web.account.forms import SignInForm
from guitu.web.account.tries import prove, status_of
from guitu.web.shell import sessions
from guitu.web.shell.http import elsewhere, screen
from guitu.web.shell.navigation import first_page
from guitu.web.shell.words import sentence

_HALFWAY = "halfway"  # the session's key between the two proofs
_LONGEST = timedelta(minutes=10)  # between them; proposed


@screen(public=True)
def sign_in(request: HttpRequest) -> HttpResponse:
    """The sign-in page: a neutral name, and nothing about what the work is."""
    form = SignInForm(request.POST or None)
    status = 200
    if request.method == "POST":
        status = 422
        if form.is_valid():
            place, now = sessions.place_of(request), clock.now()
            try:
                account = authenticate(
                    **form.cleaned_data, address=place.address, device=place.device, at=now
                )
            except DomainError as error:
                form.blame(error)
                status = status_of(error)
            else:
                return arrived(
                    request, account, method=Method.PASSWORD, wanted=sessions.wanted(request, ""), at=now
                )
    context = {
        "form": form,
        "next": sessions.wanted(request, ""),
        "why": request.GET.get("why", ""),
        "lost": request.GET.get("lost") == "1",
        "agency": settings.GUITU_OIDC_NAME if settings.GUITU_OIDC_ISSUER else "",
        "passkeys": sessions.can_passkeys(request),
    }
    return render(request, "account/sign_in.html", context, status=status)


def arrived(
    request: HttpRequest, account: Account, *, method: Method, wanted: str, at: datetime
) -> HttpResponse:
    """After the first proof: on to the second where the account has one, else in."""
    if factors.has_factor(account.id):
        request.session.cycle_key()
        request.session[_HALFWAY] = {
            "account": str(account.id),
            "password": account.get_session_auth_hash(),
            "at": at.isoformat(),
            "next": wanted,
        }
        return elsewhere(request, reverse("account:second"))
    return _come_in(request, account, method=method, wanted=wanted, at=at)


def _come_in(
    request: HttpRequest, account: Account, *, method: Method, wanted: str, at: datetime
) -> HttpResponse:
    request.session.pop(_HALFWAY, None)
    sessions.enter(request, account, method=method, at=at)
    if method is Method.RECOVERY:
        return elsewhere(request, reverse("account:factors"))
    return elsewhere(request, wanted or first_page(Role(account.role)))


@screen(public=True)
def second(request: HttpRequest) -> HttpResponse:
    """The second factor of whoever gave the first."""
    now = clock.now()
    account, wanted = _halfway(request, now)
    if account is None:
        return elsewhere(request, reverse("account:sign-in"))
    words, status = "", 200
    if request.method == "POST":
        try:
            method = prove(request, account, at=now)
        except DomainError as error:
            words, status = sentence(error), status_of(error)
        else:
            return _come_in(request, account, method=method, wanted=wanted, at=now)
    has_passkey = any(f.method is Method.PASSKEY for f in factors.factors_of(account.id))
    context = {"words": words, "has_code": _has_code(account)}
    if has_passkey and sessions.can_passkeys(request):
        context["question"] = factors.passkey_question(account)
    return render(request, "account/second.html", context, status=status)


def _has_code(account: Account) -> bool:
    """Whether a code can be typed: a one-time code or a recovery code."""
    has_totp = any(f.method is Method.TOTP for f in factors.factors_of(account.id))
    return has_totp or factors.recovery_codes(account.id)[1] > 0


def _halfway(request: HttpRequest, now: datetime) -> tuple[Account | None, str]:
    """Who gave the first proof here within the last minutes, and where they want to go.

    A password changed since then takes the first proof back.
    """
    kept = request.session.get(_HALFWAY)
    if kept is None or now - datetime.fromisoformat(kept["at"]) > _LONGEST:
        return None, ""
    account = Account.objects.filter(id=UUID(kept["account"]), is_active=True).first()
    if account is None or not constant_time_compare(kept["password"], account.get_session_auth_hash()):
        return None, ""
    return account, kept["next"]


@screen(public=True)
def passkey(request: HttpRequest) -> HttpResponse:
    """Sign in with a passkey alone: the device holds it and has verified the person."""
    words, status = "", 200
    if request.method == "POST":
        place, now = sessions.place_of(request), clock.now()
        try:
            throttle.admit(username="", address=place.address, device=place.device, at=now)
            account = factors.check_passkey(request.POST.get("credential", ""), at=now)
        except DomainError as error:
            words, status = sentence(error), status_of(error)
        else:
            wanted = sessions.wanted(request, "")
            return _come_in(request, account, method=Method.PASSKEY, wanted=wanted, at=now)
    question = factors.passkey_question() if sessions.can_passkeys(request) else ""
    context = {"question": question, "words": words, "next": sessions.wanted(request, "")}
    return render(request, "account/passkey.html", context, status=status)
