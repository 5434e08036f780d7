"""How many failed attempts to sign in are let through, without locking anybody else out.

An attempt is written before the password is looked at and counted afterwards, so that many at once cannot
slip past the count; a success takes its own line away again. Only failures from the same address weigh on a
user name: nobody can lock a colleague out from elsewhere.
"""

import hashlib
from datetime import datetime, timedelta
from uuid import UUID

from guitu.domain.kernel.errors import DomainError
from guitu.foundation.accounts.models import SignInAttempt
from guitu.foundation.ids import new_id

WINDOW = timedelta(minutes=15)
PER_NAME = 5  # failures of one user name from one address
PER_ADDRESS = 20  # failures from one address, whatever the names
_KEPT = timedelta(days=1)


def _digest(username: str) -> str:
    return hashlib.sha256(username.strip().casefold().encode()).hexdigest()


def admit(*, username: str, address: str, at: datetime) -> UUID:
    """Write an attempt down; its id is given back to ``forgive``.

    Raises:
        DomainError: "sign-in.throttled", with the minutes to wait.
    """
    SignInAttempt.objects.filter(at__lt=at - _KEPT).delete()
    digest = _digest(username)
    attempt = SignInAttempt.objects.create(id=new_id(), name_digest=digest, address=address, at=at)
    recent = SignInAttempt.objects.filter(address=address, at__gt=at - WINDOW)
    if recent.filter(name_digest=digest).count() > PER_NAME or recent.count() > PER_ADDRESS:
        attempt.delete()  # what was not tried does not prolong the wait
        raise DomainError("sign-in.throttled", minutes=int(WINDOW.total_seconds() // 60))
    return attempt.id


def forgive(*, username: str, address: str) -> None:
    """After a success: the failures of this name from this address count no more."""
    SignInAttempt.objects.filter(address=address, name_digest=_digest(username)).delete()
