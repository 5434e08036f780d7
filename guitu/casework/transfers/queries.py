"""Offers: what waits for a unit's answer, what a unit offered, those of one person."""

from datetime import datetime
from uuid import UUID

from django.db.models import Q

from guitu.casework.people.queries import AdmittedPerson, within
from guitu.casework.transfers.models import Transfer
from guitu.casework.transfers.translate import CASEWORK, TransferRow, transfer_row
from guitu.domain import access
from guitu.domain.access import Permission, Viewer
from guitu.domain.kernel.errors import DomainError
from guitu.domain.transfer import Sort, State
from guitu.foundation.crypto import keys

__all__ = ["TransferRow"]


def offered_to(viewer: Viewer, *, limit: int = 100) -> tuple[TransferRow, ...]:
    """What waits for the answer of the viewer's own unit, the most urgent first. Two queries."""
    return _listed(viewer, Q(state=State.OFFERED, to_unit=viewer.unit), limit)


def offered_by(viewer: Viewer, *, limit: int = 100) -> tuple[TransferRow, ...]:
    """What the places in the viewer's reach offered and still wait for. Two queries."""
    mine = Q(state=State.OFFERED, held_by__gte=viewer.lo, held_by__lte=viewer.hi)
    return _listed(viewer, mine & ~Q(to_unit=viewer.unit), limit)


def returned_to(viewer: Viewer, *, since: datetime, limit: int = 100) -> tuple[TransferRow, ...]:
    """What came back with a reason since then. Two queries."""
    back = Q(state=State.DECLINED, held_by__gte=viewer.lo, held_by__lte=viewer.hi, answered_at__gte=since)
    return _listed(viewer, back, limit)


def shared_with(viewer: Viewer, *, limit: int = 100) -> tuple[TransferRow, ...]:
    """People of other places whom the viewer's unit helps look after. Two queries."""
    return _listed(viewer, Q(state=State.ACCEPTED, kind=Sort.SHARE, to_unit=viewer.unit), limit)


def _listed(viewer: Viewer, which: Q, limit: int) -> tuple[TransferRow, ...]:
    scope = access.scope(viewer, Permission.CONTACT_RECORD)
    if scope == access.NOBODY:
        return ()
    rows = list(Transfer.objects.filter(within(scope), which).order_by("answer_by_on", "id")[:limit])
    ring = keys.ring({row.person_id for row in rows}, (CASEWORK,))
    return tuple(transfer_row(row, ring) for row in rows)


def transfers_of(who: AdmittedPerson) -> tuple[TransferRow, ...]:
    """Every offer about one person, the latest first."""
    found = Transfer.objects.filter(person_id__in=who.ids).order_by("-offered_at", "-id")
    return tuple(transfer_row(row, who.ring) for row in found)


def transfer_for(who: AdmittedPerson, transfer_id: UUID) -> TransferRow:
    """One of them.

    Raises:
        DomainError: "transfer.unknown".
    """
    found = Transfer.objects.filter(person_id__in=who.ids, id=transfer_id).first()
    if found is None:
        raise DomainError("transfer.unknown")
    return transfer_row(found, who.ring)
