"""Second factors: one-time codes, recovery codes and passkeys, on django-allauth's tables and checks.

What allauth does not promise is added here: the clock is ours, and a one-time code counts once for all
processes. Passkeys read and write the challenge in the session of the request that is being answered.
"""

import base64
import json
from dataclasses import dataclass
from datetime import datetime
from typing import Any, cast
from uuid import UUID

import segno
from allauth.core.internal.cryptokit import compare_user_code
from allauth.mfa import app_settings
from allauth.mfa.adapter import get_adapter
from allauth.mfa.models import Authenticator
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from allauth.mfa.totp.internal.auth import TOTP, format_hotp_value, generate_totp_secret, hotp_value
from allauth.mfa.webauthn.internal import auth as webauthn
from django.core.exceptions import ValidationError
from django.db import transaction

from guitu.domain.kernel.errors import DomainError
from guitu.foundation.accounts.models import Account
from guitu.foundation.accounts.queries import viewer_of
from guitu.foundation.accounts.sign_ins import Method
from guitu.foundation.audit.commands import note
from guitu.foundation.authorization import door

_TYPES = Authenticator.Type
_METHODS = {_TYPES.TOTP: Method.TOTP, _TYPES.WEBAUTHN: Method.PASSKEY, _TYPES.RECOVERY_CODES: Method.RECOVERY}
_STEPS = (-1, 0, 1)  # a phone's clock may be half a minute off
_MOST_PASSKEYS = 10  # proposed


@dataclass(frozen=True, slots=True)
class Factor:
    """One factor of an account. ``name`` the passkey's; empty for the others."""

    id: int
    method: Method
    name: str
    added_at: datetime
    used_at: datetime | None


@dataclass(frozen=True, slots=True)
class Offer:
    """A one-time code to set up: its secret ``sealed`` to carry along, and readable; a ``picture`` of it."""

    sealed: str
    secret: str
    picture: str


def factors_of(account_id: UUID) -> tuple[Factor, ...]:
    """The account's factors without its recovery codes, the oldest first."""
    return tuple(
        Factor(
            row.id,
            _METHODS[_TYPES(row.type)],
            row.data.get("name", "") if row.type == _TYPES.WEBAUTHN else "",
            row.created_at,
            row.last_used_at,
        )
        for row in _all(account_id).exclude(type=_TYPES.RECOVERY_CODES).order_by("created_at", "id")
    )


def has_factor(account_id: UUID) -> bool:
    """Whether a second factor is asked for when the account signs in."""
    return bool(_all(account_id).exclude(type=_TYPES.RECOVERY_CODES).exists())


# one-time codes


def offer_code(account: Account, sealed: str = "") -> Offer:
    """A one-time code to be set up; the same again for its ``sealed`` secret."""
    adapter = get_adapter()
    secret = adapter.decrypt(sealed) if sealed else generate_totp_secret()
    address = adapter.build_totp_url(account, secret)
    picture = segno.make(address, error="m").svg_data_uri(scale=5, light="#fff")
    return Offer(sealed or adapter.encrypt(secret), secret, picture)


@transaction.atomic
def add_code(account: Account, *, sealed: str, code: str, at: datetime) -> None:
    """Set up one-time codes, once the phone has shown the right one; replaces an earlier set-up.

    Raises:
        DomainError: "factor.wrong".
    """
    secret = get_adapter().decrypt(sealed)
    counter = _counter_of(secret, code, after=-1, at=at)
    if counter is None:
        raise DomainError("factor.wrong")
    with door.own_proofs(account.id):
        _all(account.id).filter(type=_TYPES.TOTP).delete()
        row = TOTP.activate(account, secret).instance
        row.data["counter"] = counter
        row.created_at = at
        row.save(update_fields=["data", "created_at"])
    note("factor.added", by=viewer_of(account), at=at, method=Method.TOTP.value)


@transaction.atomic
def check_code(account_id: UUID, code: str, *, at: datetime) -> Method | None:
    """The factor that ``code`` proves: a one-time code or a recovery code, each once; None for neither."""
    rows = {row.type: row for row in _all(account_id).select_for_update().exclude(type=_TYPES.WEBAUTHN)}
    totp, recovery = rows.get(_TYPES.TOTP), rows.get(_TYPES.RECOVERY_CODES)
    with door.own_proofs(account_id):
        if totp is not None and _take(totp, code, at):
            return Method.TOTP
        if recovery is not None and RecoveryCodes(recovery).validate_code(code):
            _all(account_id).filter(id=recovery.id).update(last_used_at=at)
            return Method.RECOVERY
    return None


def _take(row: Authenticator, code: str, at: datetime) -> bool:
    secret = get_adapter().decrypt(row.data["secret"])
    counter = _counter_of(secret, code, after=row.data.get("counter", -1), at=at)
    if counter is None:
        return False
    row.data["counter"] = counter
    row.last_used_at = at
    row.save(update_fields=["data", "last_used_at"])
    return True


def _counter_of(secret: str, code: str, *, after: int, at: datetime) -> int | None:
    """The step whose code this is, later than the last one taken; None for a wrong or a used code."""
    now = int(at.timestamp()) // int(app_settings.TOTP_PERIOD)
    for counter in (now + step for step in _STEPS):
        expected = format_hotp_value(hotp_value(secret, counter))
        if compare_user_code(actual=code, expected=expected) and counter > after:
            return counter
    return None


# recovery codes


