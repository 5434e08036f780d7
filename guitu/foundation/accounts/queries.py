"""Reading accounts, and turning one into the viewer that every decision asks about."""

from collections.abc import Iterable
from dataclasses import dataclass
from uuid import UUID

from django.db.models import Q

from guitu.domain.access import Permission, Role, Viewer, holds
from guitu.domain.access.policy import STATEMENTS
from guitu.domain.kernel import region as regions
from guitu.domain.kernel.errors import DomainError
from guitu.foundation.accounts.models import Account
from guitu.foundation.organisations.queries import bounds_of


@dataclass(frozen=True, slots=True)
class AccountRow:
    """One account as lists show it."""

    id: UUID
    username: str
    display_name: str
    role: Role
    unit: int
    unit_name: str
    is_active: bool
    must_change_password: bool


def _row(found: Account) -> AccountRow:
    return AccountRow(
        id=found.id,
        username=found.username,
        display_name=found.display_name,
        role=Role(found.role),
        unit=found.unit_id,
        unit_name=found.unit.name,
        is_active=found.is_active,
        must_change_password=found.must_change_password,
    )


def viewer_of(account: Account) -> Viewer:
    """The viewer an account is: its role, and the place numbers its unit looks over.

    A region manager looks over the unit's whole region whatever its type; staff of a centre only over what
    the centre itself holds.
    """
    role = Role(account.role)
    low, high = bounds_of(account.unit.type, account.unit_id)
    if role is Role.REGION_MANAGER:
        low, high = regions.place_interval(account.unit.region_id)
    if role is Role.FACILITY_OFFICER:
        low = high = account.unit_id
    return Viewer(
        id=account.id, role=role, unit=account.unit_id, lo=low, hi=high, unit_type=account.unit.type
    )


def account(account_id: UUID) -> AccountRow:
    """The account with that id.

    Raises:
        DomainError: "account.unknown".
    """
    found = Account.objects.filter(id=account_id).first()
    if found is None:
        raise DomainError("account.unknown")
    return _row(found)


def all_accounts(viewer: Viewer) -> tuple[AccountRow, ...]:
    """Every account, for those who manage them, by unit and user name.

    Raises:
        DomainError: "access.refused".
    """
    if not holds(viewer, Permission.ACCOUNTS_MANAGE):
        raise DomainError("access.refused")
    return tuple(map(_row, Account.objects.order_by("unit_id", "username")))


def display_names(account_ids: Iterable[UUID]) -> dict[UUID, str]:
    """Names of colleagues by account id, for a list page; one query."""
    return dict(Account.objects.filter(id__in=set(account_ids)).values_list("id", "display_name"))


_COUNTY = 10**6  # what is below a county in a region's number
_CASE_ROLES = (Role.POSTED_OFFICER, Role.FULL_TIME_WORKER, Role.SOCIAL_WORKER, Role.UNIT_HEAD)
_AROUND = (Role.COMMUNITY_POLICE, Role.DOCTOR, Role.PSYCHOLOGIST, Role.EMPLOYMENT_WORKER)


def colleagues(viewer: Viewer) -> tuple[AccountRow, ...]:
    """Active accounts whom ``viewer`` may assign people to: case roles of the units it looks over.

    Raises:
        DomainError: "access.refused".
    """
    if not holds(viewer, Permission.ASSIGN):
        raise DomainError("access.refused")
    found = Account.objects.filter(
        is_active=True, role__in=_CASE_ROLES, unit__gte=viewer.lo, unit__lte=viewer.hi
    )
    return tuple(map(_row, found.order_by("unit_id", "username")))


def staff_of(unit: int) -> tuple[AccountRow, ...]:
    """Active accounts of one unit, by user name."""
    found = Account.objects.filter(is_active=True, unit_id=unit).select_related("unit")
    return tuple(map(_row, found.order_by("username")))


