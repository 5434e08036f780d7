"""Making accounts, signing in, and changing passwords."""

import re
from collections.abc import Iterable
from datetime import datetime, timedelta
from typing import NamedTuple
from uuid import UUID

from django.contrib.auth.hashers import check_password, make_password
from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction

from guitu.domain.access import Permission, Role, Viewer, holds
from guitu.domain.kernel.errors import DomainError
from guitu.domain.ledger.line import Act
from guitu.foundation.accounts import throttle
from guitu.foundation.accounts.models import Account
from guitu.foundation.accounts.proposals import makes_an_administrator
from guitu.foundation.accounts.queries import viewer_of
from guitu.foundation.accounts.sign_ins import Ending, end_all
from guitu.foundation.audit import sightings
from guitu.foundation.audit.commands import note
from guitu.foundation.authorization import door
from guitu.foundation.ids import new_id
from guitu.foundation.organisations.queries import unit as unit_row

INITIAL = timedelta(days=7)  # how long a password that somebody else gave opens anything; proposed
_USERNAME = re.compile(r"[a-z0-9][a-z0-9._-]{1,63}")


class NewAccount(NamedTuple):
    """An account to be made, but for its password; fields as of ``create_account``."""

    username: str
    display_name: str
    role: Role
    unit: int


def _let_in(by: Viewer | None) -> None:
    if by is not None and not holds(by, Permission.ACCOUNTS_MANAGE):
        raise DomainError("access.refused")


@transaction.atomic
def create_account(
    *,
    username: str,
    display_name: str,
    role: Role,
    unit: int,
    password: str,
    by: Viewer | None,
    at: datetime,
    must_change_password: bool = True,
) -> UUID:
    """A new account; returns its id.

    Args:
        username: lower-case letters, digits, dot, dash, underscore; 2 to 64.
        display_name: as colleagues call them.
        role: what it is for.
        unit: place number of the unit it works in.
        password: the first one.
        by: who asks; None for the command line and the demo.
        at: when (aware).
        must_change_password: whether the first sign-in asks for another.

    Raises:
        DomainError: "access.refused", "account.username", "account.username-taken", "account.name-empty",
            "unit.unknown", "password.weak".
    """
    _let_in(by)
    unit_row(unit)
    _check_strength(password, Account(username=username, display_name=display_name, unit_id=unit))
    new = NewAccount(username, display_name, role, unit)
    return _store(new, make_password(password), by=by, at=at, must_change=must_change_password)


@transaction.atomic
def create_accounts(rows: Iterable[NewAccount], *, password: str, at: datetime) -> dict[str, UUID]:
    """Accounts of a demo, all with one password that is hashed once; their ids by user name.

    The password is printed for everybody, so nothing asks how easy it is to guess.

    Raises:
        DomainError: as ``create_account``, "password.weak" excepted.
    """
    hashed = make_password(password)
    return {row.username: _store(row, hashed, by=None, at=at, must_change=False) for row in rows}


def _store(new: NewAccount, hashed: str, *, by: Viewer | None, at: datetime, must_change: bool) -> UUID:
    if not _USERNAME.fullmatch(new.username):
        raise DomainError("account.username")
    if not new.display_name.strip():
        raise DomainError("account.name-empty")
    unit_row(new.unit)
    account = Account(
        id=new_id(),
        username=new.username,
        display_name=new.display_name.strip(),
        role=Role(new.role).value,
        unit_id=new.unit,
        password=hashed,
        must_change_password=must_change,
        initial_until=at + INITIAL if must_change else None,
        created_at=at,
    )
    try:
        with transaction.atomic():
            account.save(force_insert=True)
    except IntegrityError as error:
        raise DomainError("account.username-taken", username=new.username) from error
    note("account.created", by=by, at=at, account=account.id, role=account.role, unit_number=new.unit)
    return account.id


def _check_strength(password: str, account: Account | None = None) -> None:
    try:
        validate_password(password, account)
    except ValidationError as error:
        codes = ",".join(sorted(e.code or "" for e in error.error_list))
        raise DomainError("password.weak", codes=codes) from error


