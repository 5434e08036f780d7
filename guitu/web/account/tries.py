"""Every guess is counted: what all ways in share.

These screens open no transaction of their own round the whole answer, as ``@screen`` does for others: a
refusal would take the count of the failed try back. They are marked public and ask here who is there.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime

from django.http import HttpRequest, HttpResponse
from django.urls import reverse

from guitu.domain.kernel.errors import DomainError
from guitu.domain.ledger.line import Act
from guitu.foundation.accounts import factors, throttle
from guitu.foundation.accounts.models import Account
from guitu.foundation.accounts.queries import viewer_of
from guitu.foundation.accounts.sign_ins import Method
from guitu.foundation.audit import sightings
from guitu.web.shell import sessions
from guitu.web.shell.http import Request, elsewhere

TOO_MANY, NOT_TAKEN = 429, 422


def status_of(error: DomainError) -> int:
    """429 for too many tries, else 422."""
    return TOO_MANY if error.code == "sign-in.throttled" else NOT_TAKEN


def inside(request: Request, *, ready: bool = False) -> HttpResponse | None:
    """Complete the request as ``@screen`` would; where to go instead, if nobody is signed in.

    ``ready``: the account has chosen its own password.
    """
    if not request.user.is_authenticated:
        return elsewhere(request, sessions.sign_in_address(request))
    request.account = request.user
    request.viewer = viewer_of(request.account)
    if ready and request.account.must_change_password:
        return elsewhere(request, reverse("account:password"))
    return None


@contextmanager
def tried(request: HttpRequest, account: Account, *, at: datetime) -> Iterator[None]:
    """One guess at something of ``account``: counted before, forgiven when it was right.

    Raises:
        DomainError: "sign-in.throttled", or whatever the guess raises.
    """
    place = sessions.place_of(request)
    throttle.admit(username=account.username, address=place.address, device=place.device, at=at)
    yield
    throttle.forgive(username=account.username, address=place.address, device=place.device)


def prove(request: HttpRequest, account: Account, *, at: datetime) -> Method:
    """The factor of ``account`` that the form shows: a passkey's answer or a code. Counted, not forgiven.

    Raises:
        DomainError: "sign-in.throttled", "factor.wrong", "factor.passkey-wrong".
    """
    place = sessions.place_of(request)
    throttle.admit(username=account.username, address=place.address, device=place.device, at=at)
    try:
        return _shown(request, account, at)
    except DomainError:
        sightings.happened(Act.SIGN_IN_REFUSED, account=account.id)
        raise


def _shown(request: HttpRequest, account: Account, at: datetime) -> Method:
    answer = request.POST.get("credential", "")
    if answer:
        factors.check_passkey(answer, account=account, at=at)
        return Method.PASSKEY
    method = factors.check_code(account.id, request.POST.get("code", "")[:20], at=at)
    if method is None:
        raise DomainError("factor.wrong")
    return method
