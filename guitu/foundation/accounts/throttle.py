"""How many failed attempts to sign in are let through, without locking anybody else out.

Passwords, codes, passkeys and the agency's own sign-in are all counted here. An attempt is written before
anything is looked at and counted afterwards, so that many at once cannot slip past the count; a whole sign-in
takes its own lines away again. A refused attempt is not written: asking again never prolongs a wait.

Strangers share one budget per account: ``BURST`` failures in an hour, then one each ``GAP``, which is at most
ten an hour. A browser the account has signed in from before has a budget of its own, also where the limit of
the address is used up: a whole office may share one address. So strangers lock nobody out of their own
computer, and out of any other for no longer than ``GAP`` after the last failure.
The numbers are of issue "One door", section 4; BURST and GAP are proposed.
"""

import hashlib
from datetime import datetime, timedelta
from math import ceil
from uuid import UUID

from django.db import models

from guitu.domain.kernel.errors import DomainError
from guitu.foundation.accounts.models import Device, SignInAttempt
from guitu.foundation.ids import new_id

HOUR = timedelta(hours=1)
GAP = timedelta(minutes=15)
BURST = 6  # failures of one account in an hour, from strangers together or from one known device
PER_NAME = 5  # of these from one address
PER_ADDRESS = 25  # failures from one address, or from one known browser, in GAP, whatever the names
_KEPT = timedelta(days=1)


def digest(text: str) -> str:
    """What is kept of a name or a cookie."""
    return hashlib.sha256(text.strip().casefold().encode()).hexdigest()


def admit(*, username: str, address: str, at: datetime, device: str = "") -> UUID:
    """Write an attempt down; its id is given back.

    Args:
        username: as typed; empty where the way in names nobody: then only address or known browser count.
        address: where the request came from.
        at: when (aware).
        device: digest of the browser's cookie; empty where it has none.

    Raises:
        DomainError: "sign-in.throttled", with the minutes to wait.
    """
    SignInAttempt.objects.filter(at__lt=at - _KEPT).delete()
    known = device if device and _is_known(username, device) else ""
    attempt = SignInAttempt.objects.create(
        id=new_id(), name_digest=digest(username) if username.strip() else "", address=address,
        device=known, at=at,
    )  # fmt: skip
    wait = _wait(attempt)
    if wait > timedelta(0):
        attempt.delete()
        raise DomainError("sign-in.throttled", minutes=ceil(wait.total_seconds() / 60))
    return attempt.id


def _is_known(username: str, device: str) -> bool:
    """Whether the account, or without a name anybody, has signed in from this browser before."""
    known = Device.objects.filter(digest=device)
    name = username.strip().casefold()
    return (known.filter(account__username=name) if name else known).exists()


def _wait(attempt: SignInAttempt) -> timedelta:
    others = SignInAttempt.objects.exclude(id=attempt.id)
    here = others.filter(device=attempt.device, at__gt=attempt.at - GAP)
    if not attempt.device:
        here = here.filter(address=attempt.address)
    if here.count() >= PER_ADDRESS:
        return GAP
    if not attempt.name_digest:
        return timedelta(0)
    alike = others.filter(name_digest=attempt.name_digest, device=attempt.device)
    if attempt.device:
        return _left(alike, attempt.at, BURST)
    from_here = alike.filter(address=attempt.address)
    return max(_left(from_here, attempt.at, PER_NAME), _left(alike, attempt.at, BURST))


def _left(attempts: "models.QuerySet[SignInAttempt]", at: datetime, most: int) -> timedelta:
    """What is left of the wait: ``most`` failures in an hour are free, afterwards one each ``GAP``."""
    times = list(attempts.filter(at__gt=at - HOUR).order_by("-at").values_list("at", flat=True)[:most])
    if len(times) < most:
        return timedelta(0)
    return times[0] + GAP - at


def spare(attempt: UUID) -> None:
    """The attempt was right and counts no more; what the same address guessed elsewhere still does."""
    SignInAttempt.objects.filter(id=attempt).delete()


def forgive(*, username: str, address: str, device: str = "") -> None:
    """After a whole sign-in: its own failures count no more. Before the device becomes a known one.

    A known device's sign-in leaves the strangers' count alone: a colleague beside may be guessing.
    """
    known = device if device and _is_known(username, device) else ""
    mine = models.Q(name_digest=digest(username), device=known)
    if not known:
        mine &= models.Q(address=address)
    nameless = models.Q(name_digest="", device=device) if known else models.Q(name_digest="", address=address)
    SignInAttempt.objects.filter(mine | nameless).delete()