def staff_nearby(viewer: Viewer) -> tuple[AccountRow, ...]:
    """Active colleagues of the viewer's township (or of the larger region it looks over) who are at hand.

    Those who may be present when a sample is taken: case roles, community police and doctors.

    Raises:
        DomainError: "access.refused".
    """
    if not holds(viewer, Permission.TEST_RECORD):
        raise DomainError("access.refused")
    low, high = regions.place_interval(regions.region_of(viewer.unit))
    roles = (*_CASE_ROLES, Role.COMMUNITY_POLICE, Role.DOCTOR)
    found = Account.objects.filter(
        is_active=True, role__in=roles, unit__gte=min(low, viewer.lo), unit__lte=max(high, viewer.hi)
    ).select_related("unit")
    return tuple(map(_row, found.order_by("unit_id", "username")))


def who_may_help(viewer: Viewer) -> tuple[AccountRow, ...]:
    """Active accounts of the viewer's county whose role ever opens a file: to name to a team, or to exclude.

    Of a larger region where the viewer looks over one.

    Raises:
        DomainError: "access.refused".
    """
    if not holds(viewer, Permission.RELATION_NAME):
        raise DomainError("access.refused")
    county = regions.region_of(viewer.unit)
    county -= county % _COUNTY
    low, high = regions.place_interval(county)
    reading = [r.value for r in Role if any(Permission.PERSON_READ in s.acts for s in STATEMENTS[r])]
    found = Account.objects.filter(
        is_active=True, role__in=reading, unit__gte=min(low, viewer.lo), unit__lte=max(high, viewer.hi)
    ).exclude(role=Role.PERSON.value)
    return tuple(map(_row, found.order_by("unit_id", "username")))


_REFERRED_TO = (Role.PARTNER_AGENCY, Role.LEGAL_EXPERT, Role.EMPLOYMENT_WORKER)


def partners_near(viewer: Viewer) -> tuple[AccountRow, ...]:
    """Active accounts of the viewer's county that people can be referred to.

    Raises:
        DomainError: "access.refused".
    """
    if not holds(viewer, Permission.SERVICE_RECORD):
        raise DomainError("access.refused")
    county = regions.region_of(viewer.unit)
    county -= county % _COUNTY
    low, high = regions.place_interval(county)
    found = Account.objects.filter(
        is_active=True, role__in=_REFERRED_TO, unit__gte=min(low, viewer.lo), unit__lte=max(high, viewer.hi)
    ).select_related("unit")
    return tuple(map(_row, found.order_by("unit_id", "username")))


def who_works_at(viewer: Viewer, place: int) -> tuple[AccountRow, ...]:
    """Active accounts of the township of ``place`` (a unit's number) and of the viewer's own unit.

    Whom a plan or a working group can name; nothing of anybody's file opens by it.

    Raises:
        DomainError: "access.refused".
    """
    if not holds(viewer, Permission.CONTACT_RECORD):
        raise DomainError("access.refused")
    low, high = regions.place_interval(regions.region_of(place))
    near = Q(unit__gte=low, unit__lte=high) | Q(unit=viewer.unit)
    found = Account.objects.filter(near, is_active=True, role__in=(*_CASE_ROLES, *_AROUND))
    return tuple(map(_row, found.order_by("unit_id", "username")))


def heads_of(unit: int) -> tuple[UUID, ...]:
    """The active accounts that lead a unit: who is told where nobody is named."""
    found = Account.objects.filter(is_active=True, role=Role.UNIT_HEAD.value, unit=unit)
    return tuple(found.order_by("id").values_list("id", flat=True))


def carers_of(unit: int) -> tuple[AccountRow, ...]:
    """The active accounts of a unit that people can be assigned to, by user name."""
    found = Account.objects.filter(is_active=True, role__in=_CASE_ROLES, unit=unit)
    return tuple(map(_row, found.order_by("username")))


def viewers_named(usernames: Iterable[str]) -> dict[str, Viewer]:
    """The active accounts with these user names, as the viewers they are; names nobody has are left out."""
    found = Account.objects.filter(username__in=set(usernames), is_active=True)
    return {account.username: viewer_of(account) for account in found}


def ids_of(usernames: Iterable[str]) -> dict[str, UUID]:
    """The accounts that have these user names; names nobody has are left out."""
    return dict(Account.objects.filter(username__in=set(usernames)).values_list("username", "id"))
