"""What somebody agrees to beside their doctor or psychologist is written down, and taken back, at once.

Only the purposes that room lives by; every other stands on the page of rights.
"""

from collections.abc import Mapping
from datetime import datetime
from types import MappingProxyType
from uuid import UUID

from django.db import transaction

from guitu.casework.journal.commands import Draft
from guitu.casework.people.queries import person_for
from guitu.domain.access import Permission, Viewer
from guitu.domain.counselling import sessions
from guitu.domain.health import insurance, referral
from guitu.domain.kernel.errors import DomainError
from guitu.foundation.authorization import door
from guitu.foundation.clock import day_of
from guitu.workflows.record import Recorded, write

ASKED_BY: Mapping[str, Permission] = MappingProxyType(
    {
        sessions.SHARING: Permission.MIND_RECORD,
        referral.CONSENT: Permission.HEALTH_RECORD,
        insurance.SHARING: Permission.HEALTH_RECORD,
    }
)


@transaction.atomic
def say(*, person: UUID, purpose: str, agreed: bool, by: Viewer, at: datetime) -> Recorded:
    """Write down the person's word on one purpose; it holds at once.

    Raises:
        DomainError: "person.unknown", "share.purpose", "consent.…".
    """
    if purpose not in ASKED_BY:
        raise DomainError("share.purpose")
    who = person_for(by, person, ASKED_BY[purpose])
    draft = Draft(
        kind="consent",
        outcome="given" if agreed else "withdrawn",
        happened_on=day_of(at),
        details={"purpose": purpose},
    )
    with door.whole_files(who.ids):
        return write(who, draft, episode=None, by=by, at=at)
