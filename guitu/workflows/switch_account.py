"""Switching an account off or on again: nobody in care is left with somebody who cannot sign in."""

from datetime import datetime
from uuid import UUID

from django.db import transaction

from guitu.casework.episodes.queries import caseload_of
from guitu.domain.access import Viewer
from guitu.domain.kernel.errors import DomainError
from guitu.foundation.accounts import commands
from guitu.foundation.authorization import door


@transaction.atomic
def switch_account(account: UUID, *, active: bool, by: Viewer | None, at: datetime) -> None:
    """Let somebody sign in, or no more; who has people assigned hands them over first.

    Raises:
        DomainError: "account.has-caseload" with their number, and as ``commands.set_active``.
    """
    commands.set_active(account, active=active, by=by, at=at)
    if active:
        return
    with door.as_system("how many people are assigned to the account"):
        number = caseload_of(account)
    if number:
        raise DomainError("account.has-caseload", number=number)
