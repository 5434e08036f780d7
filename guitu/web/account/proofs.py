"""One's own second factors: setting them up, taking them away, recovery codes, and showing one again."""

from django.conf import settings
from django.contrib import messages
from django.contrib.auth.hashers import check_password
from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from guitu.domain.kernel.errors import DomainError
from guitu.foundation import clock
from guitu.foundation.accounts import factors, sign_ins, throttle
from guitu.foundation.accounts.sign_ins import Method
from guitu.web.account.tries import inside, prove, status_of
from guitu.web.shell import sessions
from guitu.web.shell.http import Request, elsewhere, screen
from guitu.web.shell.words import sentence

_SEALED = "code_to_set_up"  # the session's key for a sealed secret that is not in use yet


@screen(before_new_password=True)
def mine(request: Request) -> HttpResponse:
    """The factors one has, and the ways to add some."""
    codes, left = factors.recovery_codes(request.account.id)
    context = {
        "factors": factors.factors_of(request.account.id),
        "recovery_left": left,
        "recovery_waits": bool(codes),
        "passkeys": sessions.can_passkeys(request),
        "must": sessions.must_enrol(request),
    }
    return render(request, "account/factors.html", context)


@screen(before_new_password=True, fresh=True)
def code(request: Request) -> HttpResponse:
    """Set up one-time codes: the picture for the phone, then its first code."""
    words, now = "", clock.now()
    sealed = request.session.get(_SEALED, "")
    if request.method == "POST" and sealed:
        try:
            factors.add_code(request.account, sealed=sealed, code=request.POST.get("code", "")[:20], at=now)
        except DomainError as error:
            words = sentence(error)
        else:
            request.session.pop(_SEALED)
            return _added(request, Method.TOTP)
    offer = factors.offer_code(request.account, sealed)
    request.session[_SEALED] = offer.sealed
    context = {"offer": offer, "words": words}
    return render(request, "account/code.html", context, status=422 if words else 200)


@screen(before_new_password=True, fresh=True)
def new_passkey(request: Request) -> HttpResponse:
    """Make a passkey in this browser or on a key."""
    words = ""
    if request.method == "POST":
        name = request.POST.get("name", "").strip() or _("通行密钥")
        answer = request.POST.get("credential", "")
        try:
            factors.add_passkey(request.account, answer=answer, name=name, at=clock.now())
        except DomainError as error:
            words = sentence(error)
        else:
            return _added(request, Method.PASSKEY)
    wish = factors.passkey_wish(request.account) if sessions.can_passkeys(request) else ""
    context = {"wish": wish, "words": words}
    return render(request, "account/new_passkey.html", context, status=422 if words else 200)


def _added(request: Request, method: Method) -> HttpResponse:
    now = clock.now()
    factors.ensure_recovery_codes(request.account)
    sign_ins.prove(request.sign_in, method=method, at=now)
    messages.success(request, _("已添加。以后登录时会用到它。"))
    waits = factors.recovery_codes(request.account.id)[0]
    return elsewhere(request, reverse("account:recovery" if waits else "account:factors"))


@require_POST
@screen(fresh=True)
def remove(request: Request, factor: int) -> HttpResponse:
    """Take one factor away; outside of a demo never the last."""
    factors.remove(request.account, factor, needed=not settings.GUITU_DEMO, at=clock.now())
    messages.success(request, _("已移除。"))
    return elsewhere(request, reverse("account:factors"))


@screen(before_new_password=True, fresh=True)
def recovery(request: Request) -> HttpResponse:
    """The recovery codes, until one says they are written down; or new ones."""
    if request.method == "POST":
        if request.POST.get("do") == "renew":
            factors.renew_recovery_codes(request.account, at=clock.now())
            return elsewhere(request, request.path)
        factors.put_away_recovery_codes(request.account.id, at=clock.now())
        return elsewhere(request, sessions.wanted(request, "/"))
    codes, left = factors.recovery_codes(request.account.id)
    return render(request, "account/recovery.html", {"codes": codes, "left": left})


@screen(public=True)
def confirm(request: Request) -> HttpResponse:
    """Show a factor again before a consequential act; then back to the page of its form."""
    turned_away = inside(request, ready=True)
    if turned_away is not None:
        return turned_away
    words, status, now = "", 200, clock.now()
    has_factor = factors.has_factor(request.account.id)
    if request.method == "POST":
        try:
            method = prove(request, request.account, at=now) if has_factor else _password(request)
        except DomainError as error:
            words, status = sentence(error), status_of(error)
        else:
            return _confirmed(request, method)
    context = {"words": words, "has_factor": has_factor, "next": sessions.wanted(request, "/")}
    context["lost"] = (request.POST.get("lost") or request.GET.get("lost")) == "1"
    if _asks_for_passkey(request):
        context["question"] = factors.passkey_question(request.account)
    return render(request, "account/confirm.html", context, status=status)


def _asks_for_passkey(request: Request) -> bool:
    mine = factors.factors_of(request.account.id)
    return sessions.can_passkeys(request) and any(f.method is Method.PASSKEY for f in mine)


def _password(request: Request) -> Method:
    """The password again, where there is no factor: beside a demo."""
    place = sessions.place_of(request)
    throttle.admit(
        username=request.account.username, address=place.address, device=place.device, at=clock.now()
    )
    if not check_password(request.POST.get("password", ""), request.account.password):
        raise DomainError("factor.password-wrong")
    return Method.PASSWORD


def _confirmed(request: Request, method: Method) -> HttpResponse:
    place, now = sessions.place_of(request), clock.now()
    throttle.forgive(username=request.account.username, address=place.address, device=place.device)
    sign_ins.prove(request.sign_in, method=method, at=now)
    if request.POST.get("lost") == "1":
        messages.warning(request, _("身份已确认。刚才的内容没有提交，请核对后再提交一次。"))
    return elsewhere(request, sessions.wanted(request, "/"))
