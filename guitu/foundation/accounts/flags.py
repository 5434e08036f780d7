"""What was odd about sign-ins: told to the account itself and kept for the security administrator."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from uuid import UUID

from guitu.domain.access import Permission, Viewer, holds
from guitu.domain.kernel.errors import DomainError
from guitu.foundation.accounts.models import Flag, SignIn
from guitu.foundation.ids import new_id

TOGETHER = timedelta(minutes=5)  # two browsers seen within this are "at once"; proposed


class Oddity(StrEnum):
    """What can be odd."""

    NEW_DEVICE = "new_device"
    TWO_PLACES = "two_places"


@dataclass(frozen=True, slots=True)
class FlagRow:
    """One oddity. ``address`` and ``label`` of the sign-in; ``other_…`` of the one it met, else empty."""

    id: UUID
    account: UUID
    name: str
    unit_name: str
    kind: Oddity
    at: datetime
    address: str
    label: str
    other_address: str
    other_label: str
    known_at: datetime | None
    judged_at: datetime | None


def raise_new_device(row: SignIn, *, at: datetime) -> None:
    """An account signed in from a browser it never used."""
    Flag.objects.create(
        id=new_id(), account_id=row.account_id, kind=Oddity.NEW_DEVICE, sign_in_id=row.id, at=at
    )


def raise_if_elsewhere(row: SignIn, *, at: datetime) -> bool:
    """Flag each other browser that acts for the account at once, once per pair; whether there was one."""
    others = SignIn.objects.filter(
        account_id=row.account_id, ended_at__isnull=True, seen_at__gt=at - TOGETHER
    ).exclude(device=row.device)
    fresh = [other for other in others if not _flagged(row.id, other.id)]
    for other in fresh:
        Flag.objects.create(
            id=new_id(),
            account_id=row.account_id,
            kind=Oddity.TWO_PLACES,
            sign_in_id=row.id,
            other_id=other.id,
            at=at,
        )
    return bool(fresh)


def _flagged(one: UUID, another: UUID) -> bool:
    pair = {one, another}
    return Flag.objects.filter(kind=Oddity.TWO_PLACES, sign_in_id__in=pair, other_id__in=pair).exists()


def unknown_to(account_id: UUID) -> tuple[FlagRow, ...]:
    """What the account has not yet said was itself, the latest first."""
    return _rows(
        Flag.objects.filter(account_id=account_id, known_at__isnull=True)
        .order_by("-at")
        .select_related(*_WITH)
    )


def say_known(account_id: UUID, *, at: datetime) -> None:
    """The account has seen its oddities and says that all of them were itself."""
    Flag.objects.filter(account_id=account_id, known_at__isnull=True).update(known_at=at)


def flags(viewer: Viewer, *, limit: int = 200) -> tuple[FlagRow, ...]:
    """Every oddity, not judged ones first, then the latest; for the security administrator.

    Raises:
        DomainError: "access.refused".
    """
    _let_in(viewer)
    found = Flag.objects.order_by("judged_at", "-at").select_related(*_WITH)
    waiting = found.filter(judged_at__isnull=True)[:limit]
    return (*_rows(waiting), *_rows(found.filter(judged_at__isnull=False)[: limit - len(waiting)]))


def judge(flag_id: UUID, *, by: Viewer, at: datetime) -> None:
    """The security administrator has looked into one.

    Raises:
        DomainError: "access.refused", "account.unknown".
    """
    _let_in(by)
    done = Flag.objects.filter(id=flag_id, judged_at__isnull=True).exclude(account_id=by.id)
    if not done.update(judged_at=at, judged_by_id=by.id):
        raise DomainError("account.unknown")


def _let_in(viewer: Viewer) -> None:
    if not holds(viewer, Permission.ALERTS_READ):
        raise DomainError("access.refused")


_WITH = ("account__unit", "sign_in", "other")


def _rows(found: Iterable[Flag]) -> tuple[FlagRow, ...]:
    return tuple(
        FlagRow(
            id=flag.id,
            account=flag.account_id,
            name=flag.account.display_name,
            unit_name=flag.account.unit.name,
            kind=Oddity(flag.kind),
            at=flag.at,
            address=flag.sign_in.address,
            label=flag.sign_in.label,
            other_address=flag.other.address if flag.other else "",
            other_label=flag.other.label if flag.other else "",
            known_at=flag.known_at,
            judged_at=flag.judged_at,
        )
        for flag in found
    )
