"""Whom the agency's identity provider means: an account that exists already, and no other.

The first time, the claim that the settings name must be the user name of an active account; from then on the
provider's own, lasting subject leads to it, and no other subject does. A role it names becomes a wish.
"""

from collections.abc import Mapping
from datetime import datetime
from typing import Any
from uuid import UUID

from allauth.socialaccount.models import SocialAccount
from django.db import transaction

from guitu.domain.kernel.errors import DomainError
from guitu.foundation.accounts.models import Account
from guitu.foundation.accounts.proposals import wish_role
from guitu.foundation.audit.commands import note
from guitu.foundation.authorization import door

PROVIDER = "agency"


@transaction.atomic
def account_named(claims: Mapping[str, Any], *, name_in: str, role_in: str, at: datetime) -> Account:
    """The account that a signed token means; a new link is kept.

    Args:
        claims: of a token whose signature, issuer, audience, time and nonce were checked.
        name_in: the claim that holds the user name; for "email" ``email_verified`` must be true too.
        role_in: the claim that holds a role, or several.
        at: when (aware).

    Raises:
        DomainError: "sign-in.agency-unknown": no account, one that is switched off, or one linked to another
            subject; all alike.
    """
    subject = str(claims.get("sub", ""))[:191]
    link = SocialAccount.objects.filter(provider=PROVIDER, uid=subject).first()
    account = _active(id=link.user_id) if link else _named(claims, name_in)
    if account is None or not subject:
        raise DomainError("sign-in.agency-unknown")
    with door.own_proofs(account.id):
        if link is None:
            SocialAccount.objects.create(user_id=account.id, provider=PROVIDER, uid=subject)
            note("account.linked", by=None, at=at, account=account.id)
        wish_role(account.id, role=_role(claims.get(role_in)), at=at)
    return account


def _named(claims: Mapping[str, Any], name_in: str) -> Account | None:
    """The account with the claimed user name, if it is not linked to another subject."""
    name = claims.get(name_in)
    if not isinstance(name, str) or not name:
        return None
    if name_in == "email" and claims.get("email_verified") is not True:
        return None
    account = _active(username=name.strip().casefold())
    if account is None or SocialAccount.objects.filter(provider=PROVIDER, user_id=account.id).exists():
        return None
    return account


def _active(**named: str | UUID) -> Account | None:
    return Account.objects.filter(is_active=True, **named).first()


def _role(said: object) -> str:
    """The first role named; empty for none."""
    if isinstance(said, list):
        said = said[0] if said else ""
    return said if isinstance(said, str) else ""


def unlink(account_id: UUID) -> None:
    """Forget the subject: the next sign-in by the claim links anew. For whoever moved at the agency."""
    SocialAccount.objects.filter(provider=PROVIDER, user_id=account_id).delete()
