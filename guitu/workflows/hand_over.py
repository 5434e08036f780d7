"""All of a colleague's people go to another: before an account is switched off, or for a long leave."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db import transaction

from guitu.casework.episodes.queries import open_episodes
from guitu.domain.access import Permission, Viewer, holds
from guitu.domain.kernel.errors import DomainError
from guitu.foundation.accounts.queries import account
from guitu.foundation.audit.commands import note
from guitu.workflows.assign import assign

_MOST = 5000  # episodes; nobody carries so many


@dataclass(frozen=True, slots=True)
class HandedOver:
    """How many persons went, and how many stay because the receiver is excluded from them."""

    went: int
    stay: int


@transaction.atomic
def hand_over(*, of: UUID, to: UUID, by: Viewer, at: datetime) -> HandedOver:
    """Assign everybody whom ``of`` works with to ``to``; their files go to that colleague's unit.

    Those whom ``to`` may never see stay where they are and are counted.

    Args:
        of: whose cases.
        to: who takes them over.
        by: who decides; needs ASSIGN over the files and over the receiver's unit.
        at: when (aware).

    Raises:
        DomainError: "access.refused", "account.unknown", "hand-over.same", "assign.unit-out-of-reach",
            "assign.worker-elsewhere".
    """
    if not holds(by, Permission.ASSIGN):
        raise DomainError("access.refused")
    if of == to:
        raise DomainError("hand-over.same")
    receiver = account(to)
    persons = dict.fromkeys(row.person_id for row in open_episodes(by, worker=of, limit=_MOST))
    stay = 0
    for person in persons:
        try:
            assign(person=person, to_unit=receiver.unit, to_worker=to, by=by, at=at)
        except DomainError as error:
            if error.code != "assign.worker-excluded":
                raise
            stay += 1
    note("cases.handed-over", by=by, at=at, account=of, receiver=to, went=len(persons) - stay, stay=stay)
    return HandedOver(len(persons) - stay, stay)