@transaction.atomic
def ensure_recovery_codes(account: Account) -> None:
    """Give the account recovery codes if it has none."""
    with door.own_proofs(account.id):
        RecoveryCodes.activate(account)


@transaction.atomic
def renew_recovery_codes(account: Account, *, at: datetime) -> None:
    """New recovery codes; the old ones hold no more."""
    with door.own_proofs(account.id):
        _all(account.id).filter(type=_TYPES.RECOVERY_CODES).delete()
        RecoveryCodes.activate(account)
    note("factor.recovery-renewed", by=viewer_of(account), at=at)


def recovery_codes(account_id: UUID) -> tuple[tuple[str, ...], int]:
    """The recovery codes if nobody has put them away yet, else none; and how many are left."""
    row = _all(account_id).filter(type=_TYPES.RECOVERY_CODES).first()
    if row is None:
        return (), 0
    left = RecoveryCodes(row).get_unused_codes()
    return (() if row.data.get("viewed_at") else tuple(left)), len(left)


@transaction.atomic
def put_away_recovery_codes(account_id: UUID, *, at: datetime) -> None:
    """The account has written its codes down; they are not shown again."""
    row = _all(account_id).filter(type=_TYPES.RECOVERY_CODES).first()
    if row is not None:
        row.data["viewed_at"] = at.timestamp()
        with door.own_proofs(account_id):
            row.save(update_fields=["data"])


# passkeys


def passkey_wish(account: Account) -> str:
    """What the browser is asked when it makes a passkey, as JSON. The person is verified by the device."""
    return _json(webauthn.begin_registration(account, passwordless=True))


@transaction.atomic
def add_passkey(account: Account, *, answer: str, name: str, at: datetime) -> None:
    """Keep the passkey that the browser made.

    Raises:
        DomainError: "factor.passkey-wrong", "factor.passkeys-many".
    """
    if _all(account.id).filter(type=_TYPES.WEBAUTHN).count() >= _MOST_PASSKEYS:
        raise DomainError("factor.passkeys-many", most=_MOST_PASSKEYS)
    made = _parsed(answer)
    with _one_try():
        webauthn.parse_registration_response(made)
        webauthn.complete_registration(made)
    with door.own_proofs(account.id):
        row = webauthn.WebAuthn.add(account, name.strip()[:40], made).instance
        Authenticator.objects.filter(id=row.id).update(created_at=at)
    note("factor.added", by=viewer_of(account), at=at, method=Method.PASSKEY.value)


def passkey_question(account: Account | None = None) -> str:
    """What the browser is asked to sign, as JSON; None: whoever the passkey belongs to."""
    return _json(webauthn.begin_authentication(account))


@transaction.atomic
def check_passkey(answer: str, *, account: Account | None = None, at: datetime) -> Account:
    """The account whose passkey signed what was asked.

    Raises:
        DomainError: "factor.passkey-wrong": no such passkey, another account's, or one that is switched off.
    """
    signed = _parsed(answer)
    with _one_try():
        webauthn.parse_authentication_response(signed)
        owner = account or webauthn.extract_user_from_response(signed)
        with door.own_proofs(owner.id):
            row = webauthn.complete_authentication(owner, signed)
    if not owner.is_active:
        raise DomainError("factor.passkey-wrong")
    with door.own_proofs(owner.id):
        Authenticator.objects.filter(id=row.id).update(last_used_at=at)
    return cast("Account", owner)  # allauth carries no types


class _one_try:  # noqa: N801 - used like a function
    """A challenge is answered once, rightly or not; whatever is wrong sounds the same."""

    def __enter__(self) -> None:
        pass

    def __exit__(self, kind: object, error: object, _trace: object) -> None:
        webauthn.clear_state()
        # what a made-up answer breaks in the parsers comes as one of these
        if isinstance(error, ValidationError | ValueError | TypeError | KeyError | AttributeError):
            raise DomainError("factor.passkey-wrong") from error


def _parsed(answer: str) -> dict[str, Any]:
    try:
        found = json.loads(answer)
    except ValueError:
        found = None
    if not isinstance(found, dict):
        raise DomainError("factor.passkey-wrong")
    return found


def _json(options: object) -> str:
    """As browsers read it: bytes in base64url."""

    def plain(value: object) -> object:
        if isinstance(value, bytes):
            return base64.urlsafe_b64encode(value).rstrip(b"=").decode()
        return dict(value)  # type: ignore[call-overload]  # fido2's options are mappings

    return json.dumps(options, default=plain)


# taking away


@transaction.atomic
def remove(account: Account, factor_id: int, *, needed: bool, at: datetime) -> None:
    """Take one factor away. ``needed``: the account may not be left without.

    Raises:
        DomainError: "factor.unknown", "factor.last".
    """
    rows = list(_all(account.id).exclude(type=_TYPES.RECOVERY_CODES).select_for_update())
    row = next((each for each in rows if each.id == factor_id), None)
    if row is None:
        raise DomainError("factor.unknown")
    if needed and len(rows) == 1:
        raise DomainError("factor.last")
    with door.own_proofs(account.id):
        row.delete()
        if len(rows) == 1:
            _all(account.id).delete()  # recovery codes recover nothing now
    note("factor.removed", by=viewer_of(account), at=at, method=_METHODS[_TYPES(row.type)].value)


def clear(account_id: UUID) -> int:
    """Take all of an account's factors away; how many there were. Two people have agreed on it."""
    taken: tuple[int, object] = _all(account_id).delete()
    return taken[0]


def _all(account_id: UUID) -> Any:
    return Authenticator.objects.filter(user_id=account_id)
