"""Who does whose work during leave: named for days, by those who manage accounts or head the unit."""

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.db import connection, transaction

from guitu.domain.access import Permission, Role, Viewer, holds
from guitu.domain.kernel.errors import DomainError
from guitu.foundation.accounts.models import Account, StandIn
from guitu.foundation.audit.commands import note
from guitu.foundation.ids import new_id

# every page asks this: written out
_STANDING_IN = """
select distinct s.account_id from accounts_standin s join accounts_account a on a.id = s.account_id
where s.stand_in_id = %s and s.from_on <= %s and s.until_on >= %s and a.is_active order by 1
"""
LONGEST = 92  # days; proposed: who is away longer hands their cases over


@dataclass(frozen=True, slots=True)
class StandInRow:
    """One stand-in of an account; both days are inside."""

    id: UUID
    stand_in: UUID
    name: str
    from_on: date
    until_on: date


def standing_in_for(account_id: UUID, today: date) -> tuple[UUID, ...]:
    """The accounts whose work ``account_id`` does today beside its own; only of accounts that are active."""
    with connection.cursor() as cursor:
        cursor.execute(_STANDING_IN, [account_id, today, today])
        return tuple(account for (account,) in cursor.fetchall())


def stand_ins_of(account_id: UUID, today: date) -> tuple[StandInRow, ...]:
    """Who stands in for an account today or later, the nearest first."""
    rows = StandIn.objects.filter(account_id=account_id, until_on__gte=today).select_related("stand_in")
    return tuple(
        StandInRow(r.id, r.stand_in_id, r.stand_in.display_name, r.from_on, r.until_on)
        for r in rows.order_by("from_on", "id")
    )


@transaction.atomic
def name_stand_in(
    account_id: UUID, *, stand_in: str, from_on: date, until_on: date, by: Viewer, at: datetime
) -> UUID:
    """Somebody of the same role and unit does the account's work on these days.

    Args:
        account_id: who is on leave.
        stand_in: the user name of who does the work.
        from_on: the first day.
        until_on: the last day, inside.
        by: who names them; not the stand-in.
        at: when (aware).

    Raises:
        DomainError: "access.refused", "account.unknown", "stand-in.days", "stand-in.unlike".
    """
    away = _account(id=account_id)
    other = _account(username=stand_in.strip().casefold(), is_active=True)
    if not _may_name(by, away) or by.id == other.id:
        raise DomainError("access.refused")
    if not 0 <= (until_on - from_on).days < LONGEST:
        raise DomainError("stand-in.days", most=LONGEST)
    if other.id == away.id or (other.role, other.unit_id) != (away.role, away.unit_id):
        raise DomainError("stand-in.unlike")
    row = StandIn.objects.create(
        id=new_id(), account=away, stand_in=other, from_on=from_on, until_on=until_on, named_by_id=by.id,
        named_at=at,
    )  # fmt: skip
    note("stand-in.named", by=by, at=at, account=away.id, stand_in=other.id)
    return row.id


@transaction.atomic
def end_stand_in(row_id: UUID, *, by: Viewer, at: datetime) -> None:
    """Take a stand-in back; at once.

    Raises:
        DomainError: "access.refused", "account.unknown".
    """
    row = StandIn.objects.filter(id=row_id).select_related("account__unit").first()
    if row is None:
        raise DomainError("account.unknown")
    if not _may_name(by, row.account):
        raise DomainError("access.refused")
    note("stand-in.ended", by=by, at=at, account=row.account_id, stand_in=row.stand_in_id)
    row.delete()


def _may_name(by: Viewer, away: Account) -> bool:
    if holds(by, Permission.ACCOUNTS_MANAGE):
        return by.id != away.id
    return by.role is Role.UNIT_HEAD and by.lo <= away.unit_id <= by.hi


def _account(**named: object) -> Account:
    found = Account.objects.filter(**named).first()
    if found is None:
        raise DomainError("account.unknown")
    return found
