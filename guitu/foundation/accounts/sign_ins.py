"""Where an account is signed in: opened by a whole sign-in, ended by time, by its owner, or by a change.

A sign-in is bound to the browser it was opened in: its session cookie alone, carried elsewhere, is worth
nothing. What ends an account's sign-ins does so in the transaction of the change, so that the next request
finds them ended.
"""

from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from typing import NamedTuple
from uuid import UUID

from django.contrib.sessions.models import Session
from django.db import transaction

from guitu.domain.ledger.line import Act
from guitu.foundation.accounts import flags, throttle
from guitu.foundation.accounts.models import Account, Device, SignIn
from guitu.foundation.accounts.queries import viewer_of
from guitu.foundation.audit import sightings
from guitu.foundation.audit.commands import note
from guitu.foundation.authorization import door
from guitu.foundation.ids import new_id

IDLE = timedelta(minutes=15)  # NIST SP 800-63B-4, AAL3
WHOLE = timedelta(hours=12)  # the same
FRESH = timedelta(minutes=5)  # of a factor, before a consequential act; issue "One door", section 4
NOTICED = timedelta(seconds=10)  # seen_at is written no oftener: idle time is at most this much shorter


class Method(StrEnum):
    """How somebody signed in."""

    PASSWORD = "password"  # noqa: S105 - the name of a way in
    AGENCY = "agency"  # by the agency's identity provider
    TOTP = "totp"
    RECOVERY = "recovery"
    PASSKEY = "passkey"


ONE_FACTOR = frozenset({Method.PASSWORD, Method.AGENCY})


class Ending(StrEnum):
    """Why a sign-in is over."""

    IDLE = "idle"
    WHOLE = "whole"
    OUT = "out"
    ELSEWHERE = "elsewhere"  # ended from the list, or by signing out everywhere
    PASSWORD = "password"  # noqa: S105 - a reason
    CHANGED = "changed"  # role or unit
    DISABLED = "disabled"
    FACTORS = "factors"
    DEVICE = "device"  # its session came from another browser


class Place(NamedTuple):
    """Where a request comes from: its address, its browser's cookie as a digest, what it calls itself."""

    address: str
    device: str
    label: str


class Opened(NamedTuple):
    """A new sign-in, and whether it was odd."""

    row: SignIn
    new_device: bool
    elsewhere: bool


@dataclass(frozen=True, slots=True)
class SignInRow:
    """One line of "where am I signed in"."""

    id: UUID
    label: str
    address: str
    method: Method
    began_at: datetime
    seen_at: datetime
    is_this: bool


@transaction.atomic
def begin(account: Account, *, method: Method, place: Place, at: datetime) -> Opened:
    """Open a sign-in: every proof asked for has been given. The account's own failures are forgiven."""
    throttle.forgive(username=account.username, address=place.address, device=place.device)
    before = Device.objects.filter(account_id=account.id).exists()
    _, is_new = Device.objects.get_or_create(
        account_id=account.id, digest=place.device, defaults={"id": new_id(), "first_at": at}
    )
    with door.own_proofs(account.id):
        row = SignIn.objects.create(
            id=new_id(), account=account, device=place.device, label=place.label, address=place.address,
            method=method, began_at=at, seen_at=at, proved_at=at,
        )  # fmt: skip
    if is_new and before:
        flags.raise_new_device(row, at=at)
    elsewhere = flags.raise_if_elsewhere(row, at=at)
    sightings.happened(Act.SIGN_IN, actor=viewer_of(account))
    note("sign-in.done", by=viewer_of(account), at=at, method=method.value, new_device=is_new and before)
    return Opened(row, is_new and before, elsewhere)


def found(sign_in_id: UUID) -> SignIn | None:
    """The sign-in with its account and unit; one query."""
    return SignIn.objects.select_related("account__unit").filter(id=sign_in_id).first()


def over(row: SignIn, *, device: str, at: datetime) -> Ending | None:
    """Why a sign-in holds no more; None while it does."""
    if row.ended_at is not None:
        return Ending(row.ended_why)
    if not row.account.is_active:
        return Ending.DISABLED
    if row.device != device:
        return Ending.DEVICE
    if at - row.began_at >= WHOLE:
        return Ending.WHOLE
    return Ending.IDLE if at - row.seen_at >= IDLE else None


def notice(row: SignIn, *, address: str, at: datetime) -> bool:
    """It was used just now; whether the account was found to be used elsewhere at once."""
    if at - row.seen_at < NOTICED:
        return False
    SignIn.objects.filter(id=row.id).update(seen_at=at, address=address)
    row.seen_at = at
    return flags.raise_if_elsewhere(row, at=at)


def is_fresh(row: SignIn, *, at: datetime) -> bool:
    """Whether a factor was shown recently enough for a consequential act."""
    return at - row.proved_at <= FRESH


@transaction.atomic
def prove(row: SignIn, *, method: Method, at: datetime) -> None:
    """A factor was shown again, or a first one was set up."""
    kept = row.method if method in ONE_FACTOR else method.value
    with door.own_proofs(row.account_id):
        SignIn.objects.filter(id=row.id).update(proved_at=at, method=kept)
    row.proved_at, row.method = at, kept
    note("sign-in.proved", by=viewer_of(row.account), at=at, method=method.value)


def end(sign_in_id: UUID, *, account_id: UUID, why: Ending, at: datetime) -> bool:
    """End one of the account's own; whether there was one to end."""
    mine = SignIn.objects.filter(id=sign_in_id, account_id=account_id, ended_at__isnull=True)
    return bool(mine.update(ended_at=at, ended_why=why))


def end_all(account_id: UUID, *, why: Ending, at: datetime, but: UUID | None = None) -> int:
    """End all of an account's, except perhaps one; how many were ended."""
    mine = SignIn.objects.filter(account_id=account_id, ended_at__isnull=True)
    if but is not None:
        mine = mine.exclude(id=but)
    return mine.update(ended_at=at, ended_why=why)


def keep_house(*, at: datetime) -> int:
    """Throw away browsers' sessions that nobody can use any more; how many. The sign-ins themselves stay."""
    return Session.objects.filter(expire_date__lt=at).delete()[0]


def where(account_id: UUID, *, this: UUID, at: datetime) -> tuple[SignInRow, ...]:
    """Where the account is signed in now, the one that asks first, then the latest used."""
    rows = SignIn.objects.filter(
        account_id=account_id, ended_at__isnull=True, seen_at__gt=at - IDLE, began_at__gt=at - WHOLE
    ).order_by("-seen_at")
    listed = [
        SignInRow(r.id, r.label, r.address, Method(r.method), r.began_at, r.seen_at, r.id == this)
        for r in rows
    ]
    return tuple(sorted(listed, key=lambda row: not row.is_this))
