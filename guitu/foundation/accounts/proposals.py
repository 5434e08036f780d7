"""Acts on accounts that two people must agree on: one proposes, another decides within a day.

A lost factor is taken off by two. A system, a security and an audit administrator exclude each other: an
account becomes one of them only when somebody else confirms, from whatever role, so that no step in between
leads from one to another; the database checks it too. A role that the
agency's identity provider names is a wish, decided like any other; it grants nothing.
"""

from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from uuid import UUID

from django.db import models, transaction

from guitu.domain.access import Permission, Role, Viewer, holds
from guitu.domain.access.policy import EXCLUDE_EACH_OTHER as APART
from guitu.domain.kernel.errors import DomainError
from guitu.foundation.accounts import factors
from guitu.foundation.accounts.models import Account, Proposal
from guitu.foundation.accounts.sign_ins import Ending, end_all
from guitu.foundation.audit.commands import note
from guitu.foundation.ids import new_id

OPEN_FOR = timedelta(hours=24)  # proposed


class Matter(StrEnum):
    """What can be proposed."""

    FACTORS_OFF = "factors_off"
    ADMIN_ROLE = "admin_role"
    ROLE_WISH = "role_wish"  # by the identity provider; answered by changing the account or not


@dataclass(frozen=True, slots=True)
class ProposalRow:
    """One that waits. ``by_name`` empty: the agency's identity provider. ``role`` empty: not about a role."""

    id: UUID
    matter: Matter
    account: UUID
    name: str
    unit_name: str
    now_role: str
    role: str
    by_name: str
    at: datetime


@transaction.atomic
def propose_factors_off(account_id: UUID, *, by: Viewer, at: datetime) -> UUID:
    """Ask that somebody's lost factors be taken off.

    Raises:
        DomainError: "access.refused", "account.unknown", "account.own", "factor.none".
    """
    _may_propose(account_id, by)
    if not factors.has_factor(account_id):
        raise DomainError("factor.none")
    return _propose(account_id, Matter.FACTORS_OFF, by=by, at=at)


@transaction.atomic
def propose_admin_role(account_id: UUID, *, role: Role, by: Viewer, at: datetime) -> UUID:
    """Ask that an account become one of the three kinds of administrator.

    Raises:
        DomainError: "access.refused", "account.unknown", "account.own".
    """
    _may_propose(account_id, by)
    return _propose(account_id, Matter.ADMIN_ROLE, role=role.value, by=by, at=at)


def wish_role(account_id: UUID, *, role: str, at: datetime) -> None:
    """Keep what the identity provider says somebody should be. Grants nothing."""
    now = Account.objects.values_list("role", flat=True).get(id=account_id)
    if role and role != now:
        _propose(account_id, Matter.ROLE_WISH, role=role[:64], by=None, at=at)


def _may_propose(account_id: UUID, by: Viewer) -> None:
    if not holds(by, Permission.ACCOUNTS_MANAGE):
        raise DomainError("access.refused")
    if not Account.objects.filter(id=account_id).exists():
        raise DomainError("account.unknown")
    if by.id == account_id:
        raise DomainError("account.own")


def _propose(account_id: UUID, matter: Matter, *, role: str = "", by: Viewer | None, at: datetime) -> UUID:
    """The open one of its kind, or a new one."""
    same = Proposal.objects.filter(account_id=account_id, kind=matter, role=role, decided_at__isnull=True)
    same.filter(at__lte=at - OPEN_FOR).delete()
    row = same.first()
    if row is None:
        asker = by.id if by else None
        row = Proposal.objects.create(
            id=new_id(), account_id=account_id, kind=matter, role=role, by_id=asker, at=at
        )
        note(
            "proposal.made", by=by, at=at, proposal=row.id, account=account_id, matter=matter.value, role=role
        )
    return row.id


def waiting(viewer: Viewer, *, at: datetime) -> tuple[ProposalRow, ...]:
    """What ``viewer`` may decide, the oldest first."""
    found = Proposal.objects.filter(decided_at__isnull=True, at__gt=at - OPEN_FOR).exclude(
        kind=Matter.ROLE_WISH
    )
    rows = found.select_related("account__unit", "by").order_by("at")
    return tuple(_row(row) for row in rows if _may_decide(row, viewer))


def about(account_id: UUID, *, at: datetime) -> tuple[ProposalRow, ...]:
    """What waits about one account, wishes included; for those who manage accounts."""
    fresh = models.Q(kind=Matter.ROLE_WISH) | models.Q(at__gt=at - OPEN_FOR)
    rows = Proposal.objects.filter(fresh, account_id=account_id, decided_at__isnull=True)
    return tuple(map(_row, rows.select_related("account__unit", "by").order_by("at")))


def _row(row: Proposal) -> ProposalRow:
    return ProposalRow(
        id=row.id,
        matter=Matter(row.kind),
        account=row.account_id,
        name=row.account.display_name,
        unit_name=row.account.unit.name,
        now_role=row.account.role,
        role=row.role,
        by_name=row.by.display_name if row.by else "",
        at=row.at,
    )


def _may_decide(row: Proposal, viewer: Viewer) -> bool:
    """A lost factor: the security administrator or the head over the unit. An administrator: any other."""
    if viewer.id in {row.account_id, row.by_id}:
        return False
    if row.kind == Matter.ADMIN_ROLE:
        return viewer.role in APART
    if row.kind == Matter.ROLE_WISH:
        return holds(viewer, Permission.ACCOUNTS_MANAGE)
    if viewer.role is Role.UNIT_HEAD:
        return viewer.lo <= row.account.unit_id <= viewer.hi
    return holds(viewer, Permission.FACTOR_RESET_CONFIRM)


@transaction.atomic
def decide(proposal_id: UUID, *, confirm: bool, by: Viewer, at: datetime) -> None:
    """Confirm or refuse; what was confirmed happens at once, and ends the account's sign-ins.

    Raises:
        DomainError: "proposal.unknown": not there, not this viewer's to decide, decided already or too old.
    """
    row = (
        Proposal.objects.select_for_update(of=("self",))
        .select_related("account")
        .filter(id=proposal_id, decided_at__isnull=True)
        .first()
    )
    if row is None or not _may_decide(row, by) or _is_over(row, at):
        raise DomainError("proposal.unknown")
    Proposal.objects.filter(id=row.id).update(decided_by_id=by.id, decided_at=at, confirmed=confirm)
    note(
        "proposal.confirmed" if confirm else "proposal.refused", by=by, at=at, proposal=row.id,
        account=row.account_id, matter=row.kind,
    )  # fmt: skip
    if confirm:
        _carry_out(row, at)


def _is_over(row: Proposal, at: datetime) -> bool:
    return row.kind != Matter.ROLE_WISH and row.at <= at - OPEN_FOR


def _carry_out(row: Proposal, at: datetime) -> None:
    if row.kind == Matter.FACTORS_OFF:
        factors.clear(row.account_id)  # the database looks for the word of two, and that it is not used up
        Proposal.objects.filter(id=row.id).update(used_at=at)
        end_all(row.account_id, why=Ending.FACTORS, at=at)
    elif row.kind == Matter.ADMIN_ROLE:
        Account.objects.filter(id=row.account_id).update(role=row.role)
        end_all(row.account_id, why=Ending.CHANGED, at=at)


def makes_an_administrator(before: str, after: str) -> bool:
    """Whether such a change of role needs somebody else's word."""
    return before != after and after in {role.value for role in APART}