def authenticate(*, username: str, password: str, address: str, at: datetime, device: str = "") -> Account:
    """The account with this name and password: the first of two proofs. Not to be called in a transaction.

    A failure is written down although this raises; inside a transaction it would be taken back. Failures are
    forgiven by the whole sign-in only (``sign_ins.begin``): a password that is known buys no tries of codes.

    Args:
        username: as typed; case and outer spaces do not matter.
        password: as typed.
        address: where the request came from.
        at: when (aware).
        device: digest of the browser's cookie; empty where it has none.

    Raises:
        DomainError: "sign-in.throttled"; "sign-in.initial-over"; "sign-in.refused" alike for an unknown name,
            a wrong password and an account that is not active.
    """
    throttle.admit(username=username, address=address, at=at, device=device)
    account = Account.objects.filter(username=username.strip().casefold()).first()
    if account is None or not account.is_active:
        make_password(password)  # takes as long as a comparison, so that time tells nothing
    elif check_password(password, account.password):
        if account.initial_until and account.initial_until <= at:
            raise DomainError("sign-in.initial-over")
        return account
    sightings.happened(Act.SIGN_IN_REFUSED, account=account.id if account else None)
    note("sign-in.refused", by=None, at=at, account=account.id if account else None)
    raise DomainError("sign-in.refused")


@transaction.atomic
def change_password(account_id: UUID, *, old: str, new: str, at: datetime, keep: UUID | None = None) -> None:
    """Somebody changes their own password; their other sign-ins end, all but ``keep``.

    Raises:
        DomainError: "account.unknown", "password.wrong", "password.weak", "password.unchanged".
    """
    account = _locked(account_id)
    if not check_password(old, account.password):
        raise DomainError("password.wrong")
    if old == new:
        raise DomainError("password.unchanged")
    _check_strength(new, account)
    with door.own_proofs(account_id):
        _store_password(account_id, new, initial_until=None)
    end_all(account_id, why=Ending.PASSWORD, at=at, but=keep)
    note("password.changed", by=viewer_of(account), at=at)


@transaction.atomic
def reset_password(account_id: UUID, *, new: str, by: Viewer | None, at: datetime) -> None:
    """An administrator gives somebody a new password, to be changed at the next sign-in.

    Raises:
        DomainError: "access.refused", "account.unknown", "password.weak".
    """
    _let_in(by)
    _check_strength(new, _locked(account_id))
    _store_password(account_id, new, initial_until=at + INITIAL)
    end_all(account_id, why=Ending.PASSWORD, at=at)
    note("password.reset", by=by, at=at, account=account_id)


def _store_password(account_id: UUID, new: str, *, initial_until: datetime | None) -> None:
    Account.objects.filter(id=account_id).update(
        password=make_password(new),
        must_change_password=initial_until is not None,
        initial_until=initial_until,
    )


@transaction.atomic
def set_active(account_id: UUID, *, active: bool, by: Viewer | None, at: datetime) -> None:
    """Let somebody sign in, or no more; nobody can switch themselves off.

    Raises:
        DomainError: "access.refused", "account.unknown", "account.own".
    """
    _let_in(by)
    if by is not None and by.id == account_id:
        raise DomainError("account.own")
    _locked(account_id)
    Account.objects.filter(id=account_id).update(is_active=active)
    if not active:
        end_all(account_id, why=Ending.DISABLED, at=at)
    note("account.switched", by=by, at=at, account=account_id, active=active)


@transaction.atomic
def change_account(
    account_id: UUID, *, display_name: str, role: Role, unit: int, by: Viewer | None, at: datetime
) -> None:
    """Change what somebody is called, what their account is for and where they work.

    Nobody changes their own role: so somebody who can manage accounts always remains. Making somebody one of
    the three kinds of administrator is proposed instead (``proposals``). Another role or unit ends all
    sign-ins.

    Raises:
        DomainError: "access.refused", "account.unknown", "account.own", "account.name-empty", "unit.unknown",
            "account.two-people".
    """
    _let_in(by)
    if not display_name.strip():
        raise DomainError("account.name-empty")
    unit_row(unit)
    before = _locked(account_id)
    if by is not None and by.id == account_id and before.role != Role(role).value:
        raise DomainError("account.own")
    if makes_an_administrator(before.role, Role(role).value):
        raise DomainError("account.two-people")
    Account.objects.filter(id=account_id).update(
        display_name=display_name.strip(), role=Role(role).value, unit_id=unit
    )
    if (before.role, before.unit_id) != (Role(role).value, unit):
        end_all(account_id, why=Ending.CHANGED, at=at)
    note("account.changed", by=by, at=at, account=account_id, role=Role(role).value, unit_number=unit)


def in_turn(account_id: UUID) -> None:
    """Until the end of this transaction, whatever else the account asks for in turn waits."""
    Account.objects.select_related(None).select_for_update(no_key=True).get(id=account_id)


def _locked(account_id: UUID) -> Account:
    account = Account.objects.select_for_update(of=("self",)).filter(id=account_id).first()
    if account is None:
        raise DomainError("account.unknown")
    return account
