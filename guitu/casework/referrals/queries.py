"""Reading referrals: of one person, of a board, and the one behind an address."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.db.models import F, Q

from guitu.casework.people.queries import AdmittedPerson, within
from guitu.casework.referrals.models import OPEN, Link, Referral
from guitu.casework.referrals.translate import ReferralRow, Words, referral_row
from guitu.domain import access
from guitu.domain.access import Permission, Viewer
from guitu.domain.kernel.errors import DomainError
from guitu.domain.referrals.machine import LIVE
from guitu.foundation.audit import sightings
from guitu.foundation.crypto import keys

__all__ = ["ReferralRow", "Words"]

_LIVE = sorted(state.value for state in LIVE)


@dataclass(frozen=True, slots=True)
class LinkRow:
    """One address that was given out. ``code`` the hash of address and code."""

    key: bytes
    person_id: UUID
    referral: UUID
    code: bytes
    tries: int
    made_by: UUID
    until: datetime
    used_at: datetime | None


def referrals_of(who: AdmittedPerson) -> tuple[ReferralRow, ...]:
    """Everything somebody was referred to, what waits for somebody first, then the latest."""
    found = Referral.objects.filter(person_id__in=who.ids).order_by("-made_at", "-id")
    rows = [referral_row(row, who.ring) for row in found]
    return tuple(sorted(rows, key=lambda row: not row.is_open))


def referral_for(who: AdmittedPerson, referral: UUID) -> ReferralRow:
    """One referral.

    Raises:
        DomainError: "referral.unknown".
    """
    row = Referral.objects.filter(person_id__in=who.ids, id=referral).first()
    if row is None:
        raise DomainError("referral.unknown")
    return referral_row(row, who.ring)


def board(viewer: Viewer, *, limit: int) -> tuple[ReferralRow, ...]:
    """What waits for anybody, of everybody the viewer helps, the earliest due first. Two queries.

    What is declined or came back has no day and comes first.
    """
    scope = access.scope(viewer, Permission.SERVICE_RECORD)
    if scope == access.NOBODY:
        return ()
    found = Referral.objects.filter(OPEN, within(scope))
    rows = list(found.order_by(F("due_on").asc(nulls_first=True), "id")[:limit])
    sightings.saw({row.person_id: row.held_by for row in rows}, "casework")
    return _opened(rows)


def live_of(persons: Iterable[UUID], *, unit: int | None = None) -> tuple[ReferralRow, ...]:
    """What is with a partner now, of these persons; ``unit``: with that one. In a context of the system."""
    found = Referral.objects.filter(person_id__in=tuple(persons), state__in=_LIVE)
    if unit is not None:
        found = found.filter(unit=unit)
    return _opened(found.order_by("due_on", "id"))


def run_out(on: date) -> tuple[UUID, ...]:
    """Persons of whom something is still with a partner although its last day is over. For the night only."""
    found = Referral.objects.filter(state__in=_LIVE, until_on__lt=on)
    return tuple(found.order_by("person_id").values_list("person_id", flat=True).distinct())


def needs_referred(persons: Iterable[UUID]) -> frozenset[UUID]:
    """The needs of these persons that a referral is open for. One query."""
    found = Referral.objects.filter(OPEN, person_id__in=tuple(persons), need__isnull=False)
    return frozenset(need for need in found.values_list("need", flat=True) if need is not None)


def open_at(service: UUID) -> int:
    """How many referrals to a service wait for anybody. In a context of the system."""
    return Referral.objects.filter(OPEN, service=service).count()


def by_id(person: UUID, referral: UUID) -> ReferralRow | None:
    """One referral, None where there is none; for acts let in otherwise, in a context of the system."""
    row = Referral.objects.filter(person_id=person, id=referral).first()
    return _opened([row])[0] if row is not None else None


def link_with(key: bytes) -> LinkRow | None:
    """The address behind this hash, held until the transaction ends. In a context of the system."""
    row = Link.objects.select_for_update().filter(key=key).first()
    if row is None:
        return None
    return LinkRow(
        bytes(row.key), row.person_id, row.referral, bytes(row.code), row.tries, row.made_by, row.until,
        row.used_at,
    )  # fmt: skip


def has_link(row: ReferralRow, *, at: datetime) -> bool:
    """Whether an address that was given out for it still opens it."""
    found = Link.objects.filter(person_id=row.person_id, referral=row.id, used_at__isnull=True, until__gt=at)
    return found.exists()


def agreed_between(viewer: Viewer, first: date, last: date, *, limit: int) -> tuple[ReferralRow, ...]:
    """Days agreed on with partners, from ``first`` to ``last``, both inside, in order. Two queries."""
    scope = access.scope(viewer, Permission.SERVICE_RECORD)
    if scope == access.NOBODY:
        return ()
    near = Q(agreed_on__gte=first, agreed_on__lte=last, state__in=_LIVE)
    rows = list(Referral.objects.filter(OPEN, near, within(scope)).order_by("agreed_on", "id")[:limit])
    sightings.saw({row.person_id: row.held_by for row in rows}, "casework")
    return _opened(rows)


def _opened(found: Iterable[Referral]) -> tuple[ReferralRow, ...]:
    rows = list(found)
    ring = keys.ring({row.person_id for row in rows}, ("casework",))
    return tuple(referral_row(row, ring) for row in rows)
