"""A neutral word about a time that was agreed on: the day before, in words that name no test."""

from datetime import datetime, timedelta
from uuid import UUID

from guitu.casework.outreach.commands import queue
from guitu.casework.people.queries import AdmittedPerson
from guitu.domain.access import Viewer
from guitu.domain.outreach import telling
from guitu.foundation.clock import BEIJING, day_of
from guitu.foundation.organisations.queries import unit

AHEAD = timedelta(days=1)  # proposed
LONGEST = 60  # characters that a message has for a place


def remind(
    who: AdmittedPerson, appointment: UUID, starts_at: datetime, *, moved: bool, by: Viewer, at: datetime
) -> None:
    """Queue it, in the caller's transaction.

    Where the office has no phone to call, or neither a name nor an address that says nothing, none is sent.
    """
    office = unit(by.unit)
    place = next((words for words in (office.name, office.address) if _is_neutral(words)), "")
    if not place or not office.phone:
        return
    local = starts_at.astimezone(BEIJING)
    queue(
        person=who.id,
        held_by=who.held_by,
        to="person",
        template="appointment_moved" if moved else "appointment",
        facts={"day": local.date(), "at": f"{local:%H:%M}", "place": place, "phone": office.phone},
        due_on=max(local.date() - AHEAD, day_of(at)),
        by=by,
        at=at,
        key=f"appointment {appointment} {local:%Y%m%d%H%M}",
    )


def _is_neutral(words: str) -> bool:
    """Whether a name or an address may stand in a message to somebody's phone, and is short enough."""
    return 0 < len(words) <= LONGEST and telling(words) is None
